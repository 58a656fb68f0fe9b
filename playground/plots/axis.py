"""An axis that writes its numbers out."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from playground.plots.numbers import format_number, format_ticks
from playground.plots.plane.pixel_layer import is_vector

_LABEL_DISTANCE = 40
_LABEL_GAP = 14
_NICE_STEPS = (1.0, 2.0, 5.0, 10.0)
# So many times as far from zero as the range is long, and labels would be too long to be written.
_FAR = {"bottom": 2e4, "top": 2e4, "left": 1e3, "right": 1e3}


class PlainAxis(pg.AxisItem):
    """An axis with few round numbers, written out; its last labels may stand past its ends.

    Deep in a plane, far from zero, its name says from which number on the labels count.
    """

    _is_log = False
    _base = 0.0
    _base_text = ""
    _kept: tuple[QPoint, QPixmap] | None = None
    _kept_of: tuple[object, float] | None = None

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=4)
        self.enableAutoSIPrefix(False)
        self.setStyle(autoExpandTextSpace=False, hideOverlappingLabels=False, tickTextOffset=4)

    def set_log(self, is_log: bool) -> None:
        """Take the values for powers of ten."""
        self._is_log = is_log
        self.picture = None
        self.update()

    def setRange(self, mn, mx):
        super().setRange(mn, mx)
        before = self._base_text
        self._base, self._base_text = self._find_base(mn, mx)
        if self._base_text != before:
            self._updateLabel()

    def setLabel(self, text=None, *args, **kwargs):
        super().setLabel(text, *args, **kwargs)
        self.setRange(*self.range)

    def labelString(self):
        style = ";".join(f"{key}: {value}" for key, value in self.labelStyle.items())
        return f"<span style='{style}'>{self.labelText}{self._base_text}</span>"

    def tickValues(self, minVal, maxVal, size):
        span = maxVal - minVal
        if not math.isfinite(span) or span <= 0:
            return []
        spacing = _nice_step(span * _LABEL_DISTANCE / max(size, 2 * _LABEL_DISTANCE))
        if self._is_log:
            spacing = max(1.0, spacing)
        values = self._ticks(spacing, minVal, maxVal)
        if self.orientation == "bottom":
            metrics = QFontMetricsF(self.style["tickFont"] or self.font())
            texts = self.tickStrings(values, 1, spacing)
            widest = max(map(metrics.horizontalAdvance, texts), default=0.0)
            if widest + _LABEL_GAP > size * spacing / span:
                spacing = _nice_step(span * (widest + _LABEL_GAP) / size)
                values = self._ticks(spacing, minVal, maxVal)
        return [(spacing, values)]

    def tickStrings(self, values, scale, spacing):
        if self._is_log:
            return [format_number(10.0**value, 1) for value in values]
        steps = [round((value - self._base) / spacing) * spacing for value in values]
        # Beside the plot room is scarce, below it long labels only move apart.
        limits = (1e-5, 1e7) if self.orientation == "bottom" else (1e-4, 1e4)
        return format_ticks(steps, spacing, *limits)

    def paint(self, painter, option, widget):
        # Of all that is drawn with each frame of the training its labels would take longest.
        room = self.boundingRect().toAlignedRect()
        if widget is None or is_vector(painter) or room.isEmpty():
            super().paint(painter, option, widget)
            return
        ratio = painter.device().devicePixelRatioF()
        # A picture that was given up is None until it is drawn again.
        if self._kept is None or self._kept_of != (self.picture, ratio):
            pixmap = QPixmap(room.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            ground = QPainter(pixmap)
            ground.translate(-room.topLeft())
            super().paint(ground, option, widget)
            ground.end()
            self._kept = room.topLeft(), pixmap
            self._kept_of = self.picture, ratio
        painter.drawPixmap(*self._kept)

    def _ticks(self, spacing: float, low: float, high: float) -> list[float]:
        base = self._base
        return [base + value for value in _multiples(spacing, low - base, high - base)]

    def _find_base(self, low: float, high: float) -> tuple[float, str]:
        """A round number near the range to count from, and how the name tells it."""
        span, farthest = high - low, max(abs(low), abs(high))
        if self._is_log or not self.labelText or not 0 < span * _FAR[self.orientation] < farthest:
            return 0.0, ""
        magnitude = math.ceil(math.log10(span))
        base = round((low + high) / 2, -magnitude)
        sign = "+" if base < 0 else "−"
        return base, f" {sign} {abs(base):,.{max(0, -magnitude)}f}"


def _multiples(spacing: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / spacing - 1e-6), math.floor(high / spacing + 1e-6)
    return [k * spacing for k in range(first, last + 1)]


def _nice_step(least: float) -> float:
    unit = 10.0 ** math.floor(math.log10(least))
    return next(step * unit for step in _NICE_STEPS if step * unit >= least * (1 - 1e-9))
