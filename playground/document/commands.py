"""The undoable command: one class serves every edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtGui import QUndoCommand

from playground.document.carry_out import carry_out
from playground.document.content import Content, SettingName
from playground.document.document import Document
from playground.document.edits import Change, Edit

_MERGE_ID = 1


class EditCommand(QUndoCommand):
    """Puts an edit's absolute new values into the document, and the old ones back.

    Commands pushed one after the other with the same `merge_key` become one step; a gesture
    takes a fresh key when it begins.
    """

    def __init__(self, document: Document, edit: Edit) -> None:
        super().__init__(edit.text)
        self._document = document
        self.merge_key = edit.merge_key
        self.sleeps = False  # put on the stack and moved along without being made
        self.changes = tuple(change for change in edit.changes if change.old != change.new)
        self._new_settings: dict[SettingName, Any] = dict(edit.settings)
        self._old_settings = {name: getattr(document, name) for name in self._new_settings}

    @property
    def changes_nothing(self) -> bool:
        return not self.changes and self._old_settings == self._new_settings

    def twin(self) -> EditCommand:
        """The same step once more, which merges with no other."""
        twin = EditCommand(self._document, Edit(self.text(), self.changes))
        twin._new_settings, twin._old_settings = self._new_settings, self._old_settings
        return twin

    def carry_out_on(self, content: Content) -> None:
        """Make the step on content that no document holds."""
        carry_out(content, self.changes, self._new_settings.items())

    def take_back_on(self, content: Content) -> None:
        """Take the step back on content that no document holds."""
        old = [change.reversed for change in self.changes]
        carry_out(content, old, self._old_settings.items())

    def _put(self, changes: Iterable[Change], settings: Mapping[SettingName, Any]) -> None:
        if self.sleeps:
            return
        self._document.apply(changes)
        for name, value in settings.items():
            self._document.set_setting(name, value)

    def redo(self) -> None:
        self._put(self.changes, self._new_settings)

    def undo(self) -> None:
        self._put([change.reversed for change in self.changes], self._old_settings)

    def id(self) -> int:
        return -1 if self.merge_key is None else _MERGE_ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EditCommand) or other.merge_key != self.merge_key:
            return False
        merged: dict[str, Change] = {}
        for change in (*self.changes, *other.changes):
            item = change.new or change.old
            assert item is not None, "a change needs an item"
            first = merged.get(item.id, change)
            merged[item.id] = Change(first.old, change.new)
        self.changes = tuple(change for change in merged.values() if change.old != change.new)
        self._old_settings = other._old_settings | self._old_settings
        self._new_settings |= other._new_settings
        self.setText(other.text())
        self.setObsolete(self.changes_nothing)
        return True
