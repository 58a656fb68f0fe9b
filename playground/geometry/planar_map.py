"""The plane cut into polygons: vertices, edges and what lies on either side of each edge.

Arrays with room to grow, so that a cut only appends. Faces are numbers: an edge from `a` to `b`
has face `left` on its left and `right` on its right, −1 outside the rectangle.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray, IntArray

_Number = TypeVar("_Number", np.float64, np.intp)

A, B, LEFT, RIGHT, TAG = range(5)
OUTSIDE = -1


class PlanarMap:
    """A subdivision of a rectangle, starting as one face.

    `values` (room, columns) has a row for each vertex: its two coordinates, then numbers that
    are affine along every edge and are interpolated with it. `edges` (5, room) has the rows A,
    B, LEFT, RIGHT and TAG; the tags of the rectangle's sides are negative.
    """

    def __init__(self, corners: FloatArray) -> None:
        self.values = corners.copy()
        self.edges = np.zeros((5, 16), dtype=np.intp)
        self.vertex_count = self.edge_count = 4
        self.face_count = 1
        start = np.arange(4)
        self.edges[A, :4], self.edges[B, :4] = start, (start + 1) % 4
        self.edges[RIGHT, :4], self.edges[TAG, :4] = OUTSIDE, -1 - start

    def copy(self) -> PlanarMap:
        """Return an independent copy without the columns behind the coordinates."""
        twin = PlanarMap(self.points)
        twin.edges = self.edges[:, : self.edge_count].copy()
        twin.vertex_count, twin.edge_count = self.vertex_count, self.edge_count
        twin.face_count = self.face_count
        return twin

    @property
    def points(self) -> FloatArray:
        """Coordinates (vertices, 2), a view."""
        return self.values[: self.vertex_count, :2]

    def set_columns(self, columns: FloatArray) -> None:
        """Put these (vertices, n) in the place of all columns behind the coordinates."""
        self.values = np.concatenate([self.points, columns], axis=1)

    def add_vertices(self, edges: IntArray, t: FloatArray) -> IntArray:
        """Add a vertex at a + t·(b − a) of each of the given edges; return their numbers."""
        first, count = self.vertex_count, len(edges)
        self.values = _with_room(self.values, first + count)
        start = self.values[self.edges[A, edges]]
        end = self.values[self.edges[B, edges]]
        end -= start
        end *= t[:, None]
        end += start
        self.values[first : first + count] = end
        self.vertex_count += count
        return np.arange(first, first + count)

    def add_edges(self, columns: IntArray) -> IntArray:
        """Append edges (5, n); return their numbers."""
        first, count = self.edge_count, columns.shape[1]
        if first + count > self.edges.shape[1]:
            self.edges = _with_room(self.edges.T, first + count).T.copy()
        self.edges[:, first : first + count] = columns
        self.edge_count += count
        return np.arange(first, first + count)

    def divide(
        self,
        faces: IntArray,
        entering: IntArray,
        leaving: IntArray,
        negative_left: IntArray,
        negative_right: IntArray,
        tag: int,
    ) -> None:
        """Cut each face along a chord; its positive part keeps the number.

        Going round a face against the clock, `entering` is the vertex where the sign turns
        positive and `leaving` where it turns negative. `negative_left` are the edges whose left
        side is negative, `negative_right` those whose right side is. New faces follow the old
        ones in the order of `faces`.
        """
        count = len(faces)
        new = np.arange(self.face_count, self.face_count + count)
        renumber = np.arange(self.face_count + 1)
        renumber[OUTSIDE] = OUTSIDE
        renumber[faces] = new
        for side, edges in ((LEFT, negative_left), (RIGHT, negative_right)):
            self.edges[side, edges] = renumber[self.edges[side, edges]]
        chords = np.empty((5, count), dtype=np.intp)
        chords[A], chords[B], chords[LEFT], chords[RIGHT] = leaving, entering, faces, new
        chords[TAG] = tag
        self.add_edges(chords)
        self.face_count += count

    def live_edges(self) -> IntArray:
        """Return the edges, (5, edges), a view."""
        return self.edges[:, : self.edge_count]


def _with_room(array: NDArray[_Number], count: int) -> NDArray[_Number]:
    if count <= len(array):
        return array
    larger = np.empty((max(2 * len(array), count), *array.shape[1:]), dtype=array.dtype)
    larger[: len(array)] = array
    return larger
