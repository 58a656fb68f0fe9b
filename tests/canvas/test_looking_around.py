"""The wheel, the trackpad and the hands that pan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from playground.document import edits
from tests.canvas.conftest import CTRL, ESC, LEFT, SHIFT, Studio


@pytest.mark.parametrize("start", ["body", "rim", "band"])
def test_a_drag_beyond_the_edge_takes_the_canvas_along(
    studio: Studio, qtbot: QtBot, start: str
) -> None:
    port, bar = studio.view.viewport(), studio.view.horizontalScrollBar()
    spots = {"body": studio.body("n3"), "rim": studio.rim("n3"), "band": (-150.0, 200.0)}
    before, reach = bar.value(), studio.view.mapToScene(port.rect().bottomRight())
    studio.drag(spots[start], (reach.x() + 90, 100), let_go=False)

    qtbot.waitUntil(lambda: bar.value() > before + 60)
    studio.key(ESC)
    stopped = bar.value()
    qtbot.wait(60)

    assert bar.value() == stopped
    assert studio.steps == []


def test_the_wheel_zooms_at_the_pointer_within_limits(studio: Studio) -> None:
    spot = studio.screen(150, 120)
    before = studio.view.mapToScene(spot)
    studio.wheel((150, 120), 120)
    after = studio.view.mapToScene(spot)
    assert (after - before).manhattanLength() < 2
    for _ in range(30):
        studio.wheel((0, 0), 240)
    assert studio.view.zoom == 8.0
    for _ in range(60):
        studio.wheel((0, 0), -240)
    assert studio.view.zoom == pytest.approx(0.1)


def test_the_zoom_is_told_and_shown_in_the_corner(studio: Studio, qtbot: QtBot) -> None:
    with qtbot.waitSignal(studio.view.zoom_changed) as told:
        studio.wheel((0, 0), 120)
    assert told.args == [pytest.approx(1.2)]
    badge = studio.view.findChild(QToolButton)
    assert badge.text() == "120 % · Fit"
    badge.click()
    assert studio.view.zoom != pytest.approx(1.2)


def test_two_fingers_pan(studio: Studio) -> None:
    spot = studio.screen(0, 0)
    studio.wheel((0, 0), 120, QPoint(30, 40))
    assert studio.screen(0, 0) - spot == QPoint(30, 40)
    assert studio.view.zoom == 1.0


def test_a_trackpad_pans_where_it_tells_angles_alone_and_a_pinch_zooms(studio: Studio) -> None:
    port, view = studio.view.viewport(), studio.view
    pad = QPointingDevice(
        "pad",
        1,
        QInputDevice.DeviceType.TouchPad,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        2,
        2,
    )
    spot, still = studio.screen(100, 50), studio.screen(0, 0)
    place, none = QPointF(spot), Qt.MouseButton.NoButton
    phase, keys = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    source = Qt.MouseEventSource.MouseEventNotSynthesized
    turn = QPoint(20, -40)
    event = QWheelEvent(place, place, QPoint(), turn, none, keys, phase, False, source, pad)
    QApplication.sendEvent(port, event)
    assert studio.screen(0, 0) - still == QPoint(10, -20)
    assert view.zoom == 1.0

    spot = studio.screen(100, 50)
    for kind, value in (("Zoom", 0.25), ("SmartZoom", 0.0)):
        gesture = getattr(Qt.NativeGestureType, f"{kind}NativeGesture")
        place = QPointF(spot)
        event = QNativeGestureEvent(gesture, pad, 2, place, place, place, value, QPointF())
        QApplication.sendEvent(port, event)
        if kind == "Zoom":
            assert view.zoom == pytest.approx(1.25)
            assert (studio.screen(100, 50) - spot).manhattanLength() <= 2
    assert port.rect().contains(studio.screen(*studio.body("n1")))


def test_middle_drag_and_space_drag_pan(studio: Studio) -> None:
    port = studio.view.viewport()
    spot = studio.screen(0, 0)
    middle = Qt.MouseButton.MiddleButton
    QTest.mousePress(port, middle, pos=QPoint(100, 100))
    QTest.mouseMove(port, QPoint(150, 130))
    QTest.mouseRelease(port, middle, pos=QPoint(150, 130))
    assert studio.screen(0, 0) - spot == QPoint(50, 30)
    QTest.keyPress(studio.view, Qt.Key.Key_Space)
    QTest.mousePress(port, LEFT, pos=QPoint(150, 130))
    QTest.mouseMove(port, QPoint(100, 100))
    studio.key(ESC)
    assert studio.screen(0, 0) - spot == QPoint(50, 30)
    QTest.mouseRelease(port, LEFT, pos=QPoint(100, 100))
    QTest.keyRelease(studio.view, Qt.Key.Key_Space)
    assert studio.view.network_scene.selection == ()


def test_shift_and_ctrl_turn_the_wheel_into_sideways_and_zoom(studio: Studio) -> None:
    spot = studio.screen(0, 0)
    studio.wheel((0, 0), 120, keys=SHIFT)
    assert studio.screen(0, 0) - spot == QPoint(120, 0)
    studio.wheel((0, 0), 120, QPoint(30, 40), keys=CTRL)
    assert studio.view.zoom == pytest.approx(1.2)


def test_what_was_drawn_since_a_fit_keeps_its_size_while_it_is_in_view(studio: Studio) -> None:
    view = studio.view
    view.fit()
    fitted = view.zoom
    studio.push(edits.remove(["n1", "n2"]))
    view.resize(800, 599)
    assert view.zoom == fitted
    view.resize(500, 400)
    assert view.zoom < fitted
    view.fit()
    view.resize(800, 600)
    assert view.zoom > fitted
