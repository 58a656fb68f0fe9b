"""Drawing shapes in the window by mouse, by keys alone and by typing, and what is carved."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from playground.document import edits
from playground.geometry.polygons import circle_error
from playground.geometry.shapes import Shape
from playground.network.weight import Weight
from playground.plots.message_card import MessageCard
from playground.plots.plane.point_legend import PointLegend
from playground.plots.regions.switches import RegionSwitches
from tests.app.conftest import CONTROL, SHIFT, Desk
from tests.app.drawing.conftest import KEY, assert_carved
from tests.app.plane_hand import PlaneHand
from tests.helpers import assert_sound

TRIANGLE = [(-4.0, -4.0), (-1.0, -4.0), (-2.5, -1.0)]
SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]


def tool(hand: PlaneHand):
    return hand.desk.window.shapes.drawings[hand.name].tool


def drawn(hand: PlaneHand) -> list[Shape]:
    return list(tool(hand).shapes)


def test_a_triangle_by_mouse_is_carved_in_one_step(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.click(*TRIANGLE)
    hand.hover(TRIANGLE[0])
    assert tool(hand).is_closing
    hand.click(TRIANGLE[0])
    shapes = drawn(hand)
    assert [shape.title for shape in shapes] == ["Triangle"]
    hand.keys(KEY.Key_Return)
    top = assert_carved(hand, shapes)
    assert desk.stack.undoText() == "Carve Triangle"
    assert desk.network.nodes[top].bias == Weight(-2.5)
    assert len(desk.network.nodes) == 2 + 3 + 1
    assert hand.chart.tool is None
    assert desk.window.region.findChildren(type(hand.chart))
    desk.controller.undo()
    assert len(desk.network.nodes) == 0
    desk.controller.redo()
    assert_sound(desk.document.content)
    assert len(desk.network.nodes) == 6


def test_corners_lie_where_the_mouse_was_in_few_digits(hand: PlaneHand) -> None:
    hand.desk.key(KEY.Key_G, CONTROL)
    hand.click(*TRIANGLE)
    width, _ = hand.chart.pixel_size
    for (x, y), corner in zip(tool(hand).points, TRIANGLE, strict=True):
        assert (x, y) == pytest.approx(corner, abs=width)
        assert max(len(str(x)), len(str(y))) <= 5


def test_a_triangle_by_keys_alone(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.keys(KEY.Key_Up, KEY.Key_Return)
    hand.keys(*[KEY.Key_Right] * 3, held=SHIFT)
    hand.keys(KEY.Key_Return)
    hand.keys(*[KEY.Key_Up] * 3, held=SHIFT)
    hand.keys(KEY.Key_Return)
    assert len(tool(hand).points) == 3
    assert not drawn(hand)
    hand.keys(KEY.Key_Return)  # twice at one place closes
    shapes = drawn(hand)
    assert len(shapes) == 1
    hand.keys(KEY.Key_Return)
    assert_carved(hand, shapes)


def test_several_shapes_are_collected_and_joined(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.push(desk.button("Draw shapes", desk.window.region))
    hand.click(*TRIANGLE)
    hand.double_click((-4.5, -2.0))
    desk.push(desk.button("Rectangle", desk.window.region))
    hand.drag((0.5, -4.0), (4.0, -1.0))
    desk.push(desk.button("Circle", desk.window.region))
    hand.drag((2.0, 3.0), (3.5, 3.0))
    shapes = drawn(hand)
    assert [shape.title for shape in shapes] == ["Quadrilateral", "Rectangle", "Circle"]
    desk.push(desk.button("Carve", desk.window.region))
    assert desk.stack.undoText() == "Carve 3 Shapes"
    assert_carved(hand, shapes)
    names = {node.name for node in desk.network.nodes if node.name}
    assert names == {"Quadrilateral", "Rectangle", "Circle", "Union"}


def test_unbounded_shapes(hand: PlaneHand) -> None:
    desk = hand.desk
    for name, act in (
        ("Strip", lambda: (hand.drag((-4, 0), (4, 1)), hand.click((0, 3)))),
        ("Wedge", lambda: hand.click((-2, -2), (4, -1), (3, 3))),
        ("Half-plane", lambda: hand.drag((-4, 0), (4, 1))),
    ):
        desk.window.actions_table[f"draw_{name.lower().replace('-', '_')}"].trigger()
        act()
        shapes = drawn(hand)
        assert [shape.title for shape in shapes] == [name]
        hand.keys(KEY.Key_Return)
        assert_carved(hand, shapes)
        assert desk.stack.undoText() == f"Carve {name}"
        desk.controller.undo()


def test_a_circles_error_is_shown_and_falls_with_k(hand: PlaneHand) -> None:
    desk = hand.desk
    bar = desk.window.shapes.drawings["regions"].bar
    desk.window.actions_table["draw_circle"].trigger()
    hand.drag((0, 0), (3, 0))
    assert drawn(hand)[0].sides == 8
    assert "5.48 %" in bar._error.text()
    bar._slider.setFocus()
    desk.key(KEY.Key_Right)
    assert drawn(hand)[0].sides == 9
    bar._sides.setFocus()
    bar._sides.selectAll()
    QTest.keyClicks(bar._sides, "65")
    QTest.keyClick(bar._sides, KEY.Key_Return)
    assert "64" in desk.message
    bar._sides.selectAll()
    QTest.keyClicks(bar._sides, "12")
    QTest.keyClick(bar._sides, KEY.Key_Return)
    assert drawn(hand)[0].sides == 12
    listed = [action.text() for action in bar._menu.actions()]
    assert [text.split()[2] for text in listed[:5]] == ["3", "4", "5", "6", "8"]
    assert f"{100 * circle_error(16)[0]:.3g} %" in " ".join(listed)
    bar._menu.actions()[0].trigger()
    shapes = drawn(hand)
    assert shapes[0].sides == 3
    assert "65.4 %" in bar._error.text()
    desk.push(desk.button("Carve", desk.window.region))
    top = assert_carved(hand, shapes)
    assert len(desk.network.incoming(top)) == 3


def test_as_in_the_document_by_choice(hand: PlaneHand) -> None:
    desk = hand.desk
    bar = desk.window.shapes.drawings["regions"].bar
    desk.window.actions_table["draw_polygon"].trigger()
    hand.click(*TRIANGLE, TRIANGLE[0])
    shapes = drawn(hand)
    bar._styles.actions()[1].trigger()
    desk.push(desk.button("Carve", desk.window.region))
    top = assert_carved(hand, shapes)
    assert desk.network.nodes[top].bias == Weight(-1.0)
    assert {edge.weight.text for edge in desk.network.incoming(top)} == {"1/3"}
    # That decides on exactly 0, which the inspector says and mends.
    desk.push(desk.button("Use the safe bias −5/6", desk.window.inspector))
    assert desk.network.nodes[top].bias == Weight(-5 / 6, "-5/6")
    assert desk.stack.undoText() == "Use Safe Bias"
    assert_carved(hand, shapes)
    buttons = desk.window.inspector.findChildren(QPushButton)
    assert not any("safe" in button.text() and button.isVisible() for button in buttons)
    desk.controller.undo()
    assert desk.network.nodes[top].bias == Weight(-1.0)


def test_a_side_that_would_cross_is_red_and_refused(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.click(*SQUARE[:3])
    before = red_pixels(hand)
    hand.hover((2.0, -3.0))
    assert tool(hand).is_crossing
    assert red_pixels(hand) > before + 50
    hand.click((2.0, -3.0))
    assert desk.message.startswith("This side would meet another one")
    assert len(tool(hand).points) == 3
    hand.click(SQUARE[3], SQUARE[0])
    assert [shape.title for shape in drawn(hand)] == ["Quadrilateral"]


def red_pixels(hand: PlaneHand) -> int:
    image = hand.chart.grab().toImage()
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(-1, 4).astype(int)
    blue, green, red = pixels[:, 0], pixels[:, 1], pixels[:, 2]
    return int(((red > 180) & (green < 80) & (blue < 80)).sum())


def test_what_is_no_polygon_is_refused_in_a_sentence(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.keys(KEY.Key_Return)
    hand.click((0, 0), (2, 0))
    hand.keys(KEY.Key_Return)
    assert "at least three corners" in desk.message
    hand.double_click((2, 0))
    assert len(tool(hand).points) == 2
    assert not drawn(hand)
    assert not desk.stack.count()
    # The side that closes it would cross.
    hand.keys(KEY.Key_Backspace, KEY.Key_Backspace)
    hand.click((0, 0), (4, 0), (4, 4), (2, 1))
    hand.click((2.0, 2.0), (5, 2.5))
    assert "would meet" in desk.message
    desk.window.actions_table["draw_rectangle"].trigger()
    hand.drag((0, 0), (2, 0))
    assert not drawn(hand)
    assert "three corners" in desk.message


def test_what_was_refused_is_no_longer_said_once_drawing_goes_on(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.click((0, 0), (4, 0))
    hand.keys(KEY.Key_Return)
    assert "at least three corners" in desk.message
    hand.click((4, 4))
    assert desk.message == ""
    hand.click((2, -3))
    assert "would meet" in desk.message
    hand.click((0, 0))
    assert len(drawn(hand)) == 1
    assert desk.message == ""
    desk.window.actions_table["draw_rectangle"].trigger()
    hand.drag((0, 0), (2, 0))
    assert "three corners" in desk.message
    hand.keys(KEY.Key_Escape)
    assert desk.message == ""


def test_what_can_not_be_carved_is_no_longer_said_after_another_edit(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.controller.do(edits.change_data("Use", source="line"))
    desk.settle()
    desk.key(KEY.Key_G, CONTROL)
    hand.click((-3, 0.2), (3, 0.2), (0, 0.6), (-3, 0.2))
    hand.keys(KEY.Key_Return)
    assert "single input column" in desk.message
    desk.controller.do(edits.change_data("Use", source="circle"))
    assert desk.message == ""


def test_backspace_and_escape_take_back_step_by_step(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL)
    hand.click(*TRIANGLE, TRIANGLE[0])
    hand.click(*SQUARE[:2])
    hand.keys(KEY.Key_Backspace)
    assert len(tool(hand).points) == 1
    hand.keys(KEY.Key_Escape)
    assert (tool(hand).points, len(drawn(hand))) == ([], 1)
    hand.keys(KEY.Key_Escape)
    assert not drawn(hand)
    assert hand.chart.tool is tool(hand)
    hand.keys(KEY.Key_Escape)
    assert hand.chart.tool is None
    assert not desk.window.shapes.drawings["regions"].bar.isVisible()
    assert not desk.stack.count()


def test_the_plane_gets_the_room_while_it_is_drawn_on(hand: PlaneHand) -> None:
    desk = hand.desk
    region = desk.window.region
    below = [*region.findChildren(RegionSwitches), *region.findChildren(PointLegend)]
    cards = [card for card in region.findChildren(MessageCard) if card.isVisible()]
    assert cards
    x, y = desk.controller.dataset.inputs[0]
    hand.hover((x, y))
    assert any(
        card.isVisible() and not card.is_message for card in region.findChildren(MessageCard)
    )
    desk.key(KEY.Key_G, CONTROL)
    hand.hover((x, y))
    assert not any(widget.isVisible() for widget in (*below, *region.findChildren(MessageCard)))
    desk.push(desk.button("Stop drawing (Esc)", region))
    assert all(widget.isVisible() for widget in (*below, *cards))


def test_other_shapes_may_follow_where_neurons_are(xor_desk: Desk) -> None:
    hand = PlaneHand(xor_desk)
    before = list(xor_desk.network.nodes), list(xor_desk.network.edges)
    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 5)
    xor_desk.key(KEY.Key_G, CONTROL)
    hand.click(*TRIANGLE, TRIANGLE[0])
    shapes = drawn(hand)
    hand.keys(KEY.Key_Return)
    assert xor_desk.controller.is_running
    xor_desk.controller.pause()
    assert_carved(hand, shapes)
    ids = [node.id for node in before[0]]
    assert [node.id for node in xor_desk.network.nodes][: len(ids)] == ids
    assert len(xor_desk.network.inputs()) == 2


def test_normalized_inputs_carve_what_was_drawn(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.controller.do(edits.change_data("Normalize Inputs", normalize=True))
    desk.settle()
    assert desk.controller.dataset.scales
    desk.key(KEY.Key_G, CONTROL)
    hand.click(*TRIANGLE, TRIANGLE[0])
    shapes = drawn(hand)
    hand.keys(KEY.Key_Return)
    assert_carved(hand, shapes)


def test_on_the_cells_as_well(desk: Desk) -> None:
    hand = PlaneHand(desk, "cells")
    desk.window.canvas.setFocus()
    desk.key(KEY.Key_G, CONTROL)
    assert hand.chart.tool is tool(hand)
    assert "pan" not in hand.chart.statusTip()  # a drag draws
    hand.click(*SQUARE, SQUARE[0])
    shapes = drawn(hand)
    hand.keys(KEY.Key_Return)
    assert_carved(hand, shapes)


def test_with_one_column_there_is_no_plane(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.controller.do(edits.change_data("Use", source="line"))
    desk.settle()
    assert len(desk.controller.dataset.columns) == 1
    desk.key(KEY.Key_G, CONTROL)
    hand.click((-3, 0.2), (3, 0.2), (0, 0.6), (-3, 0.2))
    hand.keys(KEY.Key_Return)
    assert "single input column" in desk.message


def test_enter_while_the_pointer_is_off_the_plane_asks_for_the_next_point(hand: PlaneHand) -> None:
    hand.desk.window.actions_table["draw_rectangle"].trigger()
    hand.click((1.0, 1.0))
    QApplication.sendEvent(hand.chart, QEvent(QEvent.Type.Leave))
    assert tool(hand).place is None
    hand.chart.setFocus()
    hand.keys(KEY.Key_Return)
    assert "next point" in hand.desk.message
    assert len(tool(hand).points) == 1
