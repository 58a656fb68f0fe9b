"""Which curve each edge takes: straight on, into an operation, or around a node in its way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from playground.canvas import geometry
from playground.canvas.geometry import RADIUS, RIM_GAP, FloatArray

_ROUTED_MOST = 300  # more edges than this go their way without a look at what lies on it
_CLEAR = RADIUS + 8.0
_PLACES = np.linspace(0.08, 0.92, 17)
_BULGES = np.array([70.0, -70.0, 115.0, -115.0, 165.0, -165.0, 225.0, -225.0])


def lay_wires(
    ends: NDArray[np.int64], centres: FloatArray, landings: Mapping[int, tuple[float, float]]
) -> FloatArray:
    """Curves (E, 8) of edges between rows `ends` (E, 2) of `centres` (N, 2).

    `landings` are the places, by row of edge, where some end instead of at their target's rim.
    """
    rim = np.array([RADIUS + RIM_GAP, 0.0])
    starts, finishes = centres[ends[:, 0]] + rim, centres[ends[:, 1]] - rim
    for row, place in landings.items():
        finishes[row] = place
    curves = geometry.wire_curves(starts, finishes)
    if len(ends) <= _ROUTED_MOST:
        _go_around(curves, ends, centres)
    return curves


def _go_around(curves: FloatArray, ends: NDArray[np.int64], centres: FloatArray) -> None:
    """Bend edges that would run over a node; where no way is free they run over it."""
    shifts = np.zeros((len(_BULGES), 8))
    shifts[:, 3] = shifts[:, 5] = _BULGES * 4 / 3
    for row in np.flatnonzero(_clearance(curves, ends, centres) < _CLEAR).tolist():
        options = curves[row] + shifts
        gaps = _clearance(options, np.repeat(ends[row : row + 1], len(options), axis=0), centres)
        if (gaps >= _CLEAR).any():
            curves[row] = options[int(np.argmax(gaps >= _CLEAR))]


def _clearance(curves: FloatArray, ends: NDArray[np.int64], centres: FloatArray) -> FloatArray:
    """Distance (E,) of each curve to the nearest centre but those of its own ends.

    Infinite where no centre is near the box of the curve.
    """
    nearest = np.full(len(curves), np.inf)
    points = geometry.sample(curves, _PLACES)
    low, high = points.min(axis=1) - _CLEAR, points.max(axis=1) + _CLEAR
    near = ((centres > low[:, None]) & (centres < high[:, None])).all(axis=2)
    near[np.arange(len(curves))[:, None], ends] = False
    rows, others = np.nonzero(near)
    gaps = np.hypot(*np.moveaxis(points[rows] - centres[others][:, None], 2, 0)).min(axis=1)
    np.minimum.at(nearest, rows, gaps)
    return nearest
