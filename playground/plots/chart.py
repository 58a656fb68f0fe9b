"""A pyqtgraph plot without its menus, its prefixes, its mouse and its colours."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QFrame

from playground.palette import Theme
from playground.plots.numbers import format_number, format_ticks, tabular

BOTTOM_HEIGHT = 22
LEFT_WIDTH = 44
MARGIN = 8
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
            widest = max(
                map(metrics.horizontalAdvance, self.tickStrings(values, 1, spacing)), default=0
            )
            if widest + _LABEL_GAP > size * spacing / span:
                spacing = _nice_step(span * (widest + _LABEL_GAP) / size)
                values = _multiples(spacing, minVal, maxVal)
        return [(spacing, values)]

    def tickStrings(self, values, scale, spacing):
        if self._is_log:
            return [format_number(10.0**value, 1) for value in values]
        return format_ticks(values, spacing)


class Chart(pg.GraphicsView):
    """One view box with a left and a bottom axis in the colours of a theme.

    Mouse and keys do nothing here: what they do is for the subclass to say.
    """

    def __init__(self) -> None:
        super().__init__(background=None)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self.box.disableAutoRange()
        self.left = PlainAxis("left")
        self.bottom = PlainAxis("bottom")
        self.left.setWidth(LEFT_WIDTH)
        self.bottom.setHeight(BOTTOM_HEIGHT)
        layout = self.centralLayout
        layout.setContentsMargins(0, MARGIN, MARGIN, 0)
        layout.setSpacing(0)
        layout.addItem(self.left, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self.bottom, 1, 1)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.box)
            axis.setZValue(-1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._set_tick_font()

    def set_theme(self, theme: Theme) -> None:
        """Draw axes and ground in the theme's colours."""
        self.setBackground(QColor(theme.surface))
        self.box.setBorder(QPen(QColor(theme.border), 1))
        for axis in (self.left, self.bottom):
            self.color_axis(axis, theme)

    def color_axis(self, axis: PlainAxis, theme: Theme) -> None:
        """Draw that axis in the theme's colours."""
        axis.setPen(QColor(theme.border))
        axis.setTickPen(QColor(theme.border))
        axis.setTextPen(QColor(theme.muted_text))
        if axis.labelText:
            axis.setLabel(axis.labelText, color=theme.muted_text)

    def _set_tick_font(self) -> None:
        for axis in (self.left, self.bottom):
            axis.setTickFont(tabular(self.font(), 0.85))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_tick_font()


def _multiples(spacing: float, low: float, high: float) -> list[float]:
    first, last = math.ceil(low / spacing - 1e-6), math.floor(high / spacing + 1e-6)
    return [k * spacing for k in range(first, last + 1)]


def _nice_step(least: float) -> float:
    unit = 10.0 ** math.floor(math.log10(least))
    return next(step * unit for step in _NICE_STEPS if step * unit >= least * (1 - 1e-9))
