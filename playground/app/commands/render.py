"""`playground render`: a picture of the window or of one view, without a display."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playground.app.commands.data_options import override_data
from playground.app.commands.errors import CommandError, tell
from playground.app.commands.outputs import check_writable
from playground.app.commands.train import HeadlessRun, open_content
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
    """Draw the asked view into a PNG or SVG file. Raises CommandError."""
    check_writable(options.output)
    kind = options.output.suffix.lower()
    if kind not in (".png", ".svg", ""):
        raise CommandError(
            f"“{options.output!s:.200}” would hold a picture; give it a name that ends in .png "
            "or .svg."
        )
    if kind == ".svg" and options.view == "window":
        raise CommandError(
            "A picture of the whole window is a PNG; choose one view with --view for an SVG."
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
    theme, is_vector = THEMES[options.theme], kind == ".svg"
    data = _draw(content, curve, options.view, options.size, theme, is_vector)
    _save(data, options.output)
    return 0


def _draw(
    content: Content,
    curve: LossCurve,
    view_name: str,
    size: tuple[int, int],
    theme: Theme,
    is_vector: bool,
) -> bytes:
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
            if is_vector:
                return _as_svg(window, view, view_name, size, theme)
        finally:
            window.controller.undo_stack.setClean()
            window.close()
    smooth = Qt.TransformationMode.SmoothTransformation
    return _as_png(image.scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))


def _settle(window: MainWindow) -> None:
    """Wait until everything that was asked of the worker is shown."""
    from PySide6.QtCore import QCoreApplication

    deadline = time.monotonic() + _SETTLE_SECONDS
    QCoreApplication.processEvents()
    while not all(part.is_settled for part in (window.controller, window.views, window.live)):
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

    from playground.app.pictures.export_picture import pictured
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


def _as_svg(
    window: MainWindow, view: QWidget, name: str, size: tuple[int, int], theme: Theme
) -> bytes:
    from PySide6.QtCore import QPoint, QSize
    from PySide6.QtGui import QColor, QPainter, QRegion
    from PySide6.QtWidgets import QWidget

    from playground.app.pictures.export_picture import (
        ExportError,
        draw_subject,
        picture_size,
        vector,
    )

    is_network = name == "network"
    try:
        inner = picture_size(window, "drawing") if is_network else view.size()
    except ExportError as error:
        raise CommandError(str(error)) from None

    def draw(painter: QPainter) -> None:
        painter.fillRect(0, 0, *size, QColor(theme.canvas if is_network else theme.surface))
        scale = min(size[0] / inner.width(), size[1] / inner.height())
        painter.translate(
            (size[0] - scale * inner.width()) / 2, (size[1] - scale * inner.height()) / 2
        )
        painter.scale(scale, scale)
        if is_network:
            draw_subject(window, "drawing", painter, theme)
        else:
            children = QWidget.RenderFlag.DrawChildren
            view.render(painter, QPoint(), QRegion(view.rect()), children)

    return vector(QSize(*size), f"{window.documents.name}: {name}", draw)


def _as_png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImageWriter

    buffer = QBuffer()
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    writer.setCompression(100)
    writer.write(image)
    return bytes(buffer.data().data())


def _save(data: bytes, path: Path) -> None:
    from playground.app.pictures.export_picture import ExportError, save_bytes

    try:
        save_bytes(data, path)
    except ExportError as error:
        raise CommandError(str(error)) from None
