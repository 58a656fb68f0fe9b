"""`playground render`: a picture of the window or of one view, without a display."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playground.app.data_options import override_data
from playground.app.errors import CommandError, tell
from playground.app.headless import HeadlessRun, open_content
from playground.app.outputs import check_writable
from playground.document.content import Content
from playground.engine.snapshot import EMPTY_CURVE, LossCurve
from playground.palette import THEMES, Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from playground.app.main_window import MainWindow

_SETTLE_SECONDS = 60.0
# Longer than the slowest readout waits before it shows what came.
_REST_SECONDS = 0.3
# A view that is made higher may find that it needs to be wider, too.
_LAYOUTS = 4
_MARGIN = 16
_BESIDE_PLANE = 90
_SQUARE = ("regions", "cells", "outputs")
# A picture is the same whatever the screen and the habits of whoever asks for it.
_SCREEN_VARIABLES = (
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_FONT_DPI",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
)


def render_command(options: argparse.Namespace) -> int:
    """Draw the asked view into a PNG file. Raises CommandError."""
    check_writable(options.output)
    if options.output.suffix.lower() not in (".png", ""):
        raise CommandError(
            f"“{options.output!s:.200}” would hold a PNG; give it a name that ends in .png."
        )
    content = open_content(options.source)
    override_data(content, options)
    curve = EMPTY_CURVE
    if options.epochs:
        run = HeadlessRun(content)
        run.train(options.epochs)
        curve = run.loss_curve()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for variable in _SCREEN_VARIABLES:
        os.environ.pop(variable, None)
    image = _draw(content, curve, options.view, options.size, THEMES[options.theme])
    _save(image, options.output)
    return 0


def _draw(
    content: Content, curve: LossCurve, view_name: str, size: tuple[int, int], theme: Theme
) -> QImage:
    # Qt must not be imported before its platform is chosen.
    from PySide6.QtCore import QSettings, Qt, qInstallMessageHandler

    from playground.app.application import make_application, make_window
    from playground.app.settings import AppSettings

    qInstallMessageHandler(_tell_qt)
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        # Nobody's layout is read, and nobody's is written.
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        window = make_window(AppSettings(), theme, content)
        failures: list[str] = []
        window.controller.training_run.failed.connect(failures.append)
        try:
            if view_name == "window":
                window.resize(*size)
            window.show()
            view = window if view_name == "window" else _alone(window, view_name, size)
            view.resize(*size)
            view.show()
            for _ in range(_LAYOUTS):
                _settle(window)
                _enlarge(view, size)
                # Parts of which some wanted more room at first, before all was in its place.
                if view is window:
                    window.reset_layout()
            if failures:
                raise CommandError(failures[0])
            if len(curve.epochs):
                window.loss.show_curve(curve)
            focused = app.focusWidget()
            if focused is not None:
                focused.clearFocus()
            window.canvas.fit()
            image = _at_rest(view)
        finally:
            window.controller.undo_stack.setClean()
            window.close()
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _settle(window: MainWindow) -> None:
    """Wait until everything that was asked of the worker is shown."""
    from PySide6.QtCore import QCoreApplication

    deadline = time.monotonic() + _SETTLE_SECONDS
    QCoreApplication.processEvents()
    while not (window.controller.is_settled and window.views.is_settled):
        if time.monotonic() > deadline:
            raise CommandError("The picture was not ready in time; try a smaller network.")
        time.sleep(0.001)
        QCoreApplication.processEvents()


def _at_rest(view: QWidget) -> QImage:
    """The view's picture once it stays the same: readouts wait, and layouts take several turns."""
    from PySide6.QtCore import QCoreApplication

    image = view.grab().toImage()
    deadline = time.monotonic() + _SETTLE_SECONDS
    while time.monotonic() < deadline:
        rest = time.monotonic() + _REST_SECONDS
        while time.monotonic() < rest:
            QCoreApplication.processEvents()
            time.sleep(0.001)
        before, image = image, view.grab().toImage()
        if image == before:
            break
    return image


def _alone(window: MainWindow, view_name: str, size: tuple[int, int]) -> QWidget:
    """One view taken out of the window, without the controls that a picture has no use for."""
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from playground.app.export_picture import pictured
    from playground.canvas.zoom_badge import ZoomBadge

    if view_name == "network":
        for badge in window.findChildren(ZoomBadge):
            badge.hide()
        window.canvas.setParent(None)
        return window.canvas
    if view_name in window.views.feeds:
        # What is out of sight is asked for nothing.
        window.raise_view(view_name)
        _settle(window)
    found = pictured(window, view_name)
    found.hide_controls()
    ground = QWidget()
    ground.setProperty("role", "column")
    row = QHBoxLayout(ground)
    # The plane is a square; what lies above and below it shouldn't be wider.
    beside = (size[0] - size[1] + _BESIDE_PLANE) // 2 if view_name in _SQUARE else 0
    side = max(_MARGIN, beside)
    row.setContentsMargins(side, _MARGIN, side, _MARGIN)
    row.addWidget(found.view)
    # Under another parent Qt gives the parts other colours.
    found.set_theme(window.theme)
    return ground


def _enlarge(view: QWidget, size: tuple[int, int]) -> None:
    """Where the view can't be as small as asked, to a multiple of that size."""
    factor = max(view.width() / size[0], view.height() / size[1])
    view.resize(*(round(side * factor) for side in size))


def _tell_qt(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    """What Qt has to say, but for what the offscreen platform says of every window."""
    if not text.startswith("This plugin does not support"):
        tell(text)


def _save(image: QImage, path: Path) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImageWriter

    writer = QImageWriter(str(path), QByteArray(b"PNG"))
    writer.setCompression(100)
    if not writer.write(image):
        raise CommandError(
            f"“{path!s:.200}” can't be written: {writer.errorString().lower()}; "
            "choose another place."
        )
