"""Pan with the middle button, or with Space held."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.canvas.tools.tool import Pointer, Tool


class PanTool(Tool):
    """The canvas sticks to the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def press(self, pointer: Pointer) -> None:
        self._start = self._last = pointer.screen

    def drag(self, pointer: Pointer) -> None:
        self.canvas.pan(self._last - pointer.screen)
        self._last = pointer.screen

    def cancel(self) -> None:
        self.canvas.pan(self._last - self._start)
        super().cancel()
