"""Click the activation in a node's pill to choose another."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.canvas.tools.move import MoveTool
from playground.canvas.tools.tool import Pointer


class PickActivationTool(MoveTool):
    """A click opens the menu; a drag still moves the node."""

    cursor = Qt.CursorShape.PointingHandCursor

    def click(self, pointer: Pointer) -> None:
        if pointer.adds or self.hit.id not in self.scene.selection:
            super().click(pointer)
        else:
            self.canvas.open_activation_menu(self.hit.id)
