"""Which class a network answers along one axis: stretches, and where they meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
UNKNOWN = -1
"""The class where an output is not a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """Stretches of one answer each, from left to right.

    Attributes
    ----------
    edges : (S + 1,) where the stretches begin, and where the last one ends.
    classes : (S,) the class of each, UNKNOWN where there is none.
    """

    edges: Array
    classes: NDArray[np.intp]

    @property
    def dividers(self) -> Array:
        """Where two known classes meet."""
        known = (self.classes[:-1] != UNKNOWN) & (self.classes[1:] != UNKNOWN)
        return self.edges[1:-1][known]


def threshold_bands(x: Array, values: Array, threshold: float, x0: float, x1: float) -> Bands:
    """Class 1 where `values` (n,) at `x` are above the threshold, else 0, from x0 to x1."""
    above = np.where(np.isnan(values), UNKNOWN, values > threshold)
    return _bands(x, above, values - threshold, x0, x1)


def highest_bands(x: Array, values: Array, x0: float, x1: float) -> Bands:
    """The row of `values` (k, n) that is highest at each place; the first one of a tie."""
    winners = np.where(np.isnan(values).any(axis=0), UNKNOWN, np.argmax(values, axis=0))
    changes = np.flatnonzero(winners[1:] != winners[:-1])
    # Where the winner changes, the two lines cross where their difference is 0.
    difference = np.zeros(len(x))
    meeting = x[:-1] + np.diff(x) / 2
    for place in changes:
        pair = winners[[place, place + 1]]
        if UNKNOWN not in pair:
            difference[place : place + 2] = (
                values[pair[0], place : place + 2] - values[pair[1], place : place + 2]
            )
            meeting[place] = _zero(x, difference, place)
    return _stretches(winners, changes, meeting, x0, x1)


def margin_to_second(values: Array) -> tuple[Array, Array]:
    """The highest and the second highest of `values` (k, n) at each place, k at least 2."""
    ordered = np.sort(values, axis=0)
    return ordered[-1], ordered[-2]


def _bands(x: Array, classes: NDArray[np.intp], difference: Array, x0: float, x1: float) -> Bands:
    changes = np.flatnonzero(classes[1:] != classes[:-1])
    meeting = x[:-1] + np.diff(x) / 2
    for place in changes:
        meeting[place] = _zero(x, difference, place)
    return _stretches(classes, changes, meeting, x0, x1)


def _zero(x: Array, difference: Array, place: int) -> float:
    """Where a straight line between two samples is 0; their middle where there is none."""
    left, right = difference[place], difference[place + 1]
    share = left / (left - right) if np.isfinite(left) and np.isfinite(right) else 0.5
    return float(x[place] + share * (x[place + 1] - x[place]))


def _stretches(
    classes: NDArray[np.intp], changes: NDArray[np.intp], meeting: Array, x0: float, x1: float
) -> Bands:
    edges = np.concatenate([[x0], meeting[changes], [x1]])
    return Bands(edges, classes[np.concatenate([changes, [len(classes) - 1]])])
