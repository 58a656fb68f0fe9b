"""Edits of every kind while it trains: what survives stays as it was learned, to the bit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from tests.app.conftest import Desk


def learned(desk: Desk) -> dict[str, float]:
    """Every weight and bias by id, as the newest frame has them."""
    snapshot, network = desk.controller.snapshot, desk.network
    assert snapshot is not None
    edges = zip(network.edges, snapshot.weights.tolist(), strict=True)
    nodes = zip(network.nodes, snapshot.biases.tolist(), strict=True)
    values = {edge.id: weight for edge, weight in edges}
    return values | {node.id: bias for node, bias in nodes if not node.is_input}


def train_on(desk: Desk, epochs: int = 3) -> None:
    seen = desk.epoch
    desk.wait(lambda: desk.controller.snapshot and desk.epoch > seen + epochs)
    assert desk.controller.is_running, desk.message


@pytest.fixture
def frozen(xor_desk: Desk) -> Desk:
    """A window that has learned something and trains on at a rate of 0: nothing moves by itself."""
    xor_desk.controller.do(edits.change_field("Use Adam", "training", optimizer="adam"))
    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 30)
    xor_desk.controller.do(edits.change_field("Freeze", "training", learning_rate=0.0))
    train_on(xor_desk)
    return xor_desk


def hidden(desk: Desk) -> list[str]:
    return [node.id for node in desk.network.nodes if desk.network.role(node.id) == "hidden"]


def first_edges(desk: Desk, count: int) -> list[str]:
    return [edge.id for edge in desk.network.edges][:count]


EDITS: dict[str, Callable[[Desk], list[edits.Recipe]]] = {
    "a node comes": lambda desk: [edits.place_neuron(0.0, 400.0)],
    "an edge comes": lambda desk: [
        edits.connect(desk.network.inputs()[0].id, desk.network.outputs()[0].id)
    ],
    "a node goes": lambda desk: [edits.remove(hidden(desk)[:1])],
    "an edge goes": lambda desk: [edits.remove(first_edges(desk, 1))],
    "an input comes": lambda desk: [edits.place_input("x1_squared", -200.0, 400.0)],
    "other points": lambda desk: [edits.change_data("Change Data", source="circle")],
    "more noise": lambda desk: [edits.change_data("Change Noise", noise=20.0)],
    "another batch": lambda desk: [edits.change_field("Batch", "training", batch_size=7)],
    "optimizers": lambda desk: [
        edits.change_field("Optimizer", "training", optimizer=name)
        for name in ("sgd", "momentum", "rmsprop", "adamw")
    ],
    "a lock": lambda desk: [edits.set_locked(first_edges(desk, 2), True)],
    "a parameter": lambda desk: [
        edits.set_activation(hidden(desk), "leaky_relu"),
        edits.set_parameters(hidden(desk), (("slope", 0.2),)),
    ],
    "activations": lambda desk: [
        edits.set_activation(hidden(desk)[:2], key) for key in ACTIVATIONS
    ],
}


@pytest.mark.parametrize("kind", EDITS)
def test_what_survives_an_edit_is_as_it_was_learned(frozen: Desk, kind: str) -> None:
    before = learned(frozen)
    for recipe in EDITS[kind](frozen):
        frozen.controller.do(recipe)
        train_on(frozen)
    after = learned(frozen)
    shared = before.keys() & after.keys()
    assert len(shared) >= 10
    assert {id_: after[id_] for id_ in shared} == {id_: before[id_] for id_ in shared}
    frozen.controller.pause()
    frozen.settle()


def test_a_locked_weight_stays_while_the_others_learn(xor_desk: Desk) -> None:
    desk = xor_desk
    desk.controller.train()
    train_on(desk)
    locked = first_edges(desk, 2)
    desk.controller.do(edits.set_locked(locked, True))
    train_on(desk)
    first = learned(desk)
    train_on(desk, 30)
    last = learned(desk)
    assert {id_ for id_ in first if first[id_] == last[id_]} == set(locked)
