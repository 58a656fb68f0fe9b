from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec, TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_data, xor_data
from tests.engine.trainers import same, trainer_of


def going_on(trainer: Trainer, training: TrainingSpec) -> Trainer:
    """One that goes on with other settings, as after an edit."""
    after = Trainer(trainer.network, training, trainer.data)
    after.carry_over(trainer)
    return after


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
