"""Draws the curves of a view, the bands under them and what divides these."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.geometry.arrays import FloatArray
from playground.palette import LIGHT, Theme
from playground.plots.curve.bands import (
    UNKNOWN,
    Bands,
    highest_bands,
    margin_to_second,
    threshold_bands,
)
from playground.plots.curve.shape import HUGE, Curves
from playground.plots.numbers import format_place, tabular

# A pen wider than 1 takes thirty times as long.
_OUTPUT_WIDTH, _HIDDEN_WIDTH = 2.4, 1.0
_BAND_ALPHA, _MARGIN_ALPHA, _HIDDEN_ALPHA = 34, 70, 190
_LABELS = 12
_FAR = 1e5


class CurveLayer(QGraphicsObject):
    """Paints curves in pixels of its view box."""

    def __init__(self, box: pg.ViewBox, z: float) -> None:
        super().__init__(box)
        self._box = box
        self._theme = LIGHT
        self._curves: Curves | None = None
        self._bands: Bands | None = None
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_curves(self, curves: Curves | None, bands: Bands | None) -> None:
        """Show curves and which class is answered where; `bands` is None for numbers."""
        self._curves, self._bands = curves, bands
        self.update()

    def _across(self, x: FloatArray) -> FloatArray:
        map_ = self._box.childTransform()
        return np.clip(x * map_.m11() + map_.dx(), -_FAR, _FAR)

    def _down(self, y: FloatArray) -> FloatArray:
        map_ = self._box.childTransform()
        return np.clip(np.clip(y, -HUGE, HUGE) * map_.m22() + map_.dy(), -_FAR, _FAR)

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        return self._box.rect()


class BandsLayer(CurveLayer):
    """The ground under the points: bands by class, margins, the threshold."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, z=5)
        self._shows_bands = True

    def set_shows_bands(self, shows: bool) -> None:
        self._shows_bands = shows
        self.update()

    def _paint_bands(self, painter: QPainter, curves: Curves, bands: Bands) -> None:
        height = self.boundingRect().height()
        lefts = self._across(bands.edges)
        for left, right, class_ in zip(lefts[:-1], lefts[1:], bands.classes, strict=True):
            if class_ != UNKNOWN:
                color = QColor(curves.colors[class_])
                color.setAlpha(_BAND_ALPHA)
                painter.fillRect(QRectF(left, 0.0, right - left, height), color)

    def _paint_margin(self, painter: QPainter, curves: Curves, bands: Bands) -> None:
        """What the highest is ahead of the second, in the highest one's colour."""
        x = self._across(curves.x)
        first, second = margin_to_second(np.array([line.values for line in curves.outputs]))
        top, bottom = self._down(first), self._down(second)
        painter.setPen(Qt.PenStyle.NoPen)
        for left, right, class_ in zip(
            bands.edges[:-1], bands.edges[1:], bands.classes, strict=True
        ):
            inside = (curves.x >= left) & (curves.x <= right)
            if class_ == UNKNOWN or inside.sum() < 2:
                continue
            color = QColor(curves.colors[class_])
            color.setAlpha(_MARGIN_ALPHA)
            painter.setBrush(color)
            there, back = x[inside], x[inside][::-1]
            outline = np.concatenate([top[inside], bottom[inside][::-1]])
            painter.drawPath(pg.arrayToQPath(np.concatenate([there, back]), outline))

    def _paint_threshold(self, painter: QPainter, curves: Curves) -> None:
        y = float(self._down(np.array([curves.threshold]))[0])
        painter.setPen(_dashed(self._theme.muted_text))
        painter.drawLine(QLineF(0.0, y, self.boundingRect().width(), y))

    def paint(self, painter: QPainter, option, widget=None) -> None:
        curves, bands = self._curves, self._bands
        if curves is None:
            return
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bands is not None and self._shows_bands:
            self._paint_bands(painter, curves, bands)
            if curves.rule == "highest" and len(curves.outputs) > 1:
                self._paint_margin(painter, curves, bands)
        if curves.rule == "threshold":
            self._paint_threshold(painter, curves)


class LinesLayer(CurveLayer):
    """The curves over the points, what divides the bands, and where values are read."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box, z=20)
        self._reading: float | None = None

    def show_reading(self, x: float | None) -> None:
        """A line where values are read."""
        self._reading = x
        self.update()

    def _paint_dividers(self, painter: QPainter, curves: Curves, bands: Bands) -> None:
        height = self.boundingRect().height()
        painter.setPen(_dashed(self._theme.text))
        places = bands.dividers
        for left in self._across(places):
            painter.drawLine(QLineF(left, 0.0, left, height))
        if len(places) > _LABELS:
            return
        painter.setFont(tabular(painter.font(), 0.85))
        metrics = QFontMetricsF(painter.font())
        end, room = -np.inf, self.boundingRect()
        for place, left in zip(places, self._across(places), strict=True):
            if not 0 <= left <= room.width():
                continue
            text = format_place(float(place), curves.x1 - curves.x0)
            rect = metrics.boundingRect(text).adjusted(-4, -1, 4, 1)
            rect.moveCenter(QPointF(left, rect.height() / 2 + 3))
            # At the edges a number stands beside its line rather than half outside.
            rect.moveRight(min(rect.right(), room.width() - 2))
            rect.moveLeft(max(rect.left(), 2.0))
            if rect.left() > end:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.surface))
                painter.drawRoundedRect(rect, 4, 4)
                painter.setPen(QColor(self._theme.text))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
                end = rect.right()

    def _paint_lines(self, painter: QPainter, curves: Curves) -> None:
        x = self._across(curves.x)
        # The outputs last, so that nothing lies on them.
        for line in sorted(curves.lines, key=lambda line: line.is_output):
            color = QColor(line.color)
            color.setAlpha(255 if line.is_output else _HIDDEN_ALPHA)
            painter.setPen(QPen(color, _OUTPUT_WIDTH if line.is_output else _HIDDEN_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(pg.arrayToQPath(x, self._down(line.values), connect="finite"))

    def paint(self, painter: QPainter, option, widget=None) -> None:
        if self._curves is None:
            return
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter, self._curves)
        if self._bands is not None:
            self._paint_dividers(painter, self._curves, self._bands)
        if self._reading is not None:
            left = float(self._across(np.array([self._reading]))[0])
            painter.setPen(QPen(QColor(self._theme.selection), 1.0))
            painter.drawLine(QLineF(left, 0.0, left, self.boundingRect().height()))


def _dashed(color: str) -> QPen:
    pen = QPen(QColor(color), 1.0)
    pen.setDashPattern([5.0, 4.0])
    return pen


def bands_of(curves: Curves) -> Bands | None:
    """Where which class is answered; None for numbers and without outputs."""
    outputs = curves.outputs
    if curves.rule == "none" or not outputs:
        return None
    if curves.rule == "threshold":
        values = outputs[0].values
        return threshold_bands(curves.x, values, curves.threshold, curves.x0, curves.x1)
    values = np.array([line.values for line in outputs])
    return highest_bands(curves.x, values, curves.x0, curves.x1)
