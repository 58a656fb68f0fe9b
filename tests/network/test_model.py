from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import networks, small_network


def test_roles_follow_the_edges() -> None:
    network = small_network()
    roles = [network.role(node.id) for node in network.nodes]
    assert roles == ["input", "input", "hidden", "hidden", "output"]
    network.put_node(Node("n20", 500, 0))
    assert network.role("n20") == "idle"
    network.put_edge(Edge("e21", "n5", "n20", Weight(1.0)))
    assert (network.role("n5"), network.role("n20")) == ("hidden", "output")
    network.remove_edge("e21")
    assert (network.role("n5"), network.role("n20")) == ("output", "idle")


def test_outputs_go_from_top_to_bottom() -> None:
    network = Network(
        [Node("n1", 0, 0, column="x1"), Node("n2", 9, 50), Node("n3", 9, -50), Node("n4", 0, 50)]
    )
    for index, target in enumerate(["n2", "n3", "n4"]):
        network.put_edge(Edge(f"e{5 + index}", "n1", target, Weight(1.0)))
    assert [node.id for node in network.outputs()] == ["n3", "n4", "n2"]


def test_levels_are_longest_paths() -> None:
    assert small_network().levels() == {"n1": 0, "n2": 0, "n3": 1, "n4": 1, "n5": 2}


def test_levels_refuse_a_loop() -> None:
    network = Network([Node("n1", 0, 0), Node("n2", 0, 0)])
    network.put_edge(Edge("e3", "n1", "n2", Weight(1.0)))
    network.put_edge(Edge("e4", "n2", "n1", Weight(1.0)))
    with pytest.raises(ValueError, match="loop"):
        network.levels()


def test_new_ids_never_come_back() -> None:
    network = small_network()
    first = network.new_id("n")
    network.put_node(Node(first, 0, 0))
    network.remove_node(first)
    assert network.new_id("n") != first


def test_refuses_dangling_edges_and_wired_nodes() -> None:
    network = small_network()
    with pytest.raises(KeyError):
        network.put_edge(Edge("e99", "n1", "n98", Weight(1.0)))
    with pytest.raises(ValueError, match="edges"):
        network.remove_node("n3")


def test_an_edge_may_change_its_ends() -> None:
    network = small_network()
    network.put_edge(Edge("e6", "n2", "n5", Weight(1.0)))
    assert network.edge_between("n1", "n3") is None
    assert network.edge_between("n2", "n5") == network.edges["e6"]


@given(networks(), st.randoms(use_true_random=False))
def test_taking_out_and_putting_back_restores_the_order(network, random) -> None:
    before = network.copy()
    edges = list(network.edges)
    random.shuffle(edges)
    for edge in edges:
        network.remove_edge(edge.id)
    random.shuffle(edges)
    for edge in edges:
        network.put_edge(edge)
    assert network == before


@given(networks(), st.randoms(use_true_random=False))
def test_levels_follow_every_change(network: Network, random: Random) -> None:
    """They are remembered until nodes or edges come or go; a copy works them out anew."""
    for _ in range(4):
        before = network.levels()
        before.clear()
        edges = list(network.edges)
        if edges and random.random() < 0.6:
            edge = random.choice(edges)
            network.remove_edge(edge.id)
            if random.random() < 0.5:
                network.put_edge(edge)
        else:
            network.put_node(Node(network.new_id("n"), 0, 0, column=random.choice([None, "x1"])))
        assert network.levels() == network.copy().levels()
