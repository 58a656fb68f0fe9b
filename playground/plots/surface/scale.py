"""What is shown of a node, and which heights in the box its outputs have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray
from playground.palette import Theme, node_color
from playground.plots.surface.camera import LOW, TOP

_HUGE = 1e30
_LEDGE = 0.02
_FITTED_STEPS = 16
_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What is to be shown of one node.

    Attributes
    ----------
    name : what people call the node.
    values : (rows, columns) outputs, row 0 at the lowest y, samples at cell centres.
    low, high : the ends of the node's usual scale.
    threshold : the output between below and above.
    number, count : which of how many outputs the node is; it has that one's colour among several.
    """

    name: str
    values: NDArray[np.float32]
    low: float
    high: float
    threshold: float
    number: int = 0
    count: int = 1

    def color(self, theme: Theme) -> str:
        """Its own colour among several nodes."""
        return node_color(self.number, self.count, theme)


@dataclass(frozen=True, slots=True)
class Scale:
    """Which outputs are at the box's lower and upper end."""

    low: float
    high: float
    threshold: float
    clipped: tuple[bool, bool] = (False, False)

    def share(self, values: NDArray[np.floating]) -> FloatArray:
        """0 at the lower end to 1 at the upper one; what is beyond stays at the end."""
        return np.clip(self.full_share(values), 0.0, 1.0)

    def full_share(self, values: NDArray[np.floating]) -> FloatArray:
        """The same for values beyond the ends, too; finite for infinite ones."""
        # The difference of two numbers of 1e300 and more may be too much for a float.
        finite = np.clip(np.asarray(values, dtype=np.float64), -_HUGE, _HUGE)
        return (finite - self.low) / (self.high - self.low)

    def height(self, values: NDArray[np.floating]) -> FloatArray:
        """Heights in the box."""
        return LOW + self.share(values) * (TOP - LOW)

    def stacked_height(self, values: NDArray[np.floating]) -> FloatArray:
        """Heights of one sheet among several: beyond the ends, too, the higher value is higher."""
        share = self.full_share(values)
        beyond = share - np.clip(share, 0.0, 1.0)
        return self.height(values) + _LEDGE * beyond / (1 + np.abs(beyond))


def common_scale(sheets: Sequence[Sheet], fits: bool) -> Scale:
    """The scale of all sheets: their usual one, or as far as their values go."""
    lowest = min(float(sheet.values.min()) for sheet in sheets)
    highest = max(float(sheet.values.max()) for sheet in sheets)
    threshold = sheets[0].threshold
    if fits:
        low, high = (min(max(value, -_HUGE), _HUGE) for value in (lowest, highest))
        # What is flat still needs a height, and one that survives rounding at its size.
        if high - low <= 1e-6 * max(abs(low), abs(high), 1e-24):
            middle, reach = (low + high) / 2, max(abs(low) * 0.5, 1e-30)
            low, high = middle - reach, middle + reach
        # Round ends move rarely while it trains, and can be read.
        step = nice_step((high - low) / _FITTED_STEPS)
        low, high = math.floor(low / step + 1e-6) * step, math.ceil(high / step - 1e-6) * step
        return Scale(low, high, threshold, (lowest < -_HUGE, highest > _HUGE))
    low, high = min(sheet.low for sheet in sheets), max(sheet.high for sheet in sheets)
    slack = 1e-4 * (high - low)
    return Scale(low, high, threshold, (lowest < low - slack, highest > high + slack))


def nice_step(least: float) -> float:
    """The next number 1, 2 or 5 times a power of ten."""
    unit = 10.0 ** math.floor(math.log10(least))
    return next(step * unit for step in _STEPS if step * unit >= least * (1 - 1e-9))


def multiples(step: float, low: float, high: float) -> list[float]:
    """All multiples of a step between two values, both included."""
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return [k * step for k in range(first, last + 1)]
