"""The picture of a field and the line where it crosses its threshold."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.palette import Theme, heat_index, heat_table
from playground.plots.boundary import Bounds, contour

PALENESS = 0.25


class FieldLayer(pg.ImageItem):
    """A field as colours between those of below and above, paler than the points on it."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")
        self._bounds: Bounds | None = None

    def set_theme(self, theme: Theme) -> None:
        self.setLookupTable(heat_table(theme, PALENESS))

    def show_values(
        self, values: NDArray[np.float32], bounds: Bounds, low: float, high: float
    ) -> None:
        """Colour values, already within low and high, over the rectangle of the plane."""
        self.setImage(heat_index(values, low, high), autoLevels=False, levels=(0, 255))
        if bounds != self._bounds:
            self._bounds = bounds
            x0, x1, y0, y1 = bounds
            self.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def paint(self, painter: QPainter, *args) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, *args)


class BoundaryLayer(QGraphicsObject):
    """The line along which a field equals its threshold, as one path in data units."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._rect = QRectF()
        self._pen = QPen()

    def set_theme(self, theme: Theme) -> None:
        self._pen = QPen(QColor(theme.text), 1.5)
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
