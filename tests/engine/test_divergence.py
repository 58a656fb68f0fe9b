"""Numbers that run away: caught, explained, and the last good state kept."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_data, xor_data

RELU = layered(2, 8, 8, 1, activation="relu", output="identity")
XOR = xor_data()


def scaled(data: TrainingData, inputs: float = 1.0, targets: float = 1.0) -> TrainingData:
    return replace(
        data,
        inputs_train=data.inputs_train * inputs,
        targets_train=data.targets_train * targets,
    )


CASES = {
    "unbounded": (RELU, TrainingSpec(learning_rate=30), XOR, "too large for Identity and ReLU"),
    "inputs": (
        layered(2, 4, 1, activation="identity", output="identity"),
        TrainingSpec(),
        scaled(XOR, inputs=1e6),
        "inputs reach 9",
    ),
    "targets": (
        layered(2, 4, 1, activation="square", output="identity"),
        TrainingSpec(),
        scaled(XOR, targets=1e7),
        "targets reach 1e\\+07",
    ),
    "momentum": (
        layered(2, 4, 1, output="identity"),
        TrainingSpec(optimizer="momentum", momentum=1.0, learning_rate=5),
        XOR,
        "momentum of 1 never slows",
    ),
    "regularization": (
        layered(2, 4, 1),
        TrainingSpec(regularization="l2", regularization_rate=10, learning_rate=1),
        XOR,
        "Regularization times learning rate",
    ),
    "rate": (
        layered(2, 4, 1, output="hard_sigmoid"),
        TrainingSpec(
            learning_rate=1e6, optimizer="momentum", momentum=0.999, loss="binary_cross_entropy"
        ),
        replace(XOR, targets_train=(XOR.targets_train + 1) * 400),
        "The learning rate 1e\\+06 is too large: each step",
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("steps", [1, 7, 10_000])
def test_every_cause_is_caught_and_named(case: str, steps: int) -> None:
    network, spec, data, cause = CASES[case]
    trainer = Trainer(network, spec, data)
    for _ in range(20_000):
        if trainer.divergence is not None:
            break
        trainer.advance(steps)
    divergence = trainer.divergence
    assert divergence is not None
    assert divergence.step == trainer.step + 1
    assert divergence.epoch == trainer.epoch
    assert re.search(cause, divergence.cause), divergence.cause
    assert divergence.advice.endswith(".")
    assert np.isfinite(trainer.weights()).all()
    assert np.isfinite(trainer.biases()).all()
    assert np.isfinite(trainer.weight_gradients()).all()
    state = trainer.state()
    assert trainer.advance(10) == 0
    assert trainer.advance_samples(10) == 0
    assert (trainer.state().parameters == state.parameters).all()


def test_the_last_good_step_is_the_same_however_it_was_reached() -> None:
    states = []
    for steps in (1, 3, 10_000):
        trainer = Trainer(RELU, TrainingSpec(learning_rate=30, optimizer="nesterov"), XOR)
        while trainer.divergence is None:
            trainer.advance(steps)
        states.append((trainer.step, trainer.state().parameters.tobytes()))
    assert states[0] == states[1] == states[2]


def test_it_goes_on_after_a_remedy() -> None:
    trainer = Trainer(RELU, TrainingSpec(learning_rate=30), XOR)
    start = trainer.state()
    while trainer.divergence is None:
        trainer.advance(100)
    trainer = Trainer(RELU, TrainingSpec(learning_rate=0.01), XOR)
    trainer.restore(start)
    assert trainer.divergence is None
    for _ in range(10):
        assert trainer.advance(100) > 0
    assert trainer.divergence is None


def test_a_loss_that_is_not_finite_is_a_divergence() -> None:
    network = layered(2, 2, 1, activation="identity", output="identity")
    edges = tuple(replace(edge, weight=1e200) for edge in network.edges)
    trainer = Trainer(NetworkSpec(network.nodes, edges, network.outputs), TrainingSpec(), XOR)
    trainer.evaluate_losses()
    assert trainer.divergence is not None


@pytest.mark.parametrize("sizes", [(2, 1), (2, 4, 1), (2, 3, 3, 2, 1)])
@pytest.mark.parametrize("activation", ["tanh", "relu", "identity"])
def test_bounded_outputs_go_on_until_numbers_end(sizes: tuple[int, ...], activation: str) -> None:
    spec = TrainingSpec(regularization="l2", regularization_rate=9, learning_rate=1)
    trainer = Trainer(layered(*sizes, activation=activation), spec, XOR)
    while trainer.divergence is None:
        trainer.advance(1)
        loss = trainer.evaluate_losses().loss_train
        assert loss is not None
        assert loss <= 2.0
    assert np.abs(trainer.weights()).max() > 1e12
    assert trainer.divergence.step == trainer.step + 1


def test_large_drawn_weights_alone_are_none() -> None:
    network = layered(2, 2, 1)
    edges = tuple(replace(edge, weight=edge.weight * 1e13) for edge in network.edges)
    trainer = Trainer(
        NetworkSpec(network.nodes, edges, network.outputs), TrainingSpec(), random_data(20, 2, 1)
    )
    trainer.advance(100)
    assert trainer.divergence is None
