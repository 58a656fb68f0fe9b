"""`playground render`: a picture of the window or of one view, without a display."""

from __future__ import annotations

import argparse
import os
import time

from playground.app.headless import CommandError, HeadlessRun
from playground.app.sources import open_source
from playground.document.files import FileError
from playground.palette import THEMES

_SETTLE_SECONDS = 20.0


def render_command(options: argparse.Namespace) -> int:
    """Draw the asked view into a PNG file."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.epochs:
        run = HeadlessRun(options.source)
        run.train(options.epochs)
        content = run.content
    else:
        try:
            content = open_source(options.source).content
        except FileError as error:
            raise CommandError(str(error)) from None
    # Qt must not be imported before its platform is chosen.
    from PySide6.QtCore import QEventLoop

    from playground.app.application import make_application, make_window
    from playground.app.settings import AppSettings

    app = make_application()
    window = make_window(AppSettings(), THEMES[options.theme], content)
    try:
        window.resize(*options.size)
        window.show()
        view = {"window": window, "regions": window.region, "network": window.canvas}[options.view]
        if view is not window:
            view.setParent(None)
            view.resize(*options.size)
            view.show()
        deadline = time.monotonic() + _SETTLE_SECONDS
        while not window.controller.is_settled and time.monotonic() < deadline:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        app.processEvents()
        window.canvas.fit()
        app.processEvents()
        if not view.grab().save(str(options.output), "PNG"):
            raise CommandError(
                f"“{options.output}” can't be written; choose a folder that is there and writable."
            )
    finally:
        window.controller.undo_stack.setClean()
        window.close()
    return 0
