"""Click to select, and the rubber band."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from playground.canvas.tools.tool import Pointer, Tool


class PickTool(Tool):
    """Selects the item it pressed on; the base of every gesture that starts on an item."""

    cursor = Qt.CursorShape.PointingHandCursor

    def press(self, pointer: Pointer) -> None:
        self._before = self.scene.selection
        if not pointer.adds and self.hit.id not in self._before:
            self.scene.select([self.hit.id])

    def click(self, pointer: Pointer) -> None:
        if pointer.adds:
            self.scene.toggle(self.hit.id)
        else:
            self.scene.select([self.hit.id])

    def cancel(self) -> None:
        super().cancel()
        self.scene.select(self._before)


class BandTool(Tool):
    """Selects the nodes that it touches and the edges that it holds."""

    def press(self, pointer: Pointer) -> None:
        self._start = pointer.at
        self._before = self.scene.selection

    def drag(self, pointer: Pointer) -> None:
        box = QRectF(self._start, pointer.at).normalized()
        self.scene.overlay.band = box
        self.scene.overlay.update()
        kept = self._before if pointer.adds else ()
        self.scene.select([*kept, *self.scene.nodes_in(box), *self.scene.edges.inside(box)])

    def finish(self, pointer: Pointer) -> None:
        self.drag(pointer)
        self.scene.overlay.clear()

    def click(self, pointer: Pointer) -> None:
        if not pointer.adds:
            self.scene.select(())

    def cancel(self) -> None:
        super().cancel()
        self.scene.select(self._before)
