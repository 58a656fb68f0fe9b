"""What a gesture shows while it lasts: band, wire, guides and a sentence at the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas import geometry
from playground.canvas.style import CanvasStyle

_BOUNDS = QRectF(-1e7, -1e7, 2e7, 2e7)
_NOTE_WIDTH = 300.0


class Overlay(QGraphicsItem):
    """Gestures set the attributes and call `update`; `clear` ends the show."""

    def __init__(self, style: CanvasStyle) -> None:
        super().__init__()
        self.style = style
        self.band: QRectF | None = None
        self.wire: tuple[QPointF, QPointF] | None = None
        self.ghost: QPointF | None = None
        self.note: tuple[QPointF, str] | None = None
        self.refused = False
        self.guides: tuple[float | None, float | None] = (None, None)
        self.path: tuple[QPointF, ...] = ()
        self.setZValue(10)

    def clear(self) -> None:
        self.band = self.wire = self.ghost = self.note = None
        self.refused = False
        self.guides = (None, None)
        self.path = ()
        self.update()

    def boundingRect(self) -> QRectF:
        return _BOUNDS

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        pixel = 1.0 / painter.worldTransform().m11()
        self._draw_guides(painter)
        self._draw_path(painter)
        self._draw_wire(painter)
        if self.band is not None:
            fill = QColor(self.style.selection)
            fill.setAlpha(28)
            pen = QPen(self.style.selection, 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawRect(self.band)
        if self.note is not None:
            self._draw_note(painter, pixel, *self.note)

    def _draw_guides(self, painter: QPainter) -> None:
        if self.guides == (None, None):
            return
        pen = QPen(self.style.selection, 1, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setPen(pen)
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        x, y = self.guides
        if x is not None:
            painter.drawLine(QPointF(x, view.top()), QPointF(x, view.bottom()))
        if y is not None:
            painter.drawLine(QPointF(view.left(), y), QPointF(view.right(), y))

    def _draw_path(self, painter: QPainter) -> None:
        if not self.path:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.style.error, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        centres = np.array([(point.x(), point.y()) for point in self.path]).reshape(-1, 2)
        for curve in geometry.edge_curves(centres[:-1], centres[1:]).tolist():
            painter.drawPath(_curve_path(curve))

    def _draw_wire(self, painter: QPainter) -> None:
        if self.wire is None:
            return
        color = self.style.error if self.refused else self.style.selection
        start, end = self.wire
        curve = geometry.wire_curves(
            np.array([[start.x(), start.y()]]), np.array([[end.x(), end.y()]])
        )[0]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if self.refused else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, 2.2, style, Qt.PenCapStyle.RoundCap))
        painter.drawPath(_curve_path(curve.tolist()))
        painter.setBrush(color)
        if self.ghost is not None:
            fill = QColor(color)
            fill.setAlpha(26)
            painter.setBrush(fill)
            painter.setPen(QPen(color, 1.6, Qt.PenStyle.DashLine))
            painter.drawEllipse(self.ghost, geometry.RADIUS, geometry.RADIUS)
        elif self.refused:
            painter.setPen(QPen(color, 2.4))
            for dx in (-4, 4):
                painter.drawLine(end + QPointF(dx, -4), end + QPointF(-dx, 4))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(end, 4.5, 4.5)

    def _draw_note(self, painter: QPainter, pixel: float, at: QPointF, text: str) -> None:
        """A sentence in screen pixels beside the pointer, kept inside the view."""
        painter.save()
        spot = painter.worldTransform().map(at)
        painter.resetTransform()
        font = self.style.small
        painter.setFont(font)
        words = QFontMetricsF(font).boundingRect(
            QRectF(0, 0, _NOTE_WIDTH, 1000), int(Qt.TextFlag.TextWordWrap), text
        )
        box = words.adjusted(-9, -6, 9, 6)
        box.moveTopLeft(spot + QPointF(16, 18))
        view = QRectF(painter.viewport())
        box.moveRight(min(box.right(), view.right() - 6))
        box.moveBottom(min(box.bottom(), view.bottom() - 6))
        color = self.style.error if self.refused else self.style.border
        painter.setPen(QPen(color, 1.2))
        painter.setBrush(self.style.surface)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self.style.error if self.refused else self.style.text)
        painter.drawText(box.adjusted(9, 6, -9, -6), int(Qt.TextFlag.TextWordWrap), text)
        painter.restore()


def _curve_path(curve: list[float]) -> QPainterPath:
    path = QPainterPath(QPointF(*curve[:2]))
    path.cubicTo(QPointF(*curve[2:4]), QPointF(*curve[4:6]), QPointF(*curve[6:8]))
    return path
