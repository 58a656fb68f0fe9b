"""The shapes of points: one a class, so that colour is never the only difference."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

TRAIN_RIM = "#FFFFFF"
TEST_RIM = "#14181D"
_RIM = 1.3
_ARM = 0.85


def _polygon(corners: int, first_angle: float, inner: float = 1.0, size: float = 1.0):
    """A regular polygon, or a star where `inner` is the share of every other radius."""
    path = QPainterPath()
    points = []
    for k in range(corners):
        angle = first_angle + 2 * math.pi * k / corners
        radius = size * (inner if k % 2 else 1.0)
        points.append(QPointF(radius * math.cos(angle), -radius * math.sin(angle)))
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def _circle():
    path = QPainterPath()
    path.addEllipse(QRectF(-1, -1, 2, 2))
    return path


_UP = math.pi / 2
# Sized to look equally heavy. The second of two classes, the one above, is the circle.
_SHAPES = (
    _polygon(4, math.pi / 4, size=1.25),
    _circle(),
    _polygon(3, _UP, size=1.45),
    _polygon(4, _UP, size=1.35),
    _polygon(3, -_UP, size=1.45),
    _polygon(10, _UP, inner=0.5, size=1.5),
    _polygon(5, _UP, size=1.2),
    _polygon(8, _UP, inner=0.45, size=1.5),
)


def marker(shape: int, color: str, is_test: bool, radius: float, ratio: float) -> QPixmap:
    """A point of class `shape` as a picture with its centre in the middle.

    `radius` is in pixels of the screen as Qt counts them, `ratio` device pixels to each.
    """

    def draw(painter: QPainter) -> None:
        draw_marker(painter, shape, color, is_test, radius)

    return _picture(1.5 * radius + _RIM, ratio, draw)


def wrong_mark(radius: float, ratio: float) -> QPixmap:
    """A cross, dark with a light edge, that stands out on any point."""

    def draw(painter: QPainter) -> None:
        draw_wrong_mark(painter, radius)

    return _picture(_ARM * radius + 2.5, ratio, draw)


def draw_marker(painter: QPainter, shape: int, color: str, is_test: bool, radius: float) -> None:
    """A point of class `shape` around the painter's origin."""
    painter.save()
    painter.scale(radius, radius)
    pen = QPen(QColor(TEST_RIM if is_test else TRAIN_RIM), _RIM / radius)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(color))
    painter.drawPath(_SHAPES[shape % len(_SHAPES)])
    painter.restore()


def draw_wrong_mark(painter: QPainter, radius: float) -> None:
    """A cross around the painter's origin."""
    arm = _ARM * radius
    for color, width in ((TRAIN_RIM, 3.4), (TEST_RIM, 1.6)):
        pen = QPen(QColor(color), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
        painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))


def _picture(reach: float, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    """What reaches so far around its centre, in pixels."""
    side = 2 * math.ceil(reach * ratio) + 1
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(ratio, ratio)
    draw(painter)
    painter.end()
    return pixmap
