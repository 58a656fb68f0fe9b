"""A canvas on a shown window, with the smallest controller that can serve it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.canvas.view import CanvasView
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.edits import Recipe
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.canvas.checks import assert_consistent

ACTIVATIONS = (
    ("step", "Step"),
    ("sigmoid", "Sigmoid"),
    ("tanh", "tanh"),
    ("relu", "ReLU"),
    ("leaky_relu", "Leaky ReLU"),
    ("identity", "Identity"),
)
COLUMNS = (("x1", "x₁"), ("x2", "x₂"), ("x1_squared", "x₁²"))
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ESC = Qt.Key.Key_Escape
NO_PIXELS = QPoint()


class Studio:
    """A shown canvas; places are scene coordinates, ids name the drawing's pieces."""

    def __init__(self, network: Network) -> None:
        self.document = Document(Content(network))
        self.start = network.copy()
        self.stack = UndoStack()
        self.view = CanvasView(self.document)
        self.scene = self.view.network_scene
        self.messages: list[str] = []
        self.hovered: list[str] = []
        self.view.edit_requested.connect(self._do)
        self.view.message_shown.connect(self.messages.append)
        self.view.node_hovered.connect(self.hovered.append)
        self.view.set_activations(ACTIVATIONS)
        self.view.set_columns(COLUMNS)
        self.view.resize(800, 600)

    def _do(self, recipe: Recipe) -> None:
        self.push(recipe)
        assert_consistent(self.document, self.scene)

    def push(self, recipe: Recipe) -> None:
        """Make an edit without a look at the scene, which may be gliding."""
        try:
            edit = recipe(self.document.content)
        except NetworkError as error:
            self.messages.append(str(error))
            return
        command = EditCommand(self.document, edit)
        if not command.changes_nothing:
            self.stack.push(command)
            if edit.select is not None:
                self.view.select(edit.select)

    @property
    def network(self) -> Network:
        return self.document.network

    @property
    def steps(self) -> list[str]:
        """Names of the undo steps."""
        return [self.stack.text(index) for index in range(self.stack.count())]

    def screen(self, x: float, y: float) -> QPoint:
        return self.view.mapFromScene(QPointF(x, y))

    def body(self, node_id: str) -> tuple[float, float]:
        node = self.network.nodes[node_id]
        return node.x, node.y

    def rim(self, node_id: str) -> tuple[float, float]:
        x, y = self.body(node_id)
        return x + 26, y

    def chip(self, edge_id: str) -> tuple[float, float]:
        return self.scene.chips.places[edge_id]

    def zone(self, node_id: str, zone: str) -> tuple[float, float]:
        item = self.scene.nodes[node_id]
        middle = item.zone_box(zone).center() + item.pos()  # type: ignore[arg-type]
        return middle.x(), middle.y()

    def hover(self, at: tuple[float, float]) -> None:
        QTest.mouseMove(self.view.viewport(), self.screen(*at))

    def press(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.hover(at)
        QTest.mousePress(self.view.viewport(), LEFT, keys, self.screen(*at))

    def move(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move the pointer with the left button held."""
        port, spot = self.view.viewport(), self.screen(*at)
        there = QPointF(spot), QPointF(port.mapToGlobal(spot))
        kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
        QApplication.sendEvent(port, QMouseEvent(kind, *there, none, LEFT, keys))

    def release(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.mouseRelease(self.view.viewport(), LEFT, keys, self.screen(*at))

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        keys: Qt.KeyboardModifier = NO_KEYS,
        let_go: bool = True,
    ) -> None:
        """Press, move in three strides, and let go."""
        self.press(start, keys)
        for share in (0.3, 0.7, 1.0):
            self.move(
                (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share),
                keys,
            )
        if let_go:
            self.release(end, keys)

    def click(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def double_click(self, at: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.hover(at)
        QTest.mouseClick(self.view.viewport(), LEFT, keys, self.screen(*at))
        QTest.mouseDClick(self.view.viewport(), LEFT, keys, self.screen(*at))
        QTest.mouseRelease(self.view.viewport(), LEFT, keys, self.screen(*at))

    def wheel(
        self,
        at: tuple[float, float],
        angle: int = 0,
        pixels: QPoint = NO_PIXELS,
        keys: Qt.KeyboardModifier = NO_KEYS,
    ) -> None:
        """Turn the wheel, or move two fingers, over a place."""
        port, spot = self.view.viewport(), self.screen(*at)
        there = QPointF(spot), QPointF(port.mapToGlobal(spot))
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(*there, pixels, QPoint(0, angle), none, keys, phase, False)
        QApplication.sendEvent(port, event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.view, key, keys)

    def type(self, text: str) -> None:
        """Type into the open editor and press Enter."""
        assert self.view.editor is not None
        self.view.editor.selectAll()
        QTest.keyClicks(self.view.editor, text)
        QTest.keyClick(self.view.editor, Qt.Key.Key_Return)

    def undo_all(self) -> None:
        self.stack.setIndex(0)


def drawing() -> Network:
    """x1 and x2 feed n3 and n4, which feed n5; room to place more around."""
    nodes = [
        Node("n1", -220, -88, column="x1"),
        Node("n2", -220, 88, column="x2"),
        Node("n3", 0, -88),
        Node("n4", 0, 88),
        Node("n5", 220, 0),
    ]
    pairs = [("n1", "n3"), ("n2", "n4"), ("n3", "n5"), ("n4", "n5")]
    edges = [
        Edge(f"e{6 + row}", source, target, Weight(0.5 * (row - 1.5)))
        for row, (source, target) in enumerate(pairs)
    ]
    return Network(nodes, edges)


def _studio(qtbot: QtBot, network: Network) -> Iterator[Studio]:
    studio = Studio(network)
    qtbot.addWidget(studio.view)
    with qtbot.waitExposed(studio.view):
        studio.view.show()
    studio.view.activateWindow()
    studio.view.setFocus()
    studio.view.zoom_reset()
    studio.view.centerOn(0, 0)
    yield studio
    assert_consistent(studio.document, studio.scene)
    studio.undo_all()
    assert studio.network == studio.start
    assert_consistent(studio.document, studio.scene)


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    """A small drawing; whatever the test did, undoing it all brings back the start."""
    yield from _studio(qtbot, drawing())


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Studio]:
    """An empty canvas."""
    yield from _studio(qtbot, Network())


@pytest.fixture
def clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()
