from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from playground.palette import DARK, LIGHT, class_color
from playground.plots.curve.chart import CurveChart
from playground.plots.curve.shape import CurveLine, CurvePoints, Curves
from playground.plots.curve.view import CurveView
from playground.plots.message_card import MessageCard
from tests.eyes import crosses_on

COUNT = 200
X = -6 + 12 * (np.arange(COUNT) + 0.5) / COUNT
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot):
    view = CurveView()
    qtbot.addWidget(view)
    view.resize(420, 420)
    view.set_axis((-6, 6), "x₁", "output")
    view.show_range(-6, 6)
    with qtbot.waitExposed(view):
        view.show()
    return view


def one(values, rule="threshold", threshold=0.0):
    line = CurveLine("y", LIGHT.text, np.asarray(values, dtype=float))
    sides = (LIGHT.below, LIGHT.above)
    answers = (0, 1) if rule == "threshold" else ()
    return Curves(-6, 6, (line,), rule, threshold, ("-1", "1"), sides, answers)


def three():
    lines = tuple(
        CurveLine(f"y{k}", class_color(k), np.exp(-((X - 4 * (k - 1)) ** 2) / 8)) for k in range(3)
    )
    colors = tuple(line.color for line in lines)
    return Curves(-6, 6, lines, "highest", 0.0, tuple("ABC"), colors, (0, 1, 2))


def two_classes():
    x = np.linspace(-5, 5, 40)
    labels = (x > 1).astype(float)
    return CurvePoints(x, labels, 2 * labels - 1, "classes", ("-1", "1"), 20)


def in_rows():
    x = np.linspace(-5, 5, 30)
    labels = np.repeat([0.0, 1.0, 2.0], 10)
    return CurvePoints(x, labels, None, "classes", ("A", "B", "C"), 15)


def chart(view):
    return view.findChild(CurveChart)


def said(view):
    return next((c.text() for c in view.findChildren(MessageCard) if c.isVisible()), "")


def picture(view):
    QApplication.processEvents()
    return view.grab().toImage()


def hover(view, x, y):
    here = chart(view).box.mapViewToScene(QPointF(x, y))
    # A pointer that is there already makes no event.
    for nudge in (QPoint(1, 1), QPoint()):
        QTest.mouseMove(chart(view).viewport(), here.toPoint() + nudge)


def test_two_classes_have_bands_a_divider_and_crosses_on_wrong_points(view):
    view.set_points(two_classes())
    view.show_curves(one(np.tanh(X)))
    bands = view._bands._bands
    assert bands.classes.tolist() == [0, 1]
    assert bands.dividers == pytest.approx([0], abs=1e-6)
    crosses = crosses_on(chart(view))
    assert len(crosses) == 4
    assert all(0 < x < 1 for x, _ in crosses)
    image = picture(view)
    box = chart(view).box
    colors = []
    for x in (-3, 3):
        here = chart(view).mapTo(view, box.mapViewToScene(QPointF(x, 0.6)).toPoint())
        colors.append(image.pixelColor(here))
    assert colors[0].red() > colors[0].blue()
    assert colors[1].blue() > colors[1].red()


def test_points_of_many_classes_stand_in_rows_below_the_curves(view):
    view.set_points(in_rows())
    view.show_curves(three())
    picture(view)
    low, high = chart(view).box.viewRange()[1]
    points = view._dots._points
    heights = [points.y[points.labels == k] for k in range(3)]
    assert all(np.ptp(row) == 0 for row in heights)
    assert low < heights[0][0] < heights[1][0] < heights[2][0] < 0
    pixel = (high - low) / chart(view).box.height()
    assert heights[1][0] - heights[0][0] == pytest.approx(11 * pixel)
    view.resize(420, 700)
    picture(view)
    low, high = chart(view).box.viewRange()[1]
    points = view._dots._points
    spread = points.y[-1] - points.y[0]
    assert spread == pytest.approx(22 * (high - low) / chart(view).box.height())


def test_hovering_reads_values_and_points(view, qtbot):
    view.set_points(two_classes())
    view.show_curves(one(np.tanh(X)))
    picture(view)
    with qtbot.waitSignal(view.cursor_moved) as told:
        hover(view, -3.0, 0.5)
    assert told.args[0] == pytest.approx(-3, abs=0.1)
    assert told.args[2] == pytest.approx(np.tanh(-3), abs=0.02)
    assert "orange (−1): 0.99" in said(view)
    hover(view, -5.0, -1.0)
    assert said(view).startswith("orange (−1), training point\nat x₁ = −5")
    with qtbot.waitSignal(view.cursor_left):
        QTest.mouseMove(chart(view).viewport(), QPoint(2, 2))
    assert said(view) == ""


def test_the_keyboard_reads_pans_and_zooms(view, qtbot):
    view.show_curves(one(np.tanh(X)))
    surface = chart(view)
    surface.setFocus()
    QTest.keyClick(surface, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert said(view).startswith("x₁ = 0.12")
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert said(view) == ""
    with qtbot.waitSignal(view.range_changed) as told:
        QTest.keyClick(surface, Qt.Key.Key_Right)
    assert told.args == pytest.approx([-4.8, 7.2])
    QTest.keyClick(surface, Qt.Key.Key_Plus)
    assert surface.box.viewRange()[0] == pytest.approx((-3.8, 6.2))
    with qtbot.waitSignal(view.range_changed) as told:
        QTest.keyClick(surface, Qt.Key.Key_Home)
    assert told.args == [-6, 6]


def test_the_mouse_pans_and_zooms_along_the_axis_only(view, qtbot):
    view.show_curves(one(np.tanh(X)))
    picture(view)
    surface, port = chart(view), chart(view).viewport()
    heights = surface.box.viewRange()[1]
    start = surface.box.mapViewToScene(QPointF(0, 0)).toPoint()
    end = surface.box.mapViewToScene(QPointF(3, 0.5)).toPoint()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, end)
    with qtbot.waitSignal(view.range_changed):
        QTest.mouseRelease(port, LEFT, pos=end)
    assert surface.box.viewRange()[0] == pytest.approx((-9, 3), abs=0.1)
    assert surface.box.viewRange()[1] == heights
    at = QPointF(start)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    keys = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        at, port.mapToGlobal(at), QPoint(), QPoint(0, 120), none, keys, phase, False
    )
    with qtbot.waitSignal(view.range_changed):
        QApplication.sendEvent(port, wheel)
    assert np.ptp(surface.box.viewRange()[0]) == pytest.approx(10)
    with qtbot.waitSignal(view.range_changed):
        QTest.mouseDClick(port, LEFT, pos=start)
    QTest.mouseRelease(port, LEFT, pos=start)
    assert surface.box.viewRange()[0] == pytest.approx((-6, 6))


def test_a_switch_only_asks(view, qtbot):
    box = next(b for b in view.findChildren(QCheckBox) if b.text() == "Hidden nodes")
    with qtbot.waitSignal(view.hidden_requested) as told:
        box.click()
    assert told.args == [True]
    assert not box.isChecked()
    view.set_options(show_test=True, bands=False, hidden=True, highest=False)
    assert box.isChecked()


def test_bands_can_be_switched_off_and_dividers_stay(view):
    view.show_curves(one(np.tanh(X)))
    with_bands = picture(view)
    view.set_options(show_test=True, bands=False, hidden=False, highest=False)
    without = picture(view)
    assert with_bands != without
    assert view._lines._bands is not None


@pytest.mark.parametrize(
    "values",
    [
        np.full(COUNT, 0.3),
        np.zeros(COUNT),
        np.full(COUNT, np.inf),
        np.where(X > 0, np.inf, -np.inf),
        np.where(X > 0, np.nan, 1.0),
        np.full(COUNT, 1e300),
        1e300 * X,
        np.full(COUNT, 1e-300),
        np.array([0.5]),
    ],
    ids=["flat", "zero", "inf", "±inf", "half nan", "1e300", "steep", "tiny", "one sample"],
)
@pytest.mark.parametrize("rule", ["threshold", "none"])
def test_extreme_values_are_drawn_without_a_word_on_the_console(view, values, rule):
    view.set_points(two_classes())
    view.show_curves(one(values, rule))
    picture(view)
    hover(view, 1.0, 0.0)
    assert "x₁" in said(view)
    assert np.isfinite(chart(view).box.viewRange()).all()


def test_what_is_not_a_number_is_said_in_a_sentence_and_forgotten_once_it_is_one(view):
    view.show_curves(one(np.full(COUNT, np.nan)))
    assert "diverged" in said(view)
    view.show_curves(one(np.tanh(X)))
    assert said(view) == ""


def test_one_point_and_none_and_points_elsewhere(view):
    for x in ([0.5], [], [1e9, -1e9, np.nan]):
        labels = np.zeros(len(x))
        view.set_points(CurvePoints(np.array(x), labels, labels, "numbers", (), len(x)))
        view.show_curves(one(np.tanh(X), "none"))
        picture(view)


@pytest.mark.parametrize("size", [(300, 300), (340, 480), (900, 700)])
def test_every_size_has_room_for_the_curves(view, size):
    view.set_points(in_rows())
    view.show_curves(three())
    view.resize(*size)
    picture(view)
    assert chart(view).box.height() >= 60
    assert chart(view).width() <= size[0]


def test_the_theme_changes_the_picture(view):
    view.show_curves(three())
    light = picture(view)
    view.set_theme(DARK)
    assert picture(view) != light


def test_a_hundred_classes_leave_most_of_the_room_to_the_curves(view):
    labels = np.arange(100.0)
    names = tuple(f"c{k}" for k in range(100))
    view.set_points(CurvePoints(np.linspace(-5, 5, 100), labels, None, "classes", names, 50))
    view.show_curves(three())
    picture(view)
    low, high = chart(view).box.viewRange()[1]
    assert (0 - low) / (high - low) < 0.55
    assert view._dots._points.y.min() > low


def test_points_are_placed_anew_only_when_the_picture_s_height_changes(view, monkeypatch):
    view.set_points(in_rows())
    view.show_curves(three())
    picture(view)
    placed = []
    monkeypatch.setattr(view, "_place_points", lambda: placed.append(1))
    for _ in range(5):
        view.show_curves(three())
    assert placed == []


def test_the_ground_is_drawn_in_the_theme_and_never_in_the_palette(view):
    # A picture in other colours than the window's would have the palette's at its edges.
    assert not chart(view).viewport().autoFillBackground()
    view.set_theme(DARK)
    corner = chart(view).mapTo(view, QPoint(3, 3))
    assert picture(view).pixelColor(corner).name().upper() == DARK.surface
