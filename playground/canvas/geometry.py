"""Sizes and shapes on the canvas in scene pixels; NumPy only, no Qt.

A curve is eight numbers: start, two controls, end, each as x, y. Curves leave a node to the
right and enter the next from the left, so both ends are level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

RADIUS = 24.0
GRID = 22.0
ARROW = 10.0
RIM_GAP = 3.0  # between a rim and the edges that touch it
_SIDES = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}


def edge_curves(sources: FloatArray, targets: FloatArray) -> FloatArray:
    """Curves (E, 8) between the centres (E, 2) of nodes."""
    return wire_curves(
        sources + np.array([RADIUS + RIM_GAP, 0.0]), targets - np.array([RADIUS + RIM_GAP, 0.0])
    )


def wire_curves(starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Curves (E, 8) between points (E, 2); an edge that runs backwards swings out in a loop."""
    dx = ends[:, 0] - starts[:, 0]
    distance = np.hypot(dx, ends[:, 1] - starts[:, 1])
    reach = np.where(dx >= 0, np.maximum(dx * 0.5, np.minimum(distance * 0.4, 70.0)), 0.0)
    reach = np.where(dx < 0, np.minimum(50.0 - dx * 0.35, 170.0), reach)
    curves = np.empty((len(starts), 8))
    curves[:, 0:2] = starts
    curves[:, 2] = starts[:, 0] + reach
    curves[:, 3] = starts[:, 1]
    curves[:, 4] = ends[:, 0] - reach
    curves[:, 5] = ends[:, 1]
    curves[:, 6:8] = ends
    return curves


def sample(curves: FloatArray, places: FloatArray) -> FloatArray:
    """Points (E, K, 2) of curves (E, 8) at `places` (K,) between 0 and 1."""
    t = places[None, :, None]
    p = curves.reshape(-1, 4, 1, 2)
    s = 1.0 - t
    points: FloatArray = (
        s**3 * p[:, 0] + 3 * s**2 * t * p[:, 1] + 3 * s * t**2 * p[:, 2] + t**3 * p[:, 3]
    )
    return points


def arrival(curves: FloatArray) -> FloatArray:
    """Direction (E,), in radians, in which curves (E, 8) reach their ends."""
    steps = curves[:, 6:8] - curves[:, 4:6]
    angles: FloatArray = np.arctan2(steps[:, 1], steps[:, 0])
    return angles


def along(points: FloatArray, distances: FloatArray) -> FloatArray:
    """Points (M, 2) at distances (M,) along a polyline (K, 2)."""
    walked = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    return np.column_stack(
        (np.interp(distances, walked, points[:, 0]), np.interp(distances, walked, points[:, 1]))
    )


def length(points: FloatArray) -> float:
    """Length of a polyline (K, 2)."""
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def boxes_of(curves: FloatArray) -> FloatArray:
    """Boxes (E, 4) as x0, y0, x1, y1 that hold the curves: those of their control points."""
    points = curves.reshape(-1, 4, 2)
    return np.concatenate((points.min(axis=1), points.max(axis=1)), axis=1)


def distances_to(points: FloatArray, x: float, y: float) -> FloatArray:
    """Distance (E,) of a point to polylines (E, K, 2)."""
    starts, steps = points[:, :-1], np.diff(points, axis=1)
    spot = np.array([x, y]) - starts
    squared = np.maximum((steps**2).sum(axis=2), 1e-12)
    t = np.clip((spot * steps).sum(axis=2) / squared, 0.0, 1.0)
    found: FloatArray = np.hypot(*np.moveaxis(spot - t[..., None] * steps, 2, 0)).min(axis=1)
    return found


def place_chips(
    points: FloatArray,
    half: tuple[float, float],
    obstacles: FloatArray,
    wanted: Sequence[int],
) -> list[int | None]:
    """Where along polylines (E, K, 2) labels lie clear of `obstacles` (N, 4) and of each other.

    The point of each line that is `wanted` is tried first (−1 for none), the others from the
    middle outwards; None where no place is free.
    """
    count = points.shape[1]
    usual = sorted(range(count // 6, count - count // 6), key=lambda k: abs(k - count // 2))
    size = np.array([*half, *half]) * np.array([-1.0, -1.0, 1.0, 1.0])
    taken = np.empty((len(obstacles) + len(points), 4))
    taken[: len(obstacles)] = obstacles
    used = len(obstacles)
    places: list[int | None] = []
    for line, first in zip(points, wanted, strict=True):
        order = [first, *usual] if first >= 0 else usual
        boxes = np.tile(line[order], 2) + size
        others = taken[:used]
        hits = (
            (boxes[:, None, 0] < others[None, :, 2])
            & (boxes[:, None, 2] > others[None, :, 0])
            & (boxes[:, None, 1] < others[None, :, 3])
            & (boxes[:, None, 3] > others[None, :, 1])
        ).any(axis=1)
        free = int(np.argmin(hits))
        if hits[free]:
            places.append(None)
            continue
        taken[used] = boxes[free]
        used += 1
        places.append(order[free])
    return places


def snap(
    moved: Sequence[tuple[float, float]], still: FloatArray, reach: float
) -> tuple[float, float, float | None, float | None]:
    """The small push (dx, dy) that lines a moved node up with a still one, and the guides.

    Guides are the x and the y of the lines to draw, None where nothing is within `reach`.
    """
    if not len(still) or not moved:
        return 0.0, 0.0, None, None
    places = np.asarray(moved)
    pushes: list[float] = []
    guides: list[float | None] = []
    for axis in (0, 1):
        gaps = still[None, :, axis] - places[:, axis, None]
        row, column = np.unravel_index(int(np.abs(gaps).argmin()), gaps.shape)
        near = abs(gaps[row, column]) <= reach
        pushes.append(float(gaps[row, column]) if near else 0.0)
        guides.append(float(still[column, axis]) if near else None)
    return pushes[0], pushes[1], guides[0], guides[1]


def nearest_towards(
    start: tuple[float, float], places: Mapping[str, tuple[float, float]], side: str
) -> str | None:
    """The nearest of some places to the "left", "right", "up" or "down" of a start."""
    ux, uy = _SIDES[side]
    best: tuple[float, str] | None = None
    for key, (x, y) in places.items():
        dx, dy = x - start[0], y - start[1]
        ahead = dx * ux + dy * uy
        if ahead > 1.0:
            cost = ahead + 2.0 * abs(dx * uy - dy * ux)
            best = min(best, (cost, key)) if best else (cost, key)
    return best[1] if best else None
