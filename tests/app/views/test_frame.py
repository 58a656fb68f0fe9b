"""The axes of the plane, what the other columns are held at, and ranges that are typed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QSlider

from playground.app.views.range_dialog import RangeDialog
from playground.data.choice import DataChoice, Table
from playground.document import files
from playground.document.content import Content
from playground.network.model import Network
from playground.network.templates import layered
from tests.app.conftest import CONTROL, Desk

COLUMNS = ("age", "height", "weight", "dose")


def table_content() -> Content:
    rng = np.random.default_rng(0)
    values = np.column_stack([rng.normal(size=(60, 4)) * (1, 10, 5, 2), rng.integers(0, 2, 60)])
    texts = ((),) * 4 + (("no", "yes"),)
    table = Table("people.csv", (*COLUMNS, "ill"), values, texts)
    network = Network(*layered([4, 3, 1], list(COLUMNS)))
    return Content(network=network, data=DataChoice(source="table", table=table))


@pytest.fixture
def table_desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(table_content())


def part(desk: Desk, kind: type, name: str):
    frame = desk.window.views.frames["regions"]
    return next(w for w in frame.findChildren(kind) if w.accessibleName() == name)


def test_data_of_two_columns_offer_no_choice_of_axes(xor_desk: Desk):
    assert not xor_desk.window.views.frames["regions"].axes.isVisible()


def test_axes_are_chosen_seen_saved_and_undone(table_desk: Desk, tmp_path):
    desk = table_desk
    thumbnail = desk.controller.snapshot.thumbnails.values["n1"]
    box = part(desk, QComboBox, "Column of the x axis")
    assert [box.itemText(k) for k in range(box.count())] == list(COLUMNS)
    box.setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Down)
    desk.settle()
    plane = desk.controller.plane
    assert plane.axes == (2, 0), "on its way it changed places with the other"
    assert desk.stack.undoText() == "Change Axes"
    assert np.any(desk.controller.snapshot.thumbnails.values["n1"] != thumbnail)
    points = desk.window.region._points
    np.testing.assert_array_equal(points.x, desk.controller.dataset.inputs[:, 2])
    files.save(desk.document.content, tmp_path / "axes.nnplay")
    assert files.load(tmp_path / "axes.nnplay").view == desk.document.view
    while desk.stack.canUndo():
        desk.stack.undo()
    desk.settle()
    assert desk.controller.plane.axes == (0, 1)
    np.testing.assert_array_equal(desk.controller.snapshot.thumbnails.values["n1"], thumbnail)


def test_the_other_axis_as_this_one_makes_them_change_places(table_desk: Desk):
    desk = table_desk
    box = part(desk, QComboBox, "Column of the x axis")
    box.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert desk.controller.plane.axes == (1, 0)


def test_a_held_column_follows_its_slider_in_one_step(table_desk: Desk):
    desk = table_desk
    before = desk.regions()
    slider = part(desk, QSlider, "Value of dose")
    slider.setFocus()
    for _ in range(3):
        desk.key(Qt.Key.Key_PageUp)
    desk.settle()
    held = dict(desk.document.view.plane.held)
    assert held["dose"] == desk.controller.plane.held[3] > 0
    assert desk.stack.count() == 1
    assert desk.stack.undoText() == "Hold dose"
    assert np.any(desk.regions() != before)
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.controller.plane.held[3] == pytest.approx(desk.controller.dataset.centre[3])


def test_a_held_value_is_typed(table_desk: Desk):
    desk = table_desk
    edit = part(desk, QLineEdit, "Value of weight as a number")
    edit.setFocus()
    edit.selectAll()
    desk.qtbot.keyClicks(edit, "1,25")
    desk.key(Qt.Key.Key_Return)
    assert dict(desk.document.view.plane.held) == {"weight": 1.25}
    edit.selectAll()
    desk.qtbot.keyClicks(edit, "much")
    desk.key(Qt.Key.Key_Return)
    assert "number" in desk.message
    assert dict(desk.document.view.plane.held) == {"weight": 1.25}


def ask_range(desk: Desk, *numbers: str) -> RangeDialog:
    """Open the dialog from the view's menu, type, and press Return."""
    entries = desk.window.views.frames["regions"].menu_button.entries
    next(action for action in entries.actions() if action.objectName() == "range").trigger()
    dialog = desk.window.findChild(RangeDialog)
    for field, number in zip(dialog.findChildren(QLineEdit), numbers, strict=True):
        field.setFocus()
        field.selectAll()
        desk.qtbot.keyClicks(field, number)
    desk.push(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok))
    return dialog


def test_a_range_is_typed_exactly_saved_and_undone(xor_desk: Desk, tmp_path):
    desk = xor_desk
    assert not ask_range(desk, "-1.5", "2,5", "0", "0.25").isVisible()
    desk.settle()
    bounds = (-1.5, 2.5, 0.0, 0.25)
    assert desk.controller.bounds == bounds
    assert desk.controller.snapshot.fields["regions"].bounds == bounds
    assert desk.window.region.chart.bounds == bounds
    files.save(desk.document.content, tmp_path / "range.nnplay")
    assert files.load(tmp_path / "range.nnplay").view.plane.bounds == bounds
    assert desk.stack.undoText() == "Set Range"
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.controller.bounds == (-6.0, 6.0, -6.0, 6.0)
    assert desk.window.region.chart.bounds == (-6.0, 6.0, -6.0, 6.0)


@pytest.mark.parametrize(
    "numbers", [("1", "1", "0", "1"), ("0", "1", "2", "1"), ("a", "1", "0", "1")]
)
def test_what_is_no_range_is_told_and_changes_nothing(xor_desk: Desk, numbers):
    dialog = ask_range(xor_desk, *numbers)
    assert dialog.isVisible()
    assert dialog._about.text().endswith(".")
    assert xor_desk.controller.bounds == (-6.0, 6.0, -6.0, 6.0)
    dialog.reject()


def test_all_data_is_shown_again_after_a_range_and_a_pan(xor_desk: Desk):
    desk = xor_desk
    ask_range(desk, "-1", "1", "-1", "1")
    desk.controller.show_bounds((-3.0, -1.0, -1.0, 1.0))
    entries = desk.window.views.frames["regions"].menu_button.entries
    next(action for action in entries.actions() if action.objectName() == "whole").trigger()
    desk.settle()
    assert desk.controller.bounds == (-6.0, 6.0, -6.0, 6.0)
    assert desk.window.region.chart.bounds == (-6.0, 6.0, -6.0, 6.0)
