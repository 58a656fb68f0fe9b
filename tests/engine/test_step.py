"""The step fires on its threshold, whatever rounding does to it; strict means beyond it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from playground.engine.field import NodeEvaluator
from playground.engine.program import Program
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec


def intersection(
    k: int, order: list[int], activation: str = "step", strict: float = 0.0
) -> NetworkSpec:
    """k step nodes on one input each, joined by a node with weights 1/k and bias −1."""
    nodes = [NodeSpec(f"x{i}", column=i) for i in range(k)]
    nodes += [NodeSpec(f"h{i}", activation="step", bias=-0.5) for i in range(k)]
    nodes.append(NodeSpec("y", None, activation, (("strict", strict),), bias=-1.0))
    edges = [EdgeSpec(f"in{i}", f"x{i}", f"h{i}", 1.0) for i in range(k)]
    edges += [EdgeSpec(f"out{i}", f"h{i}", "y", 1 / k) for i in order]
    return NetworkSpec(tuple(nodes[i] for i in range(k)) + tuple(nodes[k + i] for i in order)
                       + (nodes[-1],), tuple(edges), ("y",))  # fmt: skip


@pytest.mark.parametrize("k", range(1, 65))
def test_inside_fires_and_one_side_missing_does_not(k: int) -> None:
    rng = np.random.default_rng(k)
    points = np.vstack([np.ones((1, k)), 1 - np.eye(k)])
    orders = itertools.permutations(range(k)) if k <= 4 else (rng.permutation(k) for _ in range(8))
    for order in orders:
        network = intersection(k, list(order))
        fired = NodeEvaluator(network).evaluate(points, ["y"])[0]
        assert fired[0] == 1.0
        assert not fired[1:].any()
        strict = NodeEvaluator(intersection(k, list(order), strict=1.0)).evaluate(points, ["y"])
        assert not strict.any()


def test_a_tolerance_is_needed_and_small() -> None:
    sums = {k: sum([1 / k] * k) - 1 for k in range(1, 65)}
    assert min(sums.values()) < 0  # rounding alone would break the recipe
    program = Program(intersection(64, list(range(64))))
    tau = -program.thresholds[program.row_of["y"], 0]
    assert max(map(abs, sums.values())) < tau < 1e-12


def test_sign_of_zero_is_one() -> None:
    network = NetworkSpec(
        (
            NodeSpec("x", column=0),
            NodeSpec("y", activation="sign"),
            NodeSpec("z", activation="sign", parameters=(("strict", 1.0),)),
        ),
        (EdgeSpec("e", "x", "y", 3.0), EdgeSpec("f", "x", "z", 3.0)),
        (),
    )
    values = NodeEvaluator(network).evaluate(np.array([[0.0], [1e-9], [-1e-9]]))
    assert values[1].tolist() == [1.0, 1.0, -1.0]
    assert values[2].tolist() == [-1.0, 1.0, -1.0]


def test_the_tolerance_follows_the_weights() -> None:
    program = Program(intersection(3, [0, 1, 2]))
    row = program.row_of["y"]
    before = program.thresholds[row, 0]
    biases = np.array([node.bias for node in program.network.nodes])
    weights = np.array([edge.weight for edge in program.network.edges]) * 1000
    program.write(program.parameters, biases, weights)
    program.refresh()
    assert program.thresholds[row, 0] < 100 * before < 0
