"""The examples over one input, and the one of three classes, do what they are said to do."""

from __future__ import annotations

import numpy as np
import pytest

from playground.app.commands.train import HeadlessRun
from playground.app.examples.catalog import EXAMPLES
from playground.app.examples.pictures import SIZE, ExamplePictures
from playground.data.generators import HALF_WIDTH
from playground.document import files


def trained(name: str, epochs: int) -> HeadlessRun:
    run = HeadlessRun(files.load(EXAMPLES[name].path))
    run.train(epochs)
    return run


def crossings(run: HeadlessRun, threshold: float) -> np.ndarray:
    x = np.linspace(-HALF_WIDTH, HALF_WIDTH, 4801)[:, None]
    _, a = run.trainer.node_evaluator().forward(x)
    above = a[-1] > threshold
    return x[np.flatnonzero(above[1:] != above[:-1]), 0]


def test_a_line_finds_its_slope_and_its_intercept():
    run = trained("line", 100)
    (m,), (_, b) = run.trainer.weights(), run.trainer.biases()
    assert m == pytest.approx(0.15, abs=0.03)
    assert b == pytest.approx(0.1, abs=0.05)


def test_a_logistic_crosses_one_half_once():
    run = trained("logistic", 300)
    (crossing,) = crossings(run, 0.5)
    assert 0.2 <= crossing <= 0.8


def test_a_tanh_output_ends_classes_where_it_crosses_zero():
    run = trained("crossings", 500)
    assert crossings(run, 0.0) == pytest.approx([-2.5, 2.5], abs=0.4)


@pytest.mark.parametrize(("name", "epochs"), [("bands", 500), ("three-classes", 100)])
def test_the_highest_of_three_outputs_is_right(name, epochs):
    run = HeadlessRun(files.load(EXAMPLES[name].path))
    before = run.trainer.evaluate().accuracy_test
    run.train(epochs)
    assert before < 0.8
    assert run.trainer.evaluate().accuracy_test >= 0.95


def test_a_lopsided_sample_teaches_to_forget_the_rare_class():
    # S42.
    run = trained("lopsided", 100)
    found = run.trainer.evaluate()
    (orange, _), (blue, found_blue) = found.confusion_test.tolist()
    assert found.accuracy_test > 0.9
    assert orange > 15 * blue
    assert blue > 10
    assert found_blue == 0


def test_their_pictures_show_curves_and_classes(qtbot):
    names = ("line", "crossings", "bands", "three-classes", "xor")
    shown = {}
    pictures = ExamplePictures([EXAMPLES[name] for name in names])
    pictures.drawn.connect(shown.__setitem__)
    pictures.start()
    qtbot.waitUntil(lambda: len(shown) == len(names), timeout=30_000)
    pictures.stop()
    assert [shown[name].curve is not None for name in names] == [True, True, False, False, False]
    assert [shown[name].shows_classes for name in names] == [False, False, True, True, False]
    for picture in shown.values():
        assert picture.rows.shape == (SIZE, SIZE)
        assert ((picture.dots >= 0) & (picture.dots <= 1)).all()
    assert len(np.unique(shown["bands"].dots[:, 1])) == 3
    assert np.ptp(shown["line"].dots[:, 1]) > 0.4
