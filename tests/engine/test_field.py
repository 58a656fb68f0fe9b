"""Values of all nodes or of some, in one piece or in many."""

from __future__ import annotations

import numpy as np
import pytest

from playground.engine import field
from playground.engine.field import NodeEvaluator
from playground.engine.program import Program
from playground.engine.spec import TrainingSpec
from playground.engine.trainer import Trainer
from tests.engine.networks import layered, random_dag, random_data, xor_data


def grid(count: int) -> np.ndarray:
    axis = np.linspace(-6, 6, count)
    return np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)


def test_many_pieces_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluator = NodeEvaluator(layered(2, 8, 8, 1, skip=True))
    points = grid(100)
    whole = evaluator.evaluate(points)
    monkeypatch.setattr(field, "PASS_VALUES", 50_000)
    assert np.allclose(whole, evaluator.evaluate(points), rtol=1e-12, atol=1e-15)
    assert whole.shape == (19, 10_000)
    pieces = [evaluator.evaluate(points[start : start + 700]) for start in range(0, 10_000, 700)]
    assert np.allclose(whole, np.concatenate(pieces, axis=1), rtol=1e-12, atol=1e-15)
    assert (whole[0] == points[:, 0]).all()


def test_asked_nodes_come_in_the_order_asked_for() -> None:
    network = random_dag(2, outputs=2)
    evaluator = NodeEvaluator(network)
    points = random_data(50, 3, 1).inputs_train
    everything = evaluator.evaluate(points)
    index = {node.id: row for row, node in enumerate(network.nodes)}
    for ids in (["n5"], ["n3", "x1", "n0"], []):
        some = evaluator.evaluate(points, ids)
        assert some.shape == (len(ids), 50)
        assert some == pytest.approx(everything[[index[id_] for id_ in ids]], rel=1e-13)
    with pytest.raises(KeyError):
        evaluator.evaluate(points, ["nobody"])


def test_only_ancestors_are_computed() -> None:
    network = layered(2, 8, 8, 1)
    assert Program(network, ["1.3"]).rows == 4  # ones, two inputs, the neuron


def test_a_trainer_shows_its_present_weights() -> None:
    trainer = Trainer(layered(2, 4, 1), TrainingSpec(), xor_data())
    points = grid(5)
    before = trainer.node_evaluator().evaluate(points, ["2.0"])
    trainer.advance(100)
    after = trainer.node_evaluator().evaluate(points, ["2.0"])
    assert (before != after).all()
    z, a = trainer.node_evaluator().forward(points)
    assert np.tanh(z[-1]) == pytest.approx(a[-1])
    assert a[-1] == pytest.approx(after[0])
    assert (z[:2] == points.T).all()


def test_cross_entropy_outputs_show_their_sum() -> None:
    data = random_data(10, 2, 1, "binary_cross_entropy")
    trainer = Trainer(
        layered(2, 4, 1, output="sigmoid"), TrainingSpec(loss="binary_cross_entropy"), data
    )
    z, a = trainer.node_evaluator().forward(grid(5))
    assert (z[-1] == a[-1]).all()
    assert (z[2] != a[2]).all()


def test_a_buffer_may_be_given() -> None:
    evaluator = NodeEvaluator(layered(2, 4, 1))
    out = np.empty((7, 25), dtype=np.float32)
    assert evaluator.evaluate(grid(5), out=out) is out
    assert np.allclose(out, evaluator.evaluate(grid(5)), rtol=1e-5, atol=1e-6)


def test_rough_values_of_steps_are_exact() -> None:
    evaluator = NodeEvaluator(layered(2, 6, 1, activation="step", output="sign"))
    out = np.empty((9, 2500), dtype=np.float32)
    assert (evaluator.evaluate(grid(50), out=out)[2:] == evaluator.evaluate(grid(50))[2:]).all()


def test_rough_values_of_large_weights_have_no_gaps() -> None:
    network = layered(2, 4, 1)
    evaluator = NodeEvaluator(network)
    weights = np.array([edge.weight for edge in network.edges])
    evaluator.set_parameters(np.zeros(7), weights * 1e45)
    out = np.empty((1, 400), dtype=np.float32)
    assert np.isfinite(evaluator.evaluate(grid(20), [network.outputs[0]], out)).all()
    assert (out == evaluator.evaluate(grid(20), [network.outputs[0]])).all()


def test_no_points_give_no_values() -> None:
    assert NodeEvaluator(layered(2, 4, 1)).evaluate(np.empty((0, 2))).shape == (7, 0)
