"""A ready picture over a rectangle of the plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsObject

from playground.plots.boundary import Bounds


class PictureLayer(QGraphicsObject):
    """Shows red, green, blue and opaque; each sample fills its cell of the rectangle."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._pixels = np.zeros((1, 1, 4), dtype=np.uint8)
        self._image = QImage()

    def show_picture(self, pixels: NDArray[np.uint8], bounds: Bounds) -> None:
        """Show (rows, columns, 4), row 0 at the lowest y; kept, not copied."""
        x0, x1, y0, y1 = bounds
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = rect
        rows, columns, depth = pixels.shape
        # The image looks at the pixels and doesn't keep them: they must live as long.
        self._pixels = pixels
        kind = QImage.Format.Format_RGBX8888
        self._image = QImage(pixels.data, columns, rows, depth * columns, kind)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, option, widget=None) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._rect, self._image)
