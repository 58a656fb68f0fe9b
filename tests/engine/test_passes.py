"""Values of all nodes, against a slow second opinion."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import random_dag, random_data
from tests.engine.scalar import Values


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.5, 1.0]), st.booleans())
def test_every_node_agrees_with_the_second_opinion(seed: int, density: float, raw: bool) -> None:
    network = random_dag(seed, sorted(ACTIVATIONS), outputs=2, density=density)
    loss = "binary_cross_entropy" if raw else "squared"
    data = random_data(4, 3, 2, loss)
    trainer = Trainer(network, TrainingSpec(loss=loss), data)
    z, a = trainer.node_evaluator().forward(data.inputs_train)
    only_a = trainer.node_evaluator().evaluate(data.inputs_train)
    biases, weights = trainer.biases().tolist(), trainer.weights().tolist()
    for column, x in enumerate(data.inputs_train.tolist()):
        values = Values(network, x, biases, weights, loss)
        for row, node in enumerate(network.nodes):
            assert z[row, column] == pytest.approx(values.z[node.id], rel=1e-9, abs=1e-12)
            assert a[row, column] == pytest.approx(values.a[node.id], rel=1e-9, abs=1e-12)
            assert only_a[row, column] == pytest.approx(a[row, column], rel=1e-12, abs=1e-14)
