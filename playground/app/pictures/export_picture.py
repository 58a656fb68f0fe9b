"""Pictures of the drawing, the views and the window, as pixels or as SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QRectF,
    QSaveFile,
    QSize,
)
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QToolButton

from playground.app.pictures.view_picture import Pictured
from playground.app.training.display import thumbnail_ranges
from playground.app.views.host import FEEDS
from playground.canvas.geometry import RADIUS, boxes_of
from playground.canvas.scene import NetworkScene
from playground.canvas.style import CanvasStyle
from playground.palette import Theme

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_MARGIN = 16.0
_TILE = re.compile(rb'<pattern ([^>]*width="(\d+)"[^>]*)>')
_EMPTY = re.compile(rb'<path [^>]*d=""/>')
"""A curve without points; some readers stumble over it."""
_SVG_DPI = 96
SVG_TYPE = "image/svg+xml"
_MOST_PIXELS = 100_000_000


class ExportError(Exception):
    """Why there is no picture, one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What there can be a picture of: drawn anew, or only as it is on the screen.

    What is drawn anew may have other colours, and be made of lines and text.
    """

    label: str
    help: str
    is_drawn: bool


SUBJECTS = {
    "drawing": Subject("Drawing", "The whole network, without selection and grid", True),
    **{feed.name: Subject(feed.title, feed.tip, True) for feed in FEEDS},
    "loss": Subject("Loss", "How the loss fell", True),
    "window": Subject("Window", "Everything, as on the screen", False),
}


def pictured(window: MainWindow, view: str) -> Pictured:
    """A view of the window by its name, as what there can be a picture of."""
    if view == "loss":
        controls = window.loss.findChildren(QToolButton)
        return Pictured(window.loss, tuple(controls), window.loss.set_theme)
    feed = window.views.feeds[view]
    return Pictured(feed.sheet(), feed.controls(), feed.set_theme)


def picture_size(window: MainWindow, subject: str) -> QSize:
    """Width and height at 1×. Raises ExportError."""
    if subject == "drawing":
        return _box(window).size().toSize()
    return window.size() if subject == "window" else pictured(window, subject).size


def picture(window: MainWindow, subject: str, scale: int, theme: Theme) -> QImage:
    """The subject as pixels, `scale` of them for one of the screen. Raises ExportError."""
    size = picture_size(window, subject) * scale
    if size.width() * size.height() > _MOST_PIXELS:
        raise ExportError(
            f"A picture of {size.width():,} × {size.height():,} pixels is too large; "
            "choose a smaller size, or SVG."
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    if SUBJECTS[subject].is_drawn:
        painter = QPainter(image)
        painter.scale(scale, scale)
        draw_subject(window, subject, painter, theme)
        painter.end()
    else:
        image.setDevicePixelRatio(scale)
        window.render(image)
        image.setDevicePixelRatio(1)
    return image


def svg(window: MainWindow, subject: str, theme: Theme) -> bytes:
    """The subject as SVG; text stays text. Raises ExportError."""
    title = f"{window.documents.name}: {SUBJECTS[subject].label.lower()}"
    return vector(
        picture_size(window, subject), title, lambda p: draw_subject(window, subject, p, theme)
    )


def vector(size: QSize, title: str, draw: Callable[[QPainter], None]) -> bytes:
    """What `draw` paints in a picture of that size, as SVG; text stays text."""
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(_SVG_DPI)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    painter = QPainter(generator)
    draw(painter)
    painter.end()
    return _EMPTY.sub(b"", _TILE.sub(_centre_tile, bytes(buffer.data().data())))


def save_bytes(data: bytes, path: Path) -> None:
    """Write all of it, or leave what is there as it is. Raises ExportError."""
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data)
    if not (written and file.commit()):
        raise ExportError(
            f"“{path.name}” can't be written: {file.errorString().lower()}; choose another place."
        )


def png(image: QImage) -> bytes:
    """The pixels as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def copy_picture(window: MainWindow, subject: str, scale: int, theme: Theme) -> None:
    """Put a subject into the clipboard, as SVG too where it has one. Raises ExportError."""
    data = QMimeData()
    data.setImageData(picture(window, subject, scale, theme))
    if SUBJECTS[subject].is_drawn:
        data.setData(SVG_TYPE, QByteArray(svg(window, subject, theme)))
    QApplication.clipboard().setMimeData(data)


def _box(window: MainWindow) -> QRectF:
    """What of the scene is in the picture. Raises ExportError."""
    scene = window.canvas.network_scene
    if not scene.nodes:
        raise ExportError("Nothing is drawn yet; place a neuron first.")
    box = scene.bounds()
    if len(scene.edges.curves):
        left, top = boxes_of(scene.edges.curves)[:, :2].min(axis=0)
        right, bottom = boxes_of(scene.edges.curves)[:, 2:].max(axis=0)
        box = box.united(QRectF(left, top, right - left, bottom - top))
    margins = box.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).toAlignedRect()
    return QRectF(margins)


def draw_subject(window: MainWindow, subject: str, painter: QPainter, theme: Theme) -> None:
    """Draw a subject on its ground, at 1×."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    size = picture_size(window, subject)
    ground = theme.canvas if subject == "drawing" else theme.surface
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(ground))
    if subject == "drawing":
        _draw_network(window, painter, theme)
    else:
        pictured(window, subject).draw(painter, theme, window.theme)


def _draw_network(window: MainWindow, painter: QPainter, theme: Theme) -> None:
    """The drawing on a scene of its own: nothing selected, and in the colours of any theme."""
    controller, canvas = window.controller, window.canvas
    scene = NetworkScene(controller.document)
    try:
        scene.set_style(CanvasStyle(theme))
        scene.set_activations(canvas.activations)
        scene.set_columns(canvas.columns)
        snapshot = controller.snapshot
        if snapshot is not None and snapshot.thumbnails is not None:
            field = snapshot.thumbnails
            content = controller.document.content
            scene.show_values(field.values, thumbnail_ranges(content, controller.lowered, field))
            if controller.is_running:
                scene.show_parameters(snapshot.biases, snapshot.weights)
        box = _box(window)
        scene.render(painter, QRectF(0, 0, box.width(), box.height()), box)
    finally:
        scene.deleteLater()


def _centre_tile(found: re.Match[bytes]) -> bytes:
    """Lay a node's picture over its body, which is 2·RADIUS wide around the origin.

    Qt writes the pictures with which it fills shapes, but not where they lie in them.
    """
    share = 2 * RADIUS / int(found[2])
    place = f'patternTransform="translate({-RADIUS},{-RADIUS}) scale({share})"'
    return b"<pattern " + found[1] + place.encode() + b">"
