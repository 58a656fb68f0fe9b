"""Points where three outputs are equally high: no accident, so no reason to doubt the picture.

Where the lines z1 = z2 and z2 = z3 cross, z1 = z3 passes through the crossing by logic. That
such a vertex is found on the third line must not count as decided by rounding.
"""

from __future__ import annotations

import numpy as np

from playground.geometry.arrays import IntArray
from playground.geometry.planar_map import TAG, PlanarMap


class Ties:
    """Which outputs are known to be equal at each vertex, while their differences are cut.

    `pairs` (k, 2) are the outputs that the decision functions compare; the edges that function i
    made have the tag first_tag + i·tag_step.
    """

    def __init__(
        self, plane: PlanarMap, pairs: IntArray, outputs: int, first_tag: int, tag_step: int
    ) -> None:
        self._plane = plane
        self._pairs = pairs
        self._outputs = np.arange(outputs)
        self._first_tag = first_tag
        self._tag_step = tag_step
        # Equal numbers in a row: outputs known to be equal at that vertex.
        self._groups = np.tile(self._outputs, (plane.vertex_count, 1))
        self._edge_count = plane.edge_count

    def unforeseen(self, function: int, snapped: IntArray) -> int:
        """Return how many snapped vertices were not known to lie on the line just cut."""
        first, second = self._pairs[function]
        known = self._groups[snapped, first] == self._groups[snapped, second]
        self._add_new()
        made = np.arange(len(self._groups) - self._new_count, len(self._groups))
        self._equate(np.concatenate([snapped[~known], made]), first, second)
        return int(np.count_nonzero(~known))

    def _add_new(self) -> None:
        """Add the vertices of the last cut: each split an edge, which may lie on a line too."""
        plane = self._plane
        self._new_count = plane.vertex_count - len(self._groups)
        start = len(self._groups)
        rows = np.tile(self._outputs, (self._new_count, 1))
        self._groups = np.concatenate([self._groups, rows])
        # The second halves of split edges are appended first, in the order of the vertices.
        tags = plane.edges[TAG, self._edge_count : self._edge_count + self._new_count]
        for function in np.unique(
            (tags[tags >= self._first_tag] - self._first_tag) // self._tag_step
        ):
            on_it = np.flatnonzero((tags - self._first_tag) // self._tag_step == function)
            self._equate(start + on_it, *self._pairs[function])
        self._edge_count = plane.edge_count

    def _equate(self, vertices: IntArray, first: int, second: int) -> None:
        groups = self._groups[vertices]
        joined = groups == groups[:, second : second + 1]
        self._groups[vertices] = np.where(joined, groups[:, first : first + 1], groups)
