"""A ready picture over a rectangle of the plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsObject

from playground.data.plane import Bounds


class PictureLayer(QGraphicsObject):
    """Shows colours as words 0xFFRRGGBB; each sample fills its cell of the rectangle."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._words = np.zeros((1, 1), dtype=np.uint32)
        self._image = QImage()

    def show_words(self, words: NDArray[np.uint32], bounds: Bounds) -> None:
        """Show (rows, columns), row 0 at the lowest y, over (x0, x1, y0, y1) in data units."""
        x0, x1, y0, y1 = bounds
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = rect
        # The image looks at the words and doesn't keep them: they must live as long.
        self._words = words
        self._image = image_of(words)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, option, widget=None) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._rect, self._image)


def image_of(words: NDArray[np.uint32]) -> QImage:
    """An image of these colours, good for as long as they are kept."""
    rows, columns = words.shape
    return QImage(words.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
