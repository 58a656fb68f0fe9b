"""Moves panels by the menu: whoever has no mouse puts them side by side as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_COLUMN, _ROW = 300, 220
AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}


class PanelMoves(QObject):
    """Moves the panel in use: the one with the keyboard's focus, else the view in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sizes: list[tuple[list[QDockWidget], list[int], Qt.Orientation]] = []
        self._focus: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._size)

    def beside(self) -> None:
        """Into a column of its own, at the right of all others of its side."""
        self._split(_ACROSS)

    def below(self) -> None:
        """Into a row of its own, below all others of its side."""
        self._split(_DOWN)

    def to(self, side: str) -> None:
        """To another side of the window, a key of AREAS."""
        self._place(AREAS[side], _ACROSS if side == "bottom" else _DOWN)

    def float(self) -> None:
        """Out of the window, or back into it."""
        dock = self.in_use()
        dock.setFloating(not dock.isFloating())
        self._finish(dock)

    def put_back(self) -> None:
        """Where it is at the first start."""
        dock = self.in_use()
        dock.setFloating(False)
        self._window.put_home(dock)
        self._finish(dock)

    def in_use(self) -> QDockWidget:
        """The panel that would move."""
        window = self._window
        # The keyboard may be in a panel that is a window of its own.
        for focus in (QApplication.focusWidget(), window.focusWidget()):
            for dock in window.docks.values():
                if focus is not None and dock.isAncestorOf(focus):
                    return dock
        views = window.views
        shown = (feed.title for name, feed in views.feeds.items() if views.is_in_sight(name))
        return window.docks[next(shown, "Regions")]

    def _split(self, orientation: Qt.Orientation) -> None:
        area = self._window.dockWidgetArea(self.in_use())
        if area == Qt.DockWidgetArea.NoDockWidgetArea:
            area = AREAS["right"]
        self._place(area, orientation)

    def _place(self, area: Qt.DockWidgetArea, orientation: Qt.Orientation) -> None:
        dock, window = self.in_use(), self._window
        self._focus = window.focusWidget()
        dock.setFloating(False)
        left_behind = window.tabifiedDockWidgets(dock)
        window.addDockWidget(area, dock, orientation)
        dock.show()
        # Qt would bring the next tab to the front, but the first is what people look at.
        for other in window.docks.values():
            if other in left_behind and not other.isHidden():
                other.raise_()
                break
        others = [
            other
            for other in window.docks.values()
            if other is not dock
            and other.isVisible()
            and not other.isFloating()
            and window.dockWidgetArea(other) == area
        ]
        columns = [*others[:1], dock] if orientation == _ACROSS else [dock]
        self._sizes = [
            (columns, [_COLUMN] * len(columns), _ACROSS),
            ([dock], [max(_ROW, dock.height())], _DOWN),
        ]
        self._timer.start()
        self._finish(dock)

    def _size(self) -> None:
        """Docks take sizes only once they have been laid out."""
        for docks, sizes, orientation in self._sizes:
            self._window.resizeDocks(docks, sizes, orientation)
        # A panel that moves loses the keyboard on its way.
        dock = self._sizes[0][0][-1]
        frames = (frame for frame in self._window.views.frames.values() if dock.isAncestorOf(frame))
        if self._focus is not None and dock.isAncestorOf(self._focus):
            self._focus.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif (frame := next(frames, None)) is not None:
            frame.take_focus()

    def _finish(self, dock: QDockWidget) -> None:
        window = self._window
        dock.raise_()
        window.views.look_soon()
        window.announcer.hint(f"{dock.windowTitle()} was moved; View ▸ Reset Layout puts it back.")
