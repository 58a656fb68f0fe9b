from __future__ import annotations

from playground.document import edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.undo import UndoStack
from tests.helpers import small_network


def test_every_step_can_be_seen_without_going_there(qapp) -> None:
    document, stack = Document(Content(small_network())), UndoStack()
    held = [document.content.copy()]
    for recipe in (
        edits.type_weight(["e6"], "1/3"),
        edits.remove(["n4"]),
        edits.change_field("Slower", "training", learning_rate=0.001),
        edits.place_neuron(10.0, 20.0),
    ):
        stack.push(EditCommand(document, recipe(document.content)))
        held.append(document.content.copy())

    for present in (4, 2, 0):
        stack.setIndex(present)
        assert [stack.content_at(step, document.content) for step in range(5)] == held
        assert document.content == held[present]
