"""Epochs, batches, samples; going on after edits; replaying from a state."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.errors import EngineError, ProgramTooLargeError
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec, TrainingSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_dag, random_data, xor_data
from tests.engine.trainers import same, trainer_of


def test_it_learns_xor() -> None:
    data = xor_data(200, 100)
    trainer = Trainer(layered(2, 8, 1), TrainingSpec(learning_rate=0.1), data)
    for _ in range(300):
        trainer.advance(100)
    metrics = trainer.evaluate_losses()
    assert metrics.accuracy_test is not None
    assert metrics.accuracy_test >= 0.95


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(OPTIMIZERS)),
    st.sampled_from(["none", "l1", "l2"]),
    st.booleans(),
    st.sampled_from(["apply", "carry"]),
    st.integers(1, 50),
    st.booleans(),
    st.lists(st.tuples(st.booleans(), st.integers(1, 9)), min_size=1, max_size=8),
    st.lists(st.tuples(st.booleans(), st.integers(1, 9)), min_size=1, max_size=8),
)
def test_a_run_replays_from_a_state_bit_for_bit(
    optimizer: str,
    regularization: str,
    dead_l1: bool,
    remainder: str,
    batch_size: int,
    shuffle: bool,
    before: list[tuple[bool, int]],
    after: list[tuple[bool, int]],
) -> None:
    spec = TrainingSpec(
        optimizer=optimizer,
        regularization=regularization,
        regularization_rate=0.05,
        dead_l1=dead_l1,
        remainder=remainder,  # type: ignore[arg-type]
        batch_size=batch_size,
        shuffle=shuffle,
        schedule="step",
        schedule_epochs=2,
    )
    trainer = Trainer(layered(2, 4, 1), spec, xor_data())

    def go(moves: list[tuple[bool, int]]) -> TrainerState:
        for by_sample, count in moves:
            trainer.advance_samples(count) if by_sample else trainer.advance(count)
        return trainer.state()

    state = go(before)
    end = go(after)
    trainer.restore(state)
    assert same(trainer.state(), state)
    assert same(go(after), end)
    fresh = Trainer(trainer.network, spec, trainer.data)
    fresh.restore(state)
    trainer = fresh
    assert same(go(after), end)


def test_a_state_is_not_changed_by_what_follows() -> None:
    trainer = trainer_of(optimizer="adam")
    trainer.advance(2)
    state = trainer.state()
    copy = state.parameters.copy(), [slot.copy() for slot in state.slots]
    trainer.restore(state)
    trainer.advance(3)
    assert (state.parameters == copy[0]).all()
    assert all((a == b).all() for a, b in zip(state.slots, copy[1], strict=True))
    assert state.nbytes > 3 * state.parameters.nbytes


@pytest.mark.parametrize("network", [NetworkSpec((), ()), random_dag(3, outputs=0)])
def test_without_outputs_there_is_nothing_to_do(network: NetworkSpec) -> None:
    data = random_data(10, 3, 1)
    trainer = Trainer(network, TrainingSpec(), data)
    assert not trainer.can_train
    assert trainer.advance(5) == 0
    assert trainer.advance_samples(5) == 0
    assert trainer.evaluate_losses().loss_train is None
    values = trainer.node_evaluator().evaluate(data.inputs_train)
    assert values.shape == (len(network.nodes), 10)
    assert (trainer.weights() == [edge.weight for edge in network.edges]).all()
    assert not trainer.weight_gradients().any()
    trainer.restore(trainer.state())
    trainer.carry_over(Trainer(layered(2, 4, 1), TrainingSpec(), xor_data()))


def test_without_points_there_is_nothing_to_do() -> None:
    data = random_data(0, 2, 1)
    trainer = Trainer(layered(2, 4, 1), TrainingSpec(batch_size=0), data)
    assert trainer.advance(5) == 0
    assert trainer.evaluate().loss_train is None


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        (layered(3, 2, 1), "asks for column 3, but the data have 2 columns"),
        (layered(2, 2, 2), "2 outputs to train, but the data have 1 target"),
    ],
)
def test_misfits_are_refused(network: NetworkSpec, reason: str) -> None:
    with pytest.raises(EngineError, match=reason):
        Trainer(network, TrainingSpec(), xor_data())


def test_too_large_is_refused_before_anything_is_allocated() -> None:
    nodes = [NodeSpec("x", column=0)]
    edges = []
    for layer in range(2):
        for k in range(5000):
            nodes.append(NodeSpec(f"{layer}.{k}"))
            source = "x" if layer == 0 else "0.0"
            edges.append(EdgeSpec(f"e{layer}.{k}", source, f"{layer}.{k}", 1.0))
            if layer and k < 4999:
                edges.append(EdgeSpec(f"f{k}", f"0.{k + 1}", f"{layer}.{k}", 1.0))
    network = NetworkSpec(tuple(nodes), tuple(edges), ("1.0",))
    Trainer(network, TrainingSpec(), random_data(4, 1, 1))  # only what "1.0" needs
    whole = replace(network, outputs=tuple(f"1.{k}" for k in range(5000)))
    tracemalloc.start()
    with pytest.raises(ProgramTooLargeError, match="more than the 256 MB"):
        Trainer(whole, TrainingSpec(), random_data(4, 1, 5000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6


def test_memory_stays_flat() -> None:
    trainer = trainer_of(optimizer="adam", shuffle=True, batch_size=7, schedule="cosine")
    points = np.zeros((50, 2))

    def some_epochs() -> None:
        for _ in range(40):
            trainer.advance(100)
            trainer.evaluate_losses()
            trainer.state()
            trainer.node_evaluator().evaluate(points)
        gc.collect()

    some_epochs()
    tracemalloc.start()
    some_epochs()
    first = tracemalloc.get_traced_memory()[0]
    for _ in range(3):
        some_epochs()
    growth = tracemalloc.get_traced_memory()[0] - first
    tracemalloc.stop()
    assert growth < 2000


def test_float32_from_a_certain_size_on() -> None:
    data = random_data(30, 300, 2)
    trainer = Trainer(layered(300, 120, 2), TrainingSpec(batch_size=16, loss="squared"), data)
    exact = [edge.weight for edge in trainer.network.edges]
    assert trainer.weights() == pytest.approx(exact, rel=1e-6)
    assert (trainer.weights() != exact).any()
    before = trainer.evaluate_losses().loss_train
    for _ in range(20):
        trainer.advance(100)
    after = trainer.evaluate_losses().loss_train
    assert before is not None
    assert after is not None
    assert after < before
    state = trainer.state()
    trainer.advance(2)
    end = trainer.state()
    trainer.restore(state)
    trainer.advance(2)
    assert same(trainer.state(), end)
