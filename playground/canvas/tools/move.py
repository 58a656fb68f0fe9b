"""Drag nodes about; light guides line them up with the others."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from playground.canvas import geometry
from playground.canvas.tools.select import PickTool
from playground.canvas.tools.tool import Pointer
from playground.document import edits

_SNAP = 6.0


class MoveTool(PickTool):
    """Moves all selected nodes; Ctrl switches the guides off, Shift keeps to one direction."""

    cursor = Qt.CursorShape.SizeAllCursor

    def press(self, pointer: Pointer) -> None:
        super().press(pointer)
        self._start = pointer.at
        self._targets: dict[str, tuple[float, float]] = {}

    def drag(self, pointer: Pointer) -> None:
        if self.hit.id not in self.scene.selection:
            self.scene.toggle(self.hit.id)
        moved = self.scene.selected_nodes
        by = pointer.at - self._start
        if pointer.fine:
            by = QPointF(by.x(), 0) if abs(by.x()) >= abs(by.y()) else QPointF(0, by.y())
        nodes = self.scene.network.nodes
        places = {
            node_id: (nodes[node_id].x + by.x(), nodes[node_id].y + by.y()) for node_id in moved
        }
        overlay = self.scene.overlay
        overlay.guides = (None, None)
        if not (pointer.free or pointer.fine):
            dx, dy, *guides = geometry.snap(
                [places[self.hit.id]], self.scene.still_places(moved), _SNAP / self.canvas.zoom
            )
            places = {node_id: (x + dx, y + dy) for node_id, (x, y) in places.items()}
            overlay.guides = (guides[0], guides[1])
        self._targets = places
        self.scene.preview_positions(places)

    def finish(self, pointer: Pointer) -> None:
        self.drag(pointer)
        self.scene.overlay.clear()
        self.canvas.edit_requested.emit(edits.move(self._targets))
        self.scene.settle()

    def cancel(self) -> None:
        self.scene.settle()
        super().cancel()
