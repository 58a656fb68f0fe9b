"""A seeded storm of random events: scene and document never part, undoing brings the start.

`PLAYGROUND_STORM_EVENTS=1000000 python -m pytest tests/canvas/test_storm.py` blows longer.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.canvas.hit import Hit
from playground.document import edits
from playground.engine.snapshot import Field
from tests.canvas.checks import assert_consistent
from tests.canvas.conftest import Studio
from tests.helpers import assert_sound

EVENTS = int(os.environ.get("PLAYGROUND_STORM_EVENTS", "20000"))
K = Qt.Key
M = Qt.KeyboardModifier
LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
BUTTONS = (LEFT, LEFT, LEFT, LEFT, LEFT, MIDDLE, RIGHT)
MODIFIERS = (M.NoModifier,) * 4 + (M.ControlModifier, M.ShiftModifier)
KEYS = (
    *[(key, M.NoModifier) for key in (K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down)],
    *[(key, M.ControlModifier) for key in (K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down)],
    *[(key, M.ControlModifier) for key in (K.Key_A, K.Key_D, K.Key_I, K.Key_L, K.Key_0)],
    *[(key, M.NoModifier) for key in (K.Key_Delete, K.Key_F2, K.Key_Return, K.Key_Tab)],
    *[(key, M.NoModifier) for key in (K.Key_C, K.Key_L, K.Key_S, K.Key_T, K.Key_Home)],
    *[(K.Key_Escape, M.NoModifier)] * 3,
    (K.Key_Backtab, M.ShiftModifier),
    (K.Key_Left, M.AltModifier),
)


class Storm:
    """Random events on a studio, none of which may raise."""

    def __init__(self, studio: Studio, seed: int) -> None:
        self.studio = studio
        self.random = random.Random(seed)
        self.port = studio.view.viewport()
        # The scene is looked at from time to time, not while it shows a training.
        studio.view.edit_requested.disconnect()
        studio.view.edit_requested.connect(studio.push)
        self.actions: list[tuple[int, Callable[[], object]]] = [
            (6, self.move),
            (3, self.press),
            (3, self.release),
            (1, self.double_click),
            (4, self.key),
            (1, self.type),
            (1, lambda: studio.stack.undo()),
            (1, lambda: studio.stack.redo()),
            (1, self.menu),
            (1, self.wheel),
            (1, self.train),
            (1, self.look),
        ]

    def place(self) -> QPoint:
        """Anywhere, often on a node or a chip, sometimes outside."""
        scene = self.studio.scene
        spots = [item.pos() for item in scene.nodes.values()]
        if spots and self.random.random() < 0.6:
            spot = self.random.choice(spots)
            shift = QPoint(self.random.randint(-30, 30), self.random.randint(-30, 45))
            return self.studio.screen(spot.x(), spot.y()) + shift
        if scene.chips.places and self.random.random() < 0.5:
            return self.studio.screen(*self.random.choice(list(scene.chips.places.values())))
        return QPoint(self.random.randint(-20, 820), self.random.randint(-20, 620))

    def blow(self, events: int) -> None:
        weights = [weight for weight, _ in self.actions]
        for number in range(events):
            self.random.choices([action for _, action in self.actions], weights)[0]()
            if len(self.studio.network.nodes) > 40:
                self.studio.view.select_all()
                self.studio.view.delete_selection()
            if number % 25 == 0:
                # No event loop runs here: what is closed would pile up, thousands of menus.
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                self.studio.view.cancel_tool()
                self.studio.view.show_parameters(None, None)
                assert_consistent(self.studio.document, self.studio.scene)
            if number % 200 == 0:
                assert_sound(self.studio.document.content)
                self.studio.view.fit()
        self.studio.view.cancel_tool()
        self.studio.view.close_editor()
        self.studio.view.show_parameters(None, None)

    def move(self) -> None:
        QTest.mouseMove(self.port, self.place())

    def press(self) -> None:
        button = self.random.choice(BUTTONS)
        QTest.mousePress(self.port, button, self.random.choice(MODIFIERS), self.place())

    def release(self) -> None:
        for button in dict.fromkeys(BUTTONS):
            QTest.mouseRelease(self.port, button, self.random.choice(MODIFIERS), self.place())

    def double_click(self) -> None:
        button, keys = Qt.MouseButton.LeftButton, self.random.choice(MODIFIERS)
        QTest.mouseDClick(self.port, button, keys, self.place())

    def key(self) -> None:
        key, keys = self.random.choice(KEYS)
        QTest.keyClick(self.studio.view, key, keys)

    def type(self) -> None:
        editor = self.studio.view.editor
        if editor is not None:
            QTest.keyClicks(editor, self.random.choice(["1/3", "*2", "oops", "-0,25", ""]))
            QTest.keyClick(editor, self.random.choice([K.Key_Return, K.Key_Escape]))

    def wheel(self) -> None:
        spot, turn = self.place(), QPoint(0, self.random.choice((-120, 120)))
        pixels = self.random.choice((QPoint(), QPoint(self.random.randint(-9, 9), 5)))
        keys = self.random.choice(MODIFIERS)
        event = QWheelEvent(
            QPointF(spot),
            QPointF(self.port.mapToGlobal(spot)),
            pixels,
            turn,
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.port, event)

    def train(self) -> None:
        """A frame of training, sometimes one that is too late for the drawing."""
        view, network = self.studio.view, self.studio.network
        count = len(network.nodes) - self.random.choice((0, 0, 0, 1))
        view.show_parameters(np.full(max(count, 0), 0.5), np.full(len(network.edges), -1.5))
        values = {node.id: np.full((4, 4), 0.3, dtype=np.float32) for node in network.nodes}
        view.show_fields(Field((-6, 6, -6, 6), values), {})

    def look(self) -> None:
        """Another way of looking at the drawing."""
        name, values = self.random.choice(
            [
                ("label_style", ("names", "a", "e")),
                ("show_bias_nodes", (False, True)),
                ("explicit", (False, True)),
            ]
        )
        fields = {name: self.random.choice(values)}
        self.studio.view.wish(edits.change_field("Change View", "view", **fields))

    def menu(self) -> None:
        """Trigger any entry of a random context menu."""
        view = self.studio.view
        ids = ["", *self.studio.scene.nodes, *self.studio.scene.edges.ids]
        item_id = self.random.choice(ids)
        kind = "empty" if not item_id else "body" if item_id[0] == "n" else "edge"
        view.open_menu(Hit(kind, item_id), QPoint(5, 5))
        assert view.menu is not None
        entries = [entry for entry in view.menu.actions() if entry.isEnabled()]
        entries += [e for m in view.menu.actions() if m.menu() for e in m.menu().actions()]
        entry = self.random.choice(entries)
        if entry.menu() is None and entry.isEnabled():
            entry.trigger()
        view.menu.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_storm(studio: Studio, clipboard: None, seed: int) -> None:
    studio.stack.setUndoLimit(0)
    Storm(studio, seed).blow(EVENTS // 2)
    assert studio.stack.count() > 20
