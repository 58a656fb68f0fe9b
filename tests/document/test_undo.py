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


def scrub(document: Document, stack: UndoStack, *values: float) -> None:
    """One gesture over `e6`, step by step."""
    gesture = object()
    for value in values:
        recipe = edits.set_weights({"e6": value}, gesture)
        stack.push(EditCommand(document, recipe(document.content)))


def test_a_cancelled_gesture_leaves_the_undone_steps_to_be_made_again(qapp) -> None:
    document, stack = Document(Content(small_network())), UndoStack()
    first = document.network.edges["e6"].weight.value
    for recipe in (edits.remove(["n4"]), edits.place_neuron(10.0, 20.0), edits.remove(["n3"])):
        stack.push(EditCommand(document, recipe(document.content)))
    stack.setClean()
    end, texts = document.content.copy(), [stack.text(row) for row in range(3)]
    stack.setIndex(1)
    held = document.content.copy()
    told: list[int] = []
    stack.indexChanged.connect(told.append)

    scrub(document, stack, 0.7, 0.8, first)

    assert document.content == held
    assert [stack.text(row) for row in range(stack.count())] == texts
    assert (stack.index(), stack.cleanIndex(), stack.isClean()) == (1, 3, False)
    assert told[-1] == 1
    stack.setIndex(3)
    assert document.content == end
    assert stack.isClean()
    stack.setIndex(0)
    assert document.network == small_network()


def test_a_finished_gesture_takes_the_place_of_the_undone_steps(qapp) -> None:
    document, stack = Document(Content(small_network())), UndoStack()
    stack.push(EditCommand(document, edits.place_neuron(1.0, 2.0)(document.content)))
    stack.undo()
    scrub(document, stack, 0.7, 0.8)
    assert (stack.count(), stack.index()) == (1, 1)
    stack.undo()
    scrub(document, stack, 0.6, 0.5)
    stack.undo()
    stack.redo()
    assert document.network.edges["e6"].weight.value == 0.5
    assert stack.count() == 1
