"""Where a sampled field crosses a level: marching squares over all cells at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.plane import Bounds

_NONE = -1
_BOTTOM, _RIGHT, _TOP, _LEFT = range(4)
# Sides of a cell that a line joins, by which corners are above: 1 lower left, 2 lower right,
# 4 upper right, 8 upper left (Lorensen and Cline 1987 in two dimensions). The two saddles are
# given for a centre that is below; a centre above takes the other saddle's lines.
_FIRST = np.array(
    [
        [_NONE, _NONE],
        [_LEFT, _BOTTOM],
        [_BOTTOM, _RIGHT],
        [_LEFT, _RIGHT],
        [_RIGHT, _TOP],
        [_LEFT, _BOTTOM],
        [_BOTTOM, _TOP],
        [_LEFT, _TOP],
        [_LEFT, _TOP],
        [_BOTTOM, _TOP],
        [_BOTTOM, _RIGHT],
        [_RIGHT, _TOP],
        [_LEFT, _RIGHT],
        [_BOTTOM, _RIGHT],
        [_LEFT, _BOTTOM],
        [_NONE, _NONE],
    ]
)
# Row and column of the two corners of each side.
_CORNERS = np.array([[0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0]]).T
# The other line of a saddle.
_SECOND = np.full((16, 2), _NONE)
_SECOND[5], _SECOND[10] = (_RIGHT, _TOP), (_LEFT, _TOP)
_SQUARE = tuple(np.ndindex(2, 2))


def contour(
    values: NDArray[np.float32], bounds: Bounds, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Segments along which the field equals `level`.

    Parameters
    ----------
    values : (rows, columns) finite samples at cell centres, row 0 at the lowest y.
    bounds : (x0, x1, y0, y1) in data units.

    Returns
    -------
    x, y : (2 S,) ends of S segments, one pair after the other.
    """
    rows, columns = values.shape
    if rows < 2 or columns < 2:
        return np.empty(0), np.empty(0)
    above = (values > level).view(np.uint8)
    case = above[:-1, :-1] | above[:-1, 1:] << 1 | above[1:, 1:] << 2 | above[1:, :-1] << 3
    # An unsigned 0 less 1 is the largest number of all.
    crossed = np.flatnonzero(case - np.uint8(1) < 14)
    row, column = np.divmod(crossed, columns - 1)
    case = case.ravel()[crossed]
    cells = np.arange(len(case))
    saddle = np.flatnonzero((case == 5) | (case == 10))
    if len(saddle):
        corners = [values[row[saddle] + up, column[saddle] + right] for up, right in _SQUARE]
        flipped = saddle[np.mean(corners, axis=0, dtype=np.float64) > level]
        case[flipped] = 15 - case[flipped]
        cells = np.concatenate([cells, saddle])
    starts, ends = _FIRST[case].T
    if len(saddle):
        more = _SECOND[case[saddle]]
        starts, ends = np.concatenate([starts, more[:, 0]]), np.concatenate([ends, more[:, 1]])

    cells = np.stack([cells, cells], axis=1).ravel()
    sides = np.stack([starts, ends], axis=1).ravel()
    place = np.stack([row, column, row, column])[:, cells]
    row_a, column_a, row_b, column_b = place + _CORNERS[:, sides]
    a = values[row_a, column_a].astype(np.float64)
    share = (level - a) / (values[row_b, column_b] - a)
    x0, x1, y0, y1 = bounds
    x = x0 + (column_a + 0.5 + share * (column_b - column_a)) * ((x1 - x0) / columns)
    y = y0 + (row_a + 0.5 + share * (row_b - row_a)) * ((y1 - y0) / rows)
    return x, y
