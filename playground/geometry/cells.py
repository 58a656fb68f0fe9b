"""The arrangement of a piecewise-linear network in a rectangle: every fold cuts a planar map.

Level by level, every unit that can cut does, in the manner of edge subdivision (A. Berzins,
"Polyhedral Complex Extraction from ReLU Networks using Edge Subdivision", ICML 2023, here with
faces on both sides of every edge). Values of continuous units are kept at the vertices and
interpolated with them. From the first level with a mixed unit on, each face has its own map.
"""

from __future__ import annotations

import time
from itertools import groupby

import numpy as np

from playground.geometry.affine import affine_maps
from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.continuous_cut import cut_continuous
from playground.geometry.errors import GeometryError
from playground.geometry.faces import face_areas, face_centres
from playground.geometry.features import NO_FACES
from playground.geometry.frame import Frame
from playground.geometry.mixed_cut import cut_mixed
from playground.geometry.plan import Kind, Plan, PlanLevel, Unit, make_plan
from playground.geometry.planar_map import PlanarMap
from playground.geometry.request import CellsRequest
from playground.geometry.rounding import Rounding
from playground.geometry.ties import Ties

# A unit's cuts have the tags row·TAGS + number of the cut.
TAGS = 4
# So many that calls don't matter, so few that they stay in the cache.
ROWS_AT_ONCE = 1024
SMALLEST_AREA = -1e-12
# Sums of all units on all faces: what takes so many numbers takes about 2 GB at its peak.
MOST_NUMBERS = 7 * 10**7


def arrange(request: CellsRequest) -> Arrangement:
    """Return the exact regions of a network in a rectangle.

    Raises
    ------
    GeometryError
        When the network has no exact regions of straight sides (the text says which node is the
        reason), or its numbers are too close together to be told apart.
    EngineError
        When the spec is no directed acyclic graph of known nodes.
    """
    return arrange_plan(request, make_plan(request))


def arrange_plan(request: CellsRequest, plan: Plan) -> Arrangement:
    """Return the exact regions of a plan that `request` was compiled to. See `arrange`."""
    subdivision = _Subdivision(request, plan)
    with np.errstate(all="ignore"):  # what overflows is refused by name
        subdivision.run()
    arrangement = subdivision.result()
    _check(arrangement)
    return arrangement


class _OverBudgetError(Exception):
    """The level would take more faces or time than are allowed."""


class _Subdivision:
    """The level loop."""

    def __init__(self, request: CellsRequest, plan: Plan) -> None:
        self._request = request
        self._plan = plan
        self._started = time.perf_counter()
        self._frame = Frame.of(request.bounds)
        self._plane = PlanarMap(self._frame.corners)
        self._rounding = Rounding(plan, request.bounds)
        self._columns: dict[int, int] = {}
        self._most_faces = min(request.max_faces, MOST_NUMBERS // plan.program.rows)
        self._by_face = False
        self._snaps = 0
        self._levels_done = 0
        self._cells: IntArray | None = None

    def run(self) -> None:
        """Cut level after level, up to the last one that stays within the budget."""
        levels = (*self._plan.levels, self._plan.decision_level)
        for index, level in enumerate(levels):
            before, snaps = self._plane.copy(), self._snaps
            try:
                if index == len(levels) - 1:
                    self._cells = np.arange(self._plane.face_count)
                self._cut_level(level, levels[index + 1 :])
            except _OverBudgetError:
                self._plane, self._snaps = before, snaps
                self._cells = None
                return
            self._levels_done += 1

    def result(self) -> Arrangement:
        """Return what has been found."""
        plane = self._plane
        cells = np.arange(plane.face_count) if self._cells is None else self._cells
        return Arrangement(
            request=self._request,
            plan=self._plan,
            frame=self._frame,
            local=plane.points.copy(),
            edges=plane.live_edges().copy(),
            face_count=plane.face_count,
            cell_of=cells,
            near=self._rounding.near,
            snaps=self._snaps,
            levels_done=min(self._levels_done, len(self._plan.levels)),
            is_complete=self._levels_done > len(self._plan.levels),
        )

    def _cut_level(self, level: PlanLevel, later: tuple[PlanLevel, ...]) -> None:
        self._rounding.enter(level)
        if level.is_mixed and not self._by_face:
            self._by_face = True
            self._plane.set_columns(np.empty((self._plane.vertex_count, 0)))
        if self._by_face:
            self._cut_by_face(level)
        else:
            self._cut_by_vertex(level, later)

    def _cut_by_vertex(self, level: PlanLevel, later: tuple[PlanLevel, ...]) -> None:
        plane, near = self._plane, self._rounding.near
        chosen = [i for i, unit in enumerate(level.units) if unit.kind is Kind.CONTINUOUS]
        read = set(np.concatenate([NO_FACES, *(one.sources for one in later)]).tolist())
        kept = [row for row in self._columns if row in read]
        sums = self._sums_at_vertices(level, chosen)
        old = plane.values[: plane.vertex_count, [self._columns[row] for row in kept]]
        plane.set_columns(np.concatenate([old, sums], axis=1))
        self._columns = {row: column for column, row in enumerate(kept, start=2)}
        ties = self._ties() if level is self._plan.decision_level else None
        for column, index in enumerate(chosen, start=2 + len(kept)):
            unit = level.units[index]
            for number, cut in enumerate(() if index in level.repeats else unit.cuts):
                tag = unit.row * TAGS + number
                faces, snapped = cut_continuous(plane, column, cut, near[unit.row], tag)
                snaps = ties.unforeseen(index, snapped) if ties else len(snapped)
                self._count(faces, snaps)
        self._activate([level.units[index] for index in chosen], 2 + len(kept))

    def _activate(self, units: list[Unit], first: int) -> None:
        """Replace the units' sums, in columns from `first` on, by their values."""
        values = self._plane.values[: self._plane.vertex_count]
        for (cuts, pieces), group in groupby(units, lambda unit: (unit.cuts, unit.pieces)):
            alike = list(group)
            z = values[:, first : first + len(alike)]
            sizes = np.maximum(z.max(axis=0), -z.min(axis=0)).tolist()
            for column, (unit, size) in enumerate(zip(alike, sizes, strict=True), start=first):
                self._rounding.measured(unit, size)
                if unit.output_kind is Kind.CONTINUOUS:
                    self._columns[unit.row] = column
            for start in range(0, len(z), ROWS_AT_ONCE):
                part = z[start : start + ROWS_AT_ONCE]
                a = pieces[0][0] * part + pieces[0][1]
                for cut, (slope, intercept) in zip(cuts, pieces[1:], strict=False):
                    np.copyto(a, slope * part + intercept, where=part > cut)
                part[:] = a
            first += len(alike)

    def _sums_at_vertices(self, level: PlanLevel, chosen: list[int]) -> FloatArray:
        """The chosen units' sums (vertices, units), in local coordinates."""
        weights = level.weights[chosen]
        biases = level.biases[chosen]
        columns = np.zeros(len(level.sources), dtype=np.intp)
        for place, row in enumerate(level.sources.tolist()):
            if row in self._plan.plane_rows:
                axis = self._plan.plane_rows.index(row)
                columns[place] = axis
                biases = biases + weights[:, place] * self._frame.centre[axis]
                weights[:, place] *= self._frame.scale
            else:
                # What isn't there is constant and has weight 0 in every continuous unit.
                columns[place] = self._columns.get(row, 0)
        plane = self._plane
        values = plane.values[: plane.vertex_count]
        first, count = int(columns.min(initial=0)), len(columns)
        if np.array_equal(columns, np.arange(first, first + count)):
            values = values[:, first : first + count]  # a view, where an index would copy
        else:
            values = values[:, columns]
        sums: FloatArray = values @ weights.T + biases
        _refuse_overflow(sums)
        return sums

    def _cut_by_face(self, level: PlanLevel) -> None:
        plane, near = self._plane, self._rounding.near
        if not any(unit.cuts_plane for unit in level.units):
            return
        centres = self._frame.to_plane(face_centres(plane.points, plane.live_edges()))
        maps = affine_maps(self._plan, self._frame, centres, level)
        _refuse_overflow(maps)
        sizes = np.abs(maps).sum(axis=2).max(axis=0)
        for index, unit in enumerate(level.units):
            self._rounding.measured(unit, float(sizes[index]))
            cuts = unit.cuts if unit.cuts_plane and index not in level.repeats else ()
            for number, cut in enumerate(cuts):
                tag = unit.row * TAGS + number
                faces, snaps = cut_mixed(plane, maps[:, index], cut, near[unit.row], tag)
                maps = np.concatenate([maps, maps[faces]])
                self._count(faces, snaps)

    def _ties(self) -> Ties | None:
        """What to expect when outputs are compared with one another."""
        functions = self._plan.decision.functions
        if self._plan.decision.thresholds is not None:
            return None
        pairs = np.stack([functions.argmax(axis=1), functions.argmin(axis=1)], axis=1)
        first = self._plan.program.rows * TAGS
        return Ties(self._plane, pairs, functions.shape[1], first, TAGS)

    def _count(self, faces: IntArray, snaps: int) -> None:
        """Note what a cut has done and stop when it was too much."""
        self._snaps += snaps
        if self._cells is not None:
            self._cells = np.concatenate([self._cells, self._cells[faces]])
        limit, cancelled = self._request.max_seconds, self._request.cancelled
        late = limit is not None and time.perf_counter() - self._started > limit
        late = late or (cancelled is not None and cancelled())
        if late or self._plane.face_count > self._most_faces:
            raise _OverBudgetError


def _refuse_overflow(numbers: FloatArray) -> None:
    if not np.isfinite(numbers).all():
        raise GeometryError(
            "The weights of this network multiply beyond all numbers; make them smaller."
        )


def _check(arrangement: Arrangement) -> None:
    """Refuse a picture that contradicts itself: Euler's formula and the areas must hold."""
    areas = face_areas(arrangement.local, arrangement.edges, arrangement.face_count)
    total = float(np.prod(np.ptp(arrangement.frame.corners, axis=0)))
    euler = len(arrangement.local) - arrangement.edges.shape[1] + arrangement.face_count
    ok = euler == 1 and abs(areas.sum() - total) <= 1e-9 * total
    if not ok or areas.min() < SMALLEST_AREA * total:
        raise GeometryError(
            "Some lines of this network are too close together to be told apart here; zoom in "
            "or change a weight a little."
        )
