"""The list of steps: a click goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.conftest import CONTROL, LEFT, NO_KEYS, Desk


def show(desk: Desk):
    """The history, brought to the front of the panels below."""
    desk.window.docks["History"].raise_()
    QApplication.processEvents()
    return desk.window.history


def rows(history) -> list[str]:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    return [history.item(row).data(spoken) for row in range(history.count())]


def click(history, row: int) -> None:
    place = history.visualItemRect(history.item(row)).center()
    QTest.mouseClick(history.viewport(), LEFT, NO_KEYS, place)


def draw(desk: Desk) -> list:
    """Three steps, and the document before the first and after each."""
    states = [desk.document.content.copy()]
    for x in (-100, 0, 100):
        desk.double_click((x, 0))
        states.append(desk.document.content.copy())
    return states


def test_a_click_goes_to_a_step_and_back_again(desk: Desk):
    history = show(desk)
    states = draw(desk)
    assert rows(history) == ["Start", "Add Neuron", "Add Neuron", "Add Neuron, present step"]
    click(history, 1)
    assert desk.document.content == states[1]
    assert rows(history)[1:] == [
        "Add Neuron, present step",
        "Add Neuron, taken back",
        "Add Neuron, taken back",
    ]
    click(history, 3)
    assert desk.document.content == states[3]
    click(history, 0)
    assert desk.document.content == states[0]
    assert not desk.window.isWindowModified()


def test_the_arrow_keys_and_enter_go_to_a_step_too(desk: Desk):
    history = show(desk)
    states = draw(desk)
    history.setFocus()
    QTest.keyClick(history, Qt.Key.Key_Up)
    assert desk.document.content == states[3]
    QTest.keyClick(history, Qt.Key.Key_Return)
    assert desk.document.content == states[2]


def test_a_running_training_is_paused_and_its_step_taken_back(xor_desk: Desk):
    desk = xor_desk
    history = show(desk)
    before = desk.document.content.copy()
    desk.click(desk.body("n3"))
    desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 20)
    click(history, 0)
    desk.settle()
    assert not desk.controller.is_running
    assert desk.document.content == before
    assert [row.partition(" ")[0] for row in rows(history)] == ["Start,", "Move", "Train"]
    click(history, 2)
    desk.settle()
    assert desk.document.epoch > 20


def test_a_step_that_a_run_has_replaced_is_no_longer_there(xor_desk: Desk):
    desk = xor_desk
    history = show(desk)
    desk.click(desk.body("n3"))
    desk.key(Qt.Key.Key_Right)
    moved = desk.document.content.copy()
    click(history, 0)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 20)
    click(history, 1)
    desk.settle()
    assert desk.stack.count() == 1
    assert desk.document.epoch > 20
    assert desk.document.content != moved


def test_what_was_saved_is_marked(desk: Desk, tmp_path):
    history = show(desk)
    draw(desk)
    desk.stack.setClean()
    assert history.item(3).text() == "Add Neuron (saved)"
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert history.item(3).text() == "Add Neuron (saved)"


def test_out_of_sight_it_costs_nothing_and_is_right_when_shown(desk: Desk):
    desk.window.docks["History"].close()
    shown = desk.window.history.count()
    draw(desk)
    assert desk.window.history.count() == shown < 4
    desk.window.docks["History"].toggleViewAction().trigger()
    assert len(rows(show(desk))) == 4
