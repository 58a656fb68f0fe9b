"""C, then arrows or Tab to a target, then Enter: a connection without a mouse.

Insert connects to a new neuron instead, as a drag to empty canvas does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from playground.canvas import geometry
from playground.canvas.labels import spoken
from playground.canvas.tools.connect import WireTool
from playground.canvas.tools.tool import Pointer
from playground.document import edits
from playground.network.layout import COLUMN_STEP, free_below

_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_OTHERS = "Arrows or Tab: another node. Insert: a new one."
_MOST_TRIED = 40
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConnectKeysTool(WireTool):
    """The wire hangs on the nearest node that it can connect to until keys move it on."""

    held = False

    def press(self, pointer: Pointer) -> None:
        super().press(pointer)
        self.target = self._first()
        self._show()

    def key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.target = self._towards(self.target, _ARROWS[key]) or self.target
        elif key in _STEPS:
            self.target = self._next(_STEPS[key])
        elif key in _ENTERS:
            error = self.refusal(self.target)
            if error is not None:
                self.canvas.message_shown.emit(str(error))
                return True
            self.canvas.hand.end()
            self.canvas.edit_requested.emit(edits.connect(self.hit.id, self.target))
            return True
        elif key == Qt.Key.Key_Insert:
            source = self.scene.network.nodes[self.hit.id]
            place = free_below(self.scene.network, source.x + COLUMN_STEP, source.y)
            self.canvas.hand.end()
            self.canvas.edit_requested.emit(edits.connect_to_new(self.hit.id, *place))
            return True
        else:
            return False
        self._show()
        return True

    def _show(self) -> None:
        item, error = self.scene.nodes[self.target], self.refusal(self.target)
        self.canvas.ensureVisible(item.bounds(), 24, 24)
        self.show(item.pos(), self.target, f"Connect to {item.name}: Enter. {_OTHERS}")
        reason = f": {error}" if error is not None else ""
        self.canvas.describe(f"Connect to {spoken(item.name)}{reason}")

    def _first(self) -> str:
        """The nearest node to the right that can be connected, or else just a node."""
        start = self.scene.nodes[self.hit.id].pos()
        ways = {key: item.pos() - start for key, item in self.scene.nodes.items()}
        right = [key for key, way in ways.items() if way.x() > 0]
        right.sort(key=lambda key: ways[key].manhattanLength())
        free = (key for key in right[:_MOST_TRIED] if self.refusal(key) is None)
        return next(free, None) or self._towards(self.hit.id, "right") or self._next(1)

    def _next(self, step: int) -> str:
        ids = [node_id for node_id in self.scene.nodes if node_id != self.hit.id]
        here = ids.index(self.target) if getattr(self, "target", None) in ids else -1
        return ids[(here + step) % len(ids)]

    def _towards(self, start: str, side: str) -> str | None:
        place = self.scene.nodes[start].pos()
        others = {
            node_id: (item.x(), item.y())
            for node_id, item in self.scene.nodes.items()
            if node_id not in (start, self.hit.id)
        }
        return geometry.nearest_towards((place.x(), place.y()), others, side)
