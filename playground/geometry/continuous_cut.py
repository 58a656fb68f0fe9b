"""Cutting a planar map along the zero line of a function that is continuous across its edges."""

from __future__ import annotations

import numpy as np

from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.features import NO_FACES, Features
from playground.geometry.planar_map import LEFT, RIGHT, A, B, PlanarMap


def cut_continuous(
    plane: PlanarMap, column: int, level: float, tolerance: float, tag: int
) -> tuple[IntArray, IntArray]:
    """Cut every face in which column `column` of the vertices passes `level`.

    A vertex within `tolerance` of the level counts as lying on it. Returns the faces that were
    cut and these vertices.
    """
    z = plane.values[: plane.vertex_count, column] - level
    sign = (z > tolerance).view(np.int8) - (z < -tolerance).view(np.int8)
    snapped = np.flatnonzero(sign == 0)
    if sign.min() >= 0 or sign.max() <= 0:
        return NO_FACES, snapped
    count = plane.edge_count
    at_a, at_b = sign[plane.live_edges()[A]], sign[plane.live_edges()[B]]
    crossed = np.flatnonzero(at_a * at_b < 0)
    rising = at_a[crossed] < 0
    vertices = _split(plane, crossed, z, column, level)
    left, right = plane.edges[LEFT, crossed], plane.edges[RIGHT, crossed]
    entered = np.where(rising, left, right)
    features = Features(plane.face_count)
    features.entering[entered] = vertices
    features.leaving[np.where(rising, right, left)] = vertices
    faces = entered[entered >= 0]
    if len(snapped):
        for side in (LEFT, RIGHT):
            features.add_touched(plane.edges[:, :count], at_a, at_b, side)
        faces = features.cut_faces()
    is_negative = np.minimum(at_a, at_b) < 0
    is_negative[crossed] = rising
    second_parts = np.arange(count, plane.edge_count)[~rising]
    negative = np.concatenate([np.flatnonzero(is_negative), second_parts])
    entering, leaving = features.entering[faces], features.leaving[faces]
    plane.divide(faces, entering, leaving, negative, negative, tag)
    return faces, snapped


def _split(
    plane: PlanarMap, crossed: IntArray, z: FloatArray, column: int, level: float
) -> IntArray:
    """Split edges where z is 0: each keeps its part from a on, the rest is appended."""
    rest = plane.edges[:, crossed]
    at_a = z[rest[A]]
    vertices = plane.add_vertices(crossed, at_a / (at_a - z[rest[B]]))
    plane.values[vertices, column] = level
    plane.edges[B, crossed] = vertices
    rest[A] = vertices
    plane.add_edges(rest)
    return vertices
