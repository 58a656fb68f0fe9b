"""Specs that are no directed acyclic graph of known nodes."""

from __future__ import annotations

import pytest

from playground.engine.errors import EngineError
from playground.engine.graph import Graph
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec

X, H, Y = NodeSpec("x", column=0), NodeSpec("h"), NodeSpec("y")


def edge(source: str, target: str) -> EdgeSpec:
    return EdgeSpec(f"{source}{target}", source, target, 1.0)


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        (NetworkSpec((X, H, H), ()), "same id"),
        (NetworkSpec((X, H), (edge("x", "y"),)), "ends at a node that isn't there"),
        (NetworkSpec((X, H), (edge("h", "x"),)), "leads into the input"),
        (NetworkSpec((X, H, Y), (edge("h", "y"), edge("y", "h"))), "form a loop"),
        (NetworkSpec((X, H), (edge("h", "h"),)), "form a loop"),
        (NetworkSpec((X, H), (), ("x",)), "is not a neuron"),
        (NetworkSpec((X, H), (), ("z",)), "is not a neuron"),
        (NetworkSpec((X, H), (), ("h", "h")), "for two targets"),
    ],
)
def test_refused(network: NetworkSpec, reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        Graph(network)


def test_levels_are_longest_paths() -> None:
    network = NetworkSpec(
        (Y, H, X, NodeSpec("alone")), (edge("x", "h"), edge("h", "y"), edge("x", "y"))
    )
    graph = Graph(network)
    assert graph.levels(set(graph.nodes)) == {"x": 0, "h": 1, "y": 2, "alone": 1}
    assert graph.levels({"x", "y"}) == {"x": 0, "y": 1}
    assert graph.trained(["y"]) == {"h", "y"}
    assert graph.upstream(["h"]) == {"h", "x"}
    assert graph.downstream(["h"]) == {"h", "y"}
