"""Ctrl+F finds nodes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from playground.document import edits
from tests.app.conftest import CONTROL, SHIFT, Desk


class Bar:
    """The line over the canvas."""

    def __init__(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_F, CONTROL)
        self.bar = desk.window.find_bar
        assert self.bar.isVisible()
        self.line = self.bar.findChild(QLineEdit)
        assert self.line.hasFocus()

    def type(self, text: str) -> None:
        self.line.selectAll()
        QTest.keyClicks(self.line, text)

    @property
    def count(self) -> str:
        return self.bar.findChild(QLabel).text()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.line, key, keys)


def test_a_node_is_found_by_its_name_selected_and_centred(xor_desk: Desk):
    desk = xor_desk
    desk.controller.do(edits.rename("n5", "Detector left"))
    bar = Bar(desk)
    bar.type("left det")
    assert desk.canvas.network_scene.selection == ("n5",)
    assert bar.count == "1 of 1"
    middle = desk.canvas.mapToScene(desk.canvas.viewport().rect().center())
    off = middle - QPointF(*desk.body("n5"))
    assert off.manhattanLength() < 4


def test_enter_goes_on_column_by_column_and_round(xor_desk: Desk):
    desk = xor_desk
    bar = Bar(desk)
    bar.type("tanh")
    seen = []
    for _ in range(6):
        seen.append(desk.canvas.network_scene.selection[0])
        bar.key(Qt.Key.Key_Return)
    places = [desk.body(node_id) for node_id in seen[:5]]
    assert places == sorted(places)
    assert seen[5] == seen[0]
    assert bar.count == "2 of 5"
    bar.key(Qt.Key.Key_Return, SHIFT)
    assert desk.canvas.network_scene.selection == (seen[0],)


@pytest.mark.parametrize(("query", "count"), [("output", 1), ("input x1", 1), ("hidden", 4)])
def test_roles_and_columns_are_found(xor_desk: Desk, query, count):
    bar = Bar(xor_desk)
    bar.type(query)
    assert bar.count == f"1 of {count}"


def test_what_is_not_there_is_told_and_the_selection_stays(xor_desk: Desk):
    desk = xor_desk
    desk.click(desk.body("n3"))
    bar = Bar(desk)
    bar.line.setText("nobody")  # as pasted: each typed letter would have found something
    assert bar.count == "No such node"
    bar.key(Qt.Key.Key_Return)
    assert desk.canvas.network_scene.selection == ("n3",)


def test_escape_goes_back_to_the_canvas(xor_desk: Desk):
    desk = xor_desk
    bar = Bar(desk)
    bar.key(Qt.Key.Key_Escape)
    assert not bar.bar.isVisible()
    assert desk.window.focusWidget() is desk.canvas


def test_a_node_deleted_meanwhile_is_passed_over(xor_desk: Desk):
    desk = xor_desk
    bar = Bar(desk)
    bar.type("hidden")
    first = desk.canvas.network_scene.selection[0]
    desk.controller.do(edits.remove([first]))
    bar.key(Qt.Key.Key_Return)
    assert desk.canvas.network_scene.selection[0] in desk.network.nodes
    assert bar.count.endswith("of 3")
