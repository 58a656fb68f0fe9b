"""A check box that asks before it moves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox


class WishBox(QCheckBox):
    """Tells by `wished` which state is asked for, and stays as it is."""

    wished = Signal(bool)

    def nextCheckState(self) -> None:  # noqa: N802
        self.wished.emit(not self.isChecked())
