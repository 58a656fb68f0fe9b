"""Cutting a planar map along the zero lines of a function that is affine on each face alone.

Such a function may jump across an edge, so the two faces of an edge can be cut at two different
points of it; the vertex of one is then a vertex in the middle of the other's side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.geometry.features import NO_FACES, Features
from playground.geometry.planar_map import LEFT, RIGHT, A, B, PlanarMap

# Points closer than this, in units of a rectangle about 1 wide, are one.
WELD = 3e-11


def cut_mixed(
    plane: PlanarMap, maps: FloatArray, level: float, tolerance: float, tag: int
) -> tuple[IntArray, int]:
    """Cut every face that its own map passes `level` in.

    `maps` (faces, 3) are the functions gx·x + gy·y + c. A vertex counts as lying on the line
    when its value is within `tolerance` or its distance within `WELD`. Returns the faces that
    were cut and the number of such vertices.
    """
    left, right = (_side(plane, maps, level, tolerance, side) for side in (LEFT, RIGHT))
    snaps = int(np.count_nonzero((left.at_a == 0) & left.is_inside))
    snaps += int(np.count_nonzero((right.at_b == 0) & right.is_inside))
    if min(left.at_a.min(), right.at_b.min()) >= 0 or max(left.at_a.max(), right.at_b.max()) <= 0:
        return NO_FACES, snaps
    edges = plane.live_edges().copy()
    splits = _split(plane, left, right)
    features = Features(plane.face_count)
    for half, vertices, number in ((left, splits.left, LEFT), (right, splits.right, RIGHT)):
        crossed = np.flatnonzero(half.is_crossed)
        # Round the left face an edge runs from a to b, round the right one from b to a.
        turns_positive = (half.at_a[crossed] < 0) == (number == LEFT)
        faces = edges[number, crossed]
        features.entering[faces[turns_positive]] = vertices[crossed[turns_positive]]
        features.leaving[faces[~turns_positive]] = vertices[crossed[~turns_positive]]
        features.add_touched(edges, half.at_a, half.at_b, number)
    faces = features.cut_faces()
    if len(faces):
        entering, leaving = features.entering[faces], features.leaving[faces]
        negative_left, negative_right = left.negative_parts(splits), right.negative_parts(splits)
        plane.divide(faces, entering, leaving, negative_left, negative_right, tag)
    return faces, snaps


@dataclass(slots=True, eq=False)
class _Splits:
    """Edges after splitting: the part of `parent` between `start` and `stop`, from 0 to 1.

    `left` and `right` are the vertices at which the edge's left and right face are cut.
    """

    parent: IntArray
    start: FloatArray
    stop: FloatArray
    left: IntArray
    right: IntArray


@dataclass(slots=True, eq=False)
class _Half:
    """One side of every edge: the signs at its ends and where between them it is crossed."""

    at_a: NDArray[np.int8]
    at_b: NDArray[np.int8]
    is_inside: BoolArray
    is_crossed: BoolArray
    t: FloatArray

    def negative_parts(self, splits: _Splits) -> IntArray:
        """Return the split edges whose side here is negative."""
        parent, t = splits.parent, self.t[splits.parent]
        is_before = np.where(self.at_a[parent] < 0, splits.stop <= t, splits.start >= t)
        is_negative = np.minimum(self.at_a, self.at_b)[parent] < 0
        return np.flatnonzero(np.where(self.is_crossed[parent], is_before, is_negative))


def _side(plane: PlanarMap, maps: FloatArray, level: float, tolerance: float, side: int) -> _Half:
    edges, points = plane.live_edges(), plane.points
    faces = edges[side]
    gx, gy, c = maps.T
    near = np.maximum(tolerance, WELD * np.hypot(gx, gy))[faces]
    is_inside = faces >= 0
    values, signs = [], []
    for end in (A, B):
        x, y = points[edges[end]].T
        z = gx[faces] * x + gy[faces] * y + (c[faces] - level)
        sign = (z > near).view(np.int8) - (z < -near).view(np.int8)
        sign[~is_inside] = 0
        values.append(z)
        signs.append(sign)
    is_crossed = signs[0] * signs[1] < 0
    t = np.zeros(len(faces))
    at_a, at_b = values[0][is_crossed], values[1][is_crossed]
    t[is_crossed] = at_a / (at_a - at_b)
    return _Half(signs[0], signs[1], is_inside, is_crossed, t)


def _split(plane: PlanarMap, left: _Half, right: _Half) -> _Splits:
    """Split the edges at every crossing, in the order along them; weld crossings that meet."""
    edges, points = plane.live_edges(), plane.points
    count = plane.edge_count
    length = np.hypot(*(points[edges[B]] - points[edges[A]]).T)
    is_welded = left.is_crossed & right.is_crossed
    is_welded &= np.abs(left.t - right.t) * length <= WELD
    right.t[is_welded] = left.t[is_welded]
    by_left = np.flatnonzero(left.is_crossed)
    by_right = np.flatnonzero(right.is_crossed & ~is_welded)
    parent = np.concatenate([by_left, by_right])
    t = np.concatenate([left.t[by_left], right.t[by_right]])
    order = np.lexsort((t, parent))
    parent, t = parent[order], t[order]
    vertices = plane.add_vertices(parent, t)
    is_left = order < len(by_left)
    at_left, at_right = np.full(count, -1, dtype=np.intp), np.full(count, -1, dtype=np.intp)
    at_left[parent[is_left]] = vertices[is_left]
    at_right[parent[~is_left]] = vertices[~is_left]
    at_right[is_welded] = at_left[is_welded]

    is_first = np.ones(len(parent), dtype=bool)
    is_first[1:] = parent[1:] != parent[:-1]
    parts = plane.edges[:, parent]
    parts[A] = vertices
    stop = np.ones(len(parent))
    inner = np.flatnonzero(~is_first) - 1
    parts[B, inner], stop[inner] = vertices[inner + 1], t[inner + 1]
    plane.edges[B, parent[is_first]] = vertices[is_first]
    first_stop = np.ones(count)
    first_stop[parent[is_first]] = t[is_first]
    plane.add_edges(parts)
    return _Splits(
        np.concatenate([np.arange(count), parent]),
        np.concatenate([np.zeros(count), t]),
        np.concatenate([first_stop, stop]),
        at_left,
        at_right,
    )
