"""The undo stack: names every step and bounds its memory."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

UNDO_LIMIT = 500


class UndoStack(QUndoStack):
    """A QUndoStack of the app's own limit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoLimit(UNDO_LIMIT)
