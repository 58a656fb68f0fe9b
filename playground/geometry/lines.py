"""Arrangements of straight lines alone, as the units that look at x1 and x2 directly cut them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray
from playground.geometry.continuous_cut import cut_continuous
from playground.geometry.errors import GeometryError
from playground.geometry.faces import face_centres
from playground.geometry.frame import Frame
from playground.geometry.plan import Plan
from playground.geometry.planar_map import PlanarMap
from playground.geometry.request import Bounds

# Lines that meet under a smaller angle (its sine) count as parallel.
PARALLEL = 1e-12
FARTHEST_CROSSING = 1e6
# Lines that pass a vertex closer than this, in rectangles about 1 wide, pass through it.
THROUGH = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class LineCells:
    """The cells of lines in a rectangle.

    `signs` (cells, lines) is 1 where a line's w1·x + w2·y + b is positive, `centres` (cells, 2)
    are points inside.
    """

    signs: NDArray[np.int8]
    centres: FloatArray


def line_cells(lines: FloatArray, bounds: Bounds) -> LineCells:
    """Return the cells of lines (n, 3), each (w1, w2, b)."""
    frame = Frame.of(bounds)
    plane = PlanarMap(frame.corners)
    normals = lines[:, :2] * frame.scale
    offsets = lines[:, :2] @ np.array(frame.centre) + lines[:, 2]
    plane.set_columns(plane.points @ normals.T + offsets)
    near = THROUGH * np.hypot(*normals.T)
    for index in range(len(lines)):
        cut_continuous(plane, 2 + index, 0.0, near[index], index)
    centres = face_centres(plane.points, plane.live_edges())
    signs = (centres @ normals.T + offsets > 0.0).astype(np.int8)
    return LineCells(signs, frame.to_plane(centres))


def global_lines(plan: Plan) -> dict[int, FloatArray] | None:
    """Return (w1, w2, b) of every unit that cuts, by row.

    None when one of them bends, because it looks at the plane through other bending units.
    """
    maps: dict[int, FloatArray] = {}
    for axis, row in enumerate(plan.plane_rows):
        if row is not None:
            maps[row] = np.eye(3)[axis]
    lines = {}
    for level in (*plan.levels, plan.decision_level):
        for unit, weights, bias in zip(level.units, level.weights, level.biases, strict=True):
            sources = level.sources[weights != 0.0].tolist()
            if not all(source in maps for source in sources):
                if unit.cuts_plane:
                    return None
                continue
            line = np.array([0.0, 0.0, bias])
            for source, weight in zip(sources, weights[weights != 0.0], strict=True):
                line += weight * maps[source]
            if unit.cuts_plane:
                lines[unit.row] = line
            if len(unit.pieces) == 1:
                slope, intercept = unit.pieces[0]
                maps[unit.row] = slope * line + np.array([0.0, 0.0, intercept])
    return lines


def crossings(lines: FloatArray) -> FloatArray:
    """Return the points (n, 2) at which two of the lines (m, 3) cross."""
    first, second = np.triu_indices(len(lines), 1)
    a, b = lines[first], lines[second]
    det = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    sizes = np.hypot(a[:, 0], a[:, 1]) * np.hypot(b[:, 0], b[:, 1])
    apart = np.abs(det) > PARALLEL * sizes
    a, b, det = a[apart], b[apart], det[apart]
    x = (a[:, 1] * b[:, 2] - b[:, 1] * a[:, 2]) / det
    y = (b[:, 0] * a[:, 2] - a[:, 0] * b[:, 2]) / det
    return np.stack([x, y], axis=1)


def plane_bounds(lines: FloatArray) -> Bounds:
    """Return a rectangle that every cell of the whole plane reaches into.

    Raises
    ------
    GeometryError
        When two lines cross so far away that the rest would shrink to a point.
    """
    lines = lines[np.hypot(lines[:, 0], lines[:, 1]) > 0.0]
    nearest = -lines[:, :2] * (lines[:, 2] / (lines[:, :2] ** 2).sum(axis=1))[:, None]
    points = np.concatenate([nearest, crossings(lines), np.zeros((1, 2))])
    size = 2.0 * float(np.abs(points).max()) + 1.0
    closest = float(np.abs(nearest).max(initial=0.0)) + 1.0
    if size > FARTHEST_CROSSING * closest:
        raise GeometryError(
            "Two lines are so nearly parallel that they cross over a million times farther away "
            "than the rest; turn one of them a little, or make them parallel."
        )
    return -size, size, -size, size
