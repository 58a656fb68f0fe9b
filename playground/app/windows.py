"""All windows of the process: each with its own document, all in the same colours."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication

from playground.app.appearance import wanted_theme
from playground.app.controller import Controller
from playground.app.main_window import MainWindow
from playground.app.placement import bring_onto_screen
from playground.app.settings import AppSettings
from playground.document.content import Content

_BESIDE = QPoint(32, 32)


class Windows(QObject):
    """Opens windows and keeps them until they are closed; Qt ends with the last of them."""

    def __init__(self, settings: AppSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._windows: list[MainWindow] = []
        # Hints that nobody holds die while they are being asked.
        self._hints = QGuiApplication.styleHints()
        self._contrast = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.apply_preferences)
        self._contrast.contrastPreferenceChanged.connect(self.apply_preferences)

    @property
    def open_windows(self) -> tuple[MainWindow, ...]:
        """The windows from the oldest to the newest."""
        return tuple(self._windows)

    def open(self, content: Content | None = None) -> MainWindow:
        """Show another window; the first one where the last one was, others beside the newest."""
        window = MainWindow(Controller(content), self._settings, wanted_theme(self._settings))
        window.preferences_changed.connect(self.apply_preferences)
        window.new_window_requested.connect(self._open_another)
        window.quit_requested.connect(self.close_all)
        window.closed.connect(self._forget)
        newest = self._windows[-1] if self._windows else None
        self._windows.append(window)
        window.apply_preferences()
        window.show()
        window.restore_place()
        if newest is not None and not newest.isMaximized():
            window.move(newest.pos() + _BESIDE)
            bring_onto_screen(window)
        return window

    def close_all(self) -> bool:
        """Close the windows, the newest first; False when one of them stays."""
        return all(window.close() for window in reversed(self.open_windows))

    def apply_preferences(self) -> None:
        """Show every window as the settings want it."""
        for window in self._windows:
            window.apply_preferences()

    def _open_another(self) -> None:
        self.open().activateWindow()

    def _forget(self) -> None:
        window = self.sender()
        assert isinstance(window, MainWindow)
        self._windows.remove(window)
        window.deleteLater()
        window.controller.deleteLater()
        # What the start put out of the collector's sight may be garbage now.
        gc.unfreeze()
