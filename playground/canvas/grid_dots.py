"""The grid of dots behind the drawing."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from playground.canvas.geometry import GRID

_SIZE = 1.7  # of a dot on the screen, at any zoom
_CLOSEST = 12  # pixels between dots below which every other one goes


def draw_dots(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """Dots in a rectangle of the scene: one row, put down again and again on whole pixels."""
    ratio = painter.device().devicePixelRatioF()
    to_screen = painter.worldTransform() * QTransform.fromScale(ratio, ratio)
    zoom = painter.worldTransform().m11()
    step = GRID
    while step * zoom < _CLOSEST:
        step *= 2
    columns = range(math.floor(rect.left() / step), math.ceil(rect.right() / step) + 1)
    rows = range(math.floor(rect.top() / step), math.ceil(rect.bottom() / step) + 1)
    pixel = to_screen.m11() * step
    xs = [round(column * pixel + to_screen.dx()) for column in columns]
    size = _SIZE * ratio
    half = math.ceil(size / 2)
    row = _row(tuple(x - xs[0] + half for x in xs), half, size, color.rgba())
    painter.save()
    painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    for number in rows:
        painter.drawImage(xs[0] - half, round(number * pixel + to_screen.dy()) - half, row)
    painter.restore()


@lru_cache(maxsize=4)
def _row(places: tuple[int, ...], half: int, size: float, color: int) -> QImage:
    """Dots of a size at some places from the left, in the middle of a strip."""
    row = QImage(places[-1] + half, 2 * half, QImage.Format.Format_ARGB32_Premultiplied)
    row.fill(Qt.GlobalColor.transparent)
    dots = QPainter(row)
    dots.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor.fromRgba(color), size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    dots.setPen(pen)
    dots.drawPoints([QPointF(place, half) for place in places])
    dots.end()
    return row
