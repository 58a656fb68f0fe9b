from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton

from playground.palette import LIGHT, rgb
from playground.plots.outputs.chooser import Candidate
from playground.plots.outputs.view import HIGHEST, OVERLAY
from tests.plots.outputs.conftest import PLANE, box, color_at, fields, nodes, plane_of, right, upper

LEFT = Qt.MouseButton.LeftButton


# -- overlay --


def test_a_node_is_switched_off_by_its_box_only_once_it_is_told_to(view, qtbot):
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    with qtbot.waitSignal(view.node_switched) as told:
        QTest.mouseClick(box(view, "y1"), LEFT, pos=box(view, "y1").rect().center())
    assert told.args == ["n1", False]
    assert box(view, "y1").isChecked()
    before = color_at(view, -3, 3)
    kept = box(view, "y1")
    view.set_nodes(OVERLAY, nodes(2, off=(1,)))
    assert not box(view, "y1").isChecked()
    assert box(view, "y1") is kept, "the keyboard's focus would be lost with the widget"
    assert color_at(view, -3, 3) == rgb(LIGHT.surface) != before


# -- controls --


def test_the_mode_is_asked_for_by_its_tab(view, qtbot):
    tab = next(b for b in view.findChildren(QPushButton) if b.text() == "Highest")
    with qtbot.waitSignal(view.mode_requested) as told:
        QTest.mouseClick(tab, LEFT)
    assert told.args == [HIGHEST]


def choices(*chosen):
    return [Candidate(f"n{k}", f"y{k}", "output", f"n{k}" in chosen) for k in range(3)]


def open_list(view):
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Nodes…")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    return view.findChild(QListWidget)


def test_nodes_are_chosen_by_keyboard(view, qtbot):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0", "n1")))
    listed = open_list(view)
    qtbot.waitUntil(listed.hasFocus)
    with qtbot.waitSignal(view.nodes_chosen) as told:
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Space)
    assert told.args == [("n0", "n1", "n2")]
    assert view.is_choosing
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not view.is_choosing


def test_the_list_follows_an_undo_while_it_is_open(view):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0")))
    listed = open_list(view)
    view.set_candidates(choices("n2"))
    states = [listed.item(row).checkState() for row in range(3)]
    assert [state == Qt.CheckState.Checked for state in states] == [False, False, True]
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_all_outputs_and_the_selected_nodes_can_be_had(view, qtbot):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0")))
    listed = open_list(view)
    buttons = {b.text(): b for b in listed.parentWidget().findChildren(QPushButton)}
    with qtbot.waitSignal(view.nodes_chosen) as told:
        QTest.mouseClick(buttons["All outputs"], LEFT)
    assert told.args == [None]
    with qtbot.waitSignal(view.selected_requested):
        QTest.mouseClick(buttons["Selected"], LEFT)
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_panning_is_announced_and_following_is_not(view, qtbot):
    told = []
    view.plane_changed.connect(told.append)
    view.show_bounds((0.0, 3.0, 0.0, 3.0))
    assert not plane_of(view)._settle.isActive()  # nothing is on its way
    assert told == []
    QTest.keyClick(plane_of(view), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: told != [])
    assert told[0] == pytest.approx((0.3, 3.3, 0.0, 3.0))


def test_every_control_says_what_it_is(view):
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    for control in [*view.findChildren(QPushButton), *view.findChildren(QCheckBox)]:
        assert control.accessibleName()
        assert control.toolTip()
        assert control.statusTip()
