"""Drag an end of a selected edge to another node."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from playground.canvas.geometry import RADIUS
from playground.canvas.tools.connect import WireTool
from playground.canvas.tools.tool import Pointer
from playground.document import arrange_edits


class ReconnectTool(WireTool):
    """Keeps the edge's weight; letting go over empty canvas leaves it where it was."""

    def press(self, pointer: Pointer) -> None:
        super().press(pointer)
        self.edge = self.scene.network.edges[self.hit.id]
        self.replacing = self.edge.id

    def ends(self, other: str) -> tuple[str, str]:
        if self.hit.kind == "target_end":
            return self.edge.source, other
        return other, self.edge.target

    def anchor(self) -> QPointF:
        if self.hit.kind == "target_end":
            return self.scene.nodes[self.edge.source].pos() + QPointF(RADIUS + 3, 0)
        return self.scene.nodes[self.edge.target].pos() - QPointF(RADIUS + 3, 0)

    def landing(self, other: str) -> QPointF:
        side = -1 if self.hit.kind == "target_end" else 1
        return self.scene.nodes[other].pos() + QPointF(side * (RADIUS + 3), 0)

    def drag(self, pointer: Pointer) -> None:
        self.scene.hide_edge(self.edge.id)
        other = self.scene.node_at(pointer.at, self.canvas.zoom)
        self.show(pointer.at, other, "" if other else "Drop on a node to reconnect.")
        if self.hit.kind == "source_end" and self.scene.overlay.wire:
            start, end = self.scene.overlay.wire
            self.scene.overlay.wire = (end, start)

    def finish(self, pointer: Pointer) -> None:
        other = self.scene.node_at(pointer.at, self.canvas.zoom)
        self._end()
        if other is None or self.ends(other) == (self.edge.source, self.edge.target):
            return
        error = self.refusal(other)
        if error is None:
            self.canvas.edit_requested.emit(
                arrange_edits.reconnect(self.edge.id, *self.ends(other))
            )
        else:
            self.canvas.message_shown.emit(str(error))

    def cancel(self) -> None:
        self._end()
        super().cancel()

    def _end(self) -> None:
        self.scene.overlay.clear()
        self.scene.hide_edge(None)
