"""The earlier runs by name: a line of each, what it ended at, and a button to remove it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.palette import LIGHT, Theme
from playground.plots.loss.runs import EarlierRun, run_color, short_labels
from playground.plots.numbers import tabular
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.icons import IconToolButton

_SAMPLE_WIDTH, _SAMPLE_HEIGHT = 18, 8
_BUTTON = 12


def line_sample(pen: QPen, ratio: float) -> QPixmap:
    """A short piece of a line."""
    pixmap = QPixmap(round(_SAMPLE_WIDTH * ratio), round(_SAMPLE_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setPen(pen)
    painter.drawLine(0, _SAMPLE_HEIGHT // 2, _SAMPLE_WIDTH, _SAMPLE_HEIGHT // 2)
    painter.end()
    return pixmap


class RunLegend(QWidget):
    """An entry for each earlier run; its line stands out while the entry is pointed at.

    Signals
    -------
    remove_requested(int) : the run of that index is not wanted any more.
    run_pointed_at(int) : the pointer or the focus is on that entry, -1 when it has left.
    """

    remove_requested = Signal(int)
    run_pointed_at = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._runs: tuple[EarlierRun, ...] = ()
        self._entries: list[QWidget] = []
        self._buttons: list[IconToolButton] = []
        self._flow = FlowLayout(gap_x=10, gap_y=1)
        self.setLayout(self._flow)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_runs(self._runs)

    def show_runs(self, runs: tuple[EarlierRun, ...]) -> None:
        self._runs = runs
        self._flow.clear()
        self._entries, self._buttons = [], []
        for run, text in zip(runs, short_labels(runs), strict=True):
            self._flow.addWidget(self._entry(run, text))
        self.updateGeometry()

    def _entry(self, run: EarlierRun, words: str) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        sign, text = QLabel(), QLabel(words, textFormat=Qt.TextFormat.PlainText)
        sign.setPixmap(line_sample(QPen(run_color(run, self._theme), 2), self.devicePixelRatioF()))
        text.setProperty("role", "small")
        text.setFont(tabular(text.font()))
        entry.setToolTip(run.label)
        button = IconToolButton("ph.x", f"Remove the run {run.label}")
        button.setIconSize(QSize(_BUTTON, _BUTTON))
        button.clicked.connect(self._on_clicked)
        for part in (sign, text, button):
            row.addWidget(part)
        for watched in (entry, button):
            watched.installEventFilter(self)
        self._entries.append(entry)
        self._buttons.append(button)
        return entry

    def _on_clicked(self) -> None:
        self.remove_requested.emit(self._buttons.index(self.sender()))  # type: ignore[arg-type]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._flow.minimumSize().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        for index, pair in enumerate(zip(self._entries, self._buttons, strict=True)):
            if watched in pair:
                if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
                    self.run_pointed_at.emit(index)
                elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
                    self.run_pointed_at.emit(-1)
        return False
