"""Gradients of whole networks, against differences of a slow second opinion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine import training_pass
from playground.engine.activations import ACTIVATIONS
from playground.engine.losses import LOSSES
from playground.engine.program import Program
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec, TrainingSpec
from playground.engine.trainer import Trainer
from playground.engine.training_pass import Scratch, TrainingPass
from tests.engine.networks import layered, random_dag, random_data
from tests.engine.scalar import mean_loss

STEP = 1e-6


def full_gradient(trainer: Trainer) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of the mean loss over all samples, gathered without moving anything."""
    trainer.advance_samples(len(trainer.data.inputs_train) - 1)
    return trainer.bias_gradients(), trainer.weight_gradients()


def check_gradient(network: NetworkSpec, loss: str, seed: int = 0) -> None:
    data = random_data(5, 3, len(network.outputs), loss, seed)
    # The last sample is never reached: its update would move the parameters.
    training = TrainingSpec(loss=loss, batch_size=0, remainder="carry")
    trainer = Trainer(network, training, data)
    bias_gradients, weight_gradients = full_gradient(trainer)
    inputs, targets = data.inputs_train[:-1].tolist(), data.targets_train[:-1].tolist()
    biases, weights = trainer.biases().tolist(), trainer.weights().tolist()

    def difference(values: list[float], index: int) -> float:
        value, ends = values[index], []
        for end in (value + STEP, value - STEP):
            values[index] = end
            ends.append(mean_loss(network, training, inputs, targets, biases, weights))
        values[index] = value
        return (ends[0] - ends[1]) / (2 * STEP)

    fed = {node.id for node in network.nodes if node.column is not None}
    for _ in network.nodes:
        fed |= {edge.target for edge in network.edges if edge.source in fed}
    for index, node in enumerate(network.nodes):
        expected = difference(biases, index) if node.id in fed and node.column is None else 0.0
        assert bias_gradients[index] == pytest.approx(expected, rel=2e-5, abs=2e-7)
    for index, edge in enumerate(network.edges):
        expected = difference(weights, index) if edge.source in fed else 0.0
        assert weight_gradients[index] == pytest.approx(expected, rel=2e-5, abs=2e-7)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradient_of_every_activation_and_loss(activation: str, loss: str) -> None:
    if ACTIVATIONS[activation].tolerant:
        network = random_dag(5, ("tanh",), outputs=2)
        last = network.outputs[0]
        nodes = tuple(
            NodeSpec(n.id, n.column, activation, (), n.bias) if n.id == last else n
            for n in network.nodes
        )
        trainer = Trainer(
            NetworkSpec(nodes, network.edges, (last,)),
            TrainingSpec(batch_size=0),
            random_data(5, 3, 1),
        )
        trainer.advance(1)
        assert not trainer.weight_gradients().any()
        return
    check_gradient(random_dag(11, (activation,), outputs=2), loss)


@settings(max_examples=40)
@given(
    st.integers(0, 10_000),
    st.integers(1, 4),
    st.sampled_from(sorted(LOSSES)),
    st.sampled_from([0.15, 0.5, 1.0]),
)
def test_gradient_of_random_drawings(seed: int, outputs: int, loss: str, density: float) -> None:
    network = random_dag(seed, outputs=outputs, hidden=7, density=density)
    check_gradient(network, loss, seed)


@pytest.mark.parametrize(
    ("hidden", "outputs"),
    [
        (("tanh", "identity"), ("tanh",)),
        (("identity", "tanh"), ("identity", "tanh")),
        (("tanh",), ("tanh", "identity", "tanh")),
    ],
)
def test_a_neuron_of_slope_1_between_others_that_are_alike(
    hidden: tuple[str, ...], outputs: tuple[str, ...]
) -> None:
    """Before the last level there is no row of ones that could be what lies between them."""
    network = layered(2, len(hidden), len(outputs))
    kinds = iter((*hidden, *outputs))
    nodes = (
        node if node.column is not None else replace(node, activation=next(kinds))
        for node in network.nodes
    )
    check_gradient(replace(network, nodes=tuple(nodes)), "squared")


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_gradient_of_drawings_of_few_kinds(seed: int, outputs: int) -> None:
    check_gradient(random_dag(seed, ("tanh", "identity"), outputs, hidden=7), "squared", seed)


def wide_sparse(outputs: tuple[str, ...] = ("out",)) -> NetworkSpec:
    """Forty neurons on one input each, twenty on two neurons each, and a skip edge."""
    rng = np.random.default_rng(2)
    nodes = [NodeSpec(f"x{k}", column=k) for k in range(3)]
    edges = []

    def neuron(id_: str, *sources: str) -> None:
        nodes.append(NodeSpec(id_, activation="tanh", bias=float(rng.normal())))
        for source in sources:
            edges.append(EdgeSpec(f"{source}>{id_}", source, id_, float(rng.normal(0, 0.7))))

    for k in range(40):
        neuron(f"a{k}", f"x{k % 3}")
    for k in range(20):
        neuron(f"b{k}", f"a{k}", f"a{k + 1}")
    neuron("out", "b3", "b17", "x0")
    neuron("inner", "b3", "a30")
    neuron("beyond", "inner")
    return NetworkSpec(tuple(nodes), tuple(edges), outputs)


@pytest.mark.parametrize("outputs", [("out",), ("out", "inner"), ("b17", "beyond", "a1", "out")])
def test_gradient_of_sparse_levels_and_inner_outputs(outputs: tuple[str, ...]) -> None:
    network = wide_sparse(outputs)
    sources = [level.sources for level in Program(network).levels]
    assert any(not isinstance(rows, slice) for rows in sources)
    check_gradient(network, "squared")


def test_a_step_trains_with_a_lent_slope_when_asked() -> None:
    network = NetworkSpec(
        (NodeSpec("x", column=0), NodeSpec("y", activation="step", bias=0.2)),
        (EdgeSpec("e", "x", "y", 0.5),),
        ("y",),
    )
    data = random_data(6, 1, 1)
    x, t = data.inputs_train[:, 0], data.targets_train[:, 0]
    z = 0.5 * x + 0.2
    error = (z >= 0) - t
    logistic = 1 / (1 + np.exp(-z))
    for mode, slope in (
        ("none", 0 * z),
        ("surrogate", logistic * (1 - logistic)),
        ("perceptron", 1),
    ):
        trainer = Trainer(network, TrainingSpec(batch_size=0, step_gradient=mode), data)
        trainer.advance(1)
        assert trainer.weight_gradients() == pytest.approx([np.mean(error * slope * x)])
        assert trainer.weights() == pytest.approx([0.5 - 0.03 * np.mean(error * slope * x)])


def test_perceptron_rule_leaves_what_lies_before_the_output() -> None:
    network = NetworkSpec(
        (
            NodeSpec("x", column=0),
            NodeSpec("h", activation="step"),
            NodeSpec("y", activation="step"),
        ),
        (EdgeSpec("e", "x", "h", 0.5), EdgeSpec("f", "h", "y", 0.5)),
        ("y",),
    )
    data = random_data(6, 1, 1)
    trainer = Trainer(network, TrainingSpec(batch_size=0, step_gradient="perceptron"), data)
    trainer.advance(1)
    assert trainer.weight_gradients()[0] == 0.0
    assert trainer.weight_gradients()[1] != 0.0


def test_perceptron_rule_for_several_outputs_of_different_kinds() -> None:
    network = NetworkSpec(
        (
            NodeSpec("x", column=0),
            *(NodeSpec(k, activation=a) for k, a in (("p", "step"), ("q", "tanh"), ("r", "sign"))),
        ),
        tuple(EdgeSpec(k, "x", k, 0.5) for k in "pqr"),
        ("p", "q", "r"),
    )
    data = random_data(6, 1, 3)
    trainer = Trainer(network, TrainingSpec(batch_size=0, step_gradient="perceptron"), data)
    trainer.advance(1)
    x, t = data.inputs_train, data.targets_train
    o = np.hstack([(x >= 0) * 1.0, np.tanh(x / 2), np.where(x >= 0, 1.0, -1.0)])
    slope = np.hstack([np.ones_like(x), 1 - np.tanh(x / 2) ** 2, np.ones_like(x)])
    assert trainer.weight_gradients() == pytest.approx(((o - t) * slope * x).mean(axis=0))


@pytest.mark.parametrize(
    ("network", "calls"),
    [
        (layered(2, 4, 2, 1), 15),
        (layered(2, 8, 8, 1), 15),
        (layered(2, 8, 8, 1, skip=True), 16),
        (layered(2, 8, 8, 1, activation="relu", output="identity"), 13),
        (layered(2, 8, 8, 8, 8, 8, 8, 1), 36),
    ],
)
def test_a_step_is_few_numpy_calls(network: NetworkSpec, calls: int) -> None:
    """Before the update, which is one more: on small networks calls are all that costs."""
    program = Program(network, network.outputs)
    one_pass = TrainingPass(program, TrainingSpec(), Scratch(program, 10))
    assert len(one_pass.recipe) == calls


@settings(max_examples=30)
@given(
    st.integers(0, 10_000), st.integers(1, 3), st.sampled_from(["squared", "binary_cross_entropy"])
)
def test_one_product_for_all_levels_is_a_product_for_each(
    seed: int, outputs: int, loss: str
) -> None:
    network = random_dag(seed, ("tanh", "relu"), outputs, hidden=7)
    data, gradients = random_data(5, 3, outputs, loss, seed), []
    for limit in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(training_pass, "PRODUCT_LIMIT", limit)
            training = TrainingSpec(loss=loss, batch_size=0, remainder="carry")
            gradients.append(np.concatenate(full_gradient(Trainer(network, training, data))))
    assert gradients[0] == pytest.approx(gradients[1], rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("output", ["tanh", "identity", "relu"])
@pytest.mark.parametrize("outputs", [1, 3])
def test_errors_and_slopes_in_one_subtraction_are_what_they_are_apart(
    output: str, outputs: int
) -> None:
    """A Huber loss that is squared as far as anyone looks has its slope computed by itself."""
    network = layered(2, 5, 4, outputs, activation="tanh", output=output)
    data = random_data(23, 2, outputs)
    program = Program(network, network.outputs)
    trainers, calls = [], []
    for loss in ("squared", "huber"):
        training = TrainingSpec(loss=loss, huber_delta=1e6, batch_size=4)
        trainers.append(Trainer(network, training, data))
        calls.append(len(TrainingPass(program, training, Scratch(program, 4)).recipe))
    assert calls[0] < calls[1] - 2  # it clips from above and from below as well
    for trainer in trainers:
        while trainer.epoch < 3:
            trainer.advance(100)
    joint, apart = trainers
    assert (joint.weights() == apart.weights()).all()
    assert (joint.biases() == apart.biases()).all()
    assert (joint.weight_gradients() == apart.weight_gradients()).all()
