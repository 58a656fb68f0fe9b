"""Optimizers, regularizers, schedules and clipping against formulas in plain Python."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.optimizers import OPTIMIZERS
from playground.engine.regularizers import REGULARIZERS
from playground.engine.schedules import SCHEDULES
from playground.engine.spec import NetworkSpec, TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_dag, random_data, xor_data

STEPS = 7


class ScalarOptimizer:
    """One parameter, moved as PyTorch's optimizers move it."""

    def __init__(self, spec: TrainingSpec, is_weight: bool) -> None:
        self.spec, self.is_weight = spec, is_weight
        self.v = self.s = self.m = 0.0
        self.t = 0

    def step(self, p: float, g: float, rate: float) -> float:
        spec, name = self.spec, self.spec.optimizer
        self.t += 1
        if self.is_weight:
            if spec.regularization == "l1":
                g += spec.regularization_rate * ((p > 0) - (p < 0))
            if spec.regularization == "l2":
                g += spec.regularization_rate * p
            p -= rate * spec.weight_decay * p
        if name == "sgd":
            return p - rate * g
        if name in ("momentum", "nesterov"):
            self.v = spec.momentum * self.v + g
            return p - rate * (g + spec.momentum * self.v if name == "nesterov" else self.v)
        if name == "adagrad":
            self.s += g * g
            return p - rate * g / (math.sqrt(self.s) + spec.epsilon)
        if name == "rmsprop":
            self.s = spec.rms_decay * self.s + (1 - spec.rms_decay) * g * g
            return p - rate * g / (math.sqrt(self.s) + spec.epsilon)
        self.m = spec.beta1 * self.m + (1 - spec.beta1) * g
        self.s = spec.beta2 * self.s + (1 - spec.beta2) * g * g
        m, s = self.m / (1 - spec.beta1**self.t), self.s / (1 - spec.beta2**self.t)
        return p - rate * m / (math.sqrt(s) + spec.epsilon)


def check_updates(network: NetworkSpec, spec: TrainingSpec) -> None:
    """Train full batches; every update must be the formula's for the gradient shown."""
    data = random_data(6, 3, len(network.outputs))
    trainer = Trainer(network, spec, data)
    trained = np.concatenate([trainer.biases(), trainer.weights()])
    nodes = len(network.nodes)
    optimizers = [ScalarOptimizer(spec, k >= nodes) for k in range(len(trained))]
    for epoch in range(STEPS):
        rate = trainer.learning_rate
        trainer.advance(1)
        assert trainer.epoch == epoch + 1
        g = np.concatenate([trainer.bias_gradients(), trainer.weight_gradients()])
        if spec.gradient_clip:
            g *= min(1.0, spec.gradient_clip / (np.linalg.norm(g) + 1e-6))
        after = np.concatenate([trainer.biases(), trainer.weights()])
        moved = g != 0.0
        expected = [
            o.step(p, s, rate)
            for o, p, s in zip(optimizers, trained.tolist(), g.tolist(), strict=True)
        ]
        assert after[moved] == pytest.approx(np.array(expected)[moved], rel=1e-10, abs=1e-13)
        assert (after[~moved] == trained[~moved]).all()
        trained = after


@pytest.mark.parametrize("regularization", REGULARIZERS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_and_regularizer(optimizer: str, regularization: str) -> None:
    spec = TrainingSpec(
        optimizer=optimizer,
        regularization=regularization,
        regularization_rate=0.1,
        learning_rate=0.05,
        batch_size=0,
    )
    check_updates(random_dag(4, outputs=2), spec)


@settings(max_examples=30)
@given(
    st.sampled_from(sorted(OPTIMIZERS)),
    st.sampled_from(sorted(REGULARIZERS)),
    st.sampled_from(sorted(SCHEDULES)),
    st.sampled_from([0.0, 0.05]),
    st.sampled_from([0.0, 0.3]),
)
def test_combinations(
    optimizer: str, regularization: str, schedule: str, clip: float, decay: float
) -> None:
    spec = TrainingSpec(
        optimizer=optimizer,
        regularization=regularization,
        regularization_rate=0.02,
        schedule=schedule,
        schedule_epochs=3,
        gradient_clip=clip,
        weight_decay=decay,
        batch_size=0,
    )
    check_updates(random_dag(8, outputs=1), spec)


def test_schedules() -> None:
    factors = {key: [s.factor(e, 10, 0.5) for e in (0, 9, 10, 20, 30)] for key, s in
               SCHEDULES.items()}  # fmt: skip
    assert factors["constant"] == [1, 1, 1, 1, 1]
    assert factors["step"] == [1, 1, 0.5, 0.25, 0.125]
    assert factors["inverse_time"] == pytest.approx([1, 1 / 1.45, 1 / 1.5, 0.5, 1 / 2.5])
    assert factors["cosine"] == pytest.approx([1, 0.5 * (1 + math.cos(0.9 * math.pi)), 0, 0, 0])


def locked(network: NetworkSpec) -> NetworkSpec:
    """The same network with its first edge and its last node's bias locked."""
    return replace(
        network,
        edges=(replace(network.edges[0], trainable=False), *network.edges[1:]),
        nodes=(*network.nodes[:-1], replace(network.nodes[-1], trainable=False)),
    )


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_locking_while_it_runs_stops_a_weight_at_once(optimizer: str) -> None:
    network = layered(2, 4, 1)
    spec = TrainingSpec(optimizer=optimizer, regularization="l2", regularization_rate=0.1)
    trainer = Trainer(network, spec, xor_data())
    trainer.advance(3)
    later = Trainer(locked(network), spec, trainer.data)
    later.carry_over(trainer)
    before = later.weights(), later.biases()
    later.advance(9)
    assert later.weights()[0] == before[0][0]
    assert later.biases()[-1] == before[1][-1]
    assert (later.weights()[1:] != before[0][1:]).all()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_dead_l1_sets_weights_to_zero_for_ever(optimizer: str) -> None:
    spec = TrainingSpec(
        optimizer=optimizer, regularization="l1", regularization_rate=0.3, dead_l1=True
    )
    trainer = Trainer(layered(2, 4, 1), spec, xor_data())
    counts = []
    for _ in range(30):
        trainer.advance(10)
        assert not trainer.weights()[trainer.dead()].any()
        counts.append(int(trainer.dead().sum()))
    assert counts == sorted(counts)
    assert counts[-1] > 0


def test_regularization_leaves_biases_and_untrained_weights_alone() -> None:
    network = random_dag(6, outputs=1)
    spec = TrainingSpec(
        learning_rate=0.1, regularization="l2", regularization_rate=1.0, weight_decay=0.5
    )
    data = random_data(20, 3, 1)
    trainer = Trainer(network, spec, data)
    trainer.advance(1)
    reaches = set(network.outputs)
    for _ in network.edges:
        reaches |= {edge.source for edge in network.edges if edge.target in reaches}
    still = [edge.target not in reaches for edge in network.edges]
    assert any(still)
    before = np.array([edge.weight for edge in network.edges])
    assert (trainer.weights()[still] == before[still]).all()
