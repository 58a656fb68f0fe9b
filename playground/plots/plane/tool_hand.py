"""Leads the tool of a plane chart by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QMouseEvent, QPen

from playground.palette import Theme
from playground.plots.plane.tool import PlaneTool

if TYPE_CHECKING:
    from playground.plots.plane.chart import PlaneChart

_STEP, _LONG_STEP = 1 / 60, 1 / 12
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEFT = Qt.MouseButton.LeftButton
_OPEN, _CLOSED = Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ClosedHandCursor


class ToolHand:
    """Holds the tool of a chart, knows whether it is pressed, and moves its crosshair.

    With no tool in hand a `resting` one is led wherever it reaches. Every event method returns
    whether the event was the tool's; the chart pans otherwise.
    """

    def __init__(self, chart: PlaneChart) -> None:
        self.tool: PlaneTool | None = None
        self.resting: PlaneTool | None = None
        self._chart = chart
        self._reaches = False
        self._is_pressed = False
        self._has_space = self._space_panned = False
        self._cross: QPointF | None = None
        self._lines = (pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0))
        for line in self._lines:
            line.setZValue(30)
            line.hide()
            chart.box.addItem(line, ignoreBounds=True)

    @property
    def has_crosshair(self) -> bool:
        """Whether the keyboard leads."""
        return self._cross is not None

    @property
    def is_led(self) -> bool:
        """Whether there is a tool to lead where the mouse is."""
        return self._led is not None

    @property
    def _led(self) -> PlaneTool | None:
        """The tool that the mouse leads where it is."""
        return self.tool or (self.resting if self._reaches else None)

    def set_theme(self, theme: Theme) -> None:
        for line in self._lines:
            line.setPen(QPen(QColor(theme.selection), 0, Qt.PenStyle.DashLine))

    def take(self, tool: PlaneTool | None) -> None:
        """Hold another tool; the gesture of the one before is cancelled."""
        self.cancel()
        for held in (self.tool, self.resting):
            if held is not None:
                held.hover(None, _NO_KEYS)
        self.tool = tool
        self._reaches = False
        self._show_cross(None)
        self.follow_cursor()

    def cancel(self) -> bool:
        """Give up what is midway; returns whether there was anything."""
        tool = self._led
        if tool is None or not (self._is_pressed or tool.is_midway):
            return False
        self._is_pressed = False
        tool.cancel()
        self.follow_cursor()
        return True

    def press(self, event: QMouseEvent) -> bool:
        if not self._is_for_tool(event):
            return False
        self._show_cross(None)
        return self._press(self._place(event), event.modifiers())

    def double_click(self, event: QMouseEvent) -> bool:
        if not self._is_for_tool(event):
            return False
        tool = self._led
        assert tool is not None, "only a tool is clicked with"
        self._is_pressed = True
        tool.double_click(self._place(event), event.modifiers())
        self.follow_cursor()
        return True

    def look(self, place: QPointF) -> None:
        """Note whether the resting tool would be led there; what is pressed stays led."""
        if self.resting is None or self.tool is not None or self._is_pressed:
            return
        reached, self._reaches = self._reaches, self.resting.reaches(place)
        if reached and not self._reaches:
            self.resting.hover(None, _NO_KEYS)
            self.follow_cursor()

    def move(self, event: QMouseEvent) -> None:
        if self._led is None:
            return
        self._show_cross(None)
        self._move(self._place(event), event.modifiers())

    def release(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT:
            self._release(self._place(event), event.modifiers())

    def leave(self) -> None:
        if self._led is not None and not self._is_pressed:
            self._led.hover(None, _NO_KEYS)
            self._reaches = False

    def lose_focus(self) -> None:
        """Keys that are held now will be let go elsewhere."""
        self._has_space = False
        self._show_cross(None)
        self.follow_cursor()

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key is the tool's although it may be a shortcut of the window."""
        key = Qt.Key(event.key())
        if self.tool is None:
            return key == Qt.Key.Key_Escape and self._is_pressed
        if event.modifiers() & _COMMANDS:
            return False
        common = key in _ARROWS or key in _ENTERS or key in (Qt.Key.Key_Space, Qt.Key.Key_Escape)
        return common or key in self.tool.claimed_keys

    def key_press(self, event: QKeyEvent) -> bool:
        tool, key = self.tool, Qt.Key(event.key())
        if tool is None:
            return key == Qt.Key.Key_Escape and self.cancel()
        if event.modifiers() & _COMMANDS:
            return False
        if key == Qt.Key.Key_Escape:
            if not self.cancel() and not self._hide_cross():
                self._chart.set_tool(None)
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._has_space, self._space_panned = True, False
        elif tool.key(event):
            pass
        elif key in _ARROWS:
            self._step(key, event.modifiers())
        elif key in _ENTERS:
            if not event.isAutoRepeat():
                self._click_at_cross(event.modifiers())
        else:
            return False
        self.follow_cursor()
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        if not self._has_space or event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._has_space = False
            if not self._space_panned:
                self._click_at_cross(event.modifiers())
            self.follow_cursor()
        return True

    def follow_cursor(self, is_panning: bool = False) -> None:
        """Show the cursor of what a drag does now."""
        shape: Qt.CursorShape | QCursor
        if is_panning:
            shape = _CLOSED
        elif self._has_space:
            shape = _OPEN
        else:
            shape = Qt.CursorShape.ArrowCursor if self._led is None else self._led.cursor
        self._chart.viewport().setCursor(shape)

    def _is_for_tool(self, event: QMouseEvent) -> bool:
        if event.button() != _LEFT:
            return False
        self.look(self._place(event))
        if self._led is None:
            return False
        self._space_panned = self._has_space
        return not self._has_space

    def _press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        tool = self._led
        assert tool is not None, "only a tool is pressed"
        self._is_pressed = True
        tool.press(place, modifiers)
        self.follow_cursor()
        return True

    def _move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        tool = self._led
        assert tool is not None, "only a tool is moved"
        if self._is_pressed:
            tool.move(place, modifiers)
        else:
            tool.hover(place, modifiers)
        self.follow_cursor()

    def _release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        tool = self._led
        if tool is not None and self._is_pressed:
            self._is_pressed = False
            tool.release(place, modifiers)
            self.follow_cursor()

    def _place(self, event: QMouseEvent) -> QPointF:
        return self._chart.place_of(event.position())

    def _step(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Move the crosshair within what is in view."""
        x0, x1, y0, y1 = self._chart.bounds
        place = self._cross or QPointF((x0 + x1) / 2, (y0 + y1) / 2)
        if self._cross is not None:
            share = _LONG_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP
            dx, dy = _ARROWS[key]
            x = min(max(place.x() + dx * share * (x1 - x0), x0), x1)
            y = min(max(place.y() + dy * share * (y1 - y0), y0), y1)
            place = QPointF(x, y)
        self._show_cross(place)
        # Shift makes long steps here, and is no modifier of the gesture.
        self._move(place, _NO_KEYS)
        self._chart.cursor_moved.emit(place.x(), place.y())

    def _click_at_cross(self, modifiers: Qt.KeyboardModifier) -> None:
        if self._cross is None:
            self._step(Qt.Key.Key_Up, _NO_KEYS)
            return
        assert self.tool is not None, "only a tool has a crosshair"
        if self._is_pressed:
            self._release(self._cross, modifiers)
        else:
            self._press(self._cross, modifiers)
            if not self.tool.holds_by_key:
                self._release(self._cross, modifiers)

    def _hide_cross(self) -> bool:
        was_shown = self._cross is not None
        self._show_cross(None)
        if was_shown and self.tool is not None:
            self.tool.hover(None, _NO_KEYS)
        return was_shown

    def _show_cross(self, place: QPointF | None) -> None:
        self._cross = place
        for line in self._lines:
            line.setVisible(place is not None)
            if place is not None:
                line.setPos(place)
