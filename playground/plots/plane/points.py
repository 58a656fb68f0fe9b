"""The data points a plane shows, which of them are drawn and which the network gets wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.class_words import class_words
from playground.data.dataset import Kind
from playground.data.plane import Bounds
from playground.plots.numbers import format_number

DRAWN_LIMIT = 5000


@dataclass(frozen=True, slots=True, eq=False)
class PointSet:
    """Labelled points on the plane, training points first.

    Attributes
    ----------
    x, y : (N,) places in data units.
    labels : (N,) numbers, or class indices 0..k-1; of two classes index 1 is the one above.
    kind : what the labels are.
    class_names : one for each class; () for numbers.
    train_count : the first points train, the rest test.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    labels: NDArray[np.float64]
    kind: Kind
    class_names: tuple[str, ...]
    train_count: int

    @property
    def count(self) -> int:
        return len(self.labels)

    @property
    def is_test(self) -> NDArray[np.bool_]:
        """(N,) which points test."""
        return np.arange(self.count) >= self.train_count

    def describe(self, row: int) -> str:
        """One point in words: its label, what it is for and where it lies."""
        label = float(self.labels[row])
        is_class = self.kind == "classes"
        name = class_words(self.class_names)[int(label)] if is_class else format_number(label)
        use = "training" if row < self.train_count else "test"
        place = ", ".join(format_number(float(axis[row])) for axis in (self.x, self.y))
        return f"{name}, {use} point\nat ({place})"


def drawn_sample(points: PointSet, limit: int = DRAWN_LIMIT) -> NDArray[np.intp]:
    """Rows to draw: all that have a place, or a random `limit` of them."""
    return drawn_rows(points.x, points.y, limit)


def drawn_rows(
    x: NDArray[np.float64], y: NDArray[np.float64], limit: int = DRAWN_LIMIT
) -> NDArray[np.intp]:
    """Those of points at these places, (N,) each.

    A point's place decides, so that of points put and erased the others stay as they are.
    """
    rows = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    if len(rows) <= limit:
        return rows
    keys = _mixed(x[rows], y[rows])
    last = np.partition(keys, limit - 1)[limit - 1]
    chosen = keys < last
    # Of points in the same place the first ones.
    chosen[np.flatnonzero(keys == last)[: limit - np.count_nonzero(chosen)]] = True
    return rows[chosen]


def _mixed(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Numbers that look random, each from the bits of a place; the steps of SplitMix64."""
    bits_x, bits_y = (np.ascontiguousarray(axis).view(np.uint64) for axis in (x, y))
    keys = bits_x + bits_y * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        keys = (keys ^ (keys >> np.uint64(shift))) * np.uint64(factor)
    return keys ^ (keys >> np.uint64(31))


def wrong_points(
    labels: NDArray[np.float64], predicted: NDArray[np.floating], class_count: int, threshold: float
) -> NDArray[np.bool_]:
    """Which points fall into another class than their own; unknown (NaN) ones do not.

    `predicted` is the output for two classes, where the upper one begins at the `threshold`
    itself as it does for the scores, and the class index for more.
    """
    own = labels > 0.5 if class_count == 2 else labels
    given = predicted >= threshold if class_count == 2 else predicted
    return (own != given) & ~np.isnan(predicted)


def values_at(
    values: NDArray[np.floating], bounds: Bounds, x: NDArray[np.floating], y: NDArray[np.floating]
) -> NDArray[np.float64]:
    """The field's nearest sample at each place; NaN outside of `bounds`."""
    rows, columns = values.shape
    x0, x1, y0, y1 = bounds
    column = (np.asarray(x, dtype=np.float64) - x0) * (columns / (x1 - x0))
    row = (np.asarray(y, dtype=np.float64) - y0) * (rows / (y1 - y0))
    # The upper edges belong to the last cell; comparing with NaN is false.
    inside = (column >= 0) & (column <= columns) & (row >= 0) & (row <= rows)
    result = np.full(column.shape, np.nan)
    result[inside] = values[
        np.minimum(row[inside].astype(np.intp), rows - 1),
        np.minimum(column[inside].astype(np.intp), columns - 1),
    ]
    return result
