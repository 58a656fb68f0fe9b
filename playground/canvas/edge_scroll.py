"""A drag beyond the edge takes the canvas along, so that it can reach what is out of view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget

from playground.canvas.zoom_view import ZoomView

_TICK_MS = 16
_SHARE, _FASTEST = 0.25, 32  # of the way beyond the edge, in pixels a tick


class EdgeScroll(QObject):
    """Pans a view while the pointer is dragged beyond its edges, the faster the farther.

    `moved` is called after every pan: under a pointer that stands still the scene is another.
    """

    def __init__(self, view: ZoomView, moved: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._moved = moved
        self._pointer = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._pan)

    def follow(self, pointer: QPoint) -> None:
        """The pointer was dragged there, in pixels of the viewport."""
        self._pointer = pointer
        if self._step().isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _step(self) -> QPoint:
        room = self._view.viewport().rect()
        return QPoint(
            _pace(self._pointer.x(), room.left(), room.right()),
            _pace(self._pointer.y(), room.top(), room.bottom()),
        )

    def _pan(self) -> None:
        self._view.pan(self._step())
        self._moved()


def _pace(place: int, first: int, last: int) -> int:
    beyond = min(place - first, 0) + max(place - last, 0)
    if not beyond:
        return 0
    pixels = min(_FASTEST, max(1, round(abs(beyond) * _SHARE)))
    return pixels if beyond > 0 else -pixels
