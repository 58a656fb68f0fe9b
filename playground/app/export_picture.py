"""Pictures of the drawing, the regions and the window, as pixels or as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QPoint,
    QRectF,
    QSaveFile,
    QSize,
)
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from playground.app.display import thumbnail_ranges
from playground.canvas.geometry import boxes_of
from playground.canvas.scene import NetworkScene
from playground.canvas.style import CanvasStyle
from playground.palette import Theme
from playground.plots.region_switches import RegionSwitches

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow

_MARGIN = 16.0
_SVG_DPI = 96
SVG_TYPE = "image/svg+xml"
_COPY_SCALE = 2
_MOST_PIXELS = 100_000_000


class ExportError(Exception):
    """Why there is no picture, one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be drawn; not everything is made of lines and text alone."""

    label: str
    help: str
    has_svg: bool


SUBJECTS = {
    "drawing": Subject("Drawing", "The whole network, without selection and grid", True),
    "regions": Subject("Regions", "The plane with points and colour scale, as shown", True),
    "window": Subject("Window", "Everything, as on the screen", False),
}


def picture_size(window: MainWindow, subject: str) -> QSize:
    """Width and height at 1×."""
    if subject == "drawing":
        return _box(window).size().toSize()
    return _widget(window, subject).size()


def picture(window: MainWindow, subject: str, scale: int, theme: Theme) -> QImage:
    """The subject as pixels, `scale` of them for one of the screen. Raises ExportError."""
    size = picture_size(window, subject) * scale
    if size.width() * size.height() > _MOST_PIXELS:
        raise ExportError(
            f"A picture of {size.width():,} × {size.height():,} pixels is too large; "
            "choose a smaller size, or SVG."
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(theme.canvas))
    if subject == "drawing":
        painter = QPainter(image)
        _draw_network(window, painter, QRectF(image.rect()), theme)
        painter.end()
        return image
    image.setDevicePixelRatio(scale)
    with _themed(window, theme), _bare(window, subject) as widget:
        widget.render(image, QPoint())
    image.setDevicePixelRatio(1)
    return image


def svg(window: MainWindow, subject: str, theme: Theme) -> bytes:
    """The subject as SVG; text stays text. Raises ExportError."""
    size = picture_size(window, subject)
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(_SVG_DPI)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(f"{window.documents.name}: {SUBJECTS[subject].label.lower()}")
    painter = QPainter(generator)
    painter.fillRect(generator.viewBoxF(), QColor(theme.canvas))
    if subject == "drawing":
        _draw_network(window, painter, generator.viewBoxF(), theme)
    else:
        with _themed(window, theme), _bare(window, subject) as widget:
            widget.render(painter, QPoint())
    painter.end()
    return bytes(buffer.data().data())


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
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def copy_canvas(window: MainWindow) -> str:
    """Put the drawing into the clipboard, as pixels and as SVG; returns what to say."""
    try:
        copy_picture(window, "drawing", _COPY_SCALE, window.theme)
    except ExportError as error:
        return str(error)
    return "The drawing is in the clipboard as a picture."


def copy_picture(window: MainWindow, subject: str, scale: int, theme: Theme) -> None:
    """Put a subject into the clipboard, as SVG too where it has one. Raises ExportError."""
    data = QMimeData()
    data.setImageData(picture(window, subject, scale, theme))
    if SUBJECTS[subject].has_svg:
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


def _draw_network(window: MainWindow, painter: QPainter, target: QRectF, theme: Theme) -> None:
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
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        scene.render(painter, target, _box(window))
    finally:
        scene.deleteLater()


def _widget(window: MainWindow, subject: str) -> QWidget:
    return window.region if subject == "regions" else window


@contextmanager
def _themed(window: MainWindow, theme: Theme) -> Iterator[None]:
    """The window in other colours; nothing is painted on the screen meanwhile."""
    shown = window.theme
    if theme != shown:
        window.set_theme(theme)
    try:
        yield
    finally:
        if theme != shown:
            window.set_theme(shown)


@contextmanager
def _bare(window: MainWindow, subject: str) -> Iterator[QWidget]:
    """The subject's widget without the controls that a picture has no use for."""
    widget = _widget(window, subject)
    controls = widget.findChildren(RegionSwitches) if subject == "regions" else []
    for control in controls:
        control.hide()
    try:
        layout = widget.layout()
        if controls and layout is not None:
            layout.activate()
        yield widget
    finally:
        for control in controls:
            control.show()
