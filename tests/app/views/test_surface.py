"""The surface view in the window, worked by a person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from playground.document import files
from playground.document.content import Content, ViewChoice
from playground.network.model import Network
from playground.network.templates import layered
from playground.widgets.choice import ChoiceBox
from tests.eyes import card_text

LEFT = Qt.MouseButton.LeftButton


def content_of(widths=(2, 4, 1), source="xor", columns=("x1", "x2"), **view) -> Content:
    content = Content(network=Network(*layered(list(widths), list(columns))))
    content.data = replace(content.data, source=source, count=120)
    content.view = ViewChoice(**view)
    return content


@pytest.fixture
def open_surface(open_view):
    return partial(open_view, name="surface")


def sheets(view):
    """What is drawn: the sheets, none while there is a sentence instead."""
    return view._shown[0] if view._shown is not None else ()


def option(view, name):
    controls = (*view.findChildren(QCheckBox), *view.findChildren(ChoiceBox))
    return next(control for control in controls if control.property("option") == name)


def test_the_output_stands_over_the_plane(open_surface):
    desk, view = open_surface(content_of())
    (sheet,) = sheets(view)
    assert sheet.values.shape == (81, 81)
    assert (sheet.low, sheet.high, sheet.threshold) == (-1, 1, 0)
    assert view._names == ("x₁", "x₂")
    assert desk.window.views.feeds["surface"].controls() == (view.footer,)


def test_out_of_sight_nothing_is_asked(xor_desk):
    desk = xor_desk
    assert not desk.window.views.is_in_sight("surface")
    assert "surface" not in desk.controller.snapshot.fields
    view = desk.show_view("surface")
    assert sheets(view)
    desk.window.docks["Regions"].raise_()
    desk.wait(lambda: not desk.window.views.is_in_sight("surface"))
    desk.settle()
    assert "surface" not in desk.controller.snapshot.fields


def test_the_node_that_is_pointed_at_or_selected_is_shown(open_surface):
    desk, view = open_surface(content_of())
    (output,) = sheets(view)
    hidden = list(desk.network.nodes)[2].id
    desk.hover(desk.body(hidden))
    desk.settle()
    assert sheets(view)[0].name != output.name
    desk.hover((-9000, -9000))
    desk.settle()
    assert sheets(view)[0].name == output.name


def test_it_follows_the_training(open_surface):
    desk, view = open_surface(content_of())
    before = sheets(view)[0].values.copy()
    desk.controller.train()
    desk.wait(lambda: sheets(view)[0].values.shape == (41, 41))
    desk.wait(lambda: desk.epoch > 3)
    desk.controller.pause()
    desk.settle()
    desk.wait(lambda: sheets(view)[0].values.shape == (81, 81))
    assert not np.array_equal(before, sheets(view)[0].values)


@pytest.mark.parametrize("name", ["contours", "fits", "red_green"])
def test_switches_are_edits_of_the_document(open_surface, name):
    desk, view = open_surface(content_of())
    box = option(view, name)
    was_on = box.isChecked()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert getattr(desk.document.view, f"surface_{name}") != was_on
    assert box.isChecked() != was_on
    desk.controller.undo()
    desk.settle()
    assert box.isChecked() == was_on


def test_all_outputs_are_stacked_and_the_choice_is_saved(open_surface):
    desk, view = open_surface(content_of((2, 4, 3), "blobs"))
    assert len(sheets(view)) == 1
    chooser = option(view, "outputs")
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    desk.settle()
    assert [sheet.name for sheet in sheets(view)] == ["ŷ₁ (A)", "ŷ₂ (B)", "ŷ₃ (C)"]
    assert [(sheet.number, sheet.count) for sheet in sheets(view)] == [(0, 3), (1, 3), (2, 3)]
    saved = files.encode(desk.document.content)
    assert files.decode(saved, "it").view.surface_outputs == "all"
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    desk.settle()
    assert desk.document.view.surface_outputs == "highest"
    desk.controller.undo()
    desk.controller.undo()
    desk.settle()
    assert len(sheets(view)) == 1


def test_one_output_leaves_nothing_to_stack(open_surface):
    _, view = open_surface(content_of(surface_outputs="all"))
    assert len(sheets(view)) == 1
    assert not option(view, "outputs").isEnabled()


def targets(view):
    return view._targets.outputs


def test_points_stand_as_high_as_the_output_should_be(open_surface):
    desk, view = open_surface(content_of(surface_points="targets"))
    labels = desk.controller.dataset.labels
    np.testing.assert_array_equal(targets(view), 2 * labels - 1)
    desk.click(desk.body(list(desk.network.nodes)[2].id))
    desk.settle()
    assert targets(view) is None


def test_test_points_are_hidden_here_too(open_surface):
    desk, view = open_surface(content_of(surface_points="floor"))
    assert len(view._targets.rows) == desk.controller.dataset.count
    desk.window.views.feeds["surface"].change_view(show_test=False)
    desk.settle()
    assert len(view._targets.rows) == desk.controller.dataset.train_count


def test_of_several_classes_each_output_has_its_own_points_high(open_surface):
    desk, view = open_surface(content_of((2, 3), "blobs", surface_points="targets"))
    labels = desk.controller.dataset.labels
    sheet = sheets(view)[0]
    np.testing.assert_array_equal(targets(view), np.where(labels == 0, sheet.high, sheet.low))
    desk.click(desk.body(desk.network.outputs()[2].id))
    desk.settle()
    np.testing.assert_array_equal(targets(view), np.where(labels == 2, sheet.high, sheet.low))


def test_without_a_neuron_or_a_second_input_it_says_why(open_surface):
    desk, view = open_surface(Content())
    assert "place a neuron" in card_text(view)
    assert desk.controller.snapshot is None or "surface" not in desk.controller.snapshot.fields
    _, other = open_surface(content_of((1, 3, 1), "sine", ("x1",)))
    assert "Look at the Curve" in card_text(other)


def test_the_pointer_over_the_surface_is_read_in_the_status_bar(open_surface):
    desk, view = open_surface(content_of())
    chart = view.chart
    local = QPointF(chart.rect().center())
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        local,
        chart.mapToGlobal(local),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    told = []
    view.cursor_moved.connect(lambda *args: told.append(args))
    QApplication.sendEvent(chart, event)
    x, y, value = told[-1]
    assert desk.controller.point == (x, y)
    assert -1 <= value <= 1


def test_the_camera_stays_while_the_drawing_changes(open_surface):
    desk, view = open_surface(content_of())
    QTest.keyClick(view.chart, Qt.Key.Key_Right)
    turned = view.chart.camera
    desk.double_click((0, 700))
    desk.settle()
    assert view.chart.camera == turned


def test_the_next_window_sees_surfaces_from_where_they_were_seen_last(open_surface, open_desk):
    desk, view = open_surface(content_of())
    QTest.keyClick(view.chart, Qt.Key.Key_Right)
    QTest.keyClick(view.chart, Qt.Key.Key_Plus)
    QTest.keyClick(view.chart, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    desk.stack.setClean()
    desk.window.close()
    other = open_desk(content_of())
    other.window.restore_place()
    assert other.window.surface.chart.camera.numbers == pytest.approx(view.chart.camera.numbers)


def test_outputs_have_the_colors_of_the_targets_chosen_by_hand(open_surface):
    content = content_of((2, 3), "reg_gauss", surface_outputs="all")
    first, _, third = content.network.outputs()
    content.network.put_node(replace(first, target=2))
    content.network.put_node(replace(third, target=0))
    _, view = open_surface(content)
    assert [(sheet.number, sheet.count) for sheet in sheets(view)] == [(2, 3), (1, 3), (0, 3)]
