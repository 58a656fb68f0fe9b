"""What the Cells view draws of an arrangement, made ready outside the GUI thread. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import FloatArray
from playground.geometry.boundaries import boundary_edges, fold_edges, segments
from playground.geometry.cells import TAGS
from playground.geometry.forward import forward
from playground.geometry.knife_edges import KnifeEdge, knife_edges
from playground.geometry.plan import Kind, Unit
from playground.geometry.planar_map import LEFT, RIGHT, TAG, A, B
from playground.palette import Theme, node_color

# Above these nothing could be read in the cells, and filling them one by one would be slow.
MOST_WRITTEN = 2_000
_CLIMBS = 14
# What a sum may vary over a cell and still be one number, as a part of its largest term.
_CONSTANT = 1e-11


@dataclass(frozen=True, slots=True, eq=False)
class UnitLines:
    """The edges (n, 2, 2) on which a unit changes its piece, in the frame's coordinates.

    `level` counts from 1 among the levels that cut.
    """

    node_id: str
    name: str
    level: int
    segments: FloatArray


@dataclass(frozen=True, slots=True)
class CellsLook:
    """What is shown and in which colours.

    `numbers` are those of the nodes' colours by id, outputs first, `output_count` how many these
    are (`palette.node_color`).
    """

    title: str
    numbers: Mapping[str, int]
    output_count: int

    def color(self, node_id: str, theme: Theme) -> str:
        """The colour of a node and its lines."""
        return node_color(self.numbers.get(node_id, 0), self.output_count, theme)


# Up to so many faces, counting the linear pieces takes no longer than drawing.
QUICKLY_COUNTED = 600


@dataclass(frozen=True, slots=True, eq=False)
class CellsPicture:
    """An arrangement with all that takes long to find out.

    Lengths are in the coordinates of the arrangement's frame. `areas` has for each label the
    outlines (n, 2) around its cells, whose inside is where they wind around. `bits` are the nodes
    that feed what is decided, or decide it alone; `patterns` their pieces on each face. `sums`
    (F,) is the sum that reaches the one node shown, NaN where it is not the same all over the
    cell, None where several nodes are shown; `sum_range` the lowest and the highest of it in the
    rectangle. `spots` (F, 2) are points well inside of each face. `linear_pieces` is None until
    someone has counted them.
    """

    arrangement: Arrangement
    lines: tuple[UnitLines, ...]
    boundary: FloatArray
    areas: tuple[tuple[FloatArray, ...], ...]
    bits: tuple[str, ...]
    patterns: tuple[str, ...]
    sums: FloatArray | None
    spots: FloatArray | None
    thickness: FloatArray
    sum_range: tuple[float, float] | None = None
    knife_edges: tuple[KnifeEdge, ...] = ()
    linear_pieces: int | None = None

    @property
    def is_written(self) -> bool:
        """Whether the cells are few enough to write in them."""
        return self.spots is not None


def picture_of(arrangement: Arrangement) -> CellsPicture:
    """Draw an arrangement, all but its linear pieces."""
    complete = arrangement.is_complete
    few = arrangement.face_count <= MOST_WRITTEN and complete
    bits = _bits(arrangement) if complete else ()
    boundary = boundary_edges(arrangement) if complete else np.empty(0, dtype=np.intp)
    # So that nothing is left to find out when it is drawn or pointed at.
    _ = arrangement.outlines, arrangement.areas, arrangement.vertices
    if complete:
        _ = arrangement.islands
    return CellsPicture(
        arrangement,
        tuple(_lines(arrangement)),
        segments(arrangement, boundary),
        tuple(label_outlines(arrangement)) if complete else (),
        bits,
        tuple(arrangement.patterns(bits)) if few and bits else (),
        _sums(arrangement) if few else None,
        inner_points(arrangement) if few else None,
        _thickness(arrangement),
        _sum_range(arrangement, few) if complete else None,
        tuple(knife_edges(arrangement)) if few else (),
    )


def with_linear_pieces(picture: CellsPicture) -> CellsPicture:
    """Count the linear pieces as well, and the islands."""
    arrangement = picture.arrangement
    if not arrangement.is_complete:
        return picture
    return replace(picture, linear_pieces=int(arrangement.linear_pieces.max()) + 1)


def units_of(arrangement: Arrangement) -> list[tuple[str, Unit, int]]:
    """Return id, unit and level, from 1, of every node that has more than one piece."""
    node_of = {row: node_id for node_id, row in arrangement.plan.program.row_of.items()}
    found = []
    for number, level in enumerate(arrangement.plan.levels, start=1):
        found += [(node_of[unit.row], unit, number) for unit in level.units if unit.cuts]
    return found


def first_level_lines(arrangement: Arrangement) -> dict[str, tuple[float, float, float]]:
    """Return (w1, w2, b) of each unit with a line that sees x1 and x2 alone, by node id."""
    plan = arrangement.plan
    node_of = {row: node_id for node_id, row in plan.program.row_of.items()}
    found = {}
    for level in plan.levels:
        for unit, weights, bias in zip(level.units, level.weights, level.biases, strict=True):
            by_row = dict(zip(level.sources.tolist(), weights.tolist(), strict=True))
            used = {row for row, weight in by_row.items() if weight}
            if unit.cuts and used and used <= set(plan.plane_rows):
                w1, w2 = (0.0 if row is None else by_row.get(row, 0.0) for row in plan.plane_rows)
                found[node_of[unit.row]] = (w1, w2, float(bias))
    return found


def fold_lines(picture: CellsPicture, node_id: str) -> FloatArray:
    """Return the edges (n, 2, 2) at which a node changes, in the frame's coordinates.

    Unlike a unit's own lines these are also there for a node that sees other nodes' steps alone.
    """
    arrangement = picture.arrangement
    if all(node_id != known for known, _, _ in units_of(arrangement)):
        return np.empty((0, 2, 2))
    return segments(arrangement, fold_edges(arrangement, node_id))


def label_outlines(arrangement: Arrangement) -> Iterator[tuple[FloatArray, ...]]:
    """Yield for each label the closed outlines around its cells, which lie on their left."""
    edges = arrangement.edges
    labels = np.append(arrangement.labels, -1)  # the last one is that of the outside
    left, right = labels[edges[LEFT]], labels[edges[RIGHT]]
    differ = left != right
    forth = np.flatnonzero(differ & (edges[LEFT] >= 0))
    back = np.flatnonzero(differ & (edges[RIGHT] >= 0))
    label = np.concatenate([left[forth], right[back]])
    start = np.concatenate([edges[A, forth], edges[B, back]])
    end = np.concatenate([edges[B, forth], edges[A, back]])
    # As many sides of a label end at a vertex as begin there; any of them may follow any other.
    arriving, leaving = np.lexsort((end, label)), np.lexsort((start, label))
    following = np.empty(len(label), dtype=np.intp)
    following[arriving] = leaving
    loops: list[list[FloatArray]] = [[] for _ in arrangement.label_texts]
    follow, begin = following.tolist(), start.tolist()
    seen = [False] * len(follow)
    for first, number in enumerate(label.tolist()):
        loop, side = [], first
        while not seen[side]:
            seen[side] = True
            loop.append(begin[side])
            side = follow[side]
        if loop:
            loops[number].append(arrangement.local[loop])
    yield from map(tuple, loops)


def inner_points(arrangement: Arrangement) -> FloatArray:
    """Return a point (F, 2) of each face far from its sides, in the frame's coordinates.

    From the mean of the corners, steps away from the nearest side as long as they gain.
    """
    sides = _Sides(arrangement)
    faces, offsets = sides.faces, sides.offsets

    # Axis by axis: for a few dozen faces calls cost more than numbers.
    begin, inward = sides.starts.T.copy(), sides.inward.T.copy()
    new_face = np.ones(len(faces), dtype=bool)

    def nearest(points: FloatArray) -> tuple[FloatArray, FloatArray]:
        along = points[:, faces]
        along -= begin
        along *= inward
        distance = along[0] + along[1]
        least = np.minimum.reduceat(distance, offsets[:-1])
        which = np.flatnonzero(distance == least[faces])
        owner = faces[which]
        first = new_face[: len(which)].copy()
        np.not_equal(owner[1:], owner[:-1], out=first[1:])
        return least, inward[:, which[first]]

    points = np.add.reduceat(begin, offsets[:-1], axis=1) / np.diff(offsets)
    depth, away = nearest(points)
    step = np.maximum(depth, 0.0)
    for _ in range(_CLIMBS):
        moved = away * step
        moved += points
        moved_depth, moved_away = nearest(moved)
        better = moved_depth > depth
        np.copyto(points, moved, where=better)
        np.copyto(depth, moved_depth, where=better)
        np.copyto(away, moved_away, where=better)
        np.multiply(step, 0.5, out=step, where=~better)
    return points.T.copy()


def _lines(arrangement: Arrangement) -> Iterator[UnitLines]:
    units = units_of(arrangement)
    unit_of = arrangement.edges[TAG] // TAGS
    order = np.argsort(unit_of, kind="stable")
    rows = unit_of[order]
    own = np.array([unit.row for _, unit, _ in units], dtype=np.intp)
    ends = np.searchsorted(rows, [own, own + 1]).T.tolist()
    for (node_id, _, level), (first, last) in zip(units, ends, strict=True):
        if last > first:
            name = arrangement.request.name(node_id)
            yield UnitLines(node_id, name, level, segments(arrangement, order[first:last]))


def _bits(arrangement: Arrangement) -> tuple[str, ...]:
    """The nodes of more than one piece that feed the outputs, in the drawing's order.

    Outputs that only see the plane are told by their own pieces.
    """
    request = arrangement.request
    outputs = arrangement.plan.outputs
    known = {node_id for node_id, _, _ in units_of(arrangement)}
    feeding = {edge.source for edge in request.network.edges if edge.target in outputs}
    chosen = feeding & known or known.intersection(outputs)
    return tuple(node.id for node in request.network.nodes if node.id in chosen)


def _sums(arrangement: Arrangement) -> FloatArray | None:
    outputs = arrangement.plan.outputs
    if len(outputs) != 1:
        return None
    sums = arrangement.sums(outputs[0]).copy()
    row = arrangement.plan.program.row_of[outputs[0]]
    units = (unit for level in arrangement.plan.levels for unit in level.units)
    # What differs from 0 by rounding alone decides as 0 does, so it is written as 0.
    sums[np.abs(sums) <= arrangement.near[row]] = 0.0
    if next(unit for unit in units if unit.row == row).kind is not Kind.CONSTANT:
        maps = arrangement.maps(outputs[0])
        scale = float(np.abs(maps).max(initial=0.0))
        sums[np.abs(maps[:, :2]).max(axis=1) > _CONSTANT * scale] = np.nan
    return sums


def _sum_range(arrangement: Arrangement, few: bool) -> tuple[float, float] | None:
    """The lowest and highest sum that reaches the one output.

    A sum that is affine on each cell has them at the corners, one that jumps inside. Among many
    faces the middles come as near as anyone can see.
    """
    plan = arrangement.plan
    if len(plan.outputs) != 1:
        return None
    sums = arrangement.sums(plan.outputs[0])
    if few:
        corners = forward(plan, arrangement.vertices)[0][plan.output_rows[0]]
        sums = np.concatenate([sums, corners])
    return float(sums.min()), float(sums.max())


def _thickness(arrangement: Arrangement) -> FloatArray:
    """How far apart the two closest parallel lines are that have the face between them, (F,).

    One of the two lies along a side.
    """
    sides = _Sides(arrangement)
    counts = np.diff(sides.offsets)[sides.faces]
    first = np.cumsum(counts) - counts
    side = np.repeat(np.arange(len(counts)), counts)
    corner = np.arange(len(side)) - first[side] + sides.offsets[sides.faces[side]]
    reach = ((sides.starts[corner] - sides.starts[side]) * sides.inward[side]).sum(axis=1)
    widths = np.maximum.reduceat(reach, first)
    widths[sides.lengths == 0.0] = np.inf
    thick: FloatArray = np.minimum.reduceat(widths, sides.offsets[:-1])
    return thick


class _Sides:
    """All sides of all faces, each face's one after the other against the clock."""

    def __init__(self, arrangement: Arrangement) -> None:
        vertices, self.offsets = arrangement.outlines
        self.faces = np.repeat(np.arange(arrangement.face_count), np.diff(self.offsets))
        self.starts = arrangement.local[vertices]
        following = np.arange(1, len(vertices) + 1)
        following[self.offsets[1:] - 1] = self.offsets[:-1]
        along = self.starts[following] - self.starts
        self.lengths = np.hypot(*along.T)
        normals = np.stack([-along[:, 1], along[:, 0]], axis=1)
        self.inward = normals / np.maximum(self.lengths, 1e-300)[:, None]
