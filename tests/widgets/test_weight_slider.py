from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt

from playground.palette import DARK, LIGHT
from playground.widgets.weight_slider import (
    WeightSlider,
    grab_offset,
    knob_place,
    reach_for,
    share_at,
)


@pytest.fixture
def slider(shown):
    slider = WeightSlider()
    slider.resize(214, 24)
    return shown(slider)


@pytest.mark.parametrize(
    ("value", "reach"),
    [(0, 1), (0.5, 1), (-0.81, 2), (1.7, 5), (-5, 10), (12, 20), (160, 200), (161, 500)],
)
def test_it_reaches_a_round_number_with_room_beyond(value, reach):
    assert reach_for(value) == reach


@given(st.floats(-1e11, 1e11))
def test_the_reach_is_never_too_short_and_seldom_far_too_long(value):
    reach = reach_for(value)
    assert abs(value) < reach
    assert reach == 1 or reach <= 4 * abs(value)


@given(st.floats(-1, 1))
def test_places_and_shares_are_each_others_inverse(share):
    area = QRectF(3, 5, 180, 20)
    place = knob_place(area, share)
    assert share_at(area, place.x()) == pytest.approx(share, abs=1e-9)
    assert grab_offset(area, share, place.x() + 4) == pytest.approx(4)
    assert grab_offset(area, share, place.x() + 40) == 0


def test_showing_a_number_tells_nothing_and_keeps_the_reach_of_the_same_item(slider):
    told = []
    slider.number_changed.connect(lambda *args: told.append(args))
    slider.show_number(3.0, fresh=True)
    assert slider.value() == 60, "3 of 5"
    slider.show_number(0.1)
    assert slider.value() == 2, "0.1 of 5"
    slider.show_number(5.0)
    assert slider.value() == 50, "5 of 10"
    slider.show_number(0.1, fresh=True)
    assert slider.value() == 10, "0.1 of 1"
    assert told == []


def place(slider, share):
    return QPoint(round(slider.width() / 2 + share * (slider.width() / 2 - 7)), 12)


def test_a_drag_tells_numbers_with_one_key_and_the_next_another(slider, qtbot):
    told = []
    slider.number_changed.connect(lambda *args: told.append(args))
    for _ in range(2):
        slider.show_number(0.0)
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place(slider, 0))
        for share in (0.25, -0.5):
            qtbot.mouseMove(slider, place(slider, share))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place(slider, -0.5))
    assert [number for number, _ in told] == pytest.approx([0.25, -0.5] * 2, abs=0.011)
    keys = [key for _, key in told]
    assert keys[0] is keys[1] is not keys[2] is keys[3]


def test_the_knob_is_held_where_it_is_gripped(slider, qtbot):
    told = []
    slider.number_changed.connect(lambda *args: told.append(args))
    slider.show_number(0.5)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place(slider, 0.5) + QPoint(5, 0))
    assert told == []
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)


def test_escape_gives_up_a_drag_and_says_whose(slider, qtbot):
    told, cancelled = [], []
    slider.number_changed.connect(lambda *args: told.append(args))
    slider.cancelled.connect(cancelled.append)
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert cancelled == []
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place(slider, 0))
    qtbot.mouseMove(slider, place(slider, 0.4))
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert cancelled == [told[-1][1]]
    qtbot.mouseMove(slider, place(slider, 0.9))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place(slider, 0.9))
    assert len(told) == 1


def test_the_right_button_slides_nothing(slider, qtbot):
    with qtbot.assertNotEmitted(slider.number_changed):
        qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=place(slider, 0.8))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_sign_is_seen_on_the_side_and_in_the_colour(slider, theme, qapp, monkeypatch):
    monkeypatch.setattr("playground.widgets.weight_slider.current_theme", lambda: theme)
    for number, share, colour in ((0.8, 0.4, theme.above), (-0.8, -0.4, theme.below)):
        slider.show_number(number)
        middle = slider.grab().toImage().pixelColor(place(slider, share))
        assert middle.name().upper() == colour
