"""What the examples that open a figure of the documents are said to do."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from playground.app.commands.first_weights import new_weights
from playground.app.commands.overrides import put_edit
from playground.app.commands.train import HeadlessRun
from playground.app.examples.catalog import EXAMPLES
from playground.app.plane_side import side_of
from playground.data.generators import HALF_WIDTH
from playground.document import files
from playground.document.content import Content
from playground.geometry.cells import arrange
from tests.figure_examples import CONCERT, HALF_PLANES, THRESHOLD

FloatArray = NDArray[np.float64]


def opened(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def trained(name: str, epochs: int) -> HeadlessRun:
    run = HeadlessRun(opened(name))
    run.train(epochs)
    return run


def values(run: HeadlessRun, points: FloatArray) -> FloatArray:
    """What every node gives, (nodes, points)."""
    return run.trainer.node_evaluator().forward(points)[1]


def line(count: int = 4801) -> FloatArray:
    return np.linspace(-HALF_WIDTH, HALF_WIDTH, count)[:, None]


def test_three_half_planes_overlap_in_a_triangle():
    # S5, S6: figures 5 and 6 of the first document.
    side = side_of(opened("half-planes"))
    found = arrange(side.request((-6.0, 6.0, -6.0, 6.0)))
    assert (found.cell_count, len(side.outputs), found.certified) == (7, 3, True)
    for output, texts in zip(found.says, HALF_PLANES, strict=True):
        w1, w2, b = (float(Fraction(text)) for text in texts)
        assert (output == (found.centres @ (w1, w2) + b > 0)).all()
    assert set(found.label_texts) >= {"111", "100", "010", "001"}
    assert found.label_islands()["111"] == 1
    (inside,) = np.flatnonzero(found.says.all(axis=0))
    assert len(found.polygon(int(inside))) == 3
    run = trained("half-planes", 2)
    assert run.trainer.evaluate().accuracy_test == 1.0
    assert run.content.network == opened("half-planes").network


def test_the_concert_is_right_for_all_eight_answers():
    # S30: (0, 1, 1) gives 7, which is more than 6.
    run = trained("concert", 2)
    answers = np.array(list(product((0.0, 1.0), repeat=3)))
    says = values(run, answers)[-1]
    assert (says == (answers @ CONCERT > THRESHOLD)).all()
    assert answers[says == 1].tolist() == [[0, 1, 1], [1, 1, 1]]
    assert run.trainer.evaluate().accuracy_train == 1.0
    assert run.content.network == opened("concert").network


def test_nested_sigmoids_give_the_numbers_of_the_text():
    found = values(HeadlessRun(opened("nested-sigmoids")), np.array([[3.0]]))[1:, 0]
    assert found == pytest.approx([0.95257, 0.72163, 0.67297, 0.66217], abs=5e-6)


@pytest.mark.parametrize(("name", "epochs"), [("three-two-one", 200), ("tablecloth", 50)])
def test_training_gets_the_points_right(name, epochs):
    run = HeadlessRun(opened(name))
    before = run.trainer.evaluate().accuracy_test
    run.train(epochs)
    assert before < 0.8
    assert run.trainer.evaluate().accuracy_test >= 0.95


def test_a_plane_is_found():
    run = trained("plane", 50)
    points = np.random.default_rng(0).uniform(-6, 6, (50, 2))
    assert values(run, points)[-1] == pytest.approx(points.sum(axis=1) / 10, abs=0.05)


@pytest.mark.parametrize("seed", [1, 7])
def test_a_hundred_linear_neurons_are_a_straight_line(seed):
    content = opened("straight-again")
    put_edit(content, new_weights(content, seed))
    run = HeadlessRun(content)
    for epochs in (0, 20):
        run.train(epochs)
        y = values(run, line(101))[-1]
        assert np.ptp(np.diff(y)) < 1e-12 * (1 + np.abs(y).max())


def test_a_tablecloths_contours_are_straight():
    run = trained("tablecloth", 5)
    (w1, w2), _ = run.trainer.weights(), run.trainer.biases()
    along = np.array([[w2, -w1]]) * np.linspace(-0.5, 0.5, 11)[:, None] + [1.0, 2.0]
    assert np.ptp(values(run, along)[-1]) < 1e-12


@pytest.mark.parametrize(
    ("name", "hidden", "loss"),
    [("hundred-tanh", 100, 0.015), ("eleven-and-nine", 20, 0.03), ("landscape", 20, 0.02)],
)
def test_wide_and_deep_networks_bend(name, hidden, loss):
    run = trained(name, 300)
    nodes = run.content.network.nodes
    assert sum(run.content.network.role(node.id) == "hidden" for node in nodes) == hidden
    assert run.trainer.evaluate().loss_test < loss
    points = np.random.default_rng(0).uniform(-100, 100, (500, len(run.content.network.inputs())))
    assert np.abs(values(run, points)[-1]).max() <= 1.0


def test_two_outputs_cross_where_the_classes_end():
    run = trained("two-outputs", 300)
    first, second = values(run, line())[-2:]
    x = line()[:, 0]
    at = x[np.flatnonzero((first > second)[1:] != (first > second)[:-1])]
    assert at == pytest.approx([-2.5, 2.5], abs=0.4)
