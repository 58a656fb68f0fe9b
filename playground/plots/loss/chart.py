"""The plot of a loss view: up to four lines over the epochs, and thin ones of earlier runs."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPen

from playground.engine.snapshot import EMPTY_CURVE, LossCurve
from playground.palette import Theme
from playground.plots.axis import PlainAxis
from playground.plots.chart import Chart
from playground.plots.curves import thinned
from playground.plots.loss.runs import EarlierRun, RunLines
from playground.plots.loss.scale import LossScale
from playground.plots.numbers import round_up

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
    keys, `reading_left` when the newest values are wanted again, `run_hovered` with the index of
    the earlier run under the cursor, -1 for none, and a position in the chart.
    """

    epoch_hovered = Signal(float)
    stepped = Signal(int)
    reading_left = Signal()
    run_hovered = Signal(int, QPointF)

    def __init__(self) -> None:
        super().__init__()
        self._curve = EMPTY_CURVE
        self._scale = LossScale()
        self._shows_accuracy = False
        self._runs = RunLines(self.box)
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
        self._runs.color(theme)
        self.color_axis(self._right, theme)
        self._right.setTextPen(QColor(theme.good))

    def show_curve(self, curve: LossCurve) -> None:
        self._curve = curve
        self._draw()

    def show_runs(self, runs: tuple[EarlierRun, ...]) -> None:
        """Draw earlier runs behind the present one."""
        self._runs.show(runs, self._scale, self._theme)
        self._draw()

    def light_run(self, index: int) -> None:
        """Have one of the earlier runs stand out, -1 for none."""
        self._runs.light(index, self._theme)

    def set_log(self, is_log: bool) -> None:
        self._scale = LossScale(is_log)
        self.left.set_log(is_log)
        self._runs.rescale(self._scale)
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
        losses = {name: self._scale.heights(getattr(curve, name)) for name in ("train", "test")}
        low, high = self._scale.range([*losses.values(), *self._runs.heights(self._scale)])
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
        shows_values = len(curve.epochs) > 0 or bool(self._runs.runs)
        for axis in (self.left, self.bottom):
            # An axis draws and lays itself out anew whenever its style is set.
            if axis.style["showValues"] != shows_values:
                axis.setStyle(showValues=shows_values)
        ends = [*curve.epochs[:1].tolist(), *curve.epochs[-1:].tolist(), *self._runs.ends]
        first, last = min(ends, default=0.0), max(ends, default=0.0)
        span = round_up(last - first) if last > first else 1.0
        # A line along an edge would be cut in half.
        edge = _EDGE * (high - low)
        heights = (low - edge, high + edge)
        self.box.setRange(xRange=(first, first + span), yRange=heights, padding=0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        run = -1
        if self.box.sceneBoundingRect().contains(position):
            self.epoch_hovered.emit(self.box.mapSceneToView(position).x())
            run = self._runs.near(self.box.mapFromScene(position))
        else:
            self.reading_left.emit()
        self.run_hovered.emit(run, position)
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
        self.run_hovered.emit(-1, QPointF())


def _place(line: pg.InfiniteLine, epoch: float | None) -> None:
    line.setVisible(epoch is not None)
    if epoch is not None:
        line.setPos(epoch)
