"""How the loss fell: training and test, accuracy on request, and the runs before."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from playground.engine.snapshot import EMPTY_CURVE, Divergence, LossCurve, Status
from playground.palette import LIGHT, Theme
from playground.plots.loss.chart import LINES, LossChart, line_pen
from playground.plots.loss.menu import LossMenu
from playground.plots.loss.run_legend import RunLegend, line_sample
from playground.plots.loss.runs import EarlierRun
from playground.plots.message_card import MessageCard
from playground.plots.numbers import format_number, tabular
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.steady_label import SteadyLabel

_EMPTY = "Press Train to see the loss fall."
_FIRST_EPOCH = "The curve begins once the first epoch is over."
_RAN_AWAY = "Training ran away before its first epoch was over. {advice}"
_NOT_FINITE = (
    "The loss was not a number from the start. Choose a smaller learning rate and press Reset."
)
_SWITCHES = {
    "log": (
        "log",
        "Log scale",
        "Draw the loss by powers of ten, so that small losses stay apart",
    ),
    "accuracy": (
        "%",
        "Accuracy",
        "Draw the share of points that are right, on the axis at the right",
    ),
}
_SPARE = 24
"""The chart gets so much more than the least height before the runs are listed below it."""
_LEAST_CHART = 84
_LEFT, _ABOVE, _GAP = 8, 6, 4


class LossView(QWidget):
    """Loss curves with a legend that reads the newest values, or those under the cursor.

    Earlier runs stay as thin lines; where there is room they are listed with their end losses.

    Signals
    -------
    log_requested(bool), accuracy_requested(bool) : a switch was used; it moves in `set_options`.
    keep_requested(bool), clear_requested(), remove_requested(int) : what to do with earlier runs.
    picture_requested(str) : "save" or "copy" a picture of the view.
    """

    log_requested = Signal(bool)
    accuracy_requested = Signal(bool)
    keep_requested = Signal(bool)
    clear_requested = Signal()
    remove_requested = Signal(int)
    picture_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._curve = EMPTY_CURVE
        self._empty = _EMPTY
        self._runs: tuple[EarlierRun, ...] = ()
        self._hovered: float | None = None
        self._chart = LossChart()
        self._marked: float | None = None
        self._card = MessageCard(self._chart)
        self._run_card = MessageCard(self._chart)
        self._run_legend = RunLegend()
        self._epoch = QLabel(self._chart)
        self._samples = {name: QLabel() for name in LINES}
        self._readings = {name: SteadyLabel() for name in LINES}
        self._entries = {name: QWidget() for name in LINES}
        self._switches = {name: QToolButton() for name in _SWITCHES}
        self._menu = LossMenu()
        self._arrange()
        self._switches["log"].clicked.connect(self._on_log_clicked)
        self._switches["accuracy"].clicked.connect(self._on_accuracy_clicked)
        self._chart.epoch_hovered.connect(self._on_epoch_hovered)
        self._chart.stepped.connect(self._on_stepped)
        self._chart.reading_left.connect(self._on_reading_left)
        self._chart.run_hovered.connect(self._on_run_hovered)
        self._run_legend.run_pointed_at.connect(self._chart.light_run)
        self._run_legend.remove_requested.connect(self.remove_requested)
        self._menu.remove_requested.connect(self.remove_requested)
        self._menu.keep_requested.connect(self.keep_requested)
        self._menu.clear_requested.connect(self.clear_requested)
        self._menu.picture_requested.connect(self.picture_requested)
        self.set_theme(LIGHT)
        self.show_curve(EMPTY_CURVE)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        self._theme = theme
        for part in (self._chart, self._card, self._run_card, self._run_legend, self._menu):
            part.set_theme(theme)
        for name, label in self._samples.items():
            label.setPixmap(line_sample(line_pen(name, theme), self.devicePixelRatioF()))

    def set_options(self, log_scale: bool, accuracy: bool) -> None:
        """Set the switches and what they switch."""
        self._switches["log"].setChecked(log_scale)
        self._switches["accuracy"].setChecked(accuracy)
        self._chart.set_log(log_scale)
        self._chart.set_shows_accuracy(accuracy)
        self._read()

    def show_curve(
        self, curve: LossCurve, status: Status = "paused", divergence: Divergence | None = None
    ) -> None:
        """Show that history; values that are not finite are gaps.

        `status` and `divergence` tell why there is no curve yet.
        """
        self._curve = curve
        if divergence is not None:
            self._empty = _RAN_AWAY.format(advice=divergence.advice)
        else:
            self._empty = _FIRST_EPOCH if status == "running" else _EMPTY
        self._chart.show_curve(curve)
        self._show_card()
        self._read()

    def show_runs(self, runs: tuple[EarlierRun, ...], keeps: bool) -> None:
        """Show these earlier runs; `keeps` says whether more will be kept."""
        self._runs = runs
        self._chart.show_runs(runs)
        self._run_legend.show_runs(runs)
        self._menu.show_runs(runs, keeps)
        self._run_card.hide()
        self._show_card()
        self._make_room()

    def show_marker(self, epoch: float | None) -> None:
        """Mark an epoch by a line, or none; unless one is pointed at, its values are read out."""
        self._marked = epoch
        self._chart.show_marker(epoch)
        self._read()

    def _on_log_clicked(self, is_log: bool) -> None:
        self._switches["log"].setChecked(not is_log)
        self.log_requested.emit(is_log)

    def _on_accuracy_clicked(self, shows: bool) -> None:
        self._switches["accuracy"].setChecked(not shows)
        self.accuracy_requested.emit(shows)

    def _on_epoch_hovered(self, epoch: float) -> None:
        self._hovered = epoch
        self._read()

    def _on_stepped(self, direction: int) -> None:
        row, count = self._row(), len(self._curve.epochs)
        if row is not None:
            row = min(max(row + direction * max(1, count // 100), 0), count - 1)
            self._hovered = float(self._curve.epochs[row])
            self._read()

    def _on_reading_left(self) -> None:
        self._hovered = None
        self._read()

    def _arrange(self) -> None:
        legend = self._legend = FlowLayout(gap_x=14, gap_y=2)
        for name, (text, _) in LINES.items():
            row = QHBoxLayout(self._entries[name])
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(self._samples[name])
            row.addWidget(self._readings[name])
            self._readings[name].setAccessibleName(text)
            self._entries[name].setToolTip(text if "accuracy" in text else f"{text} loss")
            legend.addWidget(self._entries[name])
        for label in (self._epoch, *self._readings.values()):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "small")
            label.setFont(tabular(label.font()))
        self._epoch.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        top = QHBoxLayout()
        top.setContentsMargins(_LEFT, 0, 0, 0)
        top.setSpacing(2)
        words = QVBoxLayout()
        words.setContentsMargins(0, _ABOVE, 0, 0)
        words.addLayout(legend)
        top.addLayout(words, 1)
        for name, (text, title, tip) in _SWITCHES.items():
            button = described(self._switches[name], title, f"{title}: {tip}")
            button.setText(text)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setProperty("role", "small")
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._menu, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(top)
        column.addWidget(self._chart, 1)
        column.addWidget(self._run_legend)
        self._chart.setMinimumHeight(_LEAST_CHART)
        self._make_room()
        tip = "Loss after each epoch: point at one, or use the arrow keys, to read its values"
        described(self._chart, "Loss curve", tip).setToolTip("")

    def _show_card(self) -> None:
        curve = self._curve
        if len(curve.epochs) < 2 and not (self._runs and self._empty == _EMPTY):
            self._card.show_text(self._empty)
        elif len(curve.epochs) > 1 and not np.isfinite(curve.train).any():
            self._card.show_text(_NOT_FINITE)
        else:
            self._card.hide()

    def _make_room(self) -> None:
        """Where there is little, the chart gets it: the menu can do the same."""
        spare = self.height() - self.minimumSizeHint().height() - _SPARE
        needed = self._run_legend.heightForWidth(self.width()) + _GAP
        self._run_legend.setVisible(bool(self._runs) and spare >= needed)

    def _show_epoch(self, row: int | None) -> None:
        """Say in the corner which epoch is read, unless it is the newest."""
        is_chosen = self._hovered is not None or self._marked is not None
        self._epoch.setVisible(is_chosen and row is not None)
        if is_chosen and row is not None:
            self._epoch.setText(f"Epoch {format_number(self._curve.epochs[row], 7)}")
            self._epoch.adjustSize()
            box = self._chart.box.sceneBoundingRect()
            self._epoch.move(round(box.right()) - self._epoch.width() - 6, round(box.top()) + 3)

    def _on_run_hovered(self, index: int, position: QPointF) -> None:
        self._chart.light_run(index)
        if index < 0:
            self._run_card.hide()
        else:
            self._run_card.show_beside(self._runs[index].label, position)

    def _read(self) -> None:
        """Write the values of the hovered epoch, or of the newest, into the legend."""
        curve = self._curve
        row = self._row()
        self._show_epoch(row)
        for name, (text, field) in LINES.items():
            values = getattr(curve, field)
            self._entries[name].setVisible(self._chart.shows(name))
            if row is not None:
                value = float(values[row])
                is_share = field.startswith("accuracy")
                reading = f"{100 * value:.1f} %" if is_share else _loss_text(value)
                shown = "–" if np.isnan(value) else reading
                # The percent sign says that it is accuracy, in half the width.
                self._readings[name].show_text(f"{text.split()[0]} {shown}")
        self._chart.show_hover(None if self._hovered is None or row is None else curve.epochs[row])

    def _row(self) -> int | None:
        epochs = self._curve.epochs
        if not len(epochs):
            return None
        wanted = self._marked if self._hovered is None else self._hovered
        if wanted is None:
            return len(epochs) - 1
        after = min(int(np.searchsorted(epochs, wanted)), len(epochs) - 1)
        before = max(after - 1, 0)
        nearer = abs(epochs[before] - wanted) <= abs(epochs[after] - wanted)
        return before if nearer else after

    def minimumSizeHint(self) -> QSize:
        width = super().minimumSizeHint().width()
        buttons = (*self._switches.values(), self._menu)
        taken = _LEFT + sum(button.sizeHint().width() + 2 for button in buttons)
        legend = self._legend.heightForWidth(max(width, self.width()) - taken) + _ABOVE
        top = max(legend, self._menu.sizeHint().height())
        return QSize(width, top + _GAP + _LEAST_CHART)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu.open_at(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._show_epoch(self._row())


def _loss_text(value: float) -> str:
    return f"{value:.4f}" if 1e-3 <= value < 1e4 else format_number(value)
