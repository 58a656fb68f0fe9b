"""Drag sideways on a weight or a bias to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.canvas.tools.select import PickTool
from playground.canvas.tools.tool import Pointer
from playground.document import arrange_edits, edits
from playground.network.weight import Weight

_COARSE, _FINE = 0.01, 0.001  # change for each screen pixel


class ScrubTool(PickTool):
    """Changes every selected weight and bias by the same amount; Shift is ten times finer."""

    cursor = Qt.CursorShape.SizeHorCursor
    scrolls = False

    def press(self, pointer: Pointer) -> None:
        super().press(pointer)
        self._last = pointer.screen.x()
        self._change = 0.0
        self._key = object()
        self._first: dict[str, Weight] = {}
        self._dead: frozenset[str] = frozenset()
        self._drawn = False

    def drag(self, pointer: Pointer) -> None:
        if not self._first:
            ids = self.canvas.weighted_selection(self.hit.id)
            self._first = {item_id: self.scene.weight_of(item_id) for item_id in ids}
            edges = self.scene.network.edges
            self._dead = frozenset(key for key in ids if key in edges and edges[key].dead)
        step = _FINE if pointer.fine else _COARSE
        self._change += (pointer.screen.x() - self._last) * step
        self._last = pointer.screen.x()
        values = {key: weight.value + self._change for key, weight in self._first.items()}
        self._drawn = True
        self.canvas.edit_requested.emit(edits.set_weights(values, self._key))

    def finish(self, pointer: Pointer) -> None:
        self.drag(pointer)

    def cancel(self) -> None:
        if self._drawn:
            before = arrange_edits.put_back(self._first, self._key, self._dead)
            self.canvas.edit_requested.emit(before)
        super().cancel()
