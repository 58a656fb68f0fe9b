"""Shows things only where they can be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget


class InSight(QObject):
    """Calls `show` when it is asked to, or once the widget comes into sight.

    To Qt a dock behind another one is not hidden, it only lies outside the window; so what is
    waited for is its move. A widget that is hidden asks anew in its `showEvent`.
    """

    def __init__(self, widget: QWidget, show: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._watched: QWidget | None = None
        self._show = show

    def show(self) -> None:
        """Show now, or when there is somebody to see it."""
        if self._is_seen():
            self._watch(None)
            self._show()
        else:
            self._watch(_below_window(self._widget))

    def _is_seen(self) -> bool:
        widget, window = self._widget, self._widget.window()
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        return widget.isVisible() and window.rect().intersects(place)

    def _watch(self, widget: QWidget | None) -> None:
        if widget is self._watched:
            return
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        if widget is not None:
            widget.installEventFilter(self)
        self._watched = widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Move and self._is_seen():
            self.show()
        return super().eventFilter(watched, event)


def _below_window(widget: QWidget) -> QWidget:
    """What a window moves when it moves the widget."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        widget, parent = parent, parent.parentWidget()
    return widget
