from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from playground.widgets.number_edit import (
    CommitEdit,
    NumberBox,
    NumberEdit,
    format_number,
    parse_number,
)


@given(st.floats(-1e12, 1e12))
def test_a_formatted_number_is_read_back(value):
    text = format_number(value)
    assert "-" not in text
    assert parse_number(text, -1e13, 1e13) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5),
        ("0,5", 0.5),
        (" 3 ", 3),
        ("−2", -2),
        ("1e-3", 0.001),
        ("50 %", 50),
        ("1 0", 10),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert parse_number(text, -100, 100) == value


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "101", "1,2,3"])
def test_what_is_no_number_within_the_limits_is_a_sentence(text):
    with pytest.raises(ValueError, match=r"^Type a number from −5 to 100\.$"):
        parse_number(text, -5, 100)


def test_whole_numbers_only():
    assert parse_number("7", 1, 10, whole=True) == 7
    with pytest.raises(ValueError, match="whole number"):
        parse_number("7.5", 1, 10, whole=True)


@pytest.mark.parametrize(
    ("value", "text"), [(1e-8, "1e−8"), (0.03, "0.03"), (1e20, "1e20"), (-2.0, "−2"), (10, "10")]
)
def test_the_shortest_text_is_shown(value, text):
    assert format_number(value) == text


@pytest.fixture
def home(qtbot):
    """A window with another line to go to."""
    home = QWidget()
    qtbot.addWidget(home)
    home.column = QVBoxLayout(home)
    home.other = QLineEdit(home)
    home.column.addWidget(home.other)
    home.show()
    home.activateWindow()
    return home


def put(home, line):
    line.setParent(home)
    home.column.addWidget(line)
    line.show()
    line.setFocus()
    line.selectAll()
    return line


def heard(signal):
    told = []
    signal.connect(told.append)
    return told


def test_a_text_is_handed_over_once_at_return(home, qtbot):
    line = put(home, CommitEdit())
    told = heard(line.committed)
    qtbot.keyClicks(line, "1/3")
    assert told == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    home.other.setFocus()
    assert told == ["1/3"]


def test_leaving_hands_over_and_escape_takes_back(home, qtbot):
    line = put(home, CommitEdit())
    line.show_text("1")
    told = heard(line.committed)
    line.selectAll()
    qtbot.keyClicks(line, "2")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), told) == ("1", [])
    qtbot.keyClicks(line, "3")
    home.other.setFocus()
    assert told == ["3"]


def test_escape_is_left_to_others_when_nothing_was_typed(home, qtbot):
    line = put(home, CommitEdit())
    keys = []
    home.keyPressEvent = lambda event: keys.append(event.key())
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert keys == [Qt.Key.Key_Escape]


def test_what_is_typed_stays_while_new_texts_arrive(home, qtbot):
    line = put(home, CommitEdit())
    qtbot.keyClicks(line, "4")
    line.show_text("9")
    assert line.text() == "4"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.show_text("9")
    assert line.text() == "9"


def test_a_refusal_is_marked_until_something_is_typed(home, qtbot):
    line = put(home, NumberEdit(0, 10))
    line.setToolTip("A number")
    line.show_number(3)
    why, numbers = heard(line.refused), heard(line.number_entered)
    line.selectAll()
    qtbot.keyClicks(line, "11")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (line.property("invalid"), line.toolTip()) == ("true", "Type a number from 0 to 10.")
    assert (line.text(), why, numbers) == ("11", ["Type a number from 0 to 10."], [])
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert (line.property("invalid"), line.toolTip()) == ("false", "A number")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert numbers == [1]


def test_leaving_a_refused_text_brings_back_the_number(home, qtbot):
    line = put(home, NumberEdit(0, 10))
    line.show_number(3)
    line.selectAll()
    qtbot.keyClicks(line, "x")
    home.other.setFocus()
    assert line.text() == "3"
    assert line.property("invalid") == "false"


def test_the_same_number_written_otherwise_is_no_change(home, qtbot):
    line = put(home, NumberEdit(0, 10, suffix=" %"))
    line.show_number(0.5)
    numbers = heard(line.number_entered)
    line.selectAll()
    qtbot.keyClicks(line, "0,50")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (line.text(), numbers) == ("0.5 %", [])


def test_a_box_offers_numbers_and_takes_others(home, qtbot):
    box = NumberBox((0.1, 1.0, 0.0), 0.0, 5.0, zero="off")
    box.setParent(home)
    home.column.addWidget(box)
    box.show()
    box.show_number(0.1)
    numbers = heard(box.number_entered)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert (numbers, box.currentText()) == ([1.0], "1")
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "2,5")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert (numbers[-1], box.currentText(), box.currentIndex()) == (2.5, "2.5", -1)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "OFF")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert (numbers[-1], box.currentText()) == (0.0, "off")


def test_who_came_to_type_over_all_of_it_still_does_when_the_number_moves_on(shown, qtbot):
    line = shown(CommitEdit())
    line.show_text("0.1000")
    line.setFocus()
    line.selectAll()
    line.show_text("0.2000")
    qtbot.keyClicks(line, "5")
    assert line.text() == "5"
    line.show_text("0.3000")
    assert line.text() == "5"
