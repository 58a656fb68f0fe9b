"""Fold lines and decision boundaries as segments of the plane."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrangement import Arrangement
from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.planar_map import LEFT, RIGHT, A, B


def segments(arrangement: Arrangement, edges: IntArray) -> FloatArray:
    """Return edges as segments (n, 2, 2), start and end, in the frame's coordinates."""
    ends = arrangement.edges[A : B + 1, edges].T
    return arrangement.local[ends]


def boundary_edges(arrangement: Arrangement, output: int | None = None) -> IntArray:
    """Return the edges at which the label changes, or what one output says."""
    says = arrangement.labels if output is None else arrangement.says[output]
    return _where_different(arrangement, says)


def fold_edges(arrangement: Arrangement, node_id: str) -> IntArray:
    """Return the edges at which a node changes from one piece of its activation to another.

    For a unit fed by step nodes alone they are the outline of where it fires.
    """
    return _where_different(arrangement, arrangement.pieces_of(node_id))


def lengths(arrangement: Arrangement, edges: IntArray) -> FloatArray:
    """Return the lengths of edges, in units of the plane."""
    start, end = (arrangement.local[arrangement.edges[row, edges]] for row in (A, B))
    sides: FloatArray = np.hypot(*(end - start).T) * arrangement.frame.scale
    return sides


def line_weights(
    start: tuple[float, float], end: tuple[float, float], size: float = 1.0
) -> tuple[float, float, float]:
    """Return (w1, w2, b) of the line through two points, positive on the left of start → end.

    `size` is the length of (w1, w2): dragging a line must not change how steep it is.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = float(np.hypot(dx, dy))
    if not 0.0 < length < np.inf:
        raise ValueError("the two points of a line must differ")
    w1, w2 = -dy / length * size, dx / length * size
    return w1, w2, -(w1 * start[0] + w2 * start[1])


def _where_different(arrangement: Arrangement, values: NDArray[Any]) -> IntArray:
    edges = arrangement.inner_edges
    left, right = arrangement.edges[LEFT : RIGHT + 1, edges]
    found: IntArray = edges[values[left] != values[right]]
    return found
