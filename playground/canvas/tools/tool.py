"""What every gesture is: one small object from press to release, cancellable midway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from playground.canvas.hit import Hit

if TYPE_CHECKING:
    from playground.canvas.view import CanvasView

ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, in the scene and in the viewport, and which modifiers are held."""

    at: QPointF
    screen: QPoint
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def adds(self) -> bool:
        return bool(self.modifiers & ADDING)

    @property
    def fine(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)

    @property
    def free(self) -> bool:
        """Whether snapping is off."""
        return bool(self.modifiers & Qt.KeyboardModifier.ControlModifier)


class Tool:
    """The view calls `press`, then `drag` and `finish`, or `click` when nothing was dragged.

    A tool only shows; `finish` and `click` emit wishes. After `cancel` nothing has happened.
    """

    cursor: Qt.CursorShape | None = None
    # Whether the canvas comes along when the drag leaves it.
    scrolls = True
    # Whether it lasts as long as a button is held.
    held = True

    def __init__(self, canvas: CanvasView, hit: Hit) -> None:
        self.canvas = canvas
        self.scene = canvas.network_scene
        self.hit = hit

    def press(self, pointer: Pointer) -> None:
        """The button went down."""

    def drag(self, pointer: Pointer) -> None:
        """The pointer moved far enough to mean it."""

    def finish(self, pointer: Pointer) -> None:
        """The button went up after a drag."""

    def click(self, pointer: Pointer) -> None:
        """The button went up where it went down."""

    def cancel(self) -> None:
        """Leave everything as it was before the press."""
        self.scene.overlay.clear()

    def key(self, event: QKeyEvent) -> bool:
        """Use a key while the gesture lasts; False leaves it to Esc and nothing else."""
        return False
