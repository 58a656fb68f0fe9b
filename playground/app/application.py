"""Starts Qt, opens the window and ends cleanly."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

os.environ["QT_API"] = os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
# Qt would share out each picture that it scales to other threads and wait for them, which takes
# longer than to draw it, and takes the processor from the training.
os.environ["QT_NO_GUI_THREADPOOL"] = "1"

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from playground import __version__
from playground.app.controller import Controller
from playground.app.files.sources import open_source
from playground.app.main_window import MainWindow
from playground.app.resources import resource
from playground.app.settings import AppSettings
from playground.app.windows import Windows
from playground.document.content import Content
from playground.palette import Theme

FIRST_EXAMPLE = "xor"
_DESKTOP_ID = "io.github.neural_playground.Playground"


def run_window(source: str | None) -> int:
    """Open the window on a source, or on the first example, and return the exit code.

    Raises FileError when there is nothing to open.
    """
    opened = open_source(source) if source else None
    app = make_application()
    settings = AppSettings()
    windows = Windows(settings, app)
    window = windows.open()
    if opened is not None and source is not None:
        window.documents.open_now(source)
    else:
        begin(window, settings)
    window.recovery.offer()
    _close_on_interrupt(windows)
    spare_sweeps()
    # Python runs no signal handler while Qt waits; a tick now and then lets Ctrl+C through.
    ticker = QTimer()
    ticker.timeout.connect(_tick)
    ticker.start(200)
    return app.exec()


def make_application() -> QApplication:
    """The application with its names, so that settings and icons find their place."""
    QApplication.setApplicationName("playground")
    QApplication.setApplicationDisplayName("")
    QApplication.setOrganizationName("neural-playground")
    QApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName(_DESKTOP_ID)
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resource("desktop", f"{_DESKTOP_ID}.svg"))))
    return app


def make_window(settings: AppSettings, theme: Theme, content: Content | None = None) -> MainWindow:
    """A window with its own controller and worker thread; closing it ends both."""
    return MainWindow(Controller(content), settings, theme)


def spare_sweeps() -> None:
    """Have garbage collection pass over all that there is now.

    A sweep over what is made at the start would hold the windows up by 100 ms, again and again.
    """
    gc.collect()
    gc.freeze()


def begin(window: MainWindow, settings: AppSettings) -> None:
    """Show what the settings want to start with; the first example where that is gone."""
    recent = next((path for path in settings.recent_files if Path(path).exists()), "")
    if settings.start_with == "empty":
        return
    source = recent if settings.start_with == "recent" and recent else FIRST_EXAMPLE
    if not window.documents.open_now(source) and source != FIRST_EXAMPLE:
        window.documents.open_now(FIRST_EXAMPLE)
    if settings.start_with == "welcome":
        window.actions_table["welcome"].trigger()


def _close_on_interrupt(windows: Windows) -> None:
    """Let Ctrl+C in a terminal close the windows, a second one end them whatever is unsaved."""

    def close(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if not windows.close_all():
            _close_on_interrupt(windows)

    signal.signal(signal.SIGINT, close)


def _tick() -> None:
    pass
