"""An axis that writes its numbers out."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from playground.plots.numbers import format_number, format_ticks

_LABEL_DISTANCE = 40
_LABEL_GAP = 14
_NICE_STEPS = (1.0, 2.0, 5.0, 10.0)


class PlainAxis(pg.AxisItem):
    """An axis with few round numbers, written out; its last labels may stand past its ends."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=4)
        self._is_log = False
        self.enableAutoSIPrefix(False)
        self.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=False, tickTextOffset=4)

    def set_log(self, is_log: bool) -> None:
        """Take the values for powers of ten."""
        self._is_log = is_log
        self.picture = None
        self.update()

    def tickValues(self, minVal, maxVal, size):
        span = maxVal - minVal
        if not math.isfinite(span) or span <= 0:
            return []
        spacing = _nice_step(span * _LABEL_DISTANCE / max(size, 2 * _LABEL_DISTANCE))
        if self._is_log:
            spacing = max(1.0, spacing)
        values = _multiples(spacing, minVal, maxVal)
        if self.orientation == "bottom":
            metrics = QFontMetricsF(self.style["tickFont"] or self.font())
            texts = self.tickStrings(values, 1, spacing)
            widest = max(map(metrics.horizontalAdvance, texts), default=0.0)
            if widest + _LABEL_GAP > size * spacing / span:
                spacing = _nice_step(span * (widest + _LABEL_GAP) / size)
                values = _multiples(spacing, minVal, maxVal)
        return [(spacing, values)]

    def tickStrings(self, values, scale, spacing):
        if self._is_log:
            return [format_number(10.0**value, 1) for value in values]
        # Beside the plot room is scarce, below it long labels only move apart.
        return format_ticks(values, spacing, 1e7 if self.orientation == "bottom" else 1e4)


def _multiples(spacing: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / spacing - 1e-6), math.floor(high / spacing + 1e-6)
    return [k * spacing for k in range(first, last + 1)]


def _nice_step(least: float) -> float:
    unit = 10.0 ** math.floor(math.log10(least))
    return next(step * unit for step in _NICE_STEPS if step * unit >= least * (1 - 1e-9))
