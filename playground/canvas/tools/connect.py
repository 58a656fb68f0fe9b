"""Drag from a node's rim: to a node connects, to empty canvas grows a connected neuron."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from playground.canvas.geometry import RADIUS
from playground.canvas.tools.select import PickTool
from playground.canvas.tools.tool import Pointer
from playground.document import edits
from playground.network.errors import ConnectError, CycleError
from playground.network.rules import check_connect


class WireTool(PickTool):
    """A wire from a node to the pointer that is refused, with the reason, where it can't land."""

    cursor = Qt.CursorShape.CrossCursor
    replacing: str | None = None

    def ends(self, other: str) -> tuple[str, str]:
        """Source and target if the wire lands on `other`."""
        return self.hit.id, other

    def anchor(self) -> QPointF:
        """Where the wire hangs, in the scene."""
        return self.scene.nodes[self.hit.id].pos() + QPointF(RADIUS + 3, 0)

    def refusal(self, other: str) -> ConnectError | None:
        try:
            check_connect(self.scene.network, *self.ends(other), replacing=self.replacing)
        except ConnectError as error:
            return error
        return None

    def show(self, pointer_at: QPointF, other: str | None, note: str = "") -> None:
        """Draw the wire to a place, or to a node with the reason when it is refused."""
        overlay = self.scene.overlay
        overlay.clear()
        error = self.refusal(other) if other else None
        end = pointer_at
        if other and not error:
            end = self.landing(other)
        overlay.wire = (self.anchor(), end)
        overlay.refused = error is not None
        if error is not None:
            overlay.note = (pointer_at, str(error))
            if isinstance(error, CycleError):
                overlay.path = tuple(self.scene.nodes[key].pos() for key in error.path)
        elif note:
            overlay.note = (pointer_at, note)

    def landing(self, other: str) -> QPointF:
        return self.scene.nodes[other].pos() - QPointF(RADIUS + 3, 0)


class ConnectTool(WireTool):
    """From the rim of a node."""

    def press(self, pointer: Pointer) -> None:
        super().press(pointer)
        self._left = False

    def drag(self, pointer: Pointer) -> None:
        other = self._other(pointer)
        if other == self.hit.id and not self._left:
            self.scene.overlay.clear()
            return
        self._left = True
        self.show(pointer.at, other)
        if other is None and self._is_on_canvas(pointer):
            self.scene.overlay.ghost = pointer.at + QPointF(RADIUS + 3, 0)

    def finish(self, pointer: Pointer) -> None:
        self.scene.overlay.clear()
        other = self._other(pointer)
        if other is None and self._is_on_canvas(pointer):
            at = pointer.at + QPointF(RADIUS + 3, 0)
            self.canvas.edit_requested.emit(edits.connect_to_new(self.hit.id, at.x(), at.y()))
        elif other not in (None, self.hit.id):
            error = self.refusal(other)
            if error is None:
                self.canvas.edit_requested.emit(edits.connect(self.hit.id, other))
            else:
                self.canvas.message_shown.emit(str(error))

    def _is_on_canvas(self, pointer: Pointer) -> bool:
        """Whether a new neuron would be seen there; beside the canvas nothing is wanted."""
        return self.canvas.viewport().rect().contains(pointer.screen)

    def _other(self, pointer: Pointer) -> str | None:
        return self.scene.node_at(pointer.at, self.canvas.zoom)
