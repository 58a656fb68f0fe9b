"""Bringing an earlier moment back is an edit like any other: exact, and undone exactly."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.time_edits import go_to, setup_of
from playground.document.undo import UndoStack
from playground.network.model import Network
from tests.helpers import assert_sound, networks


@given(networks(), networks(), st.integers(0, 99), st.floats(-9, 9))
def test_going_there_and_back_is_exact(now: Network, then: Network, epoch: int, shift: float):
    was = Content(network=then.copy())
    was.training = replace(was.training, learning_rate=0.5)
    values = {node.id: node.bias.value + shift for node in then.nodes}
    values |= {edge.id: edge.weight.value for edge in then.edges}
    dead = frozenset(edge.id for edge in list(then.edges)[:1])
    document, stack = Document(Content(network=now.copy())), UndoStack()
    before = document.content.copy()
    stack.push(EditCommand(document, go_to("Go", setup_of(was), values, dead, epoch)(before)))
    assert_sound(document.content)
    network = document.network
    assert list(network.nodes.keys()) == list(then.nodes.keys())
    assert list(network.edges.keys()) == list(then.edges.keys())
    for node in network.nodes:
        old, place = then.nodes[node.id], now.nodes.get(node.id) or then.nodes[node.id]
        assert (node.x, node.y, node.name) == (place.x, place.y, place.name)
        assert (node.activation, node.column, node.locked) == (
            old.activation, old.column, old.locked,
        )  # fmt: skip
        if not node.is_input:
            assert node.bias.value == values[node.id]
            moved = values[node.id] != old.bias.value
            assert node.start == (old.bias if moved and old.start is None else old.start)
    for edge in network.edges:
        assert edge.weight.value == values[edge.id]
        assert edge.dead == (edge.id in dead)
        assert (edge.source, edge.target) == (
            then.edges[edge.id].source, then.edges[edge.id].target,
        )  # fmt: skip
    assert (document.epoch, document.training) == (epoch, was.training)
    stack.undo()
    assert document.content == before
    stack.redo()
    stack.undo()
    assert document.content == before
