"""Earlier runs in the loss view: drawn, named, pointed at."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from playground.engine.snapshot import EMPTY_CURVE, LossCurve
from playground.palette import DARK
from playground.plots.loss.chart import LossChart
from playground.plots.loss.run_legend import RunLegend
from playground.plots.loss.runs import EarlierRun
from playground.plots.loss.view import LossView
from tests.eyes import hover


def curve(losses, test=np.nan) -> LossCurve:
    train = np.asarray(losses, dtype=float)
    gaps = np.full(len(train), np.nan)
    epochs = np.arange(len(train), dtype=float)
    return LossCurve(epochs, train, np.full(len(train), test), gaps, gaps)


SLOW = EarlierRun("2-4-1 tanh", 3, False, curve(np.linspace(1.0, 0.8, 121), 0.5), 0)
FAST = EarlierRun("2-4-1 tanh", 7, True, curve(np.linspace(1.0, 0.1, 41)), 1)


@pytest.fixture
def view(qtbot) -> LossView:
    view = LossView()
    qtbot.addWidget(view)
    view.resize(420, 320)
    with qtbot.waitExposed(view):
        view.show()
    return view


def chart_of(view: LossView) -> LossChart:
    chart = view.findChild(LossChart)
    assert chart is not None
    return chart


def texts(view: LossView) -> str:
    return " · ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def point_at(view: LossView, epoch: float, loss: float) -> None:
    hover(chart_of(view), epoch, loss)


def test_earlier_runs_are_drawn_and_named_with_their_end(view) -> None:
    view.show_curve(curve([1.0, 0.5]))
    view.show_runs((SLOW, FAST), True)
    assert "seed 3: 0.8" in texts(view)
    assert "seed 7: 0.1" in texts(view)
    assert len(chart_of(view)._runs.lines) == 2
    assert chart_of(view).box.viewRange()[0][1] >= 120


def test_runs_of_different_networks_say_which(view) -> None:
    view.show_runs((SLOW, EarlierRun("2-1 relu", 3, False, FAST.curve, 2)), True)
    assert "2-4-1 tanh, seed 3: 0.8" in texts(view)
    assert "2-1 relu, seed 3: 0.1" in texts(view)


def test_labels_say_all_of_a_run() -> None:
    assert SLOW.label == "2-4-1 tanh, seed 3, 120 epochs: loss 0.8, test 0.5"
    assert FAST.label == "2-4-1 tanh, seed 7, 40 epochs, changed midway: loss 0.1"


def test_pointing_at_a_line_says_which_run_it_is(view) -> None:
    view.show_curve(curve([1.0, 0.5]))
    view.show_runs((SLOW, FAST), True)
    point_at(view, 100, SLOW.curve.train[100])
    assert SLOW.label in texts(view)
    pens = [line.opts["pen"].widthF() for line in chart_of(view)._runs.lines]
    assert pens[0] > pens[1]
    point_at(view, 20, FAST.curve.train[20])
    assert FAST.label in texts(view)
    point_at(view, 100, 0.1)
    assert "2-4-1" not in texts(view)


def test_the_cross_asks_for_removal(view) -> None:
    view.show_runs((SLOW, FAST), True)
    asked: list[int] = []
    view.remove_requested.connect(asked.append)
    crosses = view.findChild(RunLegend).findChildren(QToolButton)
    QTest.mouseClick(crosses[1], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert asked == [1]


def test_the_focused_entry_stands_out(view, qtbot) -> None:
    view.show_runs((SLOW, FAST), True)
    view.activateWindow()
    view.findChild(RunLegend).findChildren(QToolButton)[1].setFocus()
    first, second = (line.opts for line in chart_of(view)._runs.lines)
    qtbot.waitUntil(lambda: second["pen"].widthF() > first["pen"].widthF())


def test_runs_follow_the_scale_and_the_theme(view) -> None:
    view.show_runs((SLOW, FAST), True)
    color = chart_of(view)._runs.lines[0].opts["pen"].color()
    view.set_options(log_scale=True, accuracy=False)
    _, y = chart_of(view)._runs.lines[1].getData()
    np.testing.assert_allclose(y, np.log10(FAST.curve.train))
    view.set_theme(DARK)
    assert chart_of(view)._runs.lines[0].opts["pen"].color() != color


def test_where_there_is_little_room_the_chart_gets_it(view) -> None:
    view.show_runs((SLOW, FAST), True)
    view.resize(220, 130)
    QApplication.processEvents()
    assert not view.findChild(RunLegend).isVisible()
    assert chart_of(view).height() >= 80


def test_without_a_present_curve_the_runs_are_not_covered(view) -> None:
    view.show_curve(EMPTY_CURVE)
    view.show_runs((SLOW,), True)
    assert "Press Train" not in texts(view)
    view.show_runs((), True)
    assert "Press Train" in texts(view)


@pytest.mark.parametrize("losses", [[np.nan, np.nan], [np.inf, 1.0, 1e300], [0.0, 0.0]])
def test_odd_runs_can_be_painted_and_pointed_at(view, losses) -> None:
    view.show_runs((EarlierRun("2-1 tanh", 1, False, curve(losses), 0),), True)
    for is_log in (True, False):
        view.set_options(is_log, accuracy=True)
        point_at(view, 0.5, 0.5)
        assert not view.grab().isNull()
