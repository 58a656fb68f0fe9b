"""A small plot of a function and its derivative, with the present point and slope marked."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.palette import mix
from playground.widgets.theming import LOOK_CHANGES, current_theme

_Array = NDArray[np.float64]
_ROOM = 0.08
_LEFT, _TOP, _RIGHT, _BOTTOM = 20.0, 5.0, 5.0, 13.0
_TANGENT = 15.0
_LEAST_APART = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A function from `low` to `high`.

    `pieces` are (z, values, slopes) between its jumps and kinks, arrays of one length each.
    `jumps` are (z, value there, value on the other side) where the function jumps.
    """

    low: float
    high: float
    pieces: tuple[tuple[_Array, _Array, _Array], ...]
    jumps: tuple[tuple[float, float, float], ...] = ()

    @property
    def floor(self) -> float:
        return self._ends()[0]

    @property
    def ceiling(self) -> float:
        return self._ends()[1]

    def _ends(self) -> tuple[float, float]:
        parts = [row for _, values, slopes in self.pieces for row in (values, slopes)]
        finite = np.concatenate([part[np.isfinite(part)] for part in parts])
        low, high = min(0.0, float(finite.min())), max(0.0, float(finite.max()))
        return (low, high) if high > low else (low, low + 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """The present point: the sum z, the output a = f(z), and the slope f'(z)."""

    z: float
    a: float
    slope: float


class FunctionPlot(QWidget):
    """Solid the function, dashed its derivative; the point with its tangent and its guides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._mark: Mark | None = None
        # All but the mark, kept as a picture: the mark moves while the network trains.
        self._ground: QPixmap | None = None
        self._ends = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: Curve) -> None:
        if curve is not self._curve:
            self._curve = curve
            self._ends = curve.floor, curve.ceiling
            self._forget_ground()

    def show_mark(self, mark: Mark | None) -> None:
        if mark != self._mark:
            self._mark = mark
            self.update()

    def place(self, z: float, a: float) -> QPointF:
        """Where a point of the plane is drawn; what lies outside is put on the frame."""
        frame, curve = self._frame(), self._curve
        assert curve is not None, "there is nothing to place a point on yet"
        low, high = self._ends
        across = (z - curve.low) / (curve.high - curve.low)
        up = (a - low) / (high - low)
        return QPointF(
            frame.left() + min(1.0, max(0.0, across)) * frame.width(),
            frame.bottom() - min(1.0, max(0.0, up)) * frame.height(),
        )

    def _frame(self) -> QRectF:
        frame = QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
        return frame.adjusted(0, frame.height() * _ROOM, 0, -frame.height() * _ROOM)

    def _forget_ground(self) -> None:
        self._ground = None
        self.update()

    def _paint_ground(self, curve: Curve) -> QPixmap:
        ratio = self.devicePixelRatioF()
        ground = QPixmap((QSizeF(self.size()) * ratio).toSize())
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter, curve)
        self._paint_curve(painter, curve)
        painter.end()
        return ground

    def _paint_axes(self, painter: QPainter, curve: Curve) -> None:
        theme, frame = current_theme(), self._frame()
        low, high = self._ends
        painter.setPen(QPen(QColor(theme.border), 1))
        for value in (low, high):
            y = self.place(0, value).y()
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QPen(QColor(mix(theme.border, theme.muted_text, 0.5)), 1))
        origin = self.place(0.0, 0.0)
        painter.drawLine(QPointF(frame.left(), origin.y()), QPointF(frame.right(), origin.y()))
        painter.drawLine(QPointF(origin.x(), frame.top()), QPointF(origin.x(), frame.bottom()))
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * 0.72)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted_text))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for value in (0.0, low, high):
            y = self.place(0, value).y()
            if value == 0 or abs(y - origin.y()) >= _LEAST_APART:
                painter.drawText(QRectF(0, y - 7, _LEFT - 3, 14), middle, _short(value))
        line = QRectF(frame.left() - 10, self.height() - _BOTTOM, frame.width() + 15, _BOTTOM)
        for value, side in (
            (curve.low, Qt.AlignmentFlag.AlignLeft),
            (curve.high, Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, _short(value))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, "z")

    def _paint_curve(self, painter: QPainter, curve: Curve) -> None:
        theme = current_theme()
        solid = QPen(QColor(theme.text), 1.8)
        dashed = QPen(QColor(theme.muted_text), 1.2, Qt.PenStyle.DashLine)
        for z, values, slopes in curve.pieces:
            for pen, row in ((dashed, slopes), (solid, values)):
                painter.setPen(pen)
                places = [self.place(*pair) for pair in zip(z.tolist(), row.tolist(), strict=True)]
                painter.drawPolyline(QPolygonF(places))
        painter.setPen(QPen(QColor(theme.text), 1.2))
        for where, there, beside in curve.jumps:
            painter.setBrush(QColor(theme.surface))
            painter.drawEllipse(self.place(where, beside), 2.6, 2.6)
            painter.setBrush(QColor(theme.text))
            painter.drawEllipse(self.place(where, there), 2.6, 2.6)

    def _paint_mark(self, painter: QPainter, curve: Curve, mark: Mark) -> None:
        theme, frame = current_theme(), self._frame()
        point, foot = self.place(mark.z, mark.a), self.place(mark.z, 0.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.selection), 1, Qt.PenStyle.DotLine))
        painter.drawLine(foot, point)
        painter.drawLine(QPointF(self.place(0.0, 0.0).x(), point.y()), point)
        low, high = self._ends
        rise = (
            -mark.slope
            * (frame.height() / (high - low))
            / (frame.width() / (curve.high - curve.low))
        )
        run = _TANGENT / math.hypot(1.0, rise)
        painter.setPen(QPen(QColor(theme.selection), 2))
        painter.drawLine(point - QPointF(run, run * rise), point + QPointF(run, run * rise))
        painter.setPen(QPen(QColor(theme.selection), 1.4))
        painter.setBrush(QColor(theme.surface))
        painter.drawEllipse(self.place(mark.z, mark.slope), 2.8, 2.8)
        painter.setPen(QPen(QColor(theme.surface), 1.2))
        painter.setBrush(QColor(theme.selection))
        painter.drawEllipse(point, 4.4, 4.4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES or event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget_ground()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget_ground()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._curve is None:
            return
        if self._ground is None:
            self._ground = self._paint_ground(self._curve)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        if self._mark is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_mark(painter, self._curve, self._mark)

    def sizeHint(self) -> QSize:
        return QSize(168, 108)

    def minimumSizeHint(self) -> QSize:
        return QSize(104, 76)


def _short(value: float) -> str:
    return f"{value:.2g}".replace("e+0", "e").replace("e+", "e").replace("-", "−")
