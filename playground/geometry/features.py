"""Where the boundary of each face changes sign: the two ends of the chord that cuts it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import IntArray
from playground.geometry.planar_map import LEFT, A, B

SignArray = NDArray[np.int8]

NO_FACES: IntArray = np.empty(0, dtype=np.intp)


class Features:
    """For each face, going round it against the clock: the vertex where the sign turns positive
    (`entering`) and where it turns negative (`leaving`); −1 where it doesn't.

    The last place belongs to the outside.
    """

    def __init__(self, face_count: int) -> None:
        self.entering = np.full(face_count + 1, -1, dtype=np.intp)
        self.leaving = np.full(face_count + 1, -1, dtype=np.intp)
        self._has_positive = np.zeros(face_count + 1, dtype=bool)

    def add_touched(self, edges: IntArray, at_a: SignArray, at_b: SignArray, side: int) -> None:
        """Add the vertices on the line, those next to a negative one, of the faces on a side.

        `at_a` and `at_b` are the signs at the edges' ends. Of several vertices on the line in a
        row the one next to the negative part counts, so that what lies between two of them
        belongs to the positive part at both ends of the chord.
        """
        start, end, at_start, at_end = (A, B, at_a, at_b) if side == LEFT else (B, A, at_b, at_a)
        faces = edges[side]
        arriving = np.flatnonzero((at_start < 0) & (at_end == 0))
        self.entering[faces[arriving]] = edges[end, arriving]
        departing = np.flatnonzero((at_start == 0) & (at_end < 0))
        self.leaving[faces[departing]] = edges[start, departing]
        self._has_positive[faces[np.maximum(at_start, at_end) > 0]] = True

    def cut_faces(self) -> IntArray:
        """Return the faces with a positive and a negative part."""
        is_cut = (self.entering >= 0) & (self.leaving >= 0) & self._has_positive
        is_cut &= self.entering != self.leaving
        return np.flatnonzero(is_cut[:-1])
