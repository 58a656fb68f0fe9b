"""Names of nodes and the runs they are drawn in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from pytestqt.qtbot import QtBot

from playground.canvas.formulas import lay_out, split_scripts
from playground.canvas.labels import automatic_names
from playground.network.model import Node
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
