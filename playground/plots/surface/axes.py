"""The box around a surface: floor, far walls, and numbers that can be read from every side."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from playground.data.plane import Bounds
from playground.palette import Theme, mix
from playground.plots.numbers import format_ticks
from playground.plots.surface.camera import FLOOR, LOW, TOP, Projection
from playground.plots.surface.kept import KeptDrawing
from playground.plots.surface.scale import Scale, multiples, nice_step

MARGINS = (44.0, 20.0, 34.0, 38.0)
"""Left, top, right and bottom of the box: room for its numbers and names."""
_MOST_TICKS = 6
_GAP, _NAME_GAP = 7.0, 5.0
_LEAST_HEIGHT = 36.0
_LONGEST_NAME = 130.0
_EDGE = 4.0
_Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Axis:
    """One edge of the box with numbers: where it starts and ends, and which way is out."""

    name: str
    low: float
    high: float
    start: QPointF
    end: QPointF
    out: QPointF
    is_upright: bool = False

    def at(self, value: float) -> QPointF:
        return self.start + (self.end - self.start) * ((value - self.low) / (self.high - self.low))


class BoxPainter:
    """Draws the box in a theme's colours with its three names.

    `behind` and `labels` draw the same as the two methods and keep it for the next frame.
    """

    def __init__(
        self, theme: Theme, bounds: Bounds, scale: Scale, names: tuple[str, str, str], font: QFont
    ) -> None:
        self._theme = theme
        self._bounds = bounds
        self._scale = scale
        self._names = names
        self._font = font
        self._metrics = QFontMetricsF(font)
        self.behind = KeptDrawing(self.draw_behind)
        self.labels = KeptDrawing(self.draw_labels)

    def draw_behind(self, painter: QPainter, projection: Projection) -> None:
        """The floor and the two walls that are farther away, with lines at the numbers."""
        near_x, near_y = projection.near
        theme = self._theme
        faces: tuple[tuple[str, list[_Place]], ...] = (
            (theme.canvas, [(x, y, FLOOR) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]),
            (theme.window, _wall(-near_x, None)),
            (mix(theme.window, theme.canvas, 0.5), _wall(None, -near_y)),
        )
        edge = QPen(QColor(mix(theme.border, theme.muted_text, 0.35)), 1)
        for color, corners in faces:
            painter.setPen(edge)
            painter.setBrush(QColor(color))
            painter.drawConvexPolygon([projection.point(*corner) for corner in corners])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.border), 1))
        ends = np.array(list(self._grid(projection)), dtype=np.float64).reshape(-1, 3).T
        painter.drawPath(pg.arrayToQPath(*projection.screen(*ends), connect="pairs"))

    def draw_labels(self, painter: QPainter, projection: Projection) -> None:
        """Numbers and names along the near edges of the floor and the left upright edge."""
        painter.setFont(self._font)
        taken: list[QRectF] = []
        pen = QPen(QColor(mix(self._theme.border, self._theme.muted_text, 0.7)), 1)
        for axis in self._axes(projection):
            values, texts = self._ticks(axis)
            extent = max((self._reach(text, axis.out) for text in texts), default=0.0)
            self._draw_name(painter, axis, 2 * extent, projection.room.right() + MARGINS[2], taken)
            for value, text in zip(values, texts, strict=True):
                place = axis.at(value)
                box = self._box(text, place + axis.out * (_GAP + self._reach(text, axis.out)))
                painter.setPen(pen)
                painter.drawLine(place, place + axis.out * (_GAP / 2))
                if not any(box.intersects(other) for other in taken):
                    taken.append(box)
                    painter.setPen(QColor(self._theme.muted_text))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_name(
        self, painter: QPainter, axis: _Axis, beyond: float, width: float, taken: list[QRectF]
    ) -> None:
        mode = Qt.TextElideMode.ElideRight
        name = self._metrics.elidedText(axis.name, mode, _LONGEST_NAME)
        if axis.is_upright:
            # On top of its numbers, where it can be read.
            left = self._metrics.horizontalAdvance(name) / 2
            middle = axis.end - QPointF(left, self._metrics.height() + 2)
        else:
            away = _GAP + beyond + _NAME_GAP + self._reach(name, axis.out)
            middle = (axis.start + axis.end) / 2 + axis.out * away
        box = self._box(name, middle)
        if 0 <= axis.at((axis.low + axis.high) / 2).x() <= width:
            # A long one would else be cut at the side of the picture.
            box.moveLeft(max(_EDGE, min(box.left(), width - _EDGE - box.width())))
        if name and not any(box.intersects(other) for other in taken):
            taken.append(box)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _axes(self, projection: Projection) -> Iterator[_Axis]:
        near_x, near_y = projection.near
        x0, x1, y0, y1 = self._bounds
        middle = projection.point(0, 0, FLOOR)
        at = projection.point
        ends = at(-1, near_y, FLOOR), at(1, near_y, FLOOR)
        yield _Axis(self._names[0], x0, x1, *ends, _direction(at(0, near_y, FLOOR) - middle))
        ends = at(near_x, -1, FLOOR), at(near_x, 1, FLOOR)
        yield _Axis(self._names[1], y0, y1, *ends, _direction(at(near_x, 0, FLOOR) - middle))
        sides = (near_x, -near_y), (-near_x, near_y)
        left_x, left_y = min(sides, key=lambda side: at(side[0], side[1], FLOOR).x())
        ends = at(left_x, left_y, LOW), at(left_x, left_y, TOP)
        if ends[0].y() - ends[1].y() > _LEAST_HEIGHT:
            scale = self._scale
            yield _Axis(self._names[2], scale.low, scale.high, *ends, QPointF(-1, 0), True)

    def _ticks(self, axis: _Axis) -> tuple[list[float], list[str]]:
        """Round values so far apart that their labels are, too."""
        span = axis.high - axis.low
        length = axis.end - axis.start
        step = nice_step(span / _MOST_TICKS)
        while step <= span:
            values = multiples(step, axis.low, axis.high)
            texts = self._texts(axis, values, step)
            widest = max((self._metrics.horizontalAdvance(text) for text in texts), default=0.0)
            apart = length * (step / span)
            if abs(apart.x()) > widest + 4 or abs(apart.y()) > self._metrics.height():
                return values, texts
            step = nice_step(step * 1.5)
        return [], []

    def _texts(self, axis: _Axis, values: list[float], step: float) -> list[str]:
        texts = format_ticks(values, step, limit=1e4)
        if axis.is_upright and len(texts) > 1:
            # An end that stands for more than itself says so.
            below, above = self._scale.clipped
            if below and values[0] - axis.low < 1e-6 * step:
                texts[0] = f"≤ {texts[0]}"
            if above and axis.high - values[-1] < 1e-6 * step:
                texts[-1] = f"≥ {texts[-1]}"
        return texts

    def _grid(self, projection: Projection) -> Iterator[tuple[_Place, _Place]]:
        near_x, near_y = projection.near
        x0, x1, y0, y1 = self._bounds
        for x in _rounds(x0, x1):
            place = 2 * (x - x0) / (x1 - x0) - 1
            yield (place, -1, FLOOR), (place, 1, FLOOR)
            yield (place, -near_y, FLOOR), (place, -near_y, TOP)
        for y in _rounds(y0, y1):
            place = 2 * (y - y0) / (y1 - y0) - 1
            yield (-1, place, FLOOR), (1, place, FLOOR)
            yield (-near_x, place, FLOOR), (-near_x, place, TOP)
        scale = self._scale
        span = scale.high - scale.low
        for value in _rounds(scale.low, scale.high):
            z = LOW + (value - scale.low) / span * (TOP - LOW)
            yield (-1, -near_y, z), (1, -near_y, z)
            yield (-near_x, -1, z), (-near_x, 1, z)

    def _reach(self, text: str, out: QPointF) -> float:
        """From a text's middle to its border, that way."""
        width, height = self._metrics.horizontalAdvance(text), self._metrics.height()
        return (abs(out.x()) * width + abs(out.y()) * height) / 2

    def _box(self, text: str, middle: QPointF) -> QRectF:
        width, height = self._metrics.horizontalAdvance(text) + 4, self._metrics.height()
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)


def _rounds(low: float, high: float) -> list[float]:
    return multiples(nice_step((high - low) / _MOST_TICKS), low, high)


def _wall(x: float | None, y: float | None) -> list[_Place]:
    """The corners of the upright side at that x, or at that y."""
    ends = [(x, -1.0), (x, 1.0)] if y is None else [(-1.0, y), (1.0, y)]
    (xa, ya), (xb, yb) = ends
    assert xa is not None
    assert xb is not None
    return [(xa, ya, FLOOR), (xb, yb, FLOOR), (xb, yb, TOP), (xa, ya, TOP)]


def _direction(way: QPointF) -> QPointF:
    length = math.hypot(way.x(), way.y())
    return way / length if length > 1e-6 else QPointF(0, 1)
