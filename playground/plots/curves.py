"""Long curves made short enough to draw, without losing a peak."""

from __future__ import annotations

import math

import numpy as np

from playground.geometry.arrays import FloatArray


def thinned(x: FloatArray, y: FloatArray, limit: int) -> tuple[FloatArray, FloatArray]:
    """At most about `limit` points that look the same: the least and greatest of each stretch.

    NaN stays a gap where a whole stretch is NaN; the first and the last point are kept.
    """
    count = len(x)
    stretch = math.ceil(2 * count / limit)
    if stretch <= 2:
        return x, y
    padded = np.full(math.ceil(count / stretch) * stretch, np.nan)
    padded[:count] = y
    rows = padded.reshape(-1, stretch)
    unknown = np.isnan(rows)
    # Where all is NaN both point at the row's first, which is NaN: the gap.
    least = np.where(unknown, np.inf, rows).argmin(axis=1)
    greatest = np.where(unknown, -np.inf, rows).argmax(axis=1)
    starts = stretch * np.arange(len(rows))
    chosen = np.unique(np.concatenate([[0, count - 1], starts + least, starts + greatest]))
    return x[chosen], y[chosen]
