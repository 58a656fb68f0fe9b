"""What no network can be made of: a sentence or nothing, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from playground.document import edits
from playground.panels.rows_view import RowsView
from tests.app.conftest import CONTROL, Desk
from tests.app.drawing.test_gestures import Hand, unlearned
from tests.canvas.checks import assert_consistent

K = Qt.Key
NO_NUMBERS = ("one", "1/0", "1e999", "1/3/4", "0x10", "nan", "*", "*2*2", "9" * 5000, " ")
LONG = 10 * 2**20


def _on_the_canvas(desk: Desk) -> QLineEdit:
    desk.canvas.select(["e9"])
    desk.canvas.setFocus()
    desk.key(K.Key_Return)
    assert desk.canvas.editor is not None
    return desk.canvas.editor


def _name_on_the_canvas(desk: Desk) -> QLineEdit:
    desk.canvas.select(["n3"])
    desk.canvas.setFocus()
    desk.key(K.Key_F2)
    assert desk.canvas.editor is not None
    return desk.canvas.editor


def _in_the_inspector(desk: Desk) -> QLineEdit:
    return _named(desk, "Inspector", "Weight", "e9")


def _name_in_the_inspector(desk: Desk) -> QLineEdit:
    return _named(desk, "Inspector", "Name", "n3")


def _named(desk: Desk, dock: str, name: str, item_id: str) -> QLineEdit:
    desk.canvas.select([item_id])
    desk.window.docks[dock].show()
    desk.window.docks[dock].raise_()
    desk.settle() if not desk.controller.is_running else desk.qtbot.wait(50)
    lines = desk.window.docks[dock].findChildren(QLineEdit)
    line = next(one for one in lines if one.accessibleName() == name and one.isVisible())
    line.setFocus()
    return line


def _cell(desk: Desk, table: str, row: int, column: int) -> QLineEdit:
    desk.window.docks["Table"].show()
    desk.window.docks["Table"].raise_()
    views = desk.window.table.findChildren(RowsView)
    view = next(one for one in views if one.accessibleName() == table)
    view.setFocus()
    view.setCurrentIndex(view.rows.index(row, column))
    QTest.keyClick(view, K.Key_F2)
    return next(line for line in view.viewport().findChildren(QLineEdit) if line.isVisible())


def _in_the_table(desk: Desk) -> QLineEdit:
    return _cell(desk, "Edges", 1, 2)


def _name_in_the_table(desk: Desk) -> QLineEdit:
    return _cell(desk, "Nodes", 2, 0)


def _enter(line: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.selectAll()
    QTest.keyClick(line, K.Key_V, CONTROL)
    QTest.keyClick(line, K.Key_Return)


@pytest.fixture(autouse=True)
def no_clipboard():
    yield
    QGuiApplication.clipboard().clear()


def said(desk: Desk) -> str:
    """The newest sentence, wherever it is."""
    return desk.message or desk.window.statusBar().currentMessage()


@pytest.mark.parametrize("trains", [False, True], ids=["at rest", "while it trains"])
@pytest.mark.parametrize(
    "opening",
    [_on_the_canvas, _in_the_inspector, _in_the_table],
    ids=["on the canvas", "in the inspector", "in the table"],
)
def test_what_is_no_number_is_told_and_changes_nothing(
    xor_desk: Desk, opening: Callable[[Desk], QLineEdit], trains: bool
) -> None:
    desk = xor_desk
    content = desk.document.content.copy()
    if trains:
        desk.push(desk.button("Train"))
    for text in NO_NUMBERS:
        line = opening(desk)
        _enter(line, text)
        assert said(desk).endswith("."), text
        assert len(said(desk)) < 300
        QTest.keyClick(line, K.Key_Escape)
        QTest.qWait(0)
        assert unlearned(desk.document.content) == unlearned(content)
    if trains:
        assert desk.controller.is_running
        desk.push(desk.button("Pause"))
        desk.settle()
    assert all(desk.stack.text(row).startswith("Train ") for row in range(desk.stack.count()))


@pytest.mark.parametrize(
    "opening",
    [_name_on_the_canvas, _name_in_the_inspector, _name_in_the_table],
    ids=["on the canvas", "in the inspector", "in the table"],
)
def test_a_label_of_ten_megabytes_is_refused_in_a_sentence(
    xor_desk: Desk, opening: Callable[[Desk], QLineEdit]
) -> None:
    desk = xor_desk
    line = opening(desk)
    _enter(line, "n" * LONG)
    assert said(desk).startswith("A name has at most 200 characters")
    assert len(said(desk)) < 300
    assert desk.network.nodes["n3"].name == ""
    assert line.text().startswith("nnn"), "what was typed stays to be mended"
    line.selectAll()
    QTest.keyClicks(line, "gate")
    QTest.keyClick(line, K.Key_Return)
    desk.wait(lambda: desk.network.nodes["n3"].name == "gate")
    assert desk.stack.count() == 1


@pytest.mark.parametrize("text", ["Dear all,\nsee you.", "1\t2\n3\t4", "{" + " " * 50 * 2**20])
def test_a_foreign_clipboard_is_told_and_pastes_nothing(xor_desk: Desk, text: str) -> None:
    desk = xor_desk
    content = desk.document.content.copy()
    QGuiApplication.clipboard().setText(text)
    desk.canvas.setFocus()
    desk.key(K.Key_V, CONTROL)
    assert said(desk).endswith(".")
    assert len(said(desk)) < 300
    assert desk.document.content == content
    assert desk.stack.count() == 0


@pytest.mark.parametrize("kind", ["body", "rim", "end", "bias", "chip"])
def test_what_is_dragged_while_it_trains_may_vanish(xor_desk: Desk, kind: str) -> None:
    desk, hand = xor_desk, Hand(xor_desk)
    desk.push(desk.button("Train"))
    desk.wait(lambda: desk.epoch > 5)
    desk.canvas.select(["e8"])
    scene = desk.canvas.network_scene
    end, item = scene.edge_ends("e8")[1], scene.nodes["n3"]
    bias = item.zone_box("bias").center() + item.pos()
    start = {
        "body": desk.body("n3"),
        "rim": desk.rim("n3"),
        "end": (end.x(), end.y()),
        "bias": (bias.x(), bias.y()),
        "chip": desk.chip("e8"),
    }[kind]
    hand.drag(start, (start[0] + 30, start[1] + 90))
    assert desk.canvas.hand.is_busy
    desk.controller.do(edits.remove(["n3"]))
    assert not desk.canvas.hand.is_busy
    seen = desk.epoch
    desk.wait(lambda: desk.epoch > seen)
    hand.move((0, 0))
    hand.let_go()
    assert desk.controller.is_running
    assert "n3" not in desk.network.nodes
    desk.push(desk.button("Pause"))
    desk.settle()
    assert_consistent(desk.document, scene)
    desk.controller.go_to_step(0)
    desk.settle()
    assert "n3" in desk.network.nodes


def test_the_only_output_deleted_while_it_trains_says_what_is_missing(xor_desk: Desk) -> None:
    desk = xor_desk
    desk.push(desk.button("Train"))
    desk.wait(lambda: desk.epoch > 5)
    desk.canvas.setFocus()
    desk.canvas.select(["n3", "n4", "n5", "n6", "n7"])
    desk.key(K.Key_Delete)
    desk.wait(lambda: not desk.controller.is_running)
    desk.settle()
    assert desk.controller.lowered.problem.endswith(".")
    assert [node.id for node in desk.network.nodes] == ["n1", "n2"]
    while len(desk.network.nodes) < 7:
        assert desk.stack.canUndo()
        desk.key(K.Key_Z, CONTROL)
        desk.settle()
    assert not desk.controller.lowered.problem
