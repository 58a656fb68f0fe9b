"""A document with its undo stack, changed only by what panels ask for."""

from __future__ import annotations

import pytest

from playground.document import edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError


class Desk:
    """What the application's controller does for panels: recipes become commands."""

    def __init__(self) -> None:
        self.document = Document()
        self.stack = UndoStack()
        self.refusals: list[str] = []

    def push(self, recipe: edits.Recipe) -> None:
        try:
            edit = recipe(self.document.content)
        except NetworkError as error:
            self.refusals.append(str(error))
            return
        command = EditCommand(self.document, edit)
        if not command.changes_nothing:
            self.stack.push(command)

    def listen(self, panel: object) -> None:
        panel.edit_requested.connect(self.push)
        panel.refused.connect(self.refusals.append)

    def undo(self) -> None:
        self.stack.undo()

    @property
    def content(self) -> Content:
        return self.document.content

    @property
    def steps(self) -> list[str]:
        return [self.stack.text(index) for index in range(self.stack.count())]


@pytest.fixture
def desk(qapp) -> Desk:
    return Desk()


@pytest.fixture
def drawing(desk: Desk) -> Desk:
    """A desk with a drawn 2-3-1 network, its undo stack empty."""
    desk.push(edits.add_layers("2-3-1", ("x1", "x2")))
    desk.stack.clear()
    return desk
