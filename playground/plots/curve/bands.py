"""Which class a network answers along one axis: stretches, and where they meet."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray

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

    edges: FloatArray
    classes: NDArray[np.intp]

    @property
    def dividers(self) -> FloatArray:
        """Where two known classes meet."""
        known = (self.classes[:-1] != UNKNOWN) & (self.classes[1:] != UNKNOWN)
        return self.edges[1:-1][known]


def threshold_bands(
    x: FloatArray, values: FloatArray, threshold: float, x0: float, x1: float
) -> Bands:
    """Class 1 from the threshold on where `values` (n,) at `x` reach it, else 0, from x0 to x1."""
    above = np.where(np.isnan(values), UNKNOWN, values >= threshold)

    def difference(place: int, _: tuple[int, int]) -> float:
        return float(values[place]) - threshold

    return _bands(x, above, difference, x0, x1)


def highest_bands(x: FloatArray, values: FloatArray, x0: float, x1: float) -> Bands:
    """The row of `values` (k, n) that is highest at each place; the first one of a tie."""
    winners = np.where(np.isnan(values).any(axis=0), UNKNOWN, np.argmax(values, axis=0))

    def difference(place: int, pair: tuple[int, int]) -> float:
        return float(values[pair[0], place]) - float(values[pair[1], place])

    return _bands(x, winners, difference, x0, x1)


def margin_to_second(values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The highest and the second highest of `values` (k, n) at each place, k at least 2."""
    ordered = np.sort(values, axis=0)
    return ordered[-1], ordered[-2]


def _bands(
    x: FloatArray,
    classes: NDArray[np.intp],
    difference: Callable[[int, tuple[int, int]], float],
    x0: float,
    x1: float,
) -> Bands:
    """Stretches of equal classes; two meet where the difference that parts them is 0."""
    changes = np.flatnonzero(classes[1:] != classes[:-1])
    meeting = []
    for place in changes.tolist():
        pair = (int(classes[place]), int(classes[place + 1]))
        left, right = difference(place, pair), difference(place + 1, pair)
        # Where there is no straight line between the two, their middle has to do.
        is_line = UNKNOWN not in pair and math.isfinite(left - right) and left != right
        share = left / (left - right) if is_line else 0.5
        meeting.append(x[place] + share * (x[place + 1] - x[place]))
    return Bands(np.array([x0, *meeting, x1]), classes[[*changes.tolist(), len(classes) - 1]])
