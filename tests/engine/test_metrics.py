"""Losses, accuracy, R² and confusion counts, by hand and in pieces."""

from __future__ import annotations

import numpy as np
import pytest

from playground.engine import metrics
from playground.engine.losses import LOSSES
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec, TrainingData, TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_dag, random_data, xor_data
from tests.engine.scalar import mean_loss


def echo(outputs: int, activation: str = "identity") -> NetworkSpec:
    """Outputs that repeat their inputs."""
    nodes = [NodeSpec(f"x{k}", column=k) for k in range(outputs)]
    nodes += [NodeSpec(f"y{k}", activation=activation) for k in range(outputs)]
    edges = [EdgeSpec(f"e{k}", f"x{k}", f"y{k}", 1.0) for k in range(outputs)]
    return NetworkSpec(tuple(nodes), tuple(edges), tuple(f"y{k}" for k in range(outputs)))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("outputs", [1, 3])
def test_losses_agree_with_the_second_opinion(loss: str, outputs: int) -> None:
    network = random_dag(7, outputs=outputs)
    data = random_data(12, 3, outputs, loss)
    spec = TrainingSpec(loss=loss, huber_delta=0.4)
    trainer = Trainer(network, spec, data)
    expected = mean_loss(
        network,
        spec,
        data.inputs_train.tolist(),
        data.targets_train.tolist(),
        trainer.biases().tolist(),
        trainer.weights().tolist(),
    )
    found = trainer.evaluate_losses()
    assert found.loss_train == pytest.approx(expected, rel=1e-12)
    assert found.loss_test is None
    assert found.accuracy_test is None


@pytest.mark.parametrize(
    ("activation", "loss", "values", "targets", "right"),
    [
        ("identity", "squared", [-1.0, 0.0, 0.2, -0.1], [-1, 1, 1, 1], 3),
        ("step", "squared", [-1.0, 0.0, 0.2, -0.1], [0, 1, 1, 1], 3),
        ("hard_sigmoid", "squared", [-1.0, 0.0, 0.2, -0.1], [0, 1, 0, 0], 3),
        ("sigmoid", "binary_cross_entropy", [-1.0, 0.0, 0.2, -0.1], [0, 1, 1, 1], 3),
    ],
)
def test_decisions_of_one_output(
    activation: str, loss: str, values: list[float], targets: list[int], right: int
) -> None:
    x, t = np.array(values)[:, None], np.array(targets, dtype=float)[:, None]
    data = TrainingData("classes", x, t, x[:2], t[:2])
    found = Trainer(echo(1, activation), TrainingSpec(loss=loss), data).evaluate()
    assert found.accuracy_train == right / 4
    assert found.confusion_train is not None
    assert found.confusion_train.sum() == 4
    assert np.trace(found.confusion_train) == right
    assert found.r2_train is None


def test_the_highest_of_several_outputs_wins() -> None:
    x = np.array([[1.0, 0, 0], [0, 2, 1], [0, 1, 2], [3, 1, 0]])
    t = np.eye(3)[[0, 1, 1, 2]]
    data = TrainingData("classes", x, t, x[:0], t[:0])
    found = Trainer(echo(3), TrainingSpec(loss="softmax_cross_entropy"), data).evaluate()
    assert found.accuracy_train == 0.5
    assert found.confusion_train is not None
    assert found.confusion_train.tolist() == [[1, 0, 0], [0, 1, 1], [1, 0, 0]]
    assert found.confusion_test is None


def test_r2_of_numbers() -> None:
    x = np.array([[1.0], [2.0], [4.0]])
    t = np.array([[1.0], [3.0], [5.0]])
    found = Trainer(echo(1), TrainingSpec(), TrainingData("numbers", x, t, x, x)).evaluate()
    assert found.r2_train == pytest.approx(1 - 2 / 8)
    assert found.r2_test == 1.0
    assert found.accuracy_train is None
    flat = TrainingData("numbers", x, np.ones((3, 1)), x[:0], t[:0])
    assert Trainer(echo(1), TrainingSpec(), flat).evaluate().r2_train is None


def test_pieces_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xor_data(41, 30)
    whole = Trainer(layered(2, 4, 1), TrainingSpec(), data)
    monkeypatch.setattr(metrics, "PASS_VALUES", 80)
    pieces = Trainer(layered(2, 4, 1), TrainingSpec(), data)
    for _ in range(2):
        one, other = whole.evaluate(), pieces.evaluate()
        assert one.loss_train == pytest.approx(other.loss_train, rel=1e-12)
        assert one.loss_test == pytest.approx(other.loss_test, rel=1e-12)
        assert one.accuracy_test == other.accuracy_test
        assert one.confusion_train is not None
        assert other.confusion_train is not None
        assert (one.confusion_train == other.confusion_train).all()
        whole.advance(100)
        pieces.advance(100)
