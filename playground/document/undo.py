"""The undo stack: names every step and bounds its memory."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from playground.document.commands import EditCommand
from playground.document.content import Content

UNDO_LIMIT = 500


class UndoStack(QUndoStack):
    """A QUndoStack of the app's own limit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoLimit(UNDO_LIMIT)

    def content_at(self, step: int, present: Content) -> Content:
        """What the document held, or will hold, when `step` steps stand; it has `present` now."""
        content = present.copy()
        for number in range(self.index() - 1, step - 1, -1):
            self._command(number).take_back_on(content)
        for number in range(self.index(), step):
            self._command(number).carry_out_on(content)
        return content

    def _command(self, number: int) -> EditCommand:
        command = self.command(number)
        assert isinstance(command, EditCommand), "every step is an edit"
        return command
