"""Where a loss stands on its axis: from zero, or by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.geometry.arrays import FloatArray
from playground.plots.numbers import round_up

_HIGHEST = 1e300


@dataclass(frozen=True, slots=True)
class LossScale:
    """A scale of losses."""

    is_log: bool = False

    def heights(self, values: FloatArray) -> FloatArray:
        """Losses as heights; what has no place on the axis is NaN."""
        finite = np.where(np.isfinite(values), np.clip(values, -_HIGHEST, _HIGHEST), np.nan)
        if not self.is_log:
            return finite
        return np.log10(finite, where=finite > 0, out=np.full(len(finite), np.nan))

    def range(self, curves: Sequence[FloatArray]) -> tuple[float, float]:
        """The heights that show all of the curves."""
        values = np.concatenate([np.empty(0), *curves])
        values = values[np.isfinite(values)]
        if not len(values):
            return 0.0, 1.0
        if self.is_log:
            low, high = math.floor(values.min()), math.ceil(values.max())
            return float(low), float(max(high, low + 1))
        highest = float(values.max())
        return 0.0, round_up(highest * 1.02) if highest > 0 else 1.0
