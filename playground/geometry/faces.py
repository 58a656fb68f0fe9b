"""Sums over the sides of every face at once: areas, centres, outlines, connected pieces."""

from __future__ import annotations

import numpy as np

from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.planar_map import LEFT, RIGHT, A, B


def half_edges(edges: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Return faces, starts and ends of all sides, each running against the clock."""
    faces = np.concatenate([edges[LEFT], edges[RIGHT]])
    starts = np.concatenate([edges[A], edges[B]])
    ends = np.concatenate([edges[B], edges[A]])
    inside = faces >= 0
    return faces[inside], starts[inside], ends[inside]


def face_areas(points: FloatArray, edges: IntArray, count: int) -> FloatArray:
    """Return the area of each face; a face that runs clockwise has a negative one."""
    x, y = points.T
    faces, starts, ends = half_edges(edges)
    twice = x[starts] * y[ends] - x[ends] * y[starts]
    return np.bincount(faces, twice, count) / 2


def face_centres(points: FloatArray, edges: IntArray) -> FloatArray:
    """Return the mean of each face's vertices, (faces, 2)."""
    faces, starts, _ = half_edges(edges)
    sides = np.bincount(faces)
    return np.stack([np.bincount(faces, points[starts, axis]) / sides for axis in (0, 1)], axis=1)


def outlines(edges: IntArray, count: int) -> tuple[IntArray, IntArray]:
    """Return the vertices of all faces, each face's against the clock.

    Returns
    -------
    vertices
        The faces' vertices one face after the other.
    offsets
        Face f has vertices[offsets[f] : offsets[f + 1]].
    """
    faces, starts, ends = half_edges(edges)
    stride = int(starts.max()) + 1
    keys = faces * stride + starts
    order = np.argsort(keys)
    faces, starts, ends = faces[order], starts[order], ends[order]
    # The next side of a face is the one that starts where this one ends.
    following = np.searchsorted(keys[order], faces * stride + ends)
    sides = np.bincount(faces, minlength=count)
    offsets = np.concatenate([[0], np.cumsum(sides)])
    vertices = np.empty(len(faces), dtype=np.intp)
    current, active = offsets[:-1].copy(), np.arange(count)
    for step in range(int(sides.max())):
        active = active[sides[active] > step]
        vertices[offsets[active] + step] = starts[current[active]]
        current[active] = following[current[active]]
    return vertices, offsets


def connected(count: int, first: IntArray, second: IntArray) -> IntArray:
    """Return for each of `count` things the number of the piece it is in, from 0 on.

    first[i] and second[i] are connected. Roots are hooked to smaller roots and paths halved
    until nothing changes.
    """
    parent = np.arange(count)
    while True:
        one, other = parent[first], parent[second]
        apart = one != other
        if not apart.any():
            break
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        parent[high] = low
        while True:
            grand = parent[parent]
            if np.array_equal(grand, parent):
                break
            parent = grand
    return np.unique(parent, return_inverse=True)[1].reshape(-1)
