"""The plot of a loss view: up to four lines over the epochs."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPen

from playground.engine.snapshot import EMPTY_CURVE, LossCurve
from playground.palette import Theme
from playground.plots.axis import PlainAxis
from playground.plots.chart import Chart
from playground.plots.curves import thinned
from playground.plots.numbers import round_up

Array = NDArray[np.float64]

LINES = {
    "train": ("Train", "train"),
    "test": ("Test", "test"),
    "accuracy_train": ("Train accuracy", "accuracy_train"),
    "accuracy_test": ("Test accuracy", "accuracy_test"),
}
"""Name of each line -> its text in the legend."""
_COLORS = {"train": "text", "test": "test_curve", "accuracy_train": "good", "accuracy_test": "good"}
_WIDTHS = {"train": 2.0, "test": 1.5, "accuracy_train": 1.2, "accuracy_test": 1.2}
_DASHES = {"test": [4.0, 2.0], "accuracy_test": [4.0, 2.0]}
_HIGHEST = 1e300
_ACCURACY_WIDTH = 34
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_EDGE = 0.015


def line_pen(name: str, theme: Theme) -> QPen:
    """How a line is drawn: training solid, test dashed."""
    pen = QPen(QColor(getattr(theme, _COLORS[name])), _WIDTHS[name])
    pen.setCosmetic(True)
    if name in _DASHES:
        pen.setDashPattern(_DASHES[name])
    return pen


class LossChart(Chart):
    """Losses over epochs, from zero or by powers of ten, accuracy on an axis of its own.

    `epoch_hovered` comes with the epoch under the cursor, `stepped` with -1 or 1 for the arrow
    keys, `reading_left` when the newest values are wanted again.
    """

    epoch_hovered = Signal(float)
    stepped = Signal(int)
    reading_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._curve = EMPTY_CURVE
        self._is_log = self._shows_accuracy = False
        self.lines = {name: pg.PlotCurveItem(antialias=True) for name in LINES}
        self.marker, self._hover = pg.InfiniteLine(), pg.InfiniteLine()
        self._right = PlainAxis("right")
        self._right.setWidth(_ACCURACY_WIDTH)
        self._right.setRange(-100 * _EDGE, 100 + 100 * _EDGE)
        self._right.setTickFont(self.left.style["tickFont"])
        self._right.hide()
        self.centralLayout.addItem(self._right, 0, 2)
        for item in (*self.lines.values(), self.marker, self._hover):
            self.box.addItem(item, ignoreBounds=True)
        self.show_marker(None)
        self.show_hover(None)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for name, line in self.lines.items():
            line.setPen(line_pen(name, theme))
        self.marker.setPen(QPen(QColor(theme.selection), 0))
        self._hover.setPen(QPen(QColor(theme.muted_text), 0, Qt.PenStyle.DotLine))
        self.color_axis(self._right, theme)
        self._right.setTextPen(QColor(theme.good))

    def show_curve(self, curve: LossCurve) -> None:
        self._curve = curve
        self._draw()

    def set_log(self, is_log: bool) -> None:
        self._is_log = is_log
        self.left.set_log(is_log)
        self._draw()

    def set_shows_accuracy(self, shows: bool) -> None:
        self._shows_accuracy = shows
        # Its own show and hide take and give the room; setVisible does not.
        if shows:
            self._right.show()
        else:
            self._right.hide()
        self._draw()

    def shows(self, name: str) -> bool:
        """Whether there is anything to draw of that line, and it is switched on."""
        values = getattr(self._curve, LINES[name][1])
        wanted = self._shows_accuracy or not name.startswith("accuracy")
        return wanted and bool(np.isfinite(values).any())

    def show_marker(self, epoch: float | None) -> None:
        _place(self.marker, epoch)

    def show_hover(self, epoch: float | None) -> None:
        _place(self._hover, epoch)

    def _draw(self) -> None:
        curve = self._curve
        losses = {name: self._on_axis(getattr(curve, name)) for name in ("train", "test")}
        low, high = self._loss_range(losses)
        # Accuracy 0 to 1 fills the height, whatever the losses need.
        drawn = losses | {
            name: low + (high - low) * getattr(curve, name)
            for name in ("accuracy_train", "accuracy_test")
        }
        limit = max(200, round(self.box.width()))
        for name, values in drawn.items():
            is_shown = self.shows(name)
            self.lines[name].setVisible(is_shown)
            if is_shown:
                x, y = thinned(curve.epochs, values, limit)
                self.lines[name].setData(x, y, connect="finite")
        shows_values = len(curve.epochs) > 0
        for axis in (self.left, self.bottom):
            # An axis draws and lays itself out anew whenever its style is set.
            if axis.style["showValues"] != shows_values:
                axis.setStyle(showValues=shows_values)
        last = float(curve.epochs[-1]) if len(curve.epochs) else 0.0
        first = float(curve.epochs[0]) if len(curve.epochs) else 0.0
        span = round_up(last - first) if last > first else 1.0
        # A line along an edge would be cut in half.
        edge = _EDGE * (high - low)
        heights = (low - edge, high + edge)
        self.box.setRange(xRange=(first, first + span), yRange=heights, padding=0)

    def _on_axis(self, values: Array) -> Array:
        """Losses as heights; what has no place on the axis is NaN."""
        finite = np.where(np.isfinite(values), np.clip(values, -_HIGHEST, _HIGHEST), np.nan)
        if not self._is_log:
            return finite
        return np.log10(finite, where=finite > 0, out=np.full(len(finite), np.nan))

    def _loss_range(self, losses: dict[str, Array]) -> tuple[float, float]:
        values = np.concatenate(list(losses.values()))
        values = values[np.isfinite(values)]
        if not len(values):
            return 0.0, 1.0
        if self._is_log:
            low, high = math.floor(values.min()), math.ceil(values.max())
            return float(low), float(max(high, low + 1))
        highest = float(values.max())
        return 0.0, round_up(highest * 1.02) if highest > 0 else 1.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.box.sceneBoundingRect().contains(event.position()):
            self.epoch_hovered.emit(self.box.mapSceneToView(event.position()).x())
        else:
            self.reading_left.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_End):
            self.reading_left.emit()
        else:
            event.ignore()

    def leaveEvent(self, event) -> None:
        self.reading_left.emit()


def _place(line: pg.InfiniteLine, epoch: float | None) -> None:
    line.setVisible(epoch is not None)
    if epoch is not None:
        line.setPos(epoch)
