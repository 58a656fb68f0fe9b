"""Names of nodes and the runs they are drawn in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from playground.canvas.formulas import lay_out, split_scripts
from playground.canvas.labels import automatic_names, product_name, symbols
from playground.network.model import Network, Node
from playground.network.templates import layered
from tests.helpers import networks, small_network

COLUMNS = {"x1": "x₁", "x2": "x₂"}


def test_names_follow_roles_and_places() -> None:
    network = small_network()
    network.put_node(Node("n20", 0, 0))
    network.put_node(replace(network.nodes["n3"], name="gate"))
    assert automatic_names(network, COLUMNS) == {
        "n1": "x₁",
        "n2": "x₂",
        "n3": "gate",
        "n4": "a₂⁽²⁾",
        "n5": "ŷ",
        "n20": "not connected",
    }


def test_several_outputs_are_numbered_from_the_top() -> None:
    network = small_network()
    network.remove_edge("e10")
    names = automatic_names(network, {})
    assert (names["n5"], names["n4"], names["n1"]) == ("ŷ₁", "ŷ₂", "x1")


@given(networks())
def test_every_node_has_a_name_and_no_two_hidden_ones_share_it(network) -> None:
    names = automatic_names(network, {})
    assert set(names) == {node.id for node in network.nodes}
    hidden = [
        names[node.id]
        for node in network.nodes
        if network.role(node.id) == "hidden" and not node.name
    ]
    assert len(set(hidden)) == len(hidden)


def test_scripts_stand_over_each_other(qtbot: QtBot) -> None:
    assert split_scripts("a₁₂⁽³⁾") == [(0, "a"), (-1, "12"), (1, "(3)")]
    _, runs = lay_out("a₁⁽²⁾b", "DejaVu Serif", 15)
    below, above, after = runs[1], runs[2], runs[3]
    assert below[0] == above[0]
    assert after[0] > above[0]


def test_style_a_writes_the_target_first_and_counts_the_inputs_as_level_1() -> None:
    found = symbols(small_network(), COLUMNS, "a")
    names = [found.nodes[f"n{number}"] for number in range(1, 6)]
    assert names == [
        "a₁⁽¹⁾",
        "a₂⁽¹⁾",
        "a₁⁽²⁾",
        "a₂⁽²⁾",
        "a₁⁽³⁾",
    ]
    assert found.weights == {
        "e6": "w₁₁⁽¹⁾",
        "e7": "w₁₂⁽¹⁾",
        "e8": "w₂₂⁽¹⁾",
        "e9": "w₁₁⁽²⁾",
        "e10": "w₁₂⁽²⁾",
        "e11": "w(a₁⁽³⁾←a₁⁽¹⁾)",
    }
    assert (found.biases["n4"], found.sums["n4"]) == ("b₂⁽²⁾", "z₂⁽²⁾")


def test_style_e_writes_the_source_first_and_numbers_on() -> None:
    found = symbols(small_network(), COLUMNS, "e")
    names = [found.nodes[f"n{number}"] for number in range(1, 6)]
    assert names == ["x₁", "x₂", "y₃", "y₄", "y₅"]
    assert found.weights["e7"] == "w₂₃"
    assert product_name(found.weights["e7"]) == "u₂₃"
    assert (found.biases["n4"], found.sums["n4"]) == ("w₀₄", "v₄")


def test_numbers_of_two_digits_are_told_apart(qtbot: QtBot) -> None:
    network = Network(*layered([2, 12, 1], ["x1", "x2"]))
    weights = symbols(network, COLUMNS, "a").weights.values()
    assert "w₁‚₁₂⁽²⁾" in weights
    assert split_scripts("w₁‚₁₂") == [(0, "w"), (-1, "1,12")]


@given(networks(), st.sampled_from(["a", "e"]))
def test_the_two_styles_are_never_mixed_and_no_symbol_stands_for_two(network, style) -> None:
    found = symbols(network, COLUMNS, style)
    names = [name for name in found.nodes.values() if name != "not connected"]
    symbols_used = [*names, *found.weights.values()]
    assert len(set(symbols_used)) == len(symbols_used)
    assert found.weights.keys() == {edge.id for edge in network.edges}
    assert {name[0] for name in names} <= ({"a"} if style == "a" else {"x", "y"})
