"""A padlock to close or open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.widgets.described import described
from playground.widgets.icons import IconToolButton


class LockButton(IconToolButton):
    """Shows whether something is locked; pressed it only asks.

    Signals
    -------
    lock_chosen(bool) : what a person wants; the button waits for `show_locked`.
    """

    lock_chosen = Signal(bool)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__("ph.lock-simple-open", f"Lock {what}", parent)
        self._what = what
        self._locked = False
        self.setProperty("role", "lock")
        self.clicked.connect(self._ask)
        self.show_locked(False)

    def show_locked(self, locked: bool) -> None:
        """Show the state without telling anyone."""
        self._locked = locked
        if locked:
            tip = f"This {self._what} is locked, so it doesn't train; press to unlock it"
            described(self, f"Unlock {self._what}", tip)
            self.show_icon("ph.lock-simple-fill")
        else:
            tip = f"Lock the {self._what}, so that training leaves it as it is"
            described(self, f"Lock {self._what}", tip)
            self.show_icon("ph.lock-simple-open", "muted_text")

    def _ask(self) -> None:
        self.lock_chosen.emit(not self._locked)
