from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider, QStyleOptionSlider

from playground.panels.timeline_bar import TimelineBar


@pytest.fixture
def bar(qtbot):
    bar = TimelineBar()
    qtbot.addWidget(bar)
    bar.resize(360, 30)
    bar.show()
    return bar


@pytest.fixture
def asked(bar):
    wishes: list[tuple[float, object]] = []
    bar.seek_requested.connect(lambda *wish: wishes.append(wish))
    return wishes


def slider(bar):
    return bar.findChild(QSlider)


def text(bar):
    return bar.findChild(QLabel).text()


def test_without_a_past_there_is_nothing_to_scrub(bar, asked):
    assert not slider(bar).isEnabled()
    bar.show_range(0, 0, 0)
    assert text(bar) == "Epoch 0 of 0"
    assert asked == []


def places(bar):
    handle = QStyleOptionSlider()
    slider(bar).initStyleOption(handle)
    return handle.minimum, handle.sliderPosition, handle.maximum


def test_training_without_a_past_stands_at_its_end_and_none_at_its_beginning(bar, asked):
    bar.show_range(300, 300, 300)
    least, place, most = places(bar)
    assert least < place == most
    assert not slider(bar).isEnabled()
    bar.show_range(0, 0, 0)
    least, place, _ = places(bar)
    assert place == least
    assert asked == []


def test_showing_a_moment_asks_for_nothing(bar, asked):
    bar.show_range(0, 1200, 1200)
    assert slider(bar).isEnabled()
    assert text(bar) == "Epoch 1,200 of 1,200"
    bar.show_range(0, 1200, 300)
    assert slider(bar).value() == 300
    assert text(bar) == "Epoch 300 of 1,200"
    assert asked == []


def test_keys_go_epoch_by_epoch_in_one_gesture(bar, asked, qtbot):
    bar.show_range(100, 150, 150)
    slider(bar).setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(slider(bar), key)
    assert [epochs for epochs, _ in asked] == [149, 148, 100, 150]
    assert len({id(key) for _, key in asked}) == 1


def test_the_end_is_the_very_last_moment_even_within_an_epoch(bar, asked, qtbot):
    bar.show_range(0, 20.25, 20.25)
    slider(bar).setFocus()
    assert slider(bar).value() == slider(bar).maximum()
    qtbot.keyClick(slider(bar), Qt.Key.Key_Left)
    qtbot.keyClick(slider(bar), Qt.Key.Key_Right)
    assert [epochs for epochs, _ in asked] == [20, 20.25]


def test_few_long_epochs_are_divided(bar, asked, qtbot):
    bar.show_range(0, 2, 2)
    slider(bar).setFocus()
    qtbot.keyClick(slider(bar), Qt.Key.Key_Left)
    assert asked[0][0] == pytest.approx(1.98)
    assert text(bar) == "Epoch 1.98 of 2"


def test_a_drag_is_a_gesture_of_its_own_and_training_does_not_move_it(bar, asked):
    bar.show_range(0, 100, 100)
    slider(bar).setSliderDown(True)
    slider(bar).setSliderPosition(40)
    bar.show_range(0, 120, 120)
    assert slider(bar).value() == 40
    slider(bar).setSliderDown(False)
    slider(bar).setValue(30)
    first, second = asked
    assert (first[0], second[0]) == (40, 30)
    assert first[1] is not second[1]
