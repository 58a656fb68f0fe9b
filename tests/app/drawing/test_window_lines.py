"""Lines of neurons dragged over the plane, by mouse and by keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from playground.app.examples.catalog import EXAMPLES
from playground.document import edits, files
from playground.network.weight import Weight
from tests.app.conftest import CONTROL, SHIFT, Desk
from tests.app.plane_hand import PlaneHand

KEY = Qt.Key
MIDDLE, DOWN = (-2.5, 0.0), (-3.9, -2.8)  # both on the line of n3


@pytest.fixture
def desk(open_desk) -> Desk:
    """The triangle: n3 is 2·x1 − x2 + 5 ≥ 0."""
    return open_desk(files.load(EXAMPLES["triangle"].path))


@pytest.fixture
def hand(desk: Desk) -> PlaneHand:
    found = PlaneHand(desk, "cells")
    cells = desk.window.views.feeds["cells"].widget
    # What is counted last is written below the plane, which may change its height.
    desk.wait(lambda: cells.picture is not None and cells.is_settled)
    desk.settle()
    return found


def line(desk: Desk, node_id: str = "n3") -> tuple[float, ...]:
    weights = [edge.weight.value for edge in desk.network.incoming(node_id)]
    return (*weights, desk.network.nodes[node_id].bias.value)


def end(hand: PlaneHand, which: int) -> tuple[float, float]:
    return hand.desk.window.lines.handles["cells"].ends((2.0, -1.0, 5.0))[which]


def test_pointing_at_a_line_lights_its_neuron_and_says_its_equation(hand: PlaneHand) -> None:
    desk = hand.desk
    handles = desk.window.lines.handles["cells"]
    hand.hover(MIDDLE)
    assert handles.shown == (2.0, -1.0, 5.0)
    assert "2.00·x₁ − 1.00·x₂ + 5.00 = 0" in desk.window.statusBar().currentMessage()
    assert hand.chart.viewport().cursor().shape() == Qt.CursorShape.SizeAllCursor
    hand.hover((0.5, 0.5))
    assert handles.shown is None
    assert hand.chart.viewport().cursor().shape() != Qt.CursorShape.SizeAllCursor


def test_a_drag_shifts_the_line_in_one_step(hand: PlaneHand) -> None:
    desk = hand.desk
    hand.drag(MIDDLE, (-3.5, 0.0))
    w1, w2, b = line(desk)
    assert (w1, w2) == (2.0, -1.0)
    assert b == pytest.approx(7.0, abs=0.15)
    assert desk.stack.count() == 1
    assert desk.stack.undoText() == "Move Line"
    cells = desk.window.views.feeds["cells"].widget
    desk.wait(lambda: cells.first_level_lines()["n3"][2] == b)
    desk.controller.undo()
    assert line(desk) == (2.0, -1.0, 5.0)


def test_numbers_follow_while_the_line_is_dragged(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.click(desk.body("n3"))
    hand.press(MIDDLE)
    hand.hover((-3.0, 0.0))
    assert line(desk)[2] == pytest.approx(6.0, abs=0.15)
    assert f"+ {line(desk)[2]:.2f} = 0. Esc puts" in desk.window.statusBar().currentMessage()
    bias = next(
        edit
        for edit in desk.window.inspector.findChildren(QLineEdit)
        if edit.accessibleName() == "Bias" and edit.isVisible()
    )
    desk.wait(lambda: bias.text() == f"{line(desk)[2]:.4f}")
    hand.hover((-3.5, 0.0))
    hand.release((-3.5, 0.0))
    assert desk.stack.count() == 1


def test_an_end_turns_it_about_the_other_end(hand: PlaneHand) -> None:
    desk = hand.desk
    low, high = end(hand, 0), end(hand, 1)
    hand.drag(high, (high[0] + 1.5, high[1]))
    w1, w2, b = line(desk)
    assert w1 * w1 + w2 * w2 == pytest.approx(5.0)
    assert w1 * low[0] + w2 * low[1] + b == pytest.approx(0.0, abs=1e-9)
    assert w1 * (high[0] + 1.5) + w2 * high[1] + b == pytest.approx(0.0, abs=0.2)
    assert desk.stack.count() == 1


def test_shift_turns_it_from_anywhere(hand: PlaneHand) -> None:
    hand.drag(MIDDLE, (-2.0, 0.0), SHIFT)
    w1, w2, _ = line(hand.desk)
    assert (w1, w2) != (2.0, -1.0)
    assert w1 * w1 + w2 * w2 == pytest.approx(5.0)


@pytest.mark.parametrize("turns", [False, True])
def test_escape_midway_puts_everything_back(hand: PlaneHand, turns: bool) -> None:
    desk = hand.desk
    desk.controller.do(edits.type_weight([desk.network.incoming("n3")[0].id], "4/2"))
    before = list(desk.network.nodes), list(desk.network.edges)
    count = desk.stack.count()
    hand.press(MIDDLE, SHIFT if turns else Qt.KeyboardModifier.NoModifier)
    hand.hover((-3.5, 0.0))
    assert line(desk) != (2.0, -1.0, 5.0)
    hand.chart.setFocus()
    hand.keys(KEY.Key_Escape)
    assert (list(desk.network.nodes), list(desk.network.edges)) == before
    hand.hover((-4.5, 0.0))
    hand.release((-4.5, 0.0))
    assert (list(desk.network.nodes), list(desk.network.edges)) == before
    assert desk.stack.count() == count


def test_what_is_locked_says_so_and_stays(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.controller.do(edits.set_locked(["n3"], True))
    hand.drag(MIDDLE, (-3.5, 0.0))
    assert line(desk) == (2.0, -1.0, 5.0)
    assert "is locked" in desk.message
    desk.controller.do(edits.set_locked(["n3"], False))
    desk.controller.do(edits.set_locked([desk.network.incoming("n3")[0].id], True))
    hand.drag(MIDDLE, (-3.5, 0.0))
    assert line(desk)[2] > 6.5


def test_without_a_weight_a_line_can_be_shifted_but_not_turned(hand: PlaneHand) -> None:
    desk = hand.desk
    hand.drag((3.0, -2.0), (3.0, -3.0), SHIFT)
    assert "can't turn" in desk.message
    hand.drag((3.0, -2.0), (3.0, -3.0))
    assert line(desk, "n5")[1] == pytest.approx(3.0, abs=0.15)


def test_beside_the_lines_the_plane_is_panned(hand: PlaneHand) -> None:
    desk = hand.desk
    before = hand.chart.bounds
    hand.drag((1.0, 1.0), (2.0, 1.0))
    assert hand.chart.bounds != before
    assert desk.stack.count() == 0


def test_by_keys_alone(hand: PlaneHand) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL | SHIFT)
    hand.keys(KEY.Key_Up, KEY.Key_Return)
    assert "No line is near" in desk.message
    hand.keys(KEY.Key_Escape)
    # From the middle of the plane to the line of n5, x2 = -2, and on.
    hand.keys(KEY.Key_Down, *[KEY.Key_Down] * 10)
    hand.keys(KEY.Key_Return, *[KEY.Key_Down] * 5, KEY.Key_Return)
    assert line(desk, "n5")[1] == pytest.approx(3.0, abs=0.1)
    assert desk.stack.count() == 1
    hand.keys(KEY.Key_Return, *[KEY.Key_Down] * 5, KEY.Key_Escape)
    assert line(desk, "n5")[1] == pytest.approx(3.0, abs=0.1)
    hand.keys(KEY.Key_Escape, KEY.Key_Escape)
    assert hand.chart.tool is None


def test_a_line_that_is_held_while_another_document_opens_changes_nothing_there(
    hand: PlaneHand,
) -> None:
    desk = hand.desk
    desk.key(KEY.Key_G, CONTROL | SHIFT)
    hand.keys(KEY.Key_Down, *[KEY.Key_Down] * 10)
    hand.keys(KEY.Key_Return, KEY.Key_Down)
    assert desk.stack.count() == 1
    other = files.load(EXAMPLES["triangle"].path)
    other.network.put_node(replace(other.network.nodes["n5"], bias=Weight(1.5)))
    desk.controller.replace(other)
    desk.settle()
    hand.keys(KEY.Key_Down, KEY.Key_Escape)
    assert line(desk, "n5")[-1] == 1.5
    assert desk.stack.count() == 0


def test_on_the_regions_the_shown_neurons_line_is_a_handle(desk: Desk) -> None:
    hand = PlaneHand(desk)
    hand.hover(MIDDLE)
    assert desk.window.lines.handles["regions"].shown is None
    desk.click(desk.body("n3"))
    desk.settle()
    hand.drag(MIDDLE, (-3.5, 0.0))
    assert line(desk)[2] == pytest.approx(7.0, abs=0.15)


def test_it_works_while_the_network_trains(xor_desk: Desk) -> None:
    desk = xor_desk
    first = next(node for node in desk.network.nodes if desk.network.role(node.id) == "hidden")
    for edge, value in zip(desk.network.incoming(first.id), (1.0, 1.0), strict=True):
        desk.controller.do(edits.set_weights({edge.id: value}))
    desk.controller.do(edits.set_weights({first.id: 0.0}))
    desk.controller.do(edits.change_field("Change", "training", learning_rate=1e-6))
    desk.click(desk.body(first.id))
    hand = PlaneHand(desk)
    desk.controller.train()
    desk.wait(lambda: desk.epoch > 3)
    count, epoch = desk.stack.count(), desk.epoch
    hand.press((0.0, 0.0))
    desk.wait(lambda: desk.epoch > epoch + 3)
    assert desk.stack.count() == count
    hand.hover((1.0, 1.0))
    hand.hover((2.0, 2.0))
    hand.release((2.0, 2.0))
    # What had been learned, and the line.
    assert desk.stack.count() == count + 2
    assert desk.controller.is_running
    assert line(desk, first.id)[2] == pytest.approx(-4.0, abs=0.2)
    desk.controller.pause()
    desk.settle()
    assert line(desk, first.id)[2] == pytest.approx(-4.0, abs=0.2)
    desk.controller.undo()  # the training
    desk.controller.undo()
    assert line(desk, first.id)[2] == pytest.approx(0.0, abs=0.01)


def test_normalized_inputs_move_the_line_where_it_is_seen(desk: Desk) -> None:
    desk.controller.do(edits.change_data("Normalize Inputs", normalize=True))
    desk.settle()
    hand = PlaneHand(desk, "cells")
    desk.wait(desk.window.views.feeds["cells"].widget.first_level_lines)
    handles = desk.window.lines.handles["cells"]
    seen = handles.ends(handles._lines()["n3"])
    (x0, y0), (x1, y1) = seen
    start = (x0 + x1) / 2, (y0 + y1) / 2
    hand.drag(start, (start[0] - 1.0, start[1]))
    w1, w2, b = handles._lines()["n3"]
    width, _ = hand.chart.pixel_size
    away = abs(w1 * (start[0] - 1.0) + w2 * start[1] + b) / (w1**2 + w2**2) ** 0.5
    assert away < 3 * width
    assert line(desk)[:2] == (2.0, -1.0)


def test_a_fraction_that_is_not_touched_stays_one(hand: PlaneHand) -> None:
    desk = hand.desk
    edge = desk.network.incoming("n3")[0]
    desk.document.apply([edits.Change(edge, replace(edge, weight=Weight(2.0, "6/3")))])
    desk.settle()
    hand.drag(MIDDLE, (-3.5, 0.0))
    assert desk.network.edges[edge.id].weight.text == "6/3"
