"""Keeps a window on a screen that is there."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def bring_onto_screen(window: QWidget) -> None:
    """Move and shrink a window until all of it is on a screen that is there."""
    screen = QGuiApplication.screenAt(window.frameGeometry().center()) or window.screen()
    room = screen.availableGeometry()
    frame = window.frameGeometry()
    edges = frame.size() - window.size()
    size = window.size().boundedTo(room.size() - edges)
    if size != window.size():
        window.resize(size)
    place = QRect(frame.topLeft(), size + edges)
    x = min(max(place.left(), room.left()), room.right() + 1 - place.width())
    y = min(max(place.top(), room.top()), room.bottom() + 1 - place.height())
    window.move(x, y)
