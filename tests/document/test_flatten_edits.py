from __future__ import annotations

from dataclasses import replace

import pytest

from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.flatten_edits import put_network, replaced
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import assert_sound, small_network


def step(node_id: str, bias: float = 0.0) -> NodeSpec:
    return NodeSpec(node_id, activation="step", bias=bias)


SPEC = NetworkSpec(
    (NodeSpec("n1", 0), NodeSpec("n2", 1), step("n3", 0.1), step("new", -2.0), step("n5", 1.5)),
    (
        EdgeSpec("a", "n1", "n3", -0.5),
        EdgeSpec("b", "n2", "n3", 7.0),
        EdgeSpec("c", "n2", "new", 3.0),
        EdgeSpec("d", "n3", "n5", 1.0),
        EdgeSpec("e", "new", "n5", 2.0),
    ),
    ("n5",),
)


def test_what_stays_keeps_its_id_and_what_is_new_gets_one():
    drawn = small_network()

    found = replaced(drawn, SPEC)

    assert "n4" not in found.nodes
    (new,) = [node for node in found.nodes if node.id not in drawn.nodes]
    assert (new.activation, new.bias.value) == ("step", -2.0)
    assert found.nodes["n5"].activation == "step"
    assert found.edge_between("n1", "n3") == drawn.edges["e6"]
    assert found.edge_between("n2", "n3") == replace(drawn.edges["e7"], weight=Weight(7.0))
    assert found.edge_between(new.id, "n5").weight == Weight(2.0)
    assert len(found.edges) == 5
    assert_sound(Content(found))


def test_new_nodes_are_laid_out_in_columns_of_their_own():
    found = replaced(small_network(), SPEC)

    assert len({(node.x, node.y) for node in found.nodes}) == len(found.nodes)
    assert len({found.nodes[key].x for key in ("n1", "n2")}) == 1
    assert found.nodes["n1"].x < found.nodes["n3"].x < found.nodes["n5"].x


def test_a_weight_that_keeps_its_value_keeps_its_text_and_trained_ones_start_anew():
    drawn = small_network()
    drawn.put_edge(replace(drawn.edges["e6"], weight=Weight(1 / 3, "1/3"), start=Weight(2.0)))
    drawn.put_edge(replace(drawn.edges["e7"], start=Weight(2.0), dead=True))
    spec = replace(SPEC, edges=(EdgeSpec("a", "n1", "n3", 1 / 3), *SPEC.edges[1:]))

    found = replaced(drawn, spec)

    assert found.edges["e6"] == drawn.edges["e6"]
    assert found.edges["e7"] == replace(
        drawn.edges["e7"], weight=Weight(7.0), start=None, dead=False
    )


def test_inputs_and_loose_neurons_that_nobody_asked_about_stay():
    drawn = small_network()
    drawn.put_node(Node("n90", 0, 300, column="sin_x1"))
    drawn.put_node(Node("n91", 200, 300, name="loose"))

    found = replaced(drawn, SPEC)

    assert {"n90", "n91"} <= {node.id for node in found.nodes}


def test_it_is_one_step_and_can_be_taken_back():
    document = Document(Content(small_network()))
    before = document.network.copy()
    command = EditCommand(document, put_network("Flatten", SPEC, before)(document.content))

    command.redo()
    assert document.network == replaced(before, SPEC)
    assert_sound(document.content)

    command.undo()
    assert document.network == before


def test_a_drawing_that_has_changed_is_left_alone():
    drawn = small_network()
    recipe = put_network("Flatten", SPEC, drawn.copy())
    drawn.put_edge(Edge("e99", "n3", "n4", Weight(1.0)))

    with pytest.raises(NetworkError, match="has changed in the meantime"):
        recipe(Content(drawn))


def test_what_is_too_large_is_refused():
    nodes = tuple(step(f"h{index}") for index in range(10_001))
    network = Network()

    with pytest.raises(NetworkError, match="at most 10,000 nodes"):
        put_network("Flatten", NetworkSpec(nodes, (), ()), network)(Content(network))
