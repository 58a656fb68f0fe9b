"""The undo stack: names every step, bounds its memory, and forgives a cancelled gesture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from playground.document.commands import EditCommand
from playground.document.content import Content

UNDO_LIMIT = 500


class UndoStack(QUndoStack):
    """A QUndoStack of the app's own limit.

    The first step of a gesture takes the place of those that were undone; when the gesture is
    cancelled, so that its step comes to nothing, they are there again to be made once more.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoLimit(UNDO_LIMIT)
        self._gesture: object = None
        self._lost: Sequence[EditCommand] = ()
        self._clean_index = -1

    def content_at(self, step: int, present: Content) -> Content:
        """What the document held, or will hold, when `step` steps stand; it has `present` now."""
        content = present.copy()
        for number in range(self.index() - 1, step - 1, -1):
            self._command(number).take_back_on(content)
        for number in range(self.index(), step):
            self._command(number).carry_out_on(content)
        return content

    def push(self, cmd: QUndoCommand) -> None:
        assert isinstance(cmd, EditCommand), "every step is an edit"
        before, gesture = self.index(), cmd.merge_key
        if gesture is None or gesture != self._gesture or before < self.count():
            undone = range(before, self.count()) if gesture is not None else ()
            self._lost = [self._command(number).twin() for number in undone]
            self._clean_index = self.cleanIndex()
        self._gesture = gesture
        super().push(cmd)
        if self._lost and self.index() < before:
            self._put_lost_back()

    def _put_lost_back(self) -> None:
        """Take the undone steps over without making them."""
        at, lost, self._lost = self.index(), self._lost, ()
        was_blocked = self.blockSignals(True)
        for command in lost:
            command.sleeps = True
            super().push(command)
            if self.index() == self._clean_index:
                self.setClean()
        self.setIndex(at)
        for command in lost:
            command.sleeps = False
        self.blockSignals(was_blocked)
        self.canRedoChanged.emit(self.canRedo())
        self.redoTextChanged.emit(self.redoText())
        self.indexChanged.emit(at)
        self.cleanChanged.emit(self.isClean())

    def _command(self, number: int) -> EditCommand:
        command = self.command(number)
        assert isinstance(command, EditCommand), "every step is an edit"
        return command
