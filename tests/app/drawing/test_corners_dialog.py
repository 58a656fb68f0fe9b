"""Corners of polygons by typing."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from playground.app.drawing.corners_dialog import parse_polygons
from playground.geometry.errors import GeometryError
from playground.geometry.shapes import Shape
from tests.app.conftest import CONTROL
from tests.app.drawing.conftest import KEY, assert_carved
from tests.app.plane_hand import PlaneHand


def test_typed_corners_are_carved(hand: PlaneHand) -> None:
    desk = hand.desk

    def type_them(dialog) -> None:
        text = dialog.findChild(QPlainTextEdit)
        carve = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Car&ve")
        QTest.keyClicks(text, "(0, 0) (2, 2) (2, 0) (0, 2)")
        assert not carve.isEnabled()
        text.selectAll()
        QTest.keyClicks(text, "(-4, -4) (-1, -4) (-5/2, -1)")
        QTest.keyClick(text, KEY.Key_Return)
        QTest.keyClicks(text, "(0,5; 1) (4; 1) (2; 4)")
        assert carve.isEnabled()
        QTest.keyClick(text, KEY.Key_Return, CONTROL)

    desk.answer(type_them)
    desk.window.actions_table["type_corners"].trigger()
    desk.wait(lambda: desk.stack.count())
    assert desk.stack.undoText() == "Carve 2 Polygons"
    assert_carved(
        hand,
        [
            Shape("polygon", ((-4, -4), (-1, -4), (-2.5, -1))),
            Shape("polygon", ((0.5, 1), (4, 1), (2, 4))),
        ],
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Type the corners"),
        ("0, 0", "outside the brackets"),
        ("(0, 0) (1, 1", "outside the brackets"),
        ("(0, 0) (1) (2, 2)", "no corner"),
        ("(0, 0) (1, x) (2, 2)", "not a number"),
        ("(0, 0) (1, 1)", "three corners"),
        ("(0, 0) (1, 1/0) (2, 2)", "divides by zero"),
        ("(0, 0) (1e11, 1) (2, 2)", "below 1e9"),
        ("(0,0)" * 300, "200 corners"),
    ],
)
def test_what_can_not_be_read_is_refused(text: str, words: str) -> None:
    with pytest.raises(GeometryError, match=words):
        parse_polygons(text)
