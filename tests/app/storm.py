"""Random real events on a whole window."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QTabBar,
    QWidget,
)

from playground.app.examples.catalog import EXAMPLES
from playground.document import files
from playground.document.content import Content
from playground.document.lowering import Lowering
from tests.app.conftest import Desk
from tests.canvas.checks import assert_consistent
from tests.helpers import assert_sound

MOST_NODES = 60
K = Qt.Key
M = Qt.KeyboardModifier
LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
BUTTONS = (LEFT,) * 8 + (MIDDLE, RIGHT)
MODIFIERS = (M.NoModifier,) * 5 + (M.ControlModifier, M.ShiftModifier)
KEYS = (
    *[(key, M.NoModifier) for key in (K.Key_Left, K.Key_Right, K.Key_Up, K.Key_Down)],
    *[(key, M.ControlModifier) for key in (K.Key_A, K.Key_D, K.Key_I, K.Key_L, K.Key_C, K.Key_V)],
    *[(key, M.ControlModifier) for key in (K.Key_X, K.Key_T, K.Key_Z, K.Key_Y, K.Key_F, K.Key_G)],
    *[(key, M.ControlModifier) for key in (K.Key_R, K.Key_Return, K.Key_Left, K.Key_Down)],
    *[(K(K.Key_1 + number), M.ControlModifier) for number in range(6)],
    *[(key, M.NoModifier) for key in (K.Key_Delete, K.Key_Backspace, K.Key_F2, K.Key_Return)],
    *[(key, M.NoModifier) for key in (K.Key_Space, K.Key_Tab, K.Key_Home, K.Key_End, K.Key_F6)],
    *[(key, M.NoModifier) for key in (K.Key_PageUp, K.Key_PageDown, K.Key_Menu, K.Key_F1)],
    *[(key, M.NoModifier) for key in (K.Key_C, K.Key_L, K.Key_S, K.Key_Period, K.Key_Comma)],
    *[(K.Key_Escape, M.NoModifier)] * 3,
    *[(key, M.ShiftModifier) for key in (K.Key_Backtab, K.Key_F6, K.Key_F1, K.Key_F10)],
    *[(key, M.ControlModifier | M.ShiftModifier) for key in (K.Key_P, K.Key_R, K.Key_G, K.Key_C)],
)
TYPED = ("1/3", "*2", "oops", "-0,25", "", "1e999", "3", "0.001", "2-3-1", "1/0", "a b", "x'")
LEFT_OUT = ("new_window", "close", "quit")
"""Actions that would end the storm, or begin another window."""


class Storm(QObject):
    """Random events on a desk's window, none of which may raise or make Qt warn."""

    def __init__(self, desk: Desk, seed: int, warnings: Callable[[], list[str]]) -> None:
        super().__init__()
        self.desk = desk
        self.window = desk.window
        self.random = random.Random(seed)
        self.warnings = warnings
        self.log: deque[str] = deque(maxlen=40)
        self.slowest: list[tuple[float, str]] = []
        self.opened: Content = desk.document.content.copy()
        self.window.documents.opened.connect(self.note_opened)
        desk.stack.setUndoLimit(0)
        self.number = self.number_before = -1
        self.guard = QTimer(self, interval=500)
        self.guard.timeout.connect(self.end_menu)
        self.guard.start()
        self.doings: list[tuple[int, Callable[[], str]]] = [
            (10, self.click),
            (6, self.drag),
            (4, self.work_canvas),
            (4, self.work_plane),
            (6, self.work_control),
            (8, self.key),
            (4, self.type),
            (4, self.wheel),
            (6, self.trigger),
            (2, self.raise_dock),
            (1, self.resize),
            (1, self.open_example),
            (4, self.wait),
        ]

    @Slot()
    def note_opened(self) -> None:
        self.opened = self.desk.document.content.copy()

    @Slot(QUrl)
    def visit(self, _link: QUrl) -> None:
        """Nobody is sent out of the program."""

    @Slot()
    def end_menu(self) -> None:
        """Close what Qt waits for, as it does for the window's own menu of panels."""
        popup = QApplication.activePopupWidget()
        if self.number == self.number_before and popup is not None:
            popup.close()
        self.number_before = self.number

    # What is there to be hit

    @property
    def front(self) -> QWidget:
        """What takes the mouse: a menu, a dialog, or the window."""
        widget = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return widget or self.window

    @property
    def reader(self) -> QWidget:
        """What takes the keys."""
        front = self.front
        return front.focusWidget() or front

    def some(self, kind: type[QWidget]) -> QWidget | None:
        """Any widget of that kind that can be seen, in any window."""
        found = [
            widget
            for widget in self.front.findChildren(kind)
            if widget.isVisible() and not widget.visibleRegion().isEmpty()
        ]
        return self.random.choice(found) if found else None

    def place(self) -> tuple[QWidget, QPoint, str]:
        """Anywhere in front, often in the middle of something."""
        front = self.front
        widget = self.some(QWidget) if self.random.random() < 0.6 else None
        if widget is None:
            rect = front.rect().adjusted(-2, -2, 2, 2)
            spot = QPoint(
                self.random.randint(rect.left(), rect.right()),
                self.random.randint(rect.top(), rect.bottom()),
            )
            return front, spot, f"{type(front).__name__} {spot.toTuple()}"
        spot = self.within(widget.visibleRegion().boundingRect())
        return self.at(widget, spot)

    def at(self, widget: QWidget, spot: QPoint) -> tuple[QWidget, QPoint, str]:
        window = widget.window()
        name = widget.accessibleName() or widget.objectName()
        text = f"{type(widget).__name__} {name!r} {spot.toTuple()}"
        return window, widget.mapTo(window, spot), text

    def handle(self, widget: QWidget) -> QWindow:
        """Of what was in front; where that has gone meanwhile, of what is there now."""
        there = widget if shiboken6.isValid(widget) and widget.windowHandle() else self.front
        return there.windowHandle()

    def within(self, rect: QRect) -> QPoint:
        if self.random.random() < 0.4:
            return rect.center()
        return QPoint(
            self.random.randint(rect.left(), max(rect.left(), rect.right())),
            self.random.randint(rect.top(), max(rect.top(), rect.bottom())),
        )

    # Doings: each says what it did

    def click(self) -> str:
        window, spot, text = self.place()
        return self.click_at(window, spot, text)

    def click_at(self, window: QWidget, spot: QPoint, text: str) -> str:
        button, keys = self.random.choice(BUTTONS), self.random.choice(MODIFIERS)
        QTest.mouseMove(self.handle(window), spot)
        if self.random.random() < 0.2:
            QTest.mouseDClick(self.handle(window), button, keys, spot)
            return f"double-click {button.name} {keys.value:x} {text}"
        QTest.mouseClick(self.handle(window), button, keys, spot)
        return f"click {button.name} {keys.value:x} {text}"

    def drag(self) -> str:
        window, spot, text = self.place()
        reach = self.random.choice((8, 60, 400))
        way = QPoint(self.random.randint(-reach, reach), self.random.randint(-reach, reach))
        return self.drag_by(window, spot, way, text)

    def drag_by(self, window: QWidget, spot: QPoint, way: QPoint, text: str) -> str:
        button, keys = self.random.choice(BUTTONS), self.random.choice(MODIFIERS)
        QTest.mouseMove(self.handle(window), spot)
        QTest.mousePress(self.handle(window), button, keys, spot)
        steps = self.random.randint(1, 5)
        for step in range(1, steps + 1):
            QTest.mouseMove(self.handle(window), spot + way * step / steps)
            if self.random.random() < 0.1:
                QTest.keyClick(self.reader, K.Key_Escape)
            if self.random.random() < 0.1:
                QApplication.processEvents()
        QTest.mouseRelease(self.handle(window), button, keys, spot + way)
        return f"drag {button.name} {keys.value:x} {text} by {way.toTuple()}"

    def work_canvas(self) -> str:
        """On nodes, rims and weights, where much happens."""
        canvas, scene = self.desk.canvas, self.desk.canvas.network_scene
        places = [item.pos() for item in scene.nodes.values()]
        places += [item.pos() + QPointF(26, 0) for item in scene.nodes.values()]
        places += [QPointF(*place) for place in scene.chips.places.values()]
        if not places or self.front is not self.window:
            return self.click()
        spot = canvas.mapFromScene(self.random.choice(places))
        if not canvas.viewport().rect().contains(spot):
            canvas.fit()
            return "fit"
        window, spot, text = self.at(canvas.viewport(), spot)
        if self.random.random() < 0.5:
            return self.click_at(window, spot, text)
        end = canvas.viewport().mapTo(self.window, canvas.mapFromScene(self.random.choice(places)))
        way = self.random.choice((end - spot, QPoint(self.random.randint(-90, 90), 10)))
        return self.drag_by(window, spot, way, text)

    def work_plane(self) -> str:
        """With a tool in hand, on a view of the plane."""
        tools = ("paint", "move_lines", "draw_polygon", "draw_rectangle", "draw_circle")
        tools += ("draw_strip", "draw_wedge", "draw_half_plane")
        text = ""
        if self.random.random() < 0.3:
            text = self.random.choice(tools)
            self.window.actions_table[text].trigger()
        if self.front is not self.window:
            return f"{text}, then {self.click()}"
        for name in ("regions", "cells"):
            if self.window.views.is_in_sight(name):
                viewport = self.window.views.feeds[name].widget.chart.viewport()  # type: ignore[attr-defined]
                place = self.at(viewport, self.within(viewport.rect()))
                if self.random.random() < 0.5:
                    return f"{text}, then {self.click_at(*place)}"
                way = QPoint(self.random.randint(-150, 150), self.random.randint(-150, 150))
                return f"{text}, then {self.drag_by(place[0], place[1], way, place[2])}"
        return text

    def work_control(self) -> str:
        kind = self.random.choice((QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QTabBar))
        control = self.some(kind)
        if control is None:
            return "no such control"
        place = self.at(control, self.within(control.rect()))
        if isinstance(control, QLineEdit):
            QTest.mouseClick(self.handle(place[0]), LEFT, M.NoModifier, place[1])
            return f"click {place[2]}, then {self.type()}"
        return self.drag() if self.random.random() < 0.1 else self.click_at(*place)

    def key(self) -> str:
        key, keys = self.random.choice(KEYS)
        QTest.keyClick(self.reader, key, keys)
        return f"key {keys.value:x} {key.name}"

    def type(self) -> str:
        """Into whatever has the focus; half of the time ended by Enter."""
        text = self.random.choice(TYPED)
        for letter in text:
            QTest.keyClick(self.reader, letter)
        if self.random.random() < 0.5:
            QTest.keyClick(self.reader, K.Key_Return)
        return f"type {text!r}"

    def wheel(self) -> str:
        _, spot, text = self.place()
        turn = QPoint(0, self.random.choice((-120, 120)))
        pixels = self.random.choice((QPoint(), QPoint(self.random.randint(-9, 9), 5)))
        front = self.front
        target = front.childAt(spot) or front
        event = QWheelEvent(
            QPointF(target.mapFrom(front, spot)),
            QPointF(front.mapToGlobal(spot)),
            pixels,
            turn,
            Qt.MouseButton.NoButton,
            self.random.choice(MODIFIERS),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)
        return f"wheel {text}"

    def trigger(self) -> str:
        """Any action of the menus, as the command palette would."""
        table = self.window.actions_table
        entries = [
            action
            for _, action in table.entries()
            if action.isEnabled() and action.objectName() not in LEFT_OUT
        ]
        action = self.random.choice(entries)
        text = f"trigger {action.objectName() or action.text()}"
        if self.front is self.window:
            action.trigger()
        return text

    def raise_dock(self) -> str:
        title = self.random.choice(list(self.window.docks))
        dock = self.window.docks[title]
        dock.show()
        dock.raise_()
        return f"raise {title}"

    def resize(self) -> str:
        size = self.random.randint(600, 1600), self.random.randint(400, 1000)
        self.window.resize(*size)
        return f"resize {size}"

    def open_example(self) -> str:
        self.calm_down()
        key = self.random.choice(list(EXAMPLES))
        self.window.documents.open(key)
        return f"open {key}"

    def wait(self) -> str:
        QTest.qWait(self.random.choice((0, 0, 20, 60)))
        return "wait"

    # Between them

    def calm_down(self) -> None:
        """Nothing is pressed, no menu and no dialog stands in front."""
        for _ in range(20):
            front = self.front
            if front is self.window:
                break
            if isinstance(front, QDialog):
                front.reject()
            else:
                front.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
        assert self.front is self.window, f"{self.front} does not go away"

    def stands_still(self) -> bool:
        """Whether no node glides any more to where an edit sent it."""
        items = self.desk.canvas.network_scene.nodes.values()
        return all((item.x(), item.y()) == (item.node.x, item.node.y) for item in items)

    def check(self) -> None:
        """After pausing: canvas, document and engine say the same."""
        self.calm_down()
        window, controller = self.window, self.desk.controller
        window.canvas.cancel_tool()
        window.canvas.close_editor()
        controller.pause()
        self.desk.settle()
        self.desk.wait(self.stands_still)
        content = controller.document.content
        assert_consistent(controller.document, window.canvas.network_scene)
        assert_sound(content)
        again = Lowering().lower(content, controller.dataset, controller.data_error)
        assert again.network == controller.lowered.network
        assert again.training == controller.lowered.training
        assert files.decode(files.encode(content), "it").network == content.network

    def blow(self, events: int) -> None:
        weights = [weight for weight, _ in self.doings]
        for number in range(events):
            self.number = number
            doing = self.random.choices([doing for _, doing in self.doings], weights)[0]
            self.log.append(f"… {doing.__name__}")
            began = time.perf_counter()
            said = f"{number}: {doing()}"
            QApplication.processEvents()
            self.log[-1] = said
            self.slowest.append((time.perf_counter() - began, said))
            self.slowest = sorted(self.slowest, reverse=True)[:12]
            warnings = self.warnings()
            assert not warnings, f"{warnings}\n" + "\n".join(self.log)
            if self.front is not self.window and self.random.random() < 0.25:
                self.calm_down()
            if len(self.desk.network.nodes) > MOST_NODES:
                self.log.append(self.open_example())
            if number % 60 == 59:
                self.check()

    def undo_all(self) -> None:
        """Back to the document that was opened last."""
        self.check()
        self.desk.controller.go_to_step(0)
        self.desk.settle()
        self.desk.wait(self.stands_still)
        assert files.encode(self.desk.document.content) == files.encode(self.opened)
        assert_consistent(self.desk.document, self.desk.canvas.network_scene)
