"""A shown main window, worked by real events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from playground.app.application import make_window
from playground.app.main_window import MainWindow
from playground.app.settings import AppSettings
from playground.app.views import cells_task
from playground.canvas.geometry import sample
from playground.canvas.scene import Hit
from playground.document.content import Content
from playground.document.document import Document
from playground.network.model import Network
from playground.network.templates import layered
from playground.palette import LIGHT

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 60_000


class Desk:
    """A window in front of a person: places are scene coordinates, ids name what is drawn."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.canvas = window.canvas
        self.controller = window.controller
        self.stack = window.controller.undo_stack

    @property
    def document(self) -> Document:
        return self.controller.document

    @property
    def network(self) -> Network:
        return self.document.network

    @property
    def epoch(self) -> int:
        """Epochs trained, as the newest frame has it."""
        snapshot = self.controller.snapshot
        return snapshot.epoch if snapshot is not None else self.document.epoch

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window live until something holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until the worker has answered everything, then until the frame is painted."""
        window = self.window
        parts = (window.views, self.controller, window.live)
        self.wait(lambda: all(part.is_settled for part in parts))
        QApplication.processEvents()

    def screen(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def body(self, node_id: str) -> tuple[float, float]:
        node = self.network.nodes[node_id]
        return node.x, node.y

    def rim(self, node_id: str) -> tuple[float, float]:
        x, y = self.body(node_id)
        return x + 26, y

    def chip(self, edge_id: str) -> tuple[float, float]:
        return self.canvas.network_scene.chips.places[edge_id]

    def on_edge(self, edge_id: str) -> tuple[float, float]:
        """A place where a click finds that edge and nothing else."""
        scene = self.canvas.network_scene
        curve = scene.edges.curves[scene.edges.index[edge_id]][None]
        for x, y in sample(curve, np.linspace(0, 1, 101))[0].tolist():
            if scene.hit(QPointF(x, y), self.canvas.zoom) == Hit("edge", edge_id):
                return x, y
        raise AssertionError(f"{edge_id} is covered all along")

    def hover(self, at: tuple[float, float]) -> None:
        QTest.mouseMove(self.canvas.viewport(), self.screen(*at))

    def click(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.hover(at)
        QTest.mouseClick(self.canvas.viewport(), LEFT, keys, self.screen(*at))

    def double_click(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.click(at, keys)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, keys, self.screen(*at))
        QTest.mouseRelease(self.canvas.viewport(), LEFT, keys, self.screen(*at))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press, move in three strides, and let go."""
        viewport = self.canvas.viewport()
        self.hover(start)
        QTest.mousePress(viewport, LEFT, NO_KEYS, self.screen(*start))
        for share in (0.3, 0.7, 1.0):
            x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            QTest.mouseMove(viewport, self.screen(x, y))
        QTest.mouseRelease(viewport, LEFT, NO_KEYS, self.screen(*end))

    def wheel(self, at: tuple[float, float], notches: int) -> None:
        """Turn the wheel over a place of the canvas."""
        place = QPointF(self.screen(*at))
        viewport = self.canvas.viewport()
        event = QWheelEvent(
            place,
            viewport.mapToGlobal(place),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            NO_KEYS,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key where the keyboard's focus is; no window manager does the activating."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)
        QTest.keyClick(self.window.focusWidget() or self.window, key, keys)

    def push(self, button: QWidget) -> None:
        """Click in the middle of a button."""
        QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())

    def button(self, name: str, parent: QWidget | None = None) -> QAbstractButton:
        """The only visible button with that accessible name, which is its text unless told."""
        found = [
            button
            for button in (parent or self.window).findChildren(QAbstractButton)
            if (button.accessibleName() or button.text().replace("&", "")) == name
            and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons are called {name!r}"
        return found[0]

    def answer(self, act: Callable[[QWidget], object]) -> None:
        """Once a question is on the screen, do something with it; call this before it is asked."""

        def look() -> None:
            asked = QApplication.activeModalWidget()
            if asked is None:
                QTimer.singleShot(10, look)
                return
            try:
                act(asked)
            except BaseException:
                asked.close()
                raise

        QTimer.singleShot(0, look)

    def show_view(self, name: str) -> QWidget:
        """Bring a view to the front of its docks; its widget, settled."""
        self.window.raise_view(name)
        self.wait(lambda: self.window.views.is_in_sight(name))
        self.settle()
        return self.window.views.feeds[name].widget

    @property
    def message(self) -> str:
        """The sentence across the window, "" for none."""
        return self.window.announcer.strip.message

    def regions(self) -> NDArray[np.uint8]:
        """The region view as it is painted, (height, width, 4)."""
        return pixels(self.window.region)

    def drop(self, data: QMimeData, target: QWidget | None = None) -> bool:
        """Drop onto the middle of the window or of a part; whether it was taken."""
        target = target or self.window
        place = target.rect().center()
        action = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(place, action, data, LEFT, NO_KEYS)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(QPointF(place), action, data, LEFT, NO_KEYS))
        return enter.isAccepted()


def pixels(widget: QWidget) -> NDArray[np.uint8]:
    """What a widget looks like, (height, width, 4)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), -1)
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def xor_content(widths: tuple[int, ...] = (2, 4, 1)) -> Content:
    """Layers on x1 and x2, with XOR to learn."""
    content = Content(network=Network(*layered(list(widths), ["x1", "x2"])))
    content.data = type(content.data)(source="xor", count=200)
    return content


@pytest.fixture(autouse=True)
def cells_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find all cells in the end, on a slow machine as well."""
    monkeypatch.setattr(cells_task, "_SECONDS_AT_REST", None)


@pytest.fixture
def open_desk(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Opens windows, and closes them at the end without a question."""
    desks: list[Desk] = []

    def open_with(content: Content | None = None, size: tuple[int, int] = (1280, 800)) -> Desk:
        window = make_window(AppSettings(), LIGHT, content)
        desk = Desk(qtbot, window)
        desks.append(desk)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.canvas.setFocus()
        desk.settle()
        return desk

    yield open_with
    for desk in desks:
        desk.window.documents.may_leave = lambda: True  # type: ignore[method-assign]
        desk.window.close()
        desk.window.deleteLater()
        desk.controller.deleteLater()


@pytest.fixture
def open_view(open_desk: Callable[..., Desk]) -> Callable[..., tuple[Desk, QWidget]]:
    """Opens a window with one of its views in front."""

    def open_with(content: Content, name: str) -> tuple[Desk, QWidget]:
        desk = open_desk(content)
        return desk, desk.show_view(name)

    return open_with


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """A window on an empty document."""
    return open_desk()


@pytest.fixture
def xor_desk(open_desk: Callable[..., Desk]) -> Desk:
    """A window on 2-4-1 with XOR to learn."""
    return open_desk(xor_content())
