from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.network.errors import LayersTextError
from playground.network.layout import tidy
from playground.network.model import Network
from playground.network.templates import draw_weight, layered, parse_layers
from tests.helpers import networks


@pytest.mark.parametrize("text", ["2-8-8-1", " 2 8 8 1 ", "2,8,8,1", "2\N{EN DASH}8-8-1"])
def test_reads_widths(text: str) -> None:
    assert parse_layers(text) == [2, 8, 8, 1]


@pytest.mark.parametrize("text", ["", "2", "a-b", "2-0-1", "2--1-x", "99999-99999", "2-" * 300])
def test_refuses_other_texts(text: str) -> None:
    with pytest.raises(LayersTextError):
        parse_layers(text)


def test_layers_are_fully_connected_and_named_by_columns() -> None:
    nodes, edges = layered([2, 3, 1], ["x1", "x2"], activation="relu")
    network = Network(nodes, edges)
    assert len(edges) == 2 * 3 + 3
    assert [node.column for node in network.inputs()] == ["x1", "x2"]
    assert [node.activation for node in nodes[2:]] == ["relu"] * 4
    assert all(-0.5 <= edge.weight.value <= 0.5 for edge in edges)


def test_too_few_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="3 inputs"):
        layered([3, 1], ["x1", "x2"])


@given(st.integers(0, 2**63 - 1), st.integers(1, 10**9))
def test_first_weights_are_reproducible(seed: int, number: int) -> None:
    weight = draw_weight(seed, f"e{number}")
    assert weight == draw_weight(seed, f"e{number}")
    assert abs(weight.value) <= 0.5


@given(networks())
def test_tidy_gives_every_node_its_own_place_by_level(network) -> None:
    places = tidy(network)
    assert set(places) == {node.id for node in network.nodes}
    assert len(set(places.values())) == len(places)
    levels = network.levels()
    for edge in network.edges:
        assert places[edge.source][0] < places[edge.target][0]
        assert levels[edge.source] < levels[edge.target]
