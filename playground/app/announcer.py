"""All that the window says in words: messages, notices, hints, the status bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QMainWindow

from playground.app.controller import Controller
from playground.app.notices import notices
from playground.app.sizes import size_of
from playground.app.training.display import place_words
from playground.document import edits
from playground.document.output_edits import add_outputs
from playground.engine.snapshot import Divergence, Snapshot
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.message_strip import MessageStrip
from playground.widgets.number_edit import format_number

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
        # Of many outputs there is more to say than a narrow window has room for.
        self._cursor = ElidedLabel()
        self._bar.setSizeGripEnabled(False)
        for label in (self._shape, self._cursor):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._bar.addWidget(label)
        self._divergence: Divergence | None = None
        self._stopped = ""
        self._refusal = ""
        self._is_returning = False
        self._offered: Callable[[], None] | None = None
        controller.undo_stack.indexChanged.connect(self._outdate_refusal)
        self.strip.action_triggered.connect(self._take_offer)
        self.notice.action_triggered.connect(self._add_outputs)
        controller.told.connect(self.tell)
        controller.refused.connect(self.refuse)
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
        """Why an entry was not taken: outdated by the next change of the document, or by ""."""
        if text:
            self._refusal = text
            self.tell(text)
        else:
            self._outdate_refusal()

    def hint(self, text: str) -> None:
        """A passing remark in the status bar; "" takes it back."""
        if text:
            self._bar.showMessage(text, _HINT_MILLISECONDS)
        else:
            self._bar.clearMessage()

    def show_cursor(self, x: float, y: float, value: float | str | None) -> None:
        """Where the pointer is on the plane, and the output there or what is said of several."""
        words = f" → {value}" if isinstance(value, str) else ""
        numbers = f" → {value:.3f}" if isinstance(value, float) else ""
        place = place_words(self._controller.plane, x, y)
        self._cursor.show_text(place + numbers.replace("-", "\N{MINUS SIGN}") + words)

    def clear_cursor(self) -> None:
        self._cursor.show_text("")

    def show_document(self) -> None:
        """The shape of the drawing, and what it can't learn."""
        size = size_of(self._controller.document.network)
        self._shape.setText(f"{size.shape}   {size.counts}")
        lowered = self._controller.lowered
        missing = lowered.missing_outputs
        found = notices(self._controller.document.content, lowered)
        if missing:
            found = (lowered.problem,)
        if found != self._notices:
            self._notices = found
            if found:
                offer = f"&Add {missing} output{'s' * (missing > 1)}" if missing else ""
                self.notice.show_message(" ".join(found), offer, kind="info")
            else:
                self.notice.close_message()

    def _add_outputs(self) -> None:
        self._controller.do(add_outputs(self._controller.lowered.missing_outputs))

    def _offer(self, text: str, action: str, wish: Callable[[], None]) -> None:
        self._offered = wish
        self.strip.show_message(text, action)

    def _take_offer(self) -> None:
        wish, self._offered = self._offered, None
        if wish is not None:
            wish()

    def _return(self) -> None:
        self._is_returning = True
        self._controller.return_to_last_good()

    def _offer_lower_rate(self, epoch: int) -> None:
        """Training goes well again only when something is done about what made it run away."""
        rate = float(f"{self._controller.document.training.learning_rate / 10:.3g}")
        lower = edits.change_field("Lower Learning Rate", "training", learning_rate=rate)
        self._offer(
            f"Back at epoch {epoch:,}. With the same settings training would run away again.",
            f"&Lower the learning rate to {format_number(rate)}",
            partial(self._controller.do, lower),
        )
        self._refusal = self.strip.message

    def _outdate_refusal(self) -> None:
        if self._refusal and self.strip.message == self._refusal:
            self.strip.close_message()
        self._refusal = ""

    def _show_run(self, snapshot: Snapshot) -> None:
        found = snapshot.divergence
        if found is not None and found is not self._divergence:
            text = f"Training ran away at step {found.step:,}: {found.cause} {found.advice}"
            self._offer(text, _RETURN, self._return)
        elif found is None and self._divergence is not None:
            self.strip.close_message()
            if self._is_returning:
                self._offer_lower_rate(snapshot.epoch)
            self._is_returning = False
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
