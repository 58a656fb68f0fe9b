"""The picture of a field and the line where it crosses its threshold."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.data.plane import Bounds
from playground.palette import Theme, heat_index, heat_table
from playground.plots.plane.boundary import contour
from playground.plots.plane.picture_layer import PictureLayer

PALENESS = 0.25


class FieldLayer(PictureLayer):
    """A field as colours between those of below and above, paler than the points on it."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._index = np.zeros((1, 1), dtype=np.uint8)
        self._heat = np.zeros(256, dtype=np.uint32)

    def set_theme(self, theme: Theme) -> None:
        # pyqtgraph's ImageItem would make a colour table of Python numbers for every frame.
        red, green, blue, alpha = heat_table(theme, PALENESS).T.astype(np.uint32)
        self._heat = alpha << 24 | red << 16 | green << 8 | blue
        self.show_words(self._heat[self._index], self._bounds)

    def show_values(
        self, values: NDArray[np.float32], bounds: Bounds, low: float, high: float
    ) -> None:
        """Colour values, already within low and high, over the rectangle of the plane."""
        self._index, self._bounds = heat_index(values, low, high), bounds
        self.show_words(self._heat[self._index], bounds)


class BoundaryLayer(QGraphicsObject):
    """The line along which a field equals its threshold, as one path in data units."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._rect = QRectF()
        self._pen = QPen()

    def set_theme(self, theme: Theme) -> None:
        self.set_color(theme.text)

    def set_color(self, color: str) -> None:
        """Draw the line in that colour."""
        self._pen = QPen(QColor(color), 1.5)
        self._pen.setCosmetic(True)
        # Caps that overlap would show as a row of dots.
        self._pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.update()

    def show_level(self, values: NDArray[np.float32], bounds: Bounds, level: float) -> None:
        """Draw where the finite values cross the level."""
        x0, x1, y0, y1 = bounds
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = rect
        x, y = contour(values, bounds, level)
        self._path = pg.arrayToQPath(x, y, connect="pairs", finiteCheck=False)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, option, widget=None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pen)
        painter.drawPath(self._path)
