from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.network import errors
from playground.network.model import Edge
from playground.network.rules import can_connect, check_connect
from playground.network.weight import Weight
from tests.helpers import networks, small_network


@pytest.mark.parametrize(
    ("source", "target", "error"),
    [
        ("n3", "n3", errors.SelfLoopError),
        ("n1", "n3", errors.DuplicateEdgeError),
        ("n3", "n2", errors.IntoInputError),
        ("n5", "n3", errors.CycleError),
        ("n3", "n77", errors.MissingNodeError),
    ],
)
def test_each_refusal_has_its_own_reason(source: str, target: str, error: type) -> None:
    with pytest.raises(error) as caught:
        check_connect(small_network(), source, target)
    assert type(caught.value) is error
    assert str(caught.value).endswith(".")
    assert not can_connect(small_network(), source, target)


def test_a_cycle_tells_its_path() -> None:
    with pytest.raises(errors.CycleError) as caught:
        check_connect(small_network(), "n5", "n3")
    assert caught.value.path == ("n3", "n5")


def test_an_edge_may_be_turned_round_when_it_is_replaced() -> None:
    network = small_network()
    edge = network.edge_between("n3", "n5")
    assert edge is not None
    assert not can_connect(network, "n5", "n3")
    check_connect(network, "n5", "n3", replacing=edge.id)


@given(networks(), st.data())
def test_allowed_edges_keep_the_graph_acyclic(network, data) -> None:
    ids = [node.id for node in network.nodes]
    for _ in range(5 if ids else 0):
        source, target = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        if can_connect(network, source, target):
            network.put_edge(Edge(network.new_id("e"), source, target, Weight(1.0)))
    network.levels()
