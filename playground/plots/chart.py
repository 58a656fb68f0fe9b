"""A pyqtgraph plot without its menus, its prefixes, its mouse and its colours."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPen
from PySide6.QtWidgets import QFrame

from playground.palette import LIGHT, Theme
from playground.plots.axis import PlainAxis
from playground.plots.numbers import tabular

BOTTOM_HEIGHT = 22
LEFT_WIDTH = 44
TOP_MARGIN = 8
RIGHT_MARGIN = 18  # room for half of the last label below


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
        layout.setContentsMargins(0, TOP_MARGIN, RIGHT_MARGIN, 0)
        layout.setSpacing(0)
        layout.addItem(self.left, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self.bottom, 1, 1)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.box)
            axis.setZValue(-1)
        self._theme = LIGHT
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The ground is drawn in the colours of a theme, which may not be that of the palette; it
        # covers all, so what lies behind need not be painted for each frame.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # A plain ground is filled as fast as it is copied, and in an SVG it is no bitmap.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._set_tick_font()

    def set_theme(self, theme: Theme) -> None:
        """Draw axes and ground in the theme's colours."""
        self._theme = theme
        self.setBackground(QColor(theme.surface))
        self._draw_frame()
        for axis in (self.left, self.bottom):
            self.color_axis(axis, theme)

    def color_axis(self, axis: PlainAxis, theme: Theme) -> None:
        """Draw that axis in the theme's colours."""
        axis.setPen(QColor(theme.border))
        axis.setTickPen(QColor(theme.border))
        axis.setTextPen(QColor(theme.muted_text))
        if axis.labelText:
            axis.setLabel(axis.labelText, color=theme.muted_text)

    def _draw_frame(self) -> None:
        color = self._theme.selection if self.hasFocus() else self._theme.border
        self.box.setBorder(QPen(QColor(color), 1))

    def _set_tick_font(self) -> None:
        for axis in (self.left, self.bottom):
            axis.setTickFont(tabular(self.font(), 0.85))
            axis.label.setFont(self.font())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._draw_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_frame()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_tick_font()
