"""What a subdivision found: faces, their labels and patterns, and the three counts.

The counts answer different questions. Activation cells: on how many polygons is every unit on
one of its pieces? Linear pieces: how many polygons are left when neighbours on which the
outputs are the same affine function are merged? Decision polygons: how many, when neighbours
of the same label are?
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from playground.geometry.affine import affine_maps, piece_of
from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.geometry.errors import GeometryError
from playground.geometry.faces import (
    connected,
    face_areas,
    face_centres,
    outlines,
)
from playground.geometry.forward import forward
from playground.geometry.frame import Frame
from playground.geometry.plan import IDENTITY_PIECES, Kind, Plan, PlanLevel, Unit
from playground.geometry.planar_map import LEFT, RIGHT
from playground.geometry.request import CellsRequest

# Maps differ when they do by more than this part of the largest; rounding is far below it.
SAME_MAP = 1e-11


@dataclass(frozen=True, eq=False)
class Arrangement:
    """The faces of a rectangle; everything derived is computed when first asked for.

    `local` (V, 2) are vertices in the frame's coordinates, `edges` (5, E) has the rows of
    `planar_map`. `cell_of` (F,) is the activation cell that each face is a part of: the outputs'
    decision cuts cells without making new ones. `snaps` counts the vertices that lay within
    rounding (`near`, for each row of the plan) of a line and were taken to lie on it. An
    arrangement that is not complete is exact for its first `levels_done` levels only and has no
    labels.
    """

    request: CellsRequest
    plan: Plan
    frame: Frame
    local: FloatArray
    edges: IntArray
    face_count: int
    cell_of: IntArray
    near: FloatArray
    snaps: int
    levels_done: int
    is_complete: bool

    @property
    def certified(self) -> bool:
        """Whether no decision was as close as rounding could have changed it."""
        return self.is_complete and self.snaps == 0

    @cached_property
    def cell_count(self) -> int:
        """The number of activation cells."""
        return int(self.cell_of.max()) + 1

    @cached_property
    def vertices(self) -> FloatArray:
        """Vertices (V, 2) on the plane."""
        return self.frame.to_plane(self.local)

    @cached_property
    def centres(self) -> FloatArray:
        """A point inside each face, (F, 2): the mean of its vertices."""
        return self.frame.to_plane(face_centres(self.local, self.edges))

    @cached_property
    def areas(self) -> FloatArray:
        """Areas of the faces, (F,), in units of the plane."""
        return face_areas(self.local, self.edges, self.face_count) * self.frame.scale**2

    @cached_property
    def outlines(self) -> tuple[IntArray, IntArray]:
        """Vertices of every face against the clock, and where each begins (`faces.outlines`)."""
        return outlines(self.edges, self.face_count)

    def polygon(self, face: int) -> FloatArray:
        """Return the corners (n, 2) of a face, against the clock."""
        vertices, offsets = self.outlines
        return self.vertices[vertices[offsets[face] : offsets[face + 1]]]

    @cached_property
    def inner_edges(self) -> IntArray:
        """Numbers of the edges with a face on both sides."""
        return np.flatnonzero((self.edges[LEFT] >= 0) & (self.edges[RIGHT] >= 0))

    def sums(self, node_id: str) -> FloatArray:
        """Return the sum z that reaches a node, (F,), at each face's centre."""
        z: FloatArray = self._at_centres[0][self.plan.program.row_of[node_id]]
        return z

    def values(self, node_id: str) -> FloatArray:
        """Return the output of a node, (F,), at each face's centre."""
        a: FloatArray = self._at_centres[1][self.plan.program.row_of[node_id]]
        return a

    def pieces_of(self, node_id: str) -> IntArray:
        """Return which piece of its activation a node is on, (F,): 0 is off for step and ReLU."""
        unit, _ = self._unit(node_id)
        return piece_of(unit, self.sums(node_id), self.values(node_id), self.near[unit.row])

    def patterns(self, node_ids: tuple[str, ...]) -> list[str]:
        """Return the pieces of several nodes on each face, such as "110"."""
        columns = [self.pieces_of(node_id) for node_id in node_ids]
        return ["".join(map(str, row)) for row in zip(*(c.tolist() for c in columns), strict=True)]

    def maps(self, node_id: str) -> FloatArray:
        """Return (w1, w2, b), (F, 3), with z = w1·x1 + w2·x2 + b for a node on each face."""
        unit, level = self._unit(node_id)
        maps = affine_maps(self.plan, self.frame, self.centres, level)
        return self.frame.maps_to_plane(maps[:, level.units.index(unit)])

    @cached_property
    def labels(self) -> IntArray:
        """The label of each face, (F,), as an index into `label_texts`."""
        return self._labelled[0]

    @cached_property
    def label_texts(self) -> tuple[str, ...]:
        """What the labels are: "0" and "1", patterns, or the highest output's number."""
        return self._labelled[1]

    @cached_property
    def says(self) -> BoolArray:
        """Whether each output says yes, (outputs, F): reaches its threshold or is the highest."""
        self._refuse_partial()
        z, a = (values[self.plan.output_rows] for values in self._at_centres)
        return self.plan.decision.says(z, a, self.near[self.plan.program.rows :])

    @cached_property
    def islands(self) -> IntArray:
        """The connected piece of one label that each face belongs to, (F,)."""
        left, right = self.edges[LEFT : RIGHT + 1, self.inner_edges]
        same = self.labels[left] == self.labels[right]
        return connected(self.face_count, left[same], right[same])

    @cached_property
    def linear_pieces(self) -> IntArray:
        """The polygon of one affine output function that each face belongs to, (F,)."""
        rows = self.plan.output_rows
        units = tuple(Unit(-1, Kind.CONTINUOUS, (), IDENTITY_PIECES) for _ in rows)
        level = PlanLevel(units, rows, np.eye(len(rows)), np.zeros(len(rows)))
        maps = affine_maps(self.plan, self.frame, self.centres, level)
        left, right = self.edges[LEFT : RIGHT + 1, self.inner_edges]
        scale = np.abs(maps).max(axis=(0, 2))[:, None]
        same = (np.abs(maps[left] - maps[right]) <= SAME_MAP * scale).all(axis=(1, 2))
        return connected(self.face_count, left[same], right[same])

    def label_areas(self) -> dict[str, float]:
        """Return the area of each label."""
        sums = np.bincount(self.labels, self.areas, len(self.label_texts))
        return dict(zip(self.label_texts, sums.tolist(), strict=True))

    def label_islands(self) -> dict[str, int]:
        """Return the number of connected pieces of each label."""
        label_of = np.empty(int(self.islands.max()) + 1, dtype=np.intp)
        label_of[self.islands] = self.labels
        counts = np.bincount(label_of, minlength=len(self.label_texts))
        return dict(zip(self.label_texts, counts.tolist(), strict=True))

    def face_at(self, x: float, y: float) -> int | None:
        """Return the face that a point of the plane lies in, None outside the rectangle."""
        point = self.frame.to_local(np.array([x, y]))
        vertices, offsets = self.outlines
        start = self.local[vertices]
        following = np.arange(1, len(vertices) + 1)
        following[offsets[1:] - 1] = offsets[:-1]
        side = start[following] - start
        turn = side[:, 0] * (point[1] - start[:, 1]) - side[:, 1] * (point[0] - start[:, 0])
        inside = np.flatnonzero(np.minimum.reduceat(turn, offsets[:-1]) >= 0.0)
        return int(inside[0]) if len(inside) else None

    @cached_property
    def _labelled(self) -> tuple[IntArray, tuple[str, ...]]:
        return self.plan.decision.labels(self.says)

    @cached_property
    def _at_centres(self) -> tuple[FloatArray, FloatArray]:
        return forward(self.plan, self.centres)

    def _unit(self, node_id: str) -> tuple[Unit, PlanLevel]:
        row = self.plan.program.row_of[node_id]
        for level in self.plan.levels:
            for unit in level.units:
                if unit.row == row:
                    return unit, level
        name = self.request.name(node_id)
        raise GeometryError(f"“{name}” does not reach the outputs shown, so it cuts no cells.")

    def _refuse_partial(self) -> None:
        if not self.is_complete:
            raise GeometryError(
                f"Only the first {self.levels_done} of {len(self.plan.levels)} levels are exact, "
                "because there are too many cells; look at a smaller part of the plane or take "
                "fewer neurons."
            )
