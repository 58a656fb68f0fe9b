"""Long curves made short enough to draw, without losing a peak."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def thinned(x: Array, y: Array, limit: int) -> tuple[Array, Array]:
    """At most about `limit` points that look the same: the least and greatest of each stretch.

    NaN stays a gap where a whole stretch is NaN; the first and the last point are kept.
    """
    count = len(x)
    stretch = -(-2 * count // max(limit, 2))
    if stretch <= 2:
        return x, y
    whole = count // stretch * stretch
    rows = y[:whole].reshape(-1, stretch)
    empty = np.isnan(rows).all(axis=1)
    least = np.where(np.isnan(rows), np.inf, rows).argmin(axis=1)
    greatest = np.where(np.isnan(rows), -np.inf, rows).argmax(axis=1)
    starts = np.arange(0, whole, stretch)
    pairs = np.stack([np.minimum(least, greatest), np.maximum(least, greatest)], axis=1)
    chosen = (starts[:, None] + pairs).ravel()
    thin = np.unique(np.concatenate([[0], chosen, np.arange(whole, count)]))
    # argmin of an empty stretch points at its first row, which is NaN: the gap stays.
    assert bool(np.isnan(y[starts[empty]]).all())
    return x[thin], y[thin]
