"""Many four-sided faces on a grid of pixels at once.

A painter would need a call for each face, and between two calls a busy training thread takes its
turn: one scan conversion of all faces in NumPy is several times as fast.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray


def rasterize(faces: FloatArray, width: int, height: int) -> NDArray[np.int32]:
    """Which face is seen at each pixel's centre.

    Parameters
    ----------
    faces : (N, 4, 2) corners in pixels, one after the other around each face; later faces cover
        earlier ones.

    Returns
    -------
    (height, width) numbers of faces, -1 where there is none.

    Notes
    -----
    Every line of pixels that a face crosses is filled from its first to its last crossing with
    the face's sides (Foley et al., "Computer Graphics", section 3.5), so that faces bent out of
    their plane have no holes.
    """
    # Corner by corner, so that NumPy goes through long rows rather than through many short ones.
    x, y = np.ascontiguousarray(faces.transpose(2, 1, 0), dtype=np.float32)
    top = _first_centre(y.min(axis=0), height)
    lines = _first_centre(y.max(axis=0), height) - top
    face = np.repeat(np.arange(len(faces), dtype=np.int32), lines)
    line = _counted(lines) + np.repeat(top, lines)
    dx, dy = np.roll(x, -1, axis=0) - x, np.roll(y, -1, axis=0) - y
    slope = np.divide(dx, dy, out=np.zeros_like(dx), where=dy != 0)
    above = line.astype(np.float32) + np.float32(0.5) - np.take(y, face, axis=1)
    crosses = (above >= 0) != (np.roll(above, -1, axis=0) >= 0)
    crossing = np.take(x, face, axis=1) + np.take(slope, face, axis=1) * above
    infinite = np.float32(np.inf)
    start = _first_centre(np.where(crosses, crossing, infinite).min(axis=0, initial=np.inf), width)
    stop = _first_centre(np.where(crosses, crossing, -infinite).max(axis=0, initial=-np.inf), width)
    counts = np.maximum(stop - start, 0)
    pixel = _counted(counts) + np.repeat(line * width + start, counts)
    seen = np.full(width * height, -1, dtype=np.int32)
    # Of several values for one pixel NumPy keeps the last.
    seen[pixel] = np.repeat(face, counts)
    return seen.reshape(height, width)


class FacePlanes:
    """How near faces are at each place of the screen.

    `corners` (N, 4, 2) in pixels and their `nearness` (N, 4); each face is taken for a plane
    through the middle of its corners, along its diagonals.
    """

    def __init__(self, corners: FloatArray, nearness: FloatArray) -> None:
        across, up = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
        da, du = nearness[:, 2] - nearness[:, 0], nearness[:, 3] - nearness[:, 1]
        area = across[:, 0] * up[:, 1] - across[:, 1] * up[:, 0]
        # A face seen from its edge is as near everywhere as in its middle.
        is_open = np.abs(area) > 1e-6
        area[~is_open] = np.inf
        by_x = (da * up[:, 1] - du * across[:, 1]) / area
        by_y = (du * across[:, 0] - da * up[:, 0]) / area
        middle = corners.mean(axis=1)
        offset = nearness.mean(axis=1) - by_x * middle[:, 0] - by_y * middle[:, 1]
        # The last one is for places without a face, which are numbered -1.
        none = np.array([[0.0], [0.0], [-np.inf]])
        self._planes = np.hstack([[by_x, by_y, offset], none]).astype(np.float32)

    def nearness(
        self, face: NDArray[np.int32], x: NDArray[np.floating], y: NDArray[np.floating]
    ) -> NDArray[np.floating]:
        """How near those faces are at those pixels, -inf where the face is -1."""
        by_x, by_y, offset = (np.take(part, face) for part in self._planes)
        return by_x * x + by_y * y + offset


def _first_centre(edge: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    """The first pixel whose centre is not before an edge."""
    return np.clip(np.ceil(edge - 0.5), 0, count).astype(np.intp)


def _counted(lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """0, 1, 2, … anew for each of the lengths."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
