import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from playground.engine.snapshot import EMPTY_CURVE, Divergence, LossCurve
from playground.palette import DARK
from playground.plots.loss.chart import LossChart
from playground.plots.loss.view import LossView
from tests.eyes import hover


def curve(train, test=None, accuracy=None, epochs=None):
    train = np.asarray(train, dtype=float)
    gaps = np.full(len(train), np.nan)
    return LossCurve(
        np.arange(len(train), dtype=float) if epochs is None else np.asarray(epochs, dtype=float),
        train,
        gaps if test is None else np.asarray(test, dtype=float),
        gaps if accuracy is None else np.asarray(accuracy, dtype=float),
        gaps if accuracy is None else np.asarray(accuracy, dtype=float),
    )


FALLING = curve(np.linspace(1.0, 0.1, 11), np.linspace(1.2, 0.3, 11), np.linspace(0.5, 1.0, 11))


@pytest.fixture
def view(qtbot):
    view = LossView()
    qtbot.addWidget(view)
    view.resize(420, 240)
    with qtbot.waitExposed(view):
        view.show()
    return view


def chart_of(view):
    return view.findChild(LossChart)


def texts(view):
    labels = [label for label in view.findChildren(QLabel) if label.isVisible()]
    return " · ".join(text for label in labels if (text := label.text()))


def point_at(view, epoch):
    hover(chart_of(view), epoch, 0.5)


def switch(view, text):
    return next(box for box in view.findChildren(QToolButton) if box.accessibleName() == text)


def test_it_says_how_to_get_a_curve(view):
    assert "Press Train" in texts(view)
    view.show_curve(curve([0.5]))
    assert "Press Train" in texts(view)
    view.show_curve(FALLING)
    assert "Press Train" not in texts(view)
    view.show_curve(EMPTY_CURVE)
    assert "Press Train" in texts(view)


def test_while_the_first_epoch_runs_nobody_is_told_to_press_train(view):
    view.show_curve(curve([0.5]), "running")
    assert "Press Train" not in texts(view)
    assert "first epoch" in texts(view)


def test_after_a_runaway_it_says_what_to_do(view):
    view.show_curve(curve([0.5]), "diverged", Divergence(3, 0, "The rate.", "Lower the rate."))
    assert "Press Train" not in texts(view)
    assert "ran away" in texts(view)
    assert "Lower the rate." in texts(view)


def test_a_loss_that_never_was_a_number_is_said(view):
    view.show_curve(curve([np.nan, np.inf, np.nan]))
    assert "smaller learning rate" in texts(view)


def test_the_legend_reads_the_newest_values(view):
    view.show_curve(FALLING)
    assert "Train 0.1000" in texts(view)
    assert "Test 0.3000" in texts(view)
    assert "Epoch" not in texts(view)


def test_the_legend_reads_the_epoch_under_the_cursor(view):
    view.show_curve(FALLING)
    point_at(view, 2.1)
    assert "Epoch 2" in texts(view)
    assert "Train 0.8200" in texts(view)
    view.show_curve(FALLING)
    assert "Epoch 2" in texts(view)
    QApplication.sendEvent(chart_of(view), QEvent(QEvent.Type.Leave))
    assert "Epoch" not in texts(view)
    assert "Train 0.1000" in texts(view)


def test_arrow_keys_read_epochs_too(view, qtbot):
    view.show_curve(FALLING)
    for _ in range(3):
        qtbot.keyClick(chart_of(view), Qt.Key.Key_Left)
    assert "Epoch 7" in texts(view)
    qtbot.keyClick(chart_of(view), Qt.Key.Key_Escape)
    assert "Epoch" not in texts(view)


def test_without_test_data_there_is_no_test_line(view):
    view.show_curve(curve([1.0, 0.5, 0.2]))
    assert "Test" not in texts(view)
    assert not chart_of(view).shows("test")


def test_accuracy_is_shown_on_request_and_on_its_own_axis(view):
    view.show_curve(FALLING)
    assert "%" not in texts(view)
    view.set_options(log_scale=False, accuracy=True)
    assert "Train 100.0 %" in texts(view)
    _, y = chart_of(view).lines["accuracy_train"].getData()
    low, high = chart_of(view).box.viewRange()[1]
    assert y[-1] <= high
    assert y[0] == pytest.approx((low + high) / 2, rel=0.02)


def test_a_switch_asks_and_moves_only_when_told(view, qtbot):
    asked = []
    view.log_requested.connect(lambda is_on: asked.append(("log", is_on)))
    view.accuracy_requested.connect(lambda is_on: asked.append(("accuracy", is_on)))
    for name in ("Log scale", "Accuracy"):
        qtbot.mouseClick(switch(view, name), Qt.MouseButton.LeftButton)
        assert not switch(view, name).isChecked()
    assert asked == [("log", True), ("accuracy", True)]


def test_flipping_switches_adds_no_points(view):
    view.show_curve(FALLING)
    for log_scale, accuracy in [(True, False), (True, True), (False, True), (False, False)]:
        view.set_options(log_scale, accuracy)
    x, y = chart_of(view).lines["train"].getData()
    np.testing.assert_array_equal(x, FALLING.epochs)
    np.testing.assert_array_equal(y, FALLING.train)


def test_log_scale_draws_powers_and_leaves_out_what_has_none(view):
    view.show_curve(curve([1.0, 0.01, 0.0, 1e-4]))
    view.set_options(log_scale=True, accuracy=False)
    _, y = chart_of(view).lines["train"].getData()
    np.testing.assert_allclose(y, [0, -2, np.nan, -4])
    low, high = chart_of(view).box.viewRange()[1]
    assert low == pytest.approx(-4, abs=0.1)
    assert high == pytest.approx(0, abs=0.1)
    assert chart_of(view).left.tickStrings([-4.0, -2.0, 0.0], 1, 1) == ["0.0001", "0.01", "1"]


def test_a_gap_is_not_bridged(view):
    view.show_curve(curve([1.0, np.nan, np.inf, 0.5, 0.4]))
    _, y = chart_of(view).lines["train"].getData()
    assert np.isnan(y[1:3]).all()


def test_a_long_curve_is_thinned(view):
    train = np.exp(-np.arange(20_001) / 3000)
    view.show_curve(curve(train, test=train))
    x, _ = chart_of(view).lines["train"].getData()
    assert len(x) < 1000
    assert x[-1] == 20_000
    point_at(view, 20_000)
    assert "Epoch 20,000" in texts(view)


def test_the_marker_stands_at_its_epoch(view):
    view.show_curve(FALLING)
    view.show_marker(4.0)
    assert chart_of(view).marker.isVisible()
    assert chart_of(view).marker.value() == 4.0
    view.show_marker(None)
    assert not chart_of(view).marker.isVisible()


@pytest.mark.parametrize("size", [(0, 0), (300, 120), (900, 500)])
@pytest.mark.parametrize("log_scale", [False, True])
@pytest.mark.parametrize(
    "train",
    [
        [0.0, 0.0],
        [1e300, 1.0],
        [np.nan, 1.0, np.inf, 2.0],
        [1e-300, 1e-290],
        [-1.0, -2.0],
        np.linspace(1, 0, 5000),
    ],
)
def test_odd_losses_can_be_painted(view, size, log_scale, train):
    view.set_theme(DARK)
    view.resize(*size)
    view.set_options(log_scale, accuracy=True)
    view.show_curve(curve(train, accuracy=np.linspace(0, 1, len(train))))
    assert not view.grab().isNull()


def test_every_switch_says_what_it_does(view):
    for box in view.findChildren(QToolButton):
        assert box.toolTip()
        assert box.statusTip()
        assert box.accessibleName()


def test_the_legend_reads_the_marked_epoch_until_another_is_pointed_at(view):
    view.show_curve(FALLING)
    view.show_marker(4.0)
    assert "Epoch 4" in texts(view)
    assert "Train 0.6400" in texts(view)
    point_at(view, 7.0)
    assert "Epoch 7" in texts(view)
    view.show_marker(None)
    chart_of(view).reading_left.emit()
    assert "Epoch" not in texts(view)
