"""Network ▸ Flatten: one hidden layer, or the proof that there is none and the way out."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from playground.app.answers import Refused, answering
from playground.app.flatten.job import FlattenOptions, FlattenReport, Rewritten, flatten_drawing
from playground.app.sizes import Size
from playground.data.dataset import PLANE_COLUMNS, Dataset
from playground.data.plane import Bounds
from playground.runtime.cells_run import CellsRun
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_SIZE = QSize(560, 460)
_POLL_MILLISECONDS = 100
_EXTRA = (0, 1, 2, 3, 5, 8, 12)
_TIMES = {1: "1 second", 5: "5 seconds", 30: "30 seconds", 120: "2 minutes", 600: "10 minutes"}
_USUAL = FlattenOptions()
_LOOKING = "Looking for one hidden layer that decides the same…"


def _in_input_units(bounds: Bounds, columns: tuple[str, ...], dataset: Dataset | None) -> Bounds:
    """A part of the plane as its inputs see it, which may be normalized."""
    scales = {} if dataset is None else dataset.scales
    (mean_x, size_x), (mean_y, size_y) = (
        scales.get(column, (0.0, 1.0)) for column in (*columns, "")[:2]
    )
    x0, x1, y0, y1 = bounds
    return (
        (x0 - mean_x) / size_x,
        (x1 - mean_x) / size_x,
        (y0 - mean_y) / size_y,
        (y1 - mean_y) / size_y,
    )


class FlattenDialog(QDialog):
    """Looks as soon as it is open, on a thread; what it offers has been checked already."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._run = CellsRun(self)
        self._called_off = threading.Event()
        self._progress_at = (0, 0)
        self._found: Rewritten | None = None
        self.setWindowTitle("Flatten to one hidden layer")
        self._verdict = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._verdict.setProperty("role", "title")
        self._bar = described(
            QProgressBar(self), "Progress", "How many outputs have been looked at"
        )
        self._stop = described(
            QPushButton("&Cancel", self), "Cancel", "Stop looking; nothing has changed"
        )
        self._stop.setAutoDefault(False)
        self._table = QGridLayout()
        self._cells = [QLabel(self, textFormat=Qt.TextFormat.PlainText) for _ in range(6)]
        self._reasons = described(
            QPlainTextEdit(self), "Reasons", "What was found for each output, with its proof"
        )
        self._reasons.setReadOnly(True)
        self._reasons.setTabChangesFocus(True)
        self._make_options()
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Close, self)
        self._accept = self._buttons.addButton("&Flatten", QDialogButtonBox.ButtonRole.AcceptRole)
        described(self._buttons.button(buttons.Close), "Close", "Change nothing (Esc)")
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self._show_progress)
        self._run.arrived.connect(self._show)
        self._run.failed.connect(self._refuse)
        self._stop.clicked.connect(self._cancel)
        self._extra.key_chosen.connect(self._look)
        self._seconds.key_chosen.connect(self._look)
        self._all_edges.toggled.connect(self._look)
        self._buttons.accepted.connect(self._carry_out)
        self._buttons.rejected.connect(self.reject)
        self.resize(_SIZE)
        self._begin()

    @property
    def is_looking(self) -> bool:
        """Whether there is no answer yet."""
        return self._timer.isActive()

    def _make_options(self) -> None:
        self._extra = described(
            ChoiceBox([Choice(str(count), f"{count}") for count in _EXTRA], self),
            "Extra neurons",
            "How many hidden neurons more an output may get where its own lines don't do",
        )
        self._extra.show_key(str(_USUAL.most_extra))
        self._seconds = described(
            ChoiceBox([Choice(str(time), text) for time, text in _TIMES.items()], self),
            "Time",
            "How long to look for extra neurons at most",
        )
        self._seconds.setMinimumContentsLength(max(map(len, _TIMES.values())))
        self._seconds.show_key(str(int(_USUAL.seconds)))
        self._all_edges = described(
            QCheckBox("Connect &every hidden neuron to every output", self),
            "Connect all",
            "Also where the weight is 0, as in a fully connected layer",
        )
        self._all_edges.setChecked(_USUAL.all_edges)

    def _arrange(self) -> None:
        looking = QHBoxLayout()
        looking.addWidget(self._bar, 1)
        looking.addWidget(self._stop)
        options = QHBoxLayout()
        options.setSpacing(8)
        self._labels = []
        for text, box in (("At &most", self._extra), ("&Look for up to", self._seconds)):
            label = QLabel(text, self)
            label.setBuddy(box)
            self._labels.append(label)
        self._unit = QLabel("extra neurons an output", self)
        for widget in (self._labels[0], self._extra, self._unit):
            options.addWidget(widget)
        options.addSpacing(16)
        for widget in (self._labels[1], self._seconds):
            options.addWidget(widget)
        options.addStretch(1)
        for place, label in enumerate(self._cells):
            row, column_number = divmod(place, 3)
            if not column_number:
                label.setProperty("role", "caption")
            self._table.addWidget(label, row, column_number)
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._verdict)
        column.addLayout(looking)
        column.addLayout(self._table)
        column.addWidget(self._reasons, 1)
        column.addLayout(options)
        column.addWidget(self._all_edges)
        column.addWidget(self._buttons)

    def _begin(self) -> None:
        """Look at the drawing as it stands; a running training would change it meanwhile."""
        if self._controller.is_running:
            self._controller.snapshot_arrived.connect(self._look_once_paused)
            self._controller.pause()
        else:
            self._controller.close_run()
            self._look()

    def _look_once_paused(self) -> None:
        if not self._controller.is_running:
            self._controller.snapshot_arrived.disconnect(self._look_once_paused)
            # It may have been closed meanwhile.
            if self.isVisible():
                self._look()

    def _look(self) -> None:
        self._called_off.set()
        self._called_off = called_off = threading.Event()
        content = self._controller.document.content.copy()
        options = FlattenOptions(
            int(self._extra.key or 0), float(self._seconds.key or 1), self._all_edges.isChecked()
        )
        dataset, plane = self._controller.dataset, self._controller.plane
        columns = PLANE_COLUMNS
        if dataset is not None and plane is not None:
            across, up = plane.axes
            columns = dataset.columns[across], dataset.columns[up]
        bounds = _in_input_units(self._controller.bounds, columns, dataset)
        self._progress_at = (0, 0)

        def tell(done: int, of: int) -> None:
            if not called_off.is_set():
                self._progress_at = (done, of)

        self._offer(None, "&Flatten")
        self._verdict.setText(_LOOKING)
        self._reasons.setPlainText("")
        self._show_sizes([])
        self._timer.start()
        self._show_progress()
        self._run.ask(
            answering(
                lambda cancelled: flatten_drawing(
                    content, bounds, options, columns, cancelled, tell
                ),
                called_off.is_set,
            )
        )

    def _cancel(self) -> None:
        self._called_off.set()
        self._run.drop()
        self._end("Called off; nothing has changed.")

    def _show_progress(self) -> None:
        done, of = self._progress_at
        for widget in (self._bar, self._stop):
            widget.setVisible(self.is_looking)
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _end(self, verdict: str) -> None:
        self._timer.stop()
        self._show_progress()
        self._verdict.setText(verdict)

    def _show(self, answer: FlattenReport | Refused) -> None:
        if isinstance(answer, Refused):
            self._refuse(answer.reason)
            return
        self._reasons.setPlainText("\n".join(answer.sentences))
        if answer.flat is not None:
            self._end(f"One hidden layer decides exactly the same {answer.flat.where}.")
            self._show_sizes([("Now", answer.before), ("Flat", answer.flat.size)])
            self._offer(answer.flat, "&Flatten")
            return
        self._end("One hidden layer can't do it here; two always can.")
        two = answer.two_layers
        assert two is not None, "what can't be flattened has two layers"
        self._show_sizes([("Now", answer.before), ("Two layers", two.size)])
        self._offer(two, "Use &Two Hidden Layers")

    def _refuse(self, reason: str) -> None:
        self._end(reason)

    def _offer(self, found: Rewritten | None, text: str) -> None:
        self._found = found
        self._accept.setText(text)
        tip = "Put it in the place of the drawing, as one step that can be undone"
        described(self._accept, text.replace("&", ""), tip)
        self._accept.setEnabled(found is not None)
        self._accept.setDefault(True)
        if found is not None:
            self._accept.setFocus()

    def _show_sizes(self, rows: list[tuple[str, Size]]) -> None:
        texts = [text for title, size in rows for text in (title, size.shape, size.counts)]
        for place, label in enumerate(self._cells):
            label.setText(texts[place] if place < len(texts) else "")

    def _carry_out(self) -> None:
        found = self._found
        if found is not None:
            self._controller.do(found.recipe)
            self._window.canvas.fit()
            self.accept()

    def done(self, result: int) -> None:
        self._called_off.set()
        self._timer.stop()
        self._run.shutdown()
        super().done(result)
