"""All that the window says in words: messages, notices, hints, the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QMainWindow

from playground.app.controller import Controller
from playground.app.notices import notices
from playground.engine.snapshot import Divergence, Snapshot
from playground.widgets.message_strip import MessageStrip

_HINT_MILLISECONDS = 6000
_RETURN = "&Return to the last good epoch"


class Announcer(QObject):
    """Owns the two strips over the canvas and the labels of the status bar."""

    def __init__(self, controller: Controller, window: QMainWindow) -> None:
        super().__init__(window)
        self._controller = controller
        self._bar = window.statusBar()
        self.strip = MessageStrip()
        self.notice = MessageStrip()
        self._notices: tuple[str, ...] = ()
        self._shape = QLabel()
        self._shape.setToolTip("Nodes of each level from the inputs on, and what can be trained")
        self._cursor = QLabel()
        self._bar.setSizeGripEnabled(False)
        for label in (self._shape, self._cursor):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._bar.addWidget(label)
        self._divergence: Divergence | None = None
        self._stopped = ""
        self._refusal = ""
        controller.undo_stack.indexChanged.connect(self._outdate_refusal)
        self.strip.action_triggered.connect(controller.return_to_last_good)
        controller.told.connect(self.tell)
        controller.lowered_changed.connect(self.show_document)
        controller.snapshot_arrived.connect(self._show_run)

    def tell(self, text: str) -> None:
        """One sentence across the window that stays until it is closed or outdated."""
        self.strip.show_message(text)

    def await_run(self) -> None:
        """Training is about to start: what the strip says of the last run is outdated."""
        self.strip.close_message()
        self._stopped = ""

    def refuse(self, text: str) -> None:
        """Why an entry was not taken: outdated by the next change of the document."""
        self._refusal = text
        self.tell(text)

    def hint(self, text: str) -> None:
        """A passing remark in the status bar; "" takes it back."""
        if text:
            self._bar.showMessage(text, _HINT_MILLISECONDS)
        else:
            self._bar.clearMessage()

    def show_cursor(self, x: float, y: float, value: float | None) -> None:
        """Where the pointer is on the plane, and the shown node's output there."""
        shown = "" if value is None else f" → {value:.3f}"
        self._cursor.setText(f"({x:.2f}, {y:.2f}){shown}".replace("-", "\N{MINUS SIGN}"))

    def clear_cursor(self) -> None:
        self._cursor.clear()

    def show_document(self) -> None:
        """The shape of the drawing, and what it can't learn."""
        network = self._controller.document.network
        widths: dict[int, int] = {}
        for level in network.levels().values():
            widths[level] = widths.get(level, 0) + 1
        shape = "-".join(str(widths[level]) for level in sorted(widths)) or "empty"
        weights = len(network.edges)
        biases = len(network.nodes) - len(network.inputs())
        self._shape.setText(
            f"{shape}   {_counted(weights, 'weight')} + {_counted(biases, 'bias', 'biases')} = "
            f"{weights + biases:,}"
        )
        found = notices(self._controller.document.content, self._controller.lowered)
        if found != self._notices:
            self._notices = found
            if found:
                self.notice.show_message(" ".join(found), kind="info")
            else:
                self.notice.close_message()

    def _outdate_refusal(self) -> None:
        if self._refusal and self.strip.message == self._refusal:
            self.strip.close_message()
        self._refusal = ""

    def _show_run(self, snapshot: Snapshot) -> None:
        found = snapshot.divergence
        if found is not None and found is not self._divergence:
            text = f"Training ran away at step {found.step:,}: {found.cause} {found.advice}"
            self.strip.show_message(text, _RETURN)
        elif found is None and self._divergence is not None:
            self.strip.close_message()
        self._divergence = found
        reason = snapshot.stopped_by
        stopped = f"Training stopped because {reason}." if reason and found is None else ""
        # Frames go on coming at rest; what was closed must not come back with each of them.
        if stopped != self._stopped:
            if self._stopped and self.strip.message == self._stopped:
                self.strip.close_message()
            if stopped and not self.strip.message:
                self.strip.show_message(stopped, kind="info")
            self._stopped = stopped


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
