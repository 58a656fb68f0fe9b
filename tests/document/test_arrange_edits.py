"""Edits that rearrange: each undone to the start, each refusal a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.document import arrange_edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.edits import Recipe, rename, set_weights
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import assert_sound, networks, small_network


def run(network: Network, *recipes: Recipe) -> Document:
    """The document after the recipes; undoing them all gave back the start."""
    document = Document(Content(network))
    start = network.copy()
    stack = UndoStack()
    for recipe in recipes:
        stack.push(EditCommand(document, recipe(document.content)))
    end = document.network.copy()
    assert_sound(document.content)
    stack.setIndex(0)
    assert document.network == start
    stack.setIndex(stack.count())
    assert document.network == end
    return document


def test_reconnect_keeps_the_weight() -> None:
    document = run(small_network(), arrange_edits.reconnect("e6", "n1", "n4"))
    edge = document.network.edges["e6"]
    assert (edge.source, edge.target, edge.weight) == ("n1", "n4", Weight(-0.5))


@pytest.mark.parametrize(
    ("edge", "source", "target"),
    [("e9", "n5", "n5"), ("e6", "n3", "n1"), ("e6", "n2", "n3"), ("e99", "n1", "n4")],
)
def test_reconnect_refuses(edge: str, source: str, target: str) -> None:
    with pytest.raises(NetworkError):
        arrange_edits.reconnect(edge, source, target)(Content(small_network()))


def test_reconnect_may_turn_an_edge_round() -> None:
    nodes = [Node("n1", 0, 0), Node("n2", 0, 0)]
    network = Network(nodes, [Edge("e3", "n1", "n2", Weight(1.0))])
    document = run(network, arrange_edits.reconnect("e3", "n2", "n1"))
    assert document.network.edge_between("n2", "n1") is not None


def test_an_inserted_neuron_takes_over_the_weight() -> None:
    document = run(small_network(), arrange_edits.insert_neuron("e11", 180, 0))
    network = document.network
    new = list(network.nodes)[-1]
    way_in = network.edge_between("n1", new.id)
    assert way_in is not None
    assert way_in.weight.value == 0.75
    assert network.edge_between(new.id, "n5") is not None
    assert network.edge_between("n1", "n5") is None


def test_connect_selection_joins_consecutive_columns() -> None:
    document = run(small_network(), arrange_edits.connect_selection(["n1", "n2", "n3", "n4", "n5"]))
    pairs = {(edge.source, edge.target) for edge in document.network.edges}
    assert {("n1", "n4"), ("n2", "n3")} <= pairs
    assert ("n2", "n5") not in pairs
    with pytest.raises(NetworkError):
        arrange_edits.connect_selection(["n1", "n2"])(document.content)


@pytest.mark.parametrize(
    ("side", "axis", "place"),
    [
        ("left", "x", 0),
        ("center", "x", 180),
        ("right", "x", 360),
        ("top", "y", -40),
        ("middle", "y", 0),
        ("bottom", "y", 40),
    ],
)
def test_align(side: arrange_edits.Side, axis: str, place: float) -> None:
    network = run(small_network(), arrange_edits.align(["n1", "n4", "n5"], side)).network
    assert [getattr(network.nodes[key], axis) for key in ("n1", "n4", "n5")] == [place] * 3


def test_distribute_makes_equal_steps() -> None:
    nodes = [Node(f"n{row + 1}", x, 0) for row, x in enumerate((0.0, 10.0, 90.0))]
    network = run(Network(nodes), arrange_edits.distribute(["n1", "n2", "n3"], "x")).network
    assert [node.x for node in network.nodes] == [0, 45, 90]


@pytest.mark.parametrize(
    "recipe",
    [arrange_edits.align(["n1"], "left"), arrange_edits.distribute(["n1", "n2"], "y")],
)
def test_too_few_nodes_are_refused(recipe: Recipe) -> None:
    with pytest.raises(NetworkError, match=r"Select at least \d nodes"):
        recipe(Content(small_network()))


def test_pasting_uses_the_input_that_is_there() -> None:
    network = small_network()
    pieces = [network.nodes["n1"], network.nodes["n3"]]
    document = run(network, arrange_edits.paste(pieces, [network.edges["e6"]], 10, 20))
    new = list(document.network.nodes)[-1]
    assert (new.x, new.y) == (190, -20)
    assert document.network.edge_between("n1", new.id) is not None
    with pytest.raises(NetworkError, match="nothing to paste"):
        arrange_edits.paste(pieces[:1], [], 0, 0)(document.content)


@given(networks(), networks())
def test_any_pieces_can_be_pasted_anywhere(pieces: Network, into: Network) -> None:
    recipe = arrange_edits.paste(list(pieces.nodes), list(pieces.edges), 5, 5)
    try:
        recipe(Content(into.copy()))
    except NetworkError:
        taken = {node.column for node in into.inputs()}
        assert all(node.is_input and node.column in taken for node in pieces.nodes)
    else:
        run(into, recipe)


@given(networks(), st.floats(-10, 10))
def test_putting_back_ends_a_gesture_without_a_trace(network: Network, value: float) -> None:
    key = object()
    items = {node.id: node.bias for node in network.nodes if not node.is_input}
    items |= {edge.id: edge.weight for edge in network.edges}
    dead = frozenset(edge.id for edge in list(network.edges)[::2])
    for edge in list(network.edges):
        network.put_edge(replace(edge, dead=edge.id in dead))
    document = Document(Content(network))
    stack = UndoStack()
    start = network.copy()
    stack.push(EditCommand(document, rename_any(network)(document.content)))
    named = document.network.copy()
    for recipe in (
        set_weights(dict.fromkeys(items, value), key),
        arrange_edits.put_back(items, key, dead),
    ):
        stack.push(EditCommand(document, recipe(document.content)))
    assert document.network == named
    stack.setIndex(0)
    assert document.network == start


def rename_any(network: Network) -> Recipe:
    """A step to stand before the gesture."""
    return rename(next((node.id for node in network.nodes), ""), "first")


def test_merged_gives_the_edit_a_key() -> None:
    key = object()
    recipe = arrange_edits.merged(arrange_edits.align(["n1", "n2"], "left"), key)
    assert recipe(Content(small_network())).merge_key is key
