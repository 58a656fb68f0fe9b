"""How the loss fell: training and test, and the accuracy beside them on request."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.engine.snapshot import EMPTY_CURVE, LossCurve
from playground.palette import LIGHT, Theme
from playground.plots.chart import LEFT_WIDTH, RIGHT_MARGIN
from playground.plots.loss_chart import LINES, LossChart, line_pen
from playground.plots.message_card import MessageCard
from playground.plots.numbers import format_number, tabular
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.steady_label import SteadyLabel

_EMPTY = "Press Train to see the loss fall."
_NOT_FINITE = (
    "The loss was not a number from the start. Choose a smaller learning rate and press Reset."
)
_SWITCHES = {
    "log": ("Log scale", "Draw the loss by powers of ten, so that small losses stay apart"),
    "accuracy": ("Accuracy", "Draw the share of points that are right, on the axis at the right"),
}
_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 18, 8


class LossView(QWidget):
    """Loss curves with a legend that reads the newest values, or those under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._curve = EMPTY_CURVE
        self._hovered: float | None = None
        self._chart = LossChart()
        self._marked: float | None = None
        self._card = MessageCard(self._chart)
        self._epoch = SteadyLabel()
        self._samples = {name: QLabel() for name in LINES}
        self._readings = {name: SteadyLabel() for name in LINES}
        self._entries = {name: QWidget() for name in LINES}
        self._switches = {name: QCheckBox(text) for name, (text, _) in _SWITCHES.items()}
        self._arrange()
        self._switches["log"].toggled.connect(self._on_log_toggled)
        self._switches["accuracy"].toggled.connect(self._on_accuracy_toggled)
        self._chart.epoch_hovered.connect(self._on_epoch_hovered)
        self._chart.stepped.connect(self._on_stepped)
        self._chart.reading_left.connect(self._on_reading_left)
        self.set_theme(LIGHT)
        self.show_curve(EMPTY_CURVE)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        self._theme = theme
        self._chart.set_theme(theme)
        self._card.set_theme(theme)
        for name, label in self._samples.items():
            label.setPixmap(self._sample(name))

    def set_options(self, log_scale: bool, accuracy: bool) -> None:
        """Set the switches, as a click on them does."""
        self._switches["log"].setChecked(log_scale)
        self._switches["accuracy"].setChecked(accuracy)

    def show_curve(self, curve: LossCurve) -> None:
        """Show that history; values that are not finite are gaps."""
        self._curve = curve
        has_value = bool(np.isfinite(curve.train).any())
        self._chart.show_curve(curve)
        if len(curve.epochs) > 1 and has_value:
            self._card.hide()
        else:
            self._card.show_text(_EMPTY if len(curve.epochs) < 2 else _NOT_FINITE)
        self._read()

    def show_marker(self, epoch: float | None) -> None:
        """Mark an epoch by a line, or none; unless one is pointed at, its values are read out."""
        self._marked = epoch
        self._chart.show_marker(epoch)
        self._read()

    def _on_log_toggled(self, is_log: bool) -> None:
        self._chart.set_log(is_log)

    def _on_accuracy_toggled(self, shows: bool) -> None:
        self._chart.set_shows_accuracy(shows)
        self._read()

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
        legend = FlowLayout(gap_x=14, gap_y=2)
        for name, (text, _) in LINES.items():
            row = QHBoxLayout(self._entries[name])
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(self._samples[name])
            row.addWidget(self._readings[name])
            self._readings[name].setAccessibleName(text)
            legend.addWidget(self._entries[name])
        legend.addWidget(self._epoch)
        for label in (self._epoch, *self._readings.values()):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "small")
            label.setFont(tabular(label.font()))
        switches = FlowLayout()
        for name, (text, tip) in _SWITCHES.items():
            switches.addWidget(described(self._switches[name], text, tip))
        top = QVBoxLayout()
        top.setContentsMargins(LEFT_WIDTH, 0, RIGHT_MARGIN, 0)
        top.addLayout(legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._chart, 1)
        column.addLayout(switches)
        tip = "Loss after each epoch: point at one, or use the arrow keys, to read its values"
        described(self._chart, "Loss curve", tip).setToolTip("")

    def _read(self) -> None:
        """Write the values of the hovered epoch, or of the newest, into the legend."""
        curve = self._curve
        row = self._row()
        epoch = "" if row is None else f"Epoch {format_number(curve.epochs[row], 7)}"
        self._epoch.show_text(epoch)
        for name, (text, field) in LINES.items():
            values = getattr(curve, field)
            self._entries[name].setVisible(self._chart.shows(name))
            if row is not None:
                value = float(values[row])
                is_share = field.startswith("accuracy")
                reading = f"{100 * value:.1f} %" if is_share else _loss_text(value)
                shown = "–" if np.isnan(value) else reading
                self._readings[name].show_text(f"{text} {shown}")
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

    def _sample(self, name: str) -> QPixmap:
        """A short piece of that line."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(_SAMPLE_WIDTH * ratio), round(_SAMPLE_HEIGHT * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setPen(line_pen(name, self._theme))
        painter.drawLine(0, _SAMPLE_HEIGHT // 2, _SAMPLE_WIDTH, _SAMPLE_HEIGHT // 2)
        painter.end()
        return pixmap


def _loss_text(value: float) -> str:
    return f"{value:.4f}" if 1e-3 <= value < 1e4 else format_number(value)
