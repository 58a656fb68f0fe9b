"""What a left-drag over the plane means: one small object a gesture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QKeyEvent


class PlaneTool:
    """A gesture on a `PlaneChart`; `chart.set_tool(tool)` puts it in hand.

    Places are in data units. The left button belongs to the tool, middle-drag and Space-drag
    pan, the wheel zooms. The keyboard does the same by a crosshair that the arrow keys move:
    Enter or Space presses and lets go there, or, where `holds_by_key`, presses the first time
    and lets go the second. Esc calls `cancel` while the gesture is midway, and otherwise puts
    the tool away.

    Attributes
    ----------
    cursor : shape of the mouse cursor; read again after every call.
    claimed_keys : keys without Ctrl and Alt that come to `key` before the window's shortcuts.
    holds_by_key : whether a press lasts until Enter or Space is hit once more.
    """

    cursor: Qt.CursorShape | QCursor = Qt.CursorShape.CrossCursor
    claimed_keys: frozenset[Qt.Key] = frozenset()
    holds_by_key: bool = False

    @property
    def is_midway(self) -> bool:
        """Whether there is something to cancel although no button is pressed."""
        return False

    def reaches(self, place: QPointF) -> bool:
        """Whether a resting tool is led there by the mouse; elsewhere the plane is panned."""
        return True

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The left button went down; `move`s and one `release` follow, unless it is cancelled."""

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pressed cursor moved, perhaps out of the plane."""

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The button was let go."""

    def double_click(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stands for the second press of two quick ones; a `release` follows."""
        self.press(place, modifiers)

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        """The cursor moved with nothing pressed; None once it has left or the tool goes."""

    def key(self, event: QKeyEvent) -> bool:
        """A key that the chart has no use for; returns whether the tool had one."""
        return False

    def cancel(self) -> None:
        """Give up the gesture as if it had never begun."""
