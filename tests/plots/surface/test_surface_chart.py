import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from playground.palette import LIGHT
from playground.plots.surface.camera import LOW, TOP, Camera
from playground.plots.surface.chart import SurfaceChart
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.scene import SurfaceOptions
from tests.plots.surface.conftest import ABOVE, LEFT, MIDDLE, place_of, saddle, show


def send(chart, kind, place, button=Qt.MouseButton.NoButton, held=None, keys=None):
    """A real mouse event; moves with a held button say so, as those of a person do."""
    local = QPointF(place)
    buttons = button if held is None else held
    modifiers = keys or Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, local, chart.mapToGlobal(local), button, buttons, modifiers)
    QApplication.sendEvent(chart, event)


def drag(chart, way, button=LEFT, keys=None, release=True):
    start = chart.rect().center()
    send(chart, QEvent.Type.MouseButtonPress, start, button, keys=keys)
    for share in (0.4, 1.0):
        place = QPointF(start) + QPointF(way) * share
        send(chart, QEvent.Type.MouseMove, place, held=button, keys=keys)
    if release:
        none = Qt.MouseButton.NoButton
        send(chart, QEvent.Type.MouseButtonRelease, place, button, held=none)


# -- how much is drawn --


def test_a_repaint_of_the_same_takes_no_new_picture(view, monkeypatch):
    show(view, saddle)
    view.grab()
    taken = []
    monkeypatch.setattr(SurfacePicture, "__init__", lambda *args: taken.append(args))
    view.chart.update()
    QApplication.processEvents()
    assert taken == []


def test_what_moves_is_coarser_until_it_stands_still(view, qtbot):
    show(view, saddle)
    view.grab()
    chart = view.chart
    assert chart._picture[1]._fineness == 2 * chart.devicePixelRatioF()
    for turn in (0.1, 0.2):
        chart.set_camera(Camera(turn=turn))
        view.grab()
    assert chart._picture[1]._fineness == chart.devicePixelRatioF()
    qtbot.waitUntil(lambda: not chart._is_moving)
    view.grab()
    assert chart._picture[1]._fineness == 2 * chart.devicePixelRatioF()


# -- turning --


def test_dragging_turns_and_a_double_click_goes_home(view, qtbot):
    show(view, saddle)
    chart = view.chart
    home = chart.camera
    drag(chart, QPoint(60, 20))
    assert chart.camera.turn > home.turn
    assert chart.camera.tilt > home.tilt
    send(chart, QEvent.Type.MouseMove, QPointF(5, 5))
    turned = chart.camera
    send(chart, QEvent.Type.MouseMove, QPointF(50, 50))
    assert chart.camera == turned
    qtbot.mouseDClick(chart, LEFT)
    assert chart.camera == home


def test_escape_calls_a_drag_off(view, qtbot):
    show(view, saddle)
    chart = view.chart
    before = chart.camera
    drag(chart, QPoint(60, 20), release=False)
    assert chart.camera != before
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.camera == before
    send(chart, QEvent.Type.MouseMove, QPointF(9, 9), held=LEFT)
    assert chart.camera == before
    send(chart, QEvent.Type.MouseButtonRelease, QPointF(9, 9), LEFT, Qt.MouseButton.NoButton)


@pytest.mark.parametrize(
    ("button", "keys"), [(MIDDLE, None), (LEFT, Qt.KeyboardModifier.ShiftModifier)]
)
def test_the_picture_can_be_moved(view, button, keys):
    show(view, saddle)
    before, camera = place_of(view, 0, 0, 0), view.chart.camera
    drag(view.chart, QPoint(30, -12), button, keys)
    moved = place_of(view, 0, 0, 0) - before
    assert (moved.x(), moved.y()) == pytest.approx((30, -12))
    assert view.chart.camera.turn == camera.turn


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (Qt.Key.Key_Right, lambda old, new: new.turn > old.turn),
        (Qt.Key.Key_Left, lambda old, new: new.turn < old.turn),
        (Qt.Key.Key_Up, lambda old, new: new.tilt > old.tilt),
        (Qt.Key.Key_Down, lambda old, new: new.tilt < old.tilt),
        (Qt.Key.Key_Plus, lambda old, new: new.zoom > old.zoom),
        (Qt.Key.Key_Minus, lambda old, new: new.zoom < old.zoom),
    ],
)
def test_keys_turn_and_zoom_and_home_goes_back(view, qtbot, key, change):
    show(view, saddle)
    chart = view.chart
    home = chart.camera
    qtbot.keyClick(chart, key)
    assert change(home, chart.camera)
    qtbot.keyClick(chart, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.camera == home


def test_the_wheel_zooms_at_the_pointer(view):
    show(view, saddle)
    chart = view.chart
    place = place_of(view, 0.5, 0.5, 0.0)
    event = QWheelEvent(
        place,
        chart.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)
    assert chart.camera.zoom > 1.2
    after = place_of(view, 0.5, 0.5, 0.0)
    assert (after.x(), after.y()) == pytest.approx((place.x(), place.y()), abs=1.5)


def test_a_new_field_is_seen_from_where_one_looked(view):
    show(view, saddle)
    view.chart.set_camera(ABOVE)
    show(view, lambda x, y: -saddle(x, y))
    assert view.chart.camera == ABOVE


# -- reading --


def test_the_pointer_tells_place_and_value(view, qtbot):
    show(view, lambda x, y: np.tanh(x / 3))
    height = LOW + (np.tanh(1.0) + 1) / 2 * (TOP - LOW)
    with qtbot.waitSignal(view.cursor_moved) as told:
        send(view.chart, QEvent.Type.MouseMove, place_of(view, 0.5, -0.25, height))
    x, y, value = told.args
    assert (x, y) == pytest.approx((3, -1.5), abs=0.2)
    assert value == pytest.approx(np.tanh(1.0), abs=0.05)
    with qtbot.waitSignal(view.cursor_moved) as told:
        show(view, lambda x, y: 0 * x + 0.5)
    assert told.args[2] == 0.5
    with qtbot.waitSignal(view.cursor_left):
        send(view.chart, QEvent.Type.MouseMove, QPointF(2, 2))
    with qtbot.waitSignal(view.cursor_left):
        QApplication.sendEvent(view.chart, QEvent(QEvent.Type.Leave))


def test_of_several_the_one_that_is_seen_answers(view, qtbot):
    view.set_options(SurfaceOptions(outputs="all"))
    show(view, lambda x, y: 0 * x + 0.25, lambda x, y: 0 * x + 0.75)
    view.chart.set_camera(ABOVE)
    with qtbot.waitSignal(view.cursor_moved) as told:
        send(view.chart, QEvent.Type.MouseMove, place_of(view, 0.2, 0.2, 0))
    assert told.args[2] == 0.75


def test_the_chart_alone_shows_nothing_until_it_has_a_scene(qtbot):
    chart = SurfaceChart()
    qtbot.addWidget(chart)
    chart.resize(200, 200)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    image = chart.grab().toImage()
    assert image.pixelColor(100, 100) == QColor(LIGHT.surface)
