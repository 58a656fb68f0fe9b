from __future__ import annotations

from PySide6.QtWidgets import QTabBar

from playground.data.choice import DataChoice
from playground.document import edits
from playground.document.content import Content


def front(desk) -> str:
    bars = desk.window.findChildren(QTabBar)
    bar = next(b for b in bars if "Regions" in [b.tabText(k) for k in range(b.count())])
    return bar.tabText(bar.currentIndex())


def choose(desk, source: str) -> None:
    desk.controller.do(edits.change_data("Data", source=source))
    desk.settle()


def test_the_curve_comes_with_data_of_one_input_and_goes_with_them(xor_desk):
    assert front(xor_desk) == "Regions"
    choose(xor_desk, "sine")
    assert front(xor_desk) == "Curve"
    choose(xor_desk, "bumps")
    assert front(xor_desk) == "Curve"
    choose(xor_desk, "circle")
    assert front(xor_desk) == "Regions"


def test_another_view_in_front_stays(xor_desk):
    xor_desk.window.docks["Outputs"].raise_()
    choose(xor_desk, "sine")
    assert front(xor_desk) == "Outputs"


def test_what_was_turned_to_by_hand_stays_while_the_shape_does(xor_desk):
    choose(xor_desk, "sine")
    xor_desk.window.docks["Regions"].raise_()
    choose(xor_desk, "line")
    assert front(xor_desk) == "Regions"


def test_a_document_over_one_input_opens_with_its_curve(open_desk):
    desk = open_desk(Content(data=DataChoice("sine")))
    assert front(desk) == "Curve"
