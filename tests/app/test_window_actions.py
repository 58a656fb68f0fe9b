"""Every action by its keys, and what moves when."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QStatusBar,
    QTabBar,
)

from playground.app.drawing.layers_dialog import LayersDialog
from playground.app.menus.table import all_rows
from playground.app.settings import AppSettings
from playground.document import files
from playground.document.content import ViewChoice
from tests.app.conftest import CONTROL, SHIFT, Desk, pixels
from tests.app.still import still, wait_for_look

PROMISED = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "save": "Ctrl+S",
    "save_as": "Ctrl+Shift+S",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "cut": "Ctrl+X",
    "copy": "Ctrl+C",
    "paste": "Ctrl+V",
    "duplicate": "Ctrl+D",
    "select_all": "Ctrl+A",
    "train": "Ctrl+Return",
    "step": ".",
    "reset": "Ctrl+R",
    "new_weights": "Ctrl+Shift+R",
    "zoom_in": "Ctrl+=",
    "zoom_out": "Ctrl+-",
    "zoom_reset": "Ctrl+0",
    "fit": "Home",
}


def test_every_promised_shortcut_is_there_and_no_two_are_alike(desk: Desk):
    table = desk.window.actions_table
    for name, keys in PROMISED.items():
        assert QKeySequence(keys) in table[name].shortcuts(), name
    taken = Counter(keys.toString() for row in all_rows() for keys in table[row.name].shortcuts())
    assert [keys for keys, count in taken.items() if count > 1] == []


def test_every_action_explains_itself(desk: Desk):
    table = desk.window.actions_table
    for name in (row.name for row in all_rows()):
        assert table[name].statusTip(), name
        assert table[name].toolTip(), name


def test_train_and_pause_by_keys(xor_desk: Desk):
    desk = xor_desk
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 5)
    assert desk.window.actions_table["train"].text() == "&Pause"
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.window.actions_table["train"].text() == "&Train"
    assert desk.document.epoch > 5


def test_a_step_trains_one_epoch_and_reset_goes_back_to_the_first_weights(xor_desk: Desk):
    desk = xor_desk
    first = desk.document.content.copy()
    for _ in range(3):
        desk.key(Qt.Key.Key_Period)
        desk.settle()
    assert desk.document.epoch == 3
    trained = desk.controller.snapshot.weights.copy()

    desk.key(Qt.Key.Key_R, CONTROL)
    desk.settle()
    assert desk.document.epoch == 0
    assert _weights(desk) == [edge.weight for edge in first.network.edges]

    for _ in range(3):
        desk.key(Qt.Key.Key_Period)
        desk.settle()
    np.testing.assert_array_equal(desk.controller.snapshot.weights, trained)


def test_new_weights_are_others_and_undo_brings_the_old_ones_back(xor_desk: Desk):
    desk = xor_desk
    first = _weights(desk)
    desk.key(Qt.Key.Key_R, CONTROL | SHIFT)
    desk.settle()
    assert not set(_weights(desk)) & set(first)
    assert desk.stack.undoText() == "New Weights"
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert _weights(desk) == first


def test_zoom_keys_change_what_the_badge_says(xor_desk: Desk):
    desk = xor_desk
    desk.key(Qt.Key.Key_0, CONTROL)
    assert desk.canvas.zoom == pytest.approx(1.0)
    desk.key(Qt.Key.Key_Equal, CONTROL)
    assert desk.canvas.zoom == pytest.approx(1.2)
    desk.key(Qt.Key.Key_Minus, CONTROL)
    desk.key(Qt.Key.Key_Minus, CONTROL)
    assert desk.canvas.zoom == pytest.approx(1 / 1.2)
    desk.key(Qt.Key.Key_Home)
    seen = desk.canvas.mapToScene(desk.canvas.viewport().rect()).boundingRect()
    assert seen.contains(desk.canvas.network_scene.bounds())


def test_zoom_keys_work_wherever_the_focus_is(xor_desk: Desk):
    desk = xor_desk
    desk.window.transport.findChild(QCheckBox)
    desk.button("New sample").setFocus()
    desk.canvas.zoom_reset()
    desk.key(Qt.Key.Key_Equal, CONTROL)
    assert desk.canvas.zoom == pytest.approx(1.2)


def test_the_region_view_follows_the_pointer_and_the_selection(xor_desk: Desk):
    desk = xor_desk
    title = desk.window.region.findChild(type(desk.window.region._title))
    output = title.full_text
    picture = still(desk, desk.window.region)

    desk.hover(desk.body("n3"))
    desk.settle()
    hidden = title.full_text
    assert hidden != output
    assert np.any(desk.regions() != picture)

    desk.hover((0, 400))
    desk.settle()
    assert title.full_text == output

    desk.click(desk.body("n4"))
    desk.hover((0, 400))
    desk.settle()
    assert title.full_text not in (output, hidden)

    desk.key(Qt.Key.Key_Escape)
    desk.settle()
    assert title.full_text == output
    wait_for_look(desk, desk.window.region, picture)


def test_the_switches_of_the_region_view_are_undone_and_saved(xor_desk: Desk, tmp_path):
    desk = xor_desk
    picture = desk.regions()
    for name in ("Discretize", "Boundary", "Test points", "Fit colors"):
        desk.push(desk.button(name, desk.window.region))
    view = desk.document.view
    assert (view.discretize, view.boundary, view.show_test, view.fit_colors) == (
        (True, False, False, True)
    )
    assert np.any(desk.regions() != picture)
    files.save(desk.document.content, tmp_path / "view.nnplay")
    assert files.load(tmp_path / "view.nnplay").view == view
    for _ in range(4):
        desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    # The pointer was over the switches.
    desk.hover((0, 400))
    assert not desk.button("Discretize", desk.window.region).isChecked()
    assert not desk.window.isWindowModified()


def test_layers_are_made_from_what_is_typed(desk: Desk):
    desk.key(Qt.Key.Key_L, CONTROL | SHIFT)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, LayersDialog)
    desk.wait(asked.isActiveWindow)
    QTest.keyClicks(asked.focusWidget(), "2-3-1")
    assert _said(asked) == "6 nodes, 9 weights + 4 biases = 13."
    QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert [len(desk.network.nodes), len(desk.network.edges)] == [6, 9]
    assert desk.stack.undoText() == "Make 2-3-1"
    assert "2-3-1" in _status(desk)


def test_layers_that_can_not_be_made_are_told_while_they_are_typed(desk: Desk):
    desk.key(Qt.Key.Key_L, CONTROL | SHIFT)
    asked = QApplication.activeModalWidget()
    line = asked.findChild(QLineEdit)
    for text in ("", "2-0-1", "hello", "2-99999-1", "9-1", "1" * 100_000):
        line.clear()
        line.insert(text)
        assert _said(asked).endswith("."), text
        assert len(_said(asked)) < 300, text
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert asked.isVisible(), "what was typed stays to be mended"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not desk.network.nodes
    assert desk.stack.count() == 0


def _said(asked: QDialog) -> str:
    return asked.findChildren(QLabel)[-1].text()


def test_the_status_bar_tells_shape_count_and_what_is_under_the_pointer(xor_desk: Desk):
    desk = xor_desk
    assert "2-4-1" in _status(desk)
    assert "12 weights + 5 biases = 17" in _status(desk)
    desk.hover(desk.rim("n3"))
    assert "Drag to a node to connect" in desk.window.statusBar().currentMessage()
    chart = desk.window.region._chart
    QTest.mouseMove(chart.viewport(), chart.viewport().rect().center())
    desk.settle()
    desk.hover((0, 300))
    assert desk.window.statusBar().currentMessage() == ""


def test_f6_leaves_the_canvas_and_comes_back(xor_desk: Desk):
    desk = xor_desk
    assert desk.window.focusWidget() is desk.canvas
    desk.key(Qt.Key.Key_F6)
    assert desk.window.focusWidget() is not desk.canvas
    seen = set()
    while desk.window.focusWidget() is not desk.canvas and len(seen) < 20:
        seen.add(desk.window.focusWidget())
        desk.key(Qt.Key.Key_F6)
    assert desk.window.focusWidget() is desk.canvas
    desk.key(Qt.Key.Key_F6, SHIFT)
    assert desk.window.focusWidget() is not desk.canvas


def test_the_tabs_of_panels_are_reached_by_f6_and_say_what_they_hold(xor_desk: Desk):
    desk, names = xor_desk, set()
    for _ in range(12):
        desk.key(Qt.Key.Key_F6)
        focus = desk.window.focusWidget()
        if isinstance(focus, QTabBar):
            names.add(focus.accessibleName())
    assert names == {
        "Tabs: Regions, Cells, Outputs, Surface, Curve",
        "Tabs: Inspector, Table, Scores, History",
    }


def test_no_part_of_the_window_is_lost_with_a_widget_that_f6_passed(xor_desk: Desk):
    desk = xor_desk
    passing = QPushButton(desk.window.inspector)
    passing.show()
    desk.key(Qt.Key.Key_F6)
    while desk.window.focusWidget() is not desk.canvas:
        desk.key(Qt.Key.Key_F6)
    passing.deleteLater()
    QApplication.sendPostedEvents(passing, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(passing)
    assert shiboken6.isValid(desk.window.statusBar())
    assert all(shiboken6.isValid(dock) for dock in desk.window.docks.values())


def test_keys_of_a_text_field_stay_in_it(xor_desk: Desk):
    desk = xor_desk
    field = next(f for f in desk.window.findChildren(QLineEdit) if f.isVisible())
    field.setFocus()
    field.selectAll()
    desk.key(Qt.Key.Key_Period)
    desk.settle()
    assert desk.epoch == 0
    assert field.text() == "."


def test_the_theme_is_switched_and_remembered(desk: Desk):
    light = still(desk, desk.window)
    desk.window.actions_table["theme_dark"].trigger()
    QApplication.processEvents()
    dark = pixels(desk.window)
    assert dark[..., :3].mean() < 100 < light[..., :3].mean()
    assert AppSettings().theme == "dark"
    desk.window.actions_table["theme_light"].trigger()
    assert AppSettings().theme == "light"
    # A panel may take another width, as long as nothing stays dark.
    desk.wait(lambda: (pixels(desk.window) != light).any(axis=2).mean() < 0.15)


def test_a_panel_that_is_shown_comes_to_the_front(desk: Desk):
    dock = desk.window.docks["Compare"]
    assert dock.isHidden()
    dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert not dock.visibleRegion().isEmpty()
    dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert dock.isHidden()


def test_reset_layout_brings_a_closed_dock_back(desk: Desk):
    docks = [dock for dock in desk.window.docks.values() if not dock.isHidden()]
    for dock in docks:
        dock.close()
    docks[1].setFloating(True)
    assert not any(dock.isVisible() for dock in (docks[0], docks[2]))
    desk.window.actions_table["reset_layout"].trigger()
    QApplication.processEvents()
    assert all(not dock.isHidden() and not dock.isFloating() for dock in docks)
    left, region = docks[0], docks[1]
    assert left.width() < region.width()


def _weights(desk: Desk):
    return [edge.weight for edge in desk.network.edges]


def _status(desk: Desk) -> str:
    bar = desk.window.findChild(QStatusBar)
    return " ".join(label.text() for label in bar.findChildren(type(desk.window.announcer._shape)))


def test_labels_bias_nodes_and_operations_are_chosen_in_the_view_menu(xor_desk: Desk):
    desk = xor_desk
    table = desk.window.actions_table
    assert table["labels_names"].isChecked()
    for name, field, value in (
        ("labels_e", "label_style", "e"),
        ("bias_nodes", "show_bias_nodes", True),
        ("operations", "explicit", True),
    ):
        table[name].trigger()
        assert getattr(desk.document.view, field) == value
        assert table[name].isChecked()
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.document.view == ViewChoice()
    assert table["labels_names"].isChecked()
    assert not table["bias_nodes"].isChecked()
