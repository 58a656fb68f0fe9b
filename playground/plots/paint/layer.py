"""What a painting tool is about to do, drawn over the points."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsObject

from playground.palette import LIGHT, Theme
from playground.plots.paint.strokes import Places
from playground.plots.plane.points_layer import PointsLayer

_NO_PLACES: Places = np.empty((0, 2))
_HALO = 3.0


class PaintLayer(QGraphicsObject):
    """Pending points, rings round selected ones, the brush and a frame, in pixels of the box."""

    def __init__(self, box: pg.ViewBox, dots: PointsLayer) -> None:
        super().__init__(box)
        self._box = box
        self._dots = dots
        self._theme = LIGHT
        self._pending: tuple[Places, NDArray[np.float64], NDArray[np.bool_]] | None = None
        self._halos = _NO_PLACES
        self._brush: tuple[QPointF, float] | None = None
        self._frame: tuple[QPointF, QPointF] | None = None
        self.setZValue(20)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_pending(
        self, places: Places, labels: NDArray[np.float64], is_test: NDArray[np.bool_]
    ) -> None:
        """Points that are not there yet."""
        self._pending = (places, labels, is_test)
        self.update()

    def show_halos(self, places: Places) -> None:
        """Rings round points at these places."""
        self._halos = places
        self.update()

    def show_brush(self, place: QPointF | None, radius: float = 0.0) -> None:
        """The brush over a place of the plane, `radius` in pixels; None for none."""
        self._brush = None if place is None else (place, radius)
        self.update()

    def show_frame(self, start: QPointF | None, end: QPointF | None = None) -> None:
        """A frame between two places of the plane; None for none."""
        self._frame = None if start is None or end is None else (start, end)
        self.update()

    def clear_pending(self) -> None:
        self._pending = None
        self.update()

    def _pixels(self, places: Places) -> list[list[float]]:
        to_pixels = self._box.childTransform()
        scaled = places * (to_pixels.m11(), to_pixels.m22()) + (to_pixels.dx(), to_pixels.dy())
        pixels: list[list[float]] = np.clip(scaled, -1e4, 1e5).tolist()
        return pixels

    def _pixel(self, place: QPointF) -> QPointF:
        return QPointF(*self._pixels(np.array([[place.x(), place.y()]]))[0])

    def _paint_pending(self, painter: QPainter, ratio: float) -> None:
        if self._pending is None:
            return
        places, labels, is_test = self._pending
        pictures: dict[tuple[float, bool], QPixmap] = {}
        pairs = zip(labels.tolist(), is_test.tolist(), strict=True)
        for (x, y), pair in zip(self._pixels(places), pairs, strict=True):
            if pair not in pictures:
                pictures[pair] = self._dots.picture_of(*pair, ratio)
            half = pictures[pair].width() / (2 * ratio)
            painter.drawPixmap(QPointF(x - half, y - half), pictures[pair])

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        return self._box.rect()

    def paint(self, painter: QPainter, option, widget=None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_pending(painter, painter.device().devicePixelRatioF())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(self._halos):
            painter.setPen(QPen(QColor(self._theme.selection), 2))
            ring = self._dots.radius + _HALO
            for x, y in self._pixels(self._halos):
                painter.drawEllipse(QPointF(x, y), ring, ring)
        if self._brush is not None:
            place, radius = self._brush
            centre = self._pixel(place)
            # Light under dark, so that it stands out on every colour of the field.
            for color, width in ((self._theme.surface, 3.0), (self._theme.text, 1.2)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawEllipse(centre, radius, radius)
        if self._frame is not None:
            painter.setPen(QPen(QColor(self._theme.selection), 1, Qt.PenStyle.DashLine))
            start, end = map(self._pixel, self._frame)
            painter.drawRect(QRectF(start, end).normalized())
