"""Epochs, batches, samples; going on after edits; replaying from a state."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.errors import EngineError, ProgramTooLargeError
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import (
    EdgeSpec,
    NetworkSpec,
    NodeSpec,
    TrainingSpec,
)
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_dag, random_data, xor_data


def trainer_of(**settings: object) -> Trainer:
    return Trainer(layered(2, 4, 1), TrainingSpec(**settings), xor_data())  # type: ignore[arg-type]


def same(one: TrainerState, other: TrainerState) -> bool:
    """Whether two states are equal in every bit."""

    def bits(state: TrainerState) -> list[object]:
        values = [getattr(state, field.name) for field in fields(TrainerState)]
        flat = [part for value in values for part in (value if type(value) is tuple else [value])]
        return [part.tobytes() if isinstance(part, np.ndarray) else part for part in flat]

    return bits(one) == bits(other)


def going_on(trainer: Trainer, training: TrainingSpec) -> Trainer:
    """One that goes on with other settings, as after an edit."""
    after = Trainer(trainer.network, training, trainer.data)
    after.carry_over(trainer)
    return after


def test_an_epoch_is_its_batches() -> None:
    trainer = trainer_of(batch_size=15)  # 40 points: 15, 15, 10
    assert trainer.at_epoch_end
    assert trainer.advance(2) == 2
    assert (trainer.epoch, trainer.step, trainer.sample_in_epoch) == (0, 2, 30)
    assert not trainer.at_epoch_end
    assert trainer.advance(100) == 1
    assert (trainer.epoch, trainer.step, trainer.sample_in_epoch) == (1, 3, 0)
    assert trainer.advance(100) == 3


def test_steps_one_by_one_end_where_an_epoch_ends() -> None:
    one, many = trainer_of(batch_size=15), trainer_of(batch_size=15)
    for _ in range(9):
        assert one.advance(1) == 1
    for _ in range(3):
        many.advance(100)
    assert same(one.state(), many.state())


@pytest.mark.parametrize("slices", [(1, 1, 1, 1, 1), (3, 2), (2, 1, 2), (4, 1)])
@pytest.mark.parametrize("settings", [{}, {"optimizer": "momentum"}, {"regularization": "l2"}])
def test_slices_of_an_epoch_add_up_bit_for_bit(
    slices: tuple[int, ...], settings: dict[str, str]
) -> None:
    training = TrainingSpec(batch_size=8, regularization_rate=0.01, **settings)  # type: ignore[arg-type]
    whole, sliced = (Trainer(layered(2, 4, 2, 1), training, xor_data()) for _ in range(2))
    for _ in range(4):
        assert whole.advance(99) == 5
        for batches in slices:
            assert sliced.advance(batches) == batches
            # What is shown in between is where it stands: it can be gone on from.
            sliced.set_parameters(sliced.biases(), sliced.weights())
    assert (sliced.weights() == whole.weights()).all()
    assert (sliced.biases() == whole.biases()).all()


def test_samples_gather_a_batch() -> None:
    samples, batches = trainer_of(batch_size=15), trainer_of(batch_size=15)
    assert samples.advance_samples(14) == 14
    assert samples.step == 0
    assert (samples.weights() == batches.weights()).all()
    assert samples.advance_samples(1) == 1
    batches.advance(1)
    assert samples.step == 1
    assert samples.weights() == pytest.approx(batches.weights(), rel=1e-13)
    assert samples.weight_gradients() == pytest.approx(batches.weight_gradients(), rel=1e-12)
    samples.advance_samples(5)
    assert samples.advance(1) == 1  # the rest of the batch
    batches.advance(1)
    assert samples.weights() == pytest.approx(batches.weights(), rel=1e-13)
    assert samples.advance_samples(100) == 10
    assert samples.epoch == 1


def test_what_is_left_is_carried_into_the_next_epoch() -> None:
    trainer = trainer_of(batch_size=15, remainder="carry")
    assert trainer.advance(100) == 3
    assert (trainer.epoch, trainer.step) == (1, 2)
    assert trainer.state().pending_count == 10
    before = trainer.biases(), trainer.weights()
    trainer.advance(1)
    assert trainer.step == 3
    assert trainer.state().pending_count == 0
    # One update by 25 samples: the 10 left over and the first 15, all at the same weights.
    data, chosen = trainer.data, [*range(30, 40), *range(15)]
    both = replace(
        data, inputs_train=data.inputs_train[chosen], targets_train=data.targets_train[chosen]
    )
    other = Trainer(trainer.network, TrainingSpec(batch_size=0), both)
    other.set_parameters(*before)
    other.advance(1)
    assert trainer.weights() == pytest.approx(other.weights(), rel=1e-13)
    assert trainer.weight_gradients() == pytest.approx(other.weight_gradients(), rel=1e-12)


def test_a_batch_larger_than_the_data_never_updates_when_carried() -> None:
    trainer = trainer_of(batch_size=300, remainder="carry")
    before = trainer.weights()
    for _ in range(3):
        assert trainer.advance(10) == 1
    assert (trainer.epoch, trainer.step) == (3, 0)
    assert (trainer.weights() == before).all()
    capped = trainer_of(batch_size=300)
    capped.advance(10)
    assert (capped.epoch, capped.step) == (1, 1)


def test_shuffling_depends_on_seed_and_epoch() -> None:
    runs = [trainer_of(shuffle=True, seed=seed) for seed in (1, 1, 2)]
    for trainer in runs:
        for _ in range(3):
            trainer.advance(100)
    assert same(runs[0].state(), runs[1].state())
    assert not (runs[0].weights() == runs[2].weights()).any()


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


def test_changing_settings_keeps_what_was_learned() -> None:
    trainer = trainer_of(optimizer="adam")
    trainer.advance(2)
    before = trainer.state()
    for change in (
        {"learning_rate": 0.5},
        {"optimizer": "adamw", "weight_decay": 0.01},
        {"batch_size": 7},
        {"loss": "huber"},
        {"regularization": "l2", "regularization_rate": 0.1},
    ):
        trainer = going_on(trainer, replace(trainer.training, **change))
        assert same(replace(trainer.state(), optimizer="adam"), before)
    trainer = going_on(trainer, replace(trainer.training, optimizer="momentum"))
    assert not trainer.state().slots[0].any()
    assert (trainer.state().parameters == before.parameters).all()
    trainer.advance(1)
    assert trainer.sample_in_epoch == 21  # the next multiple of the new batch size


def grown(network: NetworkSpec) -> NetworkSpec:
    """One neuron and three edges more, one edge less, nodes and edges in another order."""
    nodes = (NodeSpec("new", activation="relu", bias=0.3), *reversed(network.nodes))
    edges = (
        EdgeSpec("a", "0.0", "new", 0.4),
        *reversed(network.edges[1:]),
        EdgeSpec("b", "new", "2.0", -0.2),
        EdgeSpec("c", "0.1", "2.0", 0.1),
    )
    return NetworkSpec(nodes, edges, network.outputs)


def by_id(trainer: Trainer, packed: np.ndarray) -> dict[str, float]:
    ids = [n.id for n in trainer.network.nodes] + [e.id for e in trainer.network.edges]
    return dict(zip(ids, packed.tolist(), strict=True))


def test_surviving_nodes_and_edges_carry_over_by_id() -> None:
    old = trainer_of(optimizer="adam", batch_size=15, remainder="carry")
    old.advance(3)
    old.advance(1)
    old.advance_samples(4)
    new = Trainer(grown(old.network), old.training, old.data)
    drawn = new.state()
    new.carry_over(old)
    was, now = old.state(), new.state()
    assert (now.epoch, now.step, now.sample_in_epoch) == (was.epoch, was.step, was.sample_in_epoch)
    assert (now.optimizer_step, now.pending_count) == (was.optimizer_step, was.pending_count)
    assert was.pending is not None
    assert now.pending is not None
    for packed_was, packed_now in (
        (was.parameters, now.parameters),
        *zip(was.slots, now.slots, strict=True),
        (was.pending, now.pending),
    ):
        source = by_id(old, packed_was)
        start = by_id(new, drawn.parameters) if packed_now is now.parameters else {}
        for id_, value in by_id(new, packed_now).items():
            assert value == source.get(id_, start.get(id_, 0.0))
    new.advance(5)
    assert new.divergence is None


def test_other_data_keep_the_weights_and_begin_the_epoch_anew() -> None:
    old = trainer_of(optimizer="momentum")
    old.advance(2)
    new = Trainer(old.network, old.training, xor_data(seed=9))
    new.carry_over(old)
    assert (new.weights() == old.weights()).all()
    assert (new.state().slots[0] == old.state().slots[0]).all()
    assert (new.epoch, new.step, new.sample_in_epoch) == (0, 2, 0)


def test_a_hand_edit_revives_a_dead_weight() -> None:
    spec = TrainingSpec(
        learning_rate=0.1, regularization="l1", regularization_rate=0.5, dead_l1=True
    )
    trainer = Trainer(layered(2, 4, 1), spec, xor_data())
    for _ in range(30):
        trainer.advance(100)
    dead = trainer.dead()
    assert dead[[0, 8]].all()
    weights = trainer.weights()
    revived = [0, 8]  # x to the first hidden neuron and on to the output
    weights[revived] = 0.7
    trainer.set_parameters(trainer.biases(), weights)
    assert not trainer.dead()[revived].any()
    assert trainer.dead().sum() == dead.sum() - 2
    trainer = going_on(trainer, replace(spec, regularization="none"))
    trainer.advance(1)
    assert (trainer.weights()[revived] != 0.7).all()
    assert not trainer.weights()[trainer.dead()].any()


def test_a_dead_weight_of_the_spec_stays_zero() -> None:
    network = layered(2, 4, 1)
    edges = (replace(network.edges[0], dead=True), *network.edges[1:])
    trainer = Trainer(replace(network, edges=edges), TrainingSpec(), xor_data())
    trainer.advance(100)
    assert trainer.weights()[0] == 0.0
    assert trainer.dead()[0]
    assert (trainer.weights()[1:] != [edge.weight for edge in edges[1:]]).all()


def test_what_is_not_between_input_and_output_stays() -> None:
    network = NetworkSpec(
        (
            NodeSpec("x", column=0),
            NodeSpec("unused", column=1),
            NodeSpec("alone", activation="tanh", bias=0.5),
            NodeSpec("source", activation="tanh", bias=0.5),
            NodeSpec("h", activation="tanh", bias=0.1),
            NodeSpec("y", bias=0.1),
            NodeSpec("surplus", bias=0.1),
        ),
        (
            EdgeSpec("xh", "x", "h", 0.3),
            EdgeSpec("sh", "source", "h", 0.3),
            EdgeSpec("hy", "h", "y", 0.3),
            EdgeSpec("hs", "h", "surplus", 0.3),
        ),
        ("y",),
    )
    trainer = Trainer(network, TrainingSpec(weight_decay=0.1), random_data(20, 2, 1))
    trainer.advance(10)
    assert (trainer.biases() != [n.bias for n in network.nodes]).tolist() == [
        False, False, False, False, True, True, False,
    ]  # fmt: skip
    assert (trainer.weights() != 0.3).tolist() == [True, False, True, False]


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
