"""What an empty canvas says."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from playground.canvas.style import CanvasStyle

_LINES = (
    "Double-click to place a neuron",
    "Shift+double-click for an input, or drag one in from the data",
    "Drag from a node’s rim to connect it",
)


def draw_empty_hint(painter: QPainter, room: QRectF, style: CanvasStyle) -> None:
    """What to do first, in the middle of a room in screen pixels."""
    font = QApplication.font()
    top = room.center().y() - 30
    for row, line in enumerate(_LINES):
        font.setPixelSize(13 if row else 19)
        painter.setFont(font)
        painter.setPen(style.muted if row else style.text)
        box = QRectF(room.left(), top + (14 + 24 * row if row else 0), room.width(), 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)
