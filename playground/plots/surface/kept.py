"""What looks the same for many frames, kept as pixels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from playground.plots.surface.camera import Projection


class KeptDrawing:
    """Paints once for each camera and size; each call of a painter is a pause in the training."""

    def __init__(self, paint: Callable[[QPainter, Projection], None]) -> None:
        self._paint = paint
        self._key: object = None
        self._pixmap = QPixmap()

    def draw(self, painter: QPainter, projection: Projection, size: QSizeF) -> None:
        """Put it on a canvas of that size."""
        ratio = painter.device().devicePixelRatioF()
        key = projection.camera, size.width(), size.height(), ratio
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap((size * ratio).toSize())
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            ground = QPainter(self._pixmap)
            ground.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(ground, projection)
            ground.end()
        painter.drawPixmap(QPointF(), self._pixmap)
