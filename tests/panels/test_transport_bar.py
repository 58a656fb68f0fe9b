from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from playground.engine.snapshot import Metrics
from playground.panels.transport_bar import TransportBar, loss_text
from playground.widgets.sliders import LogSlider


@pytest.fixture
def bar(qtbot):
    bar = TransportBar()
    qtbot.addWidget(bar)
    bar.resize(1280, 52)
    bar.show()
    return bar


def button(bar, name):
    return next(b for b in bar.findChildren(QAbstractButton) if b.accessibleName() == name)


def number(metric):
    """What is written under the metric's name."""
    return metric.findChildren(QLabel)[-1].text()


def press(qtbot, bar, name, signal):
    with qtbot.waitSignal(signal) as told:
        qtbot.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)
    return told.args


def test_the_big_button_trains_and_then_pauses(bar, qtbot):
    press(qtbot, bar, "Train", bar.train_requested)
    bar.show_state("running", 3, Metrics())
    press(qtbot, bar, "Pause", bar.pause_requested)
    bar.show_state("diverged", 3, Metrics())
    assert button(bar, "Train").text() == "Train"


def test_step_asks_for_the_chosen_unit(bar, qtbot):
    assert press(qtbot, bar, "Step", bar.step_requested) == ["epoch"]
    bar._units.actions()[1].trigger()
    assert button(bar, "Step").text() == "Step: batch"
    assert press(qtbot, bar, "Step", bar.step_requested) == ["batch"]
    bar.show_state("running", 0, Metrics())
    assert not button(bar, "Step").isEnabled()


def test_reset_and_new_weights_are_two_wishes(bar, qtbot):
    press(qtbot, bar, "Reset", bar.reset_requested)
    with qtbot.waitSignal(bar.new_weights_requested):
        bar._new_weights_action.trigger()


def test_back_keeps_its_room_and_waits_for_a_history(bar, qtbot):
    assert not button(bar, "Back").isEnabled()
    place = button(bar, "Train").geometry()
    bar.set_history(True)
    assert button(bar, "Train").geometry() == place
    press(qtbot, bar, "Back", bar.back_requested)


def test_a_problem_stops_train_and_says_what_to_do(bar):
    bar.show_problem("There is no output yet; connect an input to a neuron, then press Train.")
    train = button(bar, "Train")
    assert not train.isEnabled()
    assert "connect an input" in train.toolTip()
    assert "connect an input" in bar._note.text()
    bar.show_state("running", 1, Metrics())
    assert button(bar, "Pause").isEnabled()
    bar.show_state("paused", 1, Metrics())
    bar.show_problem("")
    assert train.isEnabled()
    assert train.toolTip() == "Train the network (Ctrl+Return)"


def test_the_speed_goes_from_one_step_a_second_to_flat_out(bar, qtbot):
    slider = bar.findChild(LogSlider)
    speeds = []
    bar.speed_requested.connect(speeds.append)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert speeds == [1.0, math.inf]
    assert bar._rate.text() == "Flat out"
    bar.show_state("running", 0, Metrics(), 1530.4, 59.7)
    assert bar._rate.text() == "1,530 epochs/s\n60 fps"
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert bar._rate.text() == "1 step/s\n1,530 epochs/s"  # two lines have room


def test_numbers_are_shown_and_their_neighbours_stand_still(bar, qtbot):
    bar.show_state("running", 1240, Metrics(0.001, 0.0014, 0.95, 0.992))
    assert number(bar._epoch) == "001,240"
    assert number(bar._test_loss) == "0.0014"
    assert number(bar._score) == "99.2 %"
    place = bar._score.x()
    bar.show_state("running", 999_999, Metrics(0.1, 0.2, 1.0, 1.0))
    bar.layout().activate()
    assert bar._score.x() == place


def test_numbers_show_r_squared_and_nothing_shows_a_dash(bar):
    bar.show_state("paused", 0, Metrics(loss_train=0.5, r2_train=-0.1))
    assert bar._score.accessibleName() == "R²"
    assert number(bar._score) == "−0.100"
    width = bar.minimumSizeHint().width()
    for r2, text in ((-2.3e22, "−2.3e22"), (-1234.0, "−1.2e3"), (-math.inf, "−∞")):
        bar.show_state("paused", 0, Metrics(loss_train=0.5, r2_train=r2))
        assert number(bar._score) == text
    assert bar.minimumSizeHint().width() < width + 30
    bar.show_state("paused", 0, Metrics())
    assert (bar._score.accessibleName(), number(bar._score)) == ("Accuracy", "–")
    assert number(bar._test_loss) == "–"


@pytest.mark.parametrize(
    ("loss", "text"),
    [
        (None, "–"),
        (0.0, "0.0000"),
        (0.25, "0.2500"),
        (3e-7, "3.0e−7"),
        (123456.0, "1.2e5"),
        (math.nan, "∞"),
        (math.inf, "∞"),
    ],
)
def test_a_loss_keeps_its_size_in_few_characters(loss, text):
    assert loss_text(loss) == text


def test_everything_fits_a_small_window(bar):
    bar.set_history(True)
    bar.show_problem("The data has 3 targets, but the drawing only 1 output for them; add 2 more.")
    assert bar.minimumSizeHint().width() <= 1180


@pytest.mark.parametrize("growth", [1.0, 1.3])
def test_buttons_say_less_where_it_is_narrow(bar, growth):
    font = bar.font()
    font.setPointSizeF(growth * font.pointSizeF())
    bar.setFont(font)
    bar.show_state("running", 3, Metrics(), 1.1, 60.0)
    said = []
    for width in range(1280, bar.minimumSizeHint().width() - 1, -10):
        bar.resize(width, 60)
        QApplication.processEvents()  # the bar is laid out
        assert bar.childrenRect().right() < width
        said.append(button(bar, "Step").text())
    assert list(dict.fromkeys(said)) == ["Step: epoch", "epoch", ""]


def test_the_speed_reached_has_room_in_large_text_too(bar):
    rate = bar._rate
    font = rate.font()
    font.setPointSizeF(1.3 * font.pointSizeF())
    rate.setFont(font)
    bar.show_state("running", 3, Metrics(), 10_000.0, 60.0)
    QApplication.processEvents()  # the bar is laid out
    assert rate.width() >= rate.fontMetrics().horizontalAdvance(rate.text().split("\n")[0])
