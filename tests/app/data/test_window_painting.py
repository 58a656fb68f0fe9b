"""Painting points in the window: undone, trained on, saved."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from playground.data.choice import DataChoice, Table
from playground.document import files
from playground.document.content import Content
from playground.network.model import Network
from playground.network.templates import layered
from tests.app.conftest import LEFT, NO_KEYS, Desk


class Easel:
    """The region view of a desk, to paint on."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.view = desk.window.region
        self.chart = self.view.chart

    def at(self, x: float, y: float) -> QPoint:
        return self.chart.mapFromScene(self.chart.box.mapViewToScene(QPointF(x, y)))

    def drag(self, *places: tuple[float, float]) -> None:
        viewport = self.chart.viewport()
        QTest.mousePress(viewport, LEFT, NO_KEYS, self.at(*places[0]))
        for place in places[1:]:
            QTest.mouseMove(viewport, self.at(*place))
        QTest.mouseRelease(viewport, LEFT, NO_KEYS, self.at(*places[-1]))

    def choose(self, name: str) -> None:
        self.desk.push(self.desk.button(name, self.view))


@pytest.fixture
def easel(xor_desk: Desk) -> Easel:
    return Easel(xor_desk)


def dataset(desk: Desk):
    return desk.controller.dataset


def test_a_stroke_makes_an_own_copy_and_undo_brings_the_set_back(easel, xor_desk) -> None:
    before = dataset(xor_desk)
    easel.choose("Put points")
    easel.drag((5.5, 0.2))
    data = xor_desk.document.data
    assert (data.source, data.painted.count) == ("painted", before.count + 1)
    assert dataset(xor_desk).count == before.count + 1
    assert xor_desk.stack.undoText() == "Paint Point"
    assert "own copy" in xor_desk.window.statusBar().currentMessage()
    xor_desk.controller.undo()
    xor_desk.settle()
    assert xor_desk.document.data.source == "xor"
    np.testing.assert_array_equal(dataset(xor_desk).inputs, before.inputs)
    xor_desk.controller.redo()
    xor_desk.settle()
    assert dataset(xor_desk).count == before.count + 1


def test_a_brush_stroke_is_one_step_and_splits_by_the_share(easel, xor_desk) -> None:
    easel.choose("Brush")
    trained = dataset(xor_desk).train_count
    easel.drag((-4, 0), (0, 0), (4, 0))
    added = dataset(xor_desk).count - 200
    assert xor_desk.stack.undoText() == f"Paint {added} Points"
    assert abs(dataset(xor_desk).train_count - trained - added / 2) <= 2
    assert xor_desk.stack.count() == 1


def test_training_goes_on_with_what_it_has_learned(easel, xor_desk) -> None:
    controller = xor_desk.controller
    controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 20)
    easel.choose("Brush")
    easel.drag((-4, 0), (4, 0))
    assert controller.is_running
    learned = xor_desk.document.epoch
    assert learned > 20
    xor_desk.wait(lambda: xor_desk.epoch > learned + 5)
    controller.pause()
    xor_desk.settle()
    texts = [xor_desk.stack.text(index) for index in range(xor_desk.stack.count())]
    assert [text.split()[0] for text in texts] == ["Train", "Paint", "Train"]


def test_strokes_move_and_erase(easel, xor_desk) -> None:
    easel.choose("Clear points")
    easel.choose("Put points")
    for place in ((1, 1), (-2, 3), (4, -4)):
        easel.drag(place)
    easel.choose("Move points")
    easel.drag((1, 1), (2, 2))
    easel.choose("Eraser")
    easel.drag((4, -4), (4.2, -4))
    places = sorted(dataset(xor_desk).inputs.round(1).tolist())
    np.testing.assert_allclose(places, [[-2, 3], [2, 2]], atol=0.1)
    texts = [xor_desk.stack.text(index) for index in range(1, xor_desk.stack.count())]
    assert texts == ["Paint Point"] * 3 + ["Move Point", "Erase Point"]


def test_no_points_is_said_with_what_to_do(easel, xor_desk) -> None:
    xor_desk.push(xor_desk.button("Painted points"))
    assert dataset(xor_desk).count == 0
    xor_desk.controller.train()
    assert "paint some on the plane" in xor_desk.message
    assert not xor_desk.controller.is_running
    xor_desk.push(xor_desk.button("XOR, classes"))
    xor_desk.settle()
    assert dataset(xor_desk).count > 0


def test_clearing_while_it_trains_pauses_and_says_so(easel, xor_desk) -> None:
    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 5)
    easel.choose("Clear points")
    xor_desk.settle()
    assert not xor_desk.controller.is_running
    assert "no points yet" in xor_desk.message


def test_a_new_class_asks_for_more_outputs(easel, xor_desk) -> None:
    easel.choose("Put points")
    easel.choose("New class")
    easel.drag((0, 0))
    xor_desk.settle()
    assert dataset(xor_desk).class_names == ("-1", "1", "Class 3")
    assert "3 targets" in xor_desk.controller.lowered.problem


def test_numbers_instead_of_classes_while_there_are_none(easel, xor_desk) -> None:
    easel.choose("Clear points")
    easel.choose("Put points")
    easel.choose("Paint numbers instead of classes")
    easel.drag((0, 0))
    assert dataset(xor_desk).kind == "numbers"
    assert dataset(xor_desk).labels.tolist() == [1.0]
    xor_desk.controller.undo()
    xor_desk.controller.undo()
    xor_desk.settle()
    assert dataset(xor_desk).kind == "classes"


def test_painted_points_are_saved_to_the_bit(easel, xor_desk) -> None:
    easel.choose("Brush")
    easel.drag((-4, 0.1), (4, 0.3))
    content = xor_desk.document.content
    again = files.decode(files.encode(content), "again")
    assert again.data == content.data
    assert again.data.painted.values.tobytes() == content.data.painted.values.tobytes()


def test_a_zoomed_view_stays_where_it_is_when_points_are_put(easel, xor_desk) -> None:
    xor_desk.controller.show_bounds((-1.0, 1.0, -1.0, 1.0))
    easel.view.show_bounds((-1.0, 1.0, -1.0, 1.0))
    easel.choose("Put points")
    easel.drag((0.2, 0.2))
    assert dataset(xor_desk).count == 201
    assert xor_desk.controller.bounds == (-1.0, 1.0, -1.0, 1.0)
    assert easel.chart.bounds == (-1.0, 1.0, -1.0, 1.0)


def test_data_of_one_column_cannot_be_painted_on(open_desk) -> None:
    content = Content(network=Network(*layered([1, 2, 1], ["x1"])))
    content.data = DataChoice(source="line")
    desk = open_desk(content)
    if desk.controller.dataset is None:
        pytest.fail(desk.controller.data_error)
    button = desk.button("Brush", desk.window.region)
    assert not button.isEnabled()
    assert "two input columns" in button.toolTip()


def test_five_thousand_points_are_not_lowered_at_each_move(easel, xor_desk) -> None:
    """The points are told once, when the stroke is finished, whatever the mouse does."""
    heard: list[int] = []
    xor_desk.controller.dataset_changed.connect(lambda: heard.append(1))
    easel.choose("Brush")
    easel.drag(*((x / 20, 0) for x in range(-100, 100)))
    assert len(heard) == 1


def test_the_menu_puts_the_brush_in_hand_for_the_keyboard(easel, xor_desk) -> None:
    xor_desk.window.actions_table["paint"].trigger()
    assert easel.chart.tool is not None
    assert easel.chart.hasFocus()
    for key in (Qt.Key.Key_2, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Return):
        xor_desk.key(key)
    assert xor_desk.stack.undoText() == "Paint 3 Points"
    xor_desk.window.actions_table["clear_points"].trigger()
    assert dataset(xor_desk).count == 0
    assert xor_desk.stack.undoText() == "Clear Points"


def test_undo_while_a_stroke_is_midway_ends_the_stroke(easel, xor_desk) -> None:
    easel.choose("Put points")
    easel.drag((1, 1))
    easel.choose("Eraser")
    QTest.mousePress(easel.chart.viewport(), LEFT, NO_KEYS, easel.at(1, 1))
    xor_desk.controller.undo()
    xor_desk.settle()
    QTest.mouseRelease(easel.chart.viewport(), LEFT, NO_KEYS, easel.at(1, 1))
    assert xor_desk.document.data.source == "xor"
    assert xor_desk.stack.index() == 0


def test_damaged_points_in_a_file_are_refused_in_a_sentence(easel, xor_desk) -> None:
    easel.choose("Clear points")
    easel.choose("Put points")
    easel.drag((1, 1))
    body = json.loads(files.encode(xor_desk.document.content))
    body["data"]["painted"]["values"][3] = [7.0]
    with pytest.raises(files.FileError, match="draws of the painted points"):
        files.decode(json.dumps(body).encode(), "bad")


def test_a_table_is_painted_on_as_a_copy_with_its_columns_and_classes(open_desk) -> None:
    rows = [[0.0, 0.0, 0.0], [1.0, 2.0, 1.0], [2.0, 1.0, 1.0], [0.5, 1.5, 0.0]]
    table = Table("pets.csv", ("size", "age", "kind"), np.array(rows), ((), (), ("cat", "dog")))
    content = Content(network=Network(*layered([2, 2, 1], ["size", "age"])))
    content.data = DataChoice(source="table", table=table)
    desk = open_desk(content)
    easel = Easel(desk)
    easel.choose("Put points")
    easel.choose("Class dog")
    easel.drag((1.0, 1.0))
    data = dataset(desk)
    assert (data.columns, data.class_names) == (("size", "age"), ("cat", "dog"))
    assert (data.count, data.labels.sum()) == (5, 3)
    assert desk.document.data.table is None
    assert not desk.controller.lowered.problem
    desk.controller.undo()
    desk.settle()
    assert desk.document.data.table is table


def test_a_tool_says_how_it_is_used(easel, xor_desk) -> None:
    easel.choose("Eraser")
    assert "Drag over points" in xor_desk.window.statusBar().currentMessage()
    easel.choose("Pan")
    assert "Drag over points" not in xor_desk.window.statusBar().currentMessage()


class Stroke:
    """A drag that is still going on."""

    def __init__(self, easel: Easel, tool: str, start: tuple[float, float]) -> None:
        self._easel, self._last = easel, start
        easel.choose(tool)
        QTest.mousePress(easel.chart.viewport(), LEFT, NO_KEYS, easel.at(*start))

    def move(self, x: float, y: float) -> None:
        self._last = x, y
        QTest.mouseMove(self._easel.chart.viewport(), self._easel.at(x, y))

    def release(self) -> None:
        QTest.mouseRelease(self._easel.chart.viewport(), LEFT, NO_KEYS, self._easel.at(*self._last))


@pytest.fixture
def running(xor_desk: Desk):
    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 5)
    yield xor_desk
    xor_desk.controller.pause()
    xor_desk.settle()


@pytest.mark.parametrize(
    ("tool", "step", "change"),
    [("Brush", "Paint", 1), ("Eraser", "Erase", -1), ("Move points", "Move", 0)],
)
def test_a_stroke_is_learned_from_while_it_goes_on(easel, running, tool, step, change) -> None:
    desk, before = running, dataset(running)
    x, y = before.inputs[0]
    stroke = Stroke(easel, tool, (x, y))
    stroke.move(x + 0.5, y)
    desk.wait(lambda: dataset(desk) is not before)
    midway = dataset(desk)
    assert np.sign(midway.count - before.count) == change
    assert np.array_equal(midway.inputs, before.inputs) is False
    desk.wait(lambda: desk.controller.lowered.dataset is midway and desk.controller.snapshot)
    epoch = desk.epoch
    desk.wait(lambda: desk.epoch > epoch)
    assert desk.controller.is_running
    assert easel.view._points.count == before.count, "the view shows the stroke over these"
    stroke.move(x + 1.5, y + 1.0)
    stroke.release()
    texts = [desk.stack.text(index) for index in range(desk.stack.count())]
    assert [text.split()[0] for text in texts] == ["Train", step]
    assert easel.view._points.count == dataset(desk).count
    desk.controller.pause()
    desk.settle()
    desk.controller.undo()
    desk.controller.undo()
    desk.settle()
    assert desk.document.data.source == "xor"
    np.testing.assert_array_equal(dataset(desk).inputs, before.inputs)
    assert easel.view._points.count == before.count


def test_esc_takes_back_what_was_learned_from_midway(easel, running) -> None:
    desk, before = running, dataset(running)
    stroke = Stroke(easel, "Brush", (-2, 0))
    stroke.move(2, 0)
    desk.wait(lambda: dataset(desk).count > before.count)
    QTest.keyClick(easel.chart, Qt.Key.Key_Escape)
    assert desk.document.data.source == "xor"
    np.testing.assert_array_equal(dataset(desk).inputs, before.inputs)
    assert easel.view._points.count == before.count
    assert desk.stack.undoText().startswith("Train ")
    stroke.move(3, 0)
    stroke.release()
    assert desk.document.data.source == "xor"
    assert desk.controller.is_running


def test_other_data_midway_end_the_stroke(easel, running) -> None:
    desk = running
    stroke = Stroke(easel, "Brush", (-2, 0))
    stroke.move(2, 0)
    desk.wait(lambda: dataset(desk).count > 200)
    desk.push(desk.button("Circle, classes"))
    stroke.move(3, 0)
    stroke.release()
    assert desk.document.data.source == "circle"
    assert easel.view._points.count == dataset(desk).count
    np.testing.assert_array_equal(easel.view._points.x, dataset(desk).inputs[:, 0])


def test_a_pause_midway_loses_nothing(easel, running) -> None:
    desk = running
    stroke = Stroke(easel, "Brush", (-2, 0))
    stroke.move(2, 0)
    desk.wait(lambda: dataset(desk).count > 200)
    desk.controller.pause()
    desk.settle()
    stroke.move(4, 0)
    stroke.release()
    assert easel.view._points.count == dataset(desk).count > 200
    while desk.stack.canUndo():
        desk.controller.undo()
        desk.settle()
    assert desk.document.data.source == "xor"
