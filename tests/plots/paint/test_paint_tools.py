"""The painting tools over a region view, by mouse and by keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from playground.data.painted import POINT_LIMIT
from playground.plots.paint.strokes import ErasePoints, MovePoints, PutPoints
from playground.plots.plane.points import PointSet
from playground.plots.regions.view import RegionView
from playground.widgets.number_edit import NumberEdit

LEFT = Qt.MouseButton.LeftButton
NO_KEYS, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CORNERS = [(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0)]


class Painter:
    """A person before a region view, and the strokes that were asked for."""

    def __init__(self, view: RegionView) -> None:
        self.view = view
        self.chart = view.chart
        self.strokes: list = []
        self.told: list[str] = []
        view.paint.stroke_made.connect(self.strokes.append)
        view.paint.told.connect(self.told.append)

    def show(self, places=CORNERS, labels=(0, 1, 1), names=("-1", "1"), kind="classes") -> None:
        x, y = np.array(places, dtype=float).reshape(-1, 2).T
        count = len(x)
        labels = np.array(labels, dtype=float)[:count]
        self.view.set_points(PointSet(x, y, labels, kind, names, max(count - 1, 0)))

    def at(self, x: float, y: float) -> QPoint:
        return self.chart.mapFromScene(self.chart.box.mapViewToScene(QPointF(x, y)))

    def drag(self, *places, keys=NO_KEYS, lets_go=True) -> None:
        viewport = self.chart.viewport()
        QTest.mousePress(viewport, LEFT, keys, self.at(*places[0]))
        for place in places[1:]:
            QTest.mouseMove(viewport, self.at(*place))
        if lets_go:
            QTest.mouseRelease(viewport, LEFT, keys, self.at(*places[-1]))

    def key(self, key: Qt.Key, keys=NO_KEYS) -> None:
        QTest.keyClick(self.chart, key, keys)

    def push(self, name: str) -> None:
        QTest.mouseClick(self.buttons()[name], LEFT)

    def buttons(self) -> dict[str, QToolButton]:
        buttons = self.view.findChildren(QToolButton)
        return {button.accessibleName(): button for button in buttons if button.isVisible()}

    def shown_points(self) -> np.ndarray:
        image = self.chart.grab().toImage()
        return np.array([image.pixelColor(self.at(*place)).rgb() for place in CORNERS])


@pytest.fixture
def painter(qtbot) -> Painter:
    view = RegionView()
    qtbot.addWidget(view)
    view.resize(460, 640)
    view.set_plane((-6.0, 6.0, -6.0, 6.0), "x₁", "x₂")
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.chart.setFocus()
    painter = Painter(view)
    painter.show()
    return painter


def test_a_click_puts_a_point_of_the_chosen_class(painter) -> None:
    painter.push("Put points")
    painter.push("Class blue (1)")
    painter.drag((1, 2))
    (stroke,) = painter.strokes
    assert isinstance(stroke, PutPoints)
    assert (stroke.label, stroke.is_new_class) == (1.0, False)
    np.testing.assert_allclose(stroke.places, [[1, 2]], atol=0.05)


def test_the_brush_sprays_within_its_size_along_its_way(painter) -> None:
    painter.key(Qt.Key.Key_B)
    painter.drag((-4, 0), (0, 0), (4, 0))
    (stroke,) = painter.strokes
    reach = 24 * painter.chart.pixel_size[1] + 1e-9
    assert len(stroke.places) > 15
    assert np.abs(stroke.places[:, 1]).max() <= reach
    assert stroke.places[:, 0].min() < -3
    assert stroke.places[:, 0].max() > 3


def test_the_brush_leaves_nothing_out_of_view(painter) -> None:
    painter.key(Qt.Key.Key_B)
    painter.drag((5.9, 5.9), (5.9, 4))
    assert np.abs(painter.strokes[0].places).max() <= 6


def test_escape_midway_leaves_the_points_alone(painter) -> None:
    for key in (Qt.Key.Key_B, Qt.Key.Key_E, Qt.Key.Key_M):
        painter.key(key)
        before = painter.shown_points()
        painter.drag((-3, -3), (0, 0), lets_go=False)
        painter.key(Qt.Key.Key_Escape)
        QTest.mouseRelease(painter.chart.viewport(), LEFT, NO_KEYS, painter.at(0, 0))
        assert painter.strokes == []
        painter.key(Qt.Key.Key_H)
        assert (painter.shown_points() == before).all()


def test_the_eraser_takes_what_it_passes_over(painter) -> None:
    painter.push("Eraser")
    painter.drag((-3, -3), (0, -3), (3, -3))
    (stroke,) = painter.strokes
    assert isinstance(stroke, ErasePoints)
    assert stroke.rows.tolist() == [0, 1]


def test_what_is_being_erased_is_gone_from_the_picture(painter) -> None:
    before = painter.shown_points()
    painter.key(Qt.Key.Key_E)
    painter.drag((3, 3), (3.1, 3), lets_go=False)
    changed = painter.shown_points() != before
    assert changed.tolist() == [False, False, True]
    painter.key(Qt.Key.Key_Escape)


def test_a_point_is_dragged(painter) -> None:
    painter.push("Move points")
    painter.drag((3, 3), (1, 1))
    (stroke,) = painter.strokes
    assert isinstance(stroke, MovePoints)
    assert stroke.rows.tolist() == [2]
    np.testing.assert_allclose(stroke.places, [[1, 1]], atol=0.05)


def test_framed_points_move_together_and_delete_erases_them(painter) -> None:
    painter.key(Qt.Key.Key_M)
    painter.drag((0, -5), (5, 5))
    painter.drag((3, -3), (2, -3))
    assert painter.strokes[0].rows.tolist() == [1, 2]
    np.testing.assert_allclose(painter.strokes[0].places, [[2, -3], [2, 3]], atol=0.05)
    painter.key(Qt.Key.Key_Delete)
    assert painter.strokes[1].rows.tolist() == [1, 2]


def test_shift_adds_to_the_selection(painter) -> None:
    painter.key(Qt.Key.Key_M)
    painter.drag((3, 3))
    painter.drag((-3, -3), keys=SHIFT)
    painter.key(Qt.Key.Key_Delete)
    assert painter.strokes[0].rows.tolist() == [0, 2]


def test_everything_goes_by_keys_alone(painter) -> None:
    painter.key(Qt.Key.Key_P)
    painter.key(Qt.Key.Key_2)
    painter.key(Qt.Key.Key_Up)
    painter.key(Qt.Key.Key_Right, SHIFT)
    painter.key(Qt.Key.Key_Space)
    assert painter.strokes[0].label == 1.0
    np.testing.assert_allclose(painter.strokes[0].places, [[1, 0]], atol=0.01)
    painter.show([*CORNERS, (1, 0)], (0, 1, 1, 1))
    painter.key(Qt.Key.Key_Delete)
    assert painter.strokes[1].rows.tolist() == [3]


def test_the_brush_by_keys_goes_on_until_enter_is_hit_again(painter) -> None:
    painter.key(Qt.Key.Key_B)
    painter.key(Qt.Key.Key_Up)
    painter.key(Qt.Key.Key_Return)
    for _ in range(4):
        painter.key(Qt.Key.Key_Right, SHIFT)
    assert painter.strokes == []
    painter.key(Qt.Key.Key_Return)
    assert painter.strokes[0].places[:, 0].max() > 2


def test_a_new_class_is_the_one_after_the_last(painter) -> None:
    painter.key(Qt.Key.Key_P)
    painter.push("New class")
    painter.drag((0, 0))
    assert (painter.strokes[0].label, painter.strokes[0].is_new_class) == (2.0, True)


def test_eight_classes_are_the_most(painter) -> None:
    painter.show(labels=(0, 6, 7), names=tuple("ABCDEFGH"))
    painter.key(Qt.Key.Key_P)
    assert "Class H" in painter.buttons()
    assert "New class" not in painter.buttons()


def test_numbers_are_painted_with_the_typed_value(painter) -> None:
    painter.show(labels=(0.1, 0.2, -0.4), names=(), kind="numbers")
    painter.push("Put points")
    line = painter.view.findChild(NumberEdit)
    line.selectAll()
    QTest.keyClicks(line, "0,25")
    QTest.keyClick(line, Qt.Key.Key_Return)
    painter.drag((0, 0))
    assert (painter.strokes[0].label, painter.strokes[0].is_new_class) == (0.25, False)


def test_brackets_change_the_size_of_the_brush(painter) -> None:
    size = painter.view.paint.bar.sliders["size"].value()
    painter.key(Qt.Key.Key_BracketRight)
    assert painter.view.paint.bar.sliders["size"].value() > size
    painter.key(Qt.Key.Key_E)
    for _ in range(5):
        painter.key(Qt.Key.Key_BracketRight)
    painter.drag((3, 2))
    assert painter.strokes[0].rows.tolist() == [2]


def test_other_data_end_the_stroke_on_those_before(painter) -> None:
    painter.key(Qt.Key.Key_E)
    painter.drag((-3, -3), (0, -3), lets_go=False)
    painter.show(CORNERS[:1], (0,))
    QTest.mouseRelease(painter.chart.viewport(), LEFT, NO_KEYS, painter.at(0, -3))
    assert painter.strokes == []


def test_a_full_plane_takes_no_more(painter) -> None:
    many = np.zeros((POINT_LIMIT, 2))
    painter.show(many, np.zeros(POINT_LIMIT))
    for key in (Qt.Key.Key_P, Qt.Key.Key_B):
        painter.key(key)
        painter.drag((1, 1), (2, 2))
    assert painter.strokes == []
    assert "20,000" in painter.told[0]
    assert len(painter.told) == 2


def test_data_that_cannot_be_painted_on_say_why(painter) -> None:
    painter.key(Qt.Key.Key_B)
    painter.view.paint.set_refusal("Three columns.")
    assert painter.chart.tool is None
    painter.key(Qt.Key.Key_P)
    assert painter.told == ["Three columns."]
    assert painter.chart.tool is None


def test_the_tool_in_hand_is_put_away_by_its_button(painter) -> None:
    painter.push("Brush")
    assert painter.chart.tool is not None
    assert painter.chart.hasFocus()
    painter.push("Brush")
    assert painter.chart.tool is None
