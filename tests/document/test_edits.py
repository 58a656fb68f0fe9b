from __future__ import annotations

import pytest

from playground.document import edits
from playground.document.content import Content
from playground.network.errors import ConnectError, NetworkError
from playground.network.model import Edge, Node
from playground.network.weight import Weight
from tests.helpers import small_network


def done(content: Content, recipe: edits.Recipe) -> edits.Edit:
    """The edit, after it was put into the content."""
    edit = recipe(content)
    for change in edit.changes:
        if isinstance(change.new, Node):
            content.network.put_node(change.new)
        elif isinstance(change.new, Edge):
            content.network.put_edge(change.new)
        elif isinstance(change.old, Edge):
            content.network.remove_edge(change.old.id)
        elif change.old is not None:
            content.network.remove_node(change.old.id)
    for name, value in edit.settings:
        setattr(content, name, value)
    return edit


def test_a_new_neuron_has_the_documents_activation_and_a_bias_of_a_tenth() -> None:
    content = Content()
    done(content, edits.change_field("x", "new_items", activation="relu"))
    done(content, edits.place_neuron(3, 4))
    node = content.network.nodes["n1"]
    assert (node.x, node.y, node.activation, node.bias) == (3, 4, "relu", Weight(0.1))


def test_a_column_is_used_once() -> None:
    content = Content(small_network())
    with pytest.raises(NetworkError, match="once"):
        edits.place_input("x1", 0, 0)(content)
    with pytest.raises(NetworkError, match="once"):
        edits.bind_column("n2", "x1")(content)
    done(content, edits.bind_column("n2", "sin_x1"))
    assert content.network.nodes["n2"].column == "sin_x1"


def test_refused_connections_raise_their_reason() -> None:
    with pytest.raises(ConnectError):
        edits.connect("n5", "n3")(Content(small_network()))


def test_deleting_a_node_takes_its_edges_along_and_names_what_was_chosen() -> None:
    content = Content(small_network())
    edit = done(content, edits.remove(["n3"]))
    assert edit.text == "Delete Node"
    assert len(edit.changes) == 4
    assert edits.remove(["n4", "n5", "e11"])(content).text == "Delete 2 Nodes and Edge"


def test_typing_changes_each_weight_from_its_own() -> None:
    content = Content(small_network())
    done(content, edits.type_weight(["e6", "e7", "n3"], "*2"))
    assert content.network.edges["e6"].weight == Weight(-1.0)
    assert content.network.edges["e7"].weight == Weight(-0.5)
    assert content.network.nodes["n3"].bias == Weight(0.2)


def test_layers_replace_the_drawing() -> None:
    content = Content(small_network())
    edit = done(content, edits.add_layers("2-3-1", ("x1", "x2", "sin_x1")))
    assert edit.text == "Make 2-3-1"
    assert len(content.network.nodes) == 6
    with pytest.raises(NetworkError, match="columns"):
        edits.add_layers("9-1", ("x1", "x2"))(content)


def test_names_are_plain_and_bounded() -> None:
    content = Content(small_network())
    done(content, edits.rename("n3", " a\n\u202eb "))
    assert content.network.nodes["n3"].name == "ab"
    with pytest.raises(NetworkError, match="200"):
        edits.rename("n3", "x" * 100_000)(content)


def test_inputs_have_nothing_to_lock_or_activate() -> None:
    content = Content(small_network())
    assert edits.set_locked(["n1"], True)(content).changes == ()
    assert edits.set_activation(["n1"], "relu")(content).changes == ()
