"""The hand on the canvas: one gesture at a time, from the press to the release."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from playground.canvas.edge_scroll import EdgeScroll
from playground.canvas.hit import NOTHING, Hit
from playground.canvas.tools.pan import PanTool
from playground.canvas.tools.place import PlaceTool
from playground.canvas.tools.table import TOOLS, hint_for
from playground.canvas.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from playground.canvas.view import CanvasView

_DRAG_FROM = 4
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
NOWHERE = Pointer(QPointF(), QPoint())


class Hand:
    """Picks the tool for what is pressed, feeds it, and puts it away; cancels it midway."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._scene = canvas.network_scene
        self._tool: Tool | None = None
        self._pressed_at = QPoint()
        self._pressed = NOTHING
        self._dragged = NOWHERE
        self._dragging = False
        self._space = False
        self._hint = ""
        self._edge_scroll = EdgeScroll(canvas, self._drag_on, canvas)

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._tool is not None

    def begin(self, tool: Tool, pointer: Pointer) -> None:
        """Start a gesture; another one under way is cancelled."""
        self.cancel()
        self._canvas.stop_glide()
        self._tool = tool
        self._pressed_at = pointer.screen
        tool.press(pointer)
        self._show_cursor()

    def end(self) -> None:
        """The gesture is over; what it showed goes."""
        self._tool = None
        self._dragging = False
        self._edge_scroll.stop()
        self._scene.overlay.clear()
        self._show_cursor()

    def cancel(self) -> bool:
        """Leave everything as it was before the gesture; whether there was one."""
        tool, self._tool = self._tool, None
        if tool is None:
            return False
        tool.cancel()
        self.end()
        return True

    def hold_space(self, held: bool) -> None:
        """Space makes every drag a pan while it is held."""
        self._space = held
        self._show_cursor()

    def lose_keys(self, reason: Qt.FocusReason) -> None:
        """The keyboard went elsewhere, and with it what only keys can end."""
        self.hold_space(False)
        if reason not in _COMING_BACK and self._tool is not None and not self._tool.held:
            self.cancel()

    def leave(self) -> None:
        """The pointer went elsewhere."""
        if self._tool is None:
            self._show_hover(NOTHING)

    def key(self, event: QKeyEvent) -> None:
        """While a gesture lasts all keys are its own, and Esc ends it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif self._tool is not None:
            self._tool.key(event)

    def press(self, event: QMouseEvent) -> None:
        pointer, button = self._pointer(event), event.button()
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space
        ):
            self.begin(PanTool(self._canvas, NOTHING), pointer)
        elif button == Qt.MouseButton.LeftButton:
            self._pressed = hit = self._hit(pointer)
            self.begin(TOOLS[hit.kind](self._canvas, hit), pointer)
        elif button == Qt.MouseButton.RightButton:
            self.cancel()

    def double_click(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        hit = self._double_hit(pointer)
        if event.button() != Qt.MouseButton.LeftButton:
            self.press(event)
        elif hit.kind in ("empty", "edge"):
            self.begin(PlaceTool(self._canvas, hit), pointer)
            self.end()
        elif hit.kind in ("chip", "bias"):
            self._canvas.edit_weight(hit.id)
        elif hit.kind == "name":
            self._canvas.rename(hit.id)
        else:
            self.press(event)

    def move(self, event: QMouseEvent) -> None:
        pointer = self._pointer(event)
        if not event.buttons():
            if self._tool is not None and self._tool.held:
                self.cancel()  # the button was let go where the canvas did not hear of it
            self._show_hover(self._hit(pointer))
            return
        if self._tool is None:
            return
        moved = (pointer.screen - self._pressed_at).manhattanLength()
        if self._dragging or moved >= _DRAG_FROM:
            self._dragging = True
            self._dragged = pointer
            self._tool.drag(pointer)
            if self._tool is not None and self._tool.scrolls:
                self._edge_scroll.follow(pointer.screen)

    def release(self, event: QMouseEvent) -> None:
        if self._tool is None or not self._tool.held:
            return
        tool, dragged = self._tool, self._dragging
        self.end()
        pointer = self._pointer(event)
        if dragged:
            tool.finish(pointer)
        else:
            tool.click(pointer)

    def _hit(self, pointer: Pointer) -> Hit:
        return self._scene.hit(pointer.at, self._canvas.zoom)

    def _double_hit(self, pointer: Pointer) -> Hit:
        """What the first press hit, though selecting it may have moved its parts away."""
        pressed, apart = self._pressed, pointer.screen - self._pressed_at
        pieces = self._scene.nodes.keys() | self._scene.edges.index.keys()
        is_there = not pressed.id or pressed.id in pieces
        return pressed if is_there and apart.manhattanLength() < _DRAG_FROM else self._hit(pointer)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        screen = event.position().toPoint()
        return Pointer(self._canvas.mapToScene(screen), screen, event.modifiers())

    def _drag_on(self) -> None:
        """The canvas was moved under a pointer that stands still."""
        pointer = self._dragged
        if self._tool is not None and self._dragging:
            self._tool.drag(replace(pointer, at=self._canvas.mapToScene(pointer.screen)))

    def _show_cursor(self) -> None:
        shape: Qt.CursorShape | None = None
        if self._tool is not None:
            shape = self._tool.cursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = TOOLS[self._scene.hover.kind].cursor
        self._canvas.viewport().setCursor(shape or Qt.CursorShape.ArrowCursor)

    def _show_hover(self, hit: Hit) -> None:
        self._scene.set_hover(hit)
        hint = hint_for(self._scene, hit)
        if hint != self._hint:
            self._hint = hint
            self._canvas.message_shown.emit(hint)
        self._show_cursor()
