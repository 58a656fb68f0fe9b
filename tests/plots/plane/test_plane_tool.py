"""Tools over the plane, led by real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.tool import PlaneTool

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEYS, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
HOME = (-6.0, 6.0, -6.0, 6.0)


class Recorder(PlaneTool):
    """Writes down what it is told."""

    claimed_keys = frozenset({Qt.Key.Key_Delete})

    def __init__(self) -> None:
        self.heard: list[tuple[str, object]] = []
        self.has_begun = False

    @property
    def is_midway(self) -> bool:
        return self.has_begun

    def press(self, place, modifiers) -> None:
        self.heard.append(("press", rounded(place)))

    def move(self, place, modifiers) -> None:
        self.heard.append(("move", rounded(place)))

    def release(self, place, modifiers) -> None:
        self.heard.append(("release", rounded(place)))

    def hover(self, place, modifiers) -> None:
        self.heard.append(("hover", place and rounded(place)))

    def key(self, event) -> bool:
        self.heard.append(("key", Qt.Key(event.key())))
        return event.key() == Qt.Key.Key_Delete

    def cancel(self) -> None:
        self.has_begun = False
        self.heard.append(("cancel", None))

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]


def rounded(place: QPointF) -> tuple[float, float]:
    return round(place.x(), 1) + 0.0, round(place.y(), 1) + 0.0


@pytest.fixture
def window(qtbot) -> QWidget:
    """A window around the chart; pyqtgraph takes a view apart that is one itself."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(680, 660)
    return window


@pytest.fixture
def chart(qtbot, window) -> PlaneChart:
    chart = PlaneChart()
    QVBoxLayout(window).addWidget(chart)
    chart.set_home(HOME)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    chart.setFocus()
    return chart


def pixel(chart: PlaneChart, x: float, y: float) -> QPoint:
    return chart.mapFromScene(chart.box.mapViewToScene(QPointF(x, y)))


def drag(chart, start, end, button=LEFT) -> None:
    viewport = chart.viewport()
    QTest.mousePress(viewport, button, NO_KEYS, pixel(chart, *start))
    QTest.mouseMove(viewport, pixel(chart, *end))
    QTest.mouseRelease(viewport, button, NO_KEYS, pixel(chart, *end))


def test_a_left_drag_belongs_to_the_tool_and_does_not_pan(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    drag(chart, (1, 2), (3, -1))
    assert tool.heard == [
        ("press", (1.0, 2.0)),
        ("move", (3.0, -1.0)),
        ("release", (3.0, -1.0)),
    ]
    assert chart.bounds == HOME


def test_without_a_tool_a_left_drag_pans(chart, qtbot) -> None:
    with qtbot.waitSignal(chart.bounds_changed):
        drag(chart, (0, 0), (1, 0))
    assert chart.bounds[0] == pytest.approx(-7, abs=0.1)


def test_with_a_tool_the_middle_button_pans(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    drag(chart, (0, 0), (0, 1), MIDDLE)
    assert chart.bounds[2] == pytest.approx(-7, abs=0.1)
    assert "press" not in tool.names()
    assert "move" not in tool.names()


def test_with_space_held_a_left_drag_pans_and_space_puts_nothing(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.keyPress(chart, Qt.Key.Key_Space)
    assert chart.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(chart, (0, 0), (1, 0))
    QTest.keyRelease(chart, Qt.Key.Key_Space)
    assert chart.bounds[0] == pytest.approx(-7, abs=0.1)
    assert "press" not in tool.names()
    assert chart.viewport().cursor().shape() == Qt.CursorShape.CrossCursor


def test_escape_cancels_midway_and_the_rest_of_the_drag_is_nothing(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.mousePress(chart.viewport(), LEFT, NO_KEYS, pixel(chart, 0, 0))
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    QTest.mouseRelease(chart.viewport(), LEFT, NO_KEYS, pixel(chart, 1, 1))
    assert tool.names() == ["press", "cancel"]
    assert chart.tool is tool


def test_escape_cancels_what_is_midway_between_clicks_then_puts_the_tool_away(chart) -> None:
    tool, heard = Recorder(), []
    chart.set_tool(tool)
    chart.tool_changed.connect(heard.append)
    tool.has_begun = True
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert tool.names() == ["cancel"]
    assert chart.tool is tool
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.tool is None
    assert heard == [None]


def test_another_tool_cancels_the_one_before(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.mousePress(chart.viewport(), LEFT, NO_KEYS, pixel(chart, 0, 0))
    chart.set_tool(None)
    QTest.mouseRelease(chart.viewport(), LEFT, NO_KEYS, pixel(chart, 0, 0))
    assert tool.names() == ["press", "cancel", "hover"]


def test_arrows_move_a_crosshair_and_enter_clicks_there(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.keyClick(chart, Qt.Key.Key_Right)  # shows it in the middle
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    clicks = [entry for entry in tool.heard if entry[0] in ("press", "release")]
    assert clicks == [("press", (1.0, 0.2)), ("release", (1.0, 0.2))]
    assert chart.bounds == HOME


def test_space_clicks_at_the_crosshair_too(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert ("press", (0.0, 0.0)) in tool.heard


def test_a_tool_that_holds_drags_by_keys(chart) -> None:
    tool = Recorder()
    tool.holds_by_key = True
    chart.set_tool(tool)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    gesture = [entry for entry in tool.heard if entry[0] in ("press", "move", "release")]
    assert gesture == [
        ("press", (0.0, 0.0)),
        ("move", (0.2, 0.0)),
        ("release", (0.2, 0.0)),
    ]


def test_the_crosshair_stays_in_view(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    for _ in range(15):
        QTest.keyClick(chart, Qt.Key.Key_Left, SHIFT)
    assert tool.heard[-1] == ("hover", (-6.0, 0.0))


def test_other_keys_reach_the_tool_then_the_chart(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.keyClick(chart, Qt.Key.Key_Delete)
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert ("key", Qt.Key.Key_Delete) in tool.heard
    assert chart.bounds[1] == pytest.approx(5.0)


def test_a_hidden_chart_cancels(chart) -> None:
    tool = Recorder()
    chart.set_tool(tool)
    QTest.mousePress(chart.viewport(), LEFT, NO_KEYS, pixel(chart, 0, 0))
    chart.hide()
    # A pointer that happens to be there may come in again.
    assert tool.names()[:2] == ["press", "cancel"]
    assert "release" not in tool.names()


def test_a_pixel_has_a_size_in_data_units(chart) -> None:
    width, height = chart.pixel_size
    here, there = pixel(chart, 0, 0), pixel(chart, 3, 3)
    assert (there.x() - here.x()) * width == pytest.approx(3, abs=0.05)
    assert (here.y() - there.y()) * height == pytest.approx(3, abs=0.05)
