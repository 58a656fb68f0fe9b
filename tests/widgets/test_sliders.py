from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from playground.widgets.sliders import LogSlider, QuietSlider, SliderRow


@pytest.fixture
def row(qtbot):
    row = SliderRow("&Noise", 0, 80, stops=(0.0, 5.0, 10.0, 20.0, 50.0), suffix=" %", tip="Tip")
    qtbot.addWidget(row)
    row.resize(200, 40)
    row.show()
    row.show_number(10)
    return row


def test_showing_a_number_tells_nothing_and_stands_at_the_nearest_stop(row):
    told = []
    row.changed.connect(lambda *args: told.append(args))
    row.show_number(16)
    assert told == []
    assert row.findChild(QuietSlider).value() == 3
    assert row.findChild(QLineEdit).text() == "16 %"


def test_a_drag_has_one_merge_key_and_the_next_another(row, qtbot):
    slider = row.findChild(QuietSlider)
    told = []
    row.changed.connect(lambda number, key: told.append((number, key)))
    for _ in range(2):
        share = slider.value() / slider.maximum()
        start = QPoint(round(8 + share * (slider.width() - 16)), slider.height() // 2)
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
        assert slider.isSliderDown()
        for step in (40, 80):
            qtbot.mouseMove(slider, start + QPoint(step, 0))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
        slider.setSliderDown(False)
        told.append(None)
        row.show_number(5)
    first, second = told[: told.index(None)], told[told.index(None) + 1 : -1]
    assert len(first) == len(second) == 2
    assert len({key for _, key in first}) == len({key for _, key in second}) == 1
    assert first[0][1] is not second[0][1]


def test_a_typed_number_may_lie_between_the_stops(row, qtbot):
    line = row.findChild(QLineEdit)
    told = []
    row.changed.connect(lambda *args: told.append(args))
    line.selectAll()
    qtbot.keyClicks(line, "66")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == [(66.0, None)]


def test_the_log_slider_goes_up_in_equal_ratios_to_no_limit(qtbot):
    slider = LogSlider(1, 1000)
    qtbot.addWidget(slider)
    told = []
    slider.number_changed.connect(told.append)
    numbers = []
    for value in (0, 50, 100, 101):
        slider.setValue(value)
        numbers.append(slider.number)
    assert numbers == pytest.approx([1, math.sqrt(1000), 1000, math.inf])
    assert told == numbers[1:]
    slider.show_number(10)
    assert slider.number == pytest.approx(10, rel=0.05)
    slider.show_number(math.inf)
    assert math.isinf(slider.number)
    assert told == numbers[1:]
