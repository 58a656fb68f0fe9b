"""The faces of a network, those that the other decides differently lit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.palette import LIGHT, Theme, class_color, mix, rgb
from playground.plots.compare_picture import FacesPicture, SampledPicture

_LINE, _BOUNDARY, _RIM = 1.0, 2.0, 2.5
_LIT = 0.22
_STRIPE = 6
# Beyond this many pixels a path would overflow what Qt counts with.
_FARTHEST = 1e6


def label_colors(count: int, theme: Theme) -> list[str]:
    """A ground for each label; of two, that of below and that of above."""
    if count <= 2:
        return [mix(theme.below, theme.threshold, 0.35), mix(theme.above, theme.threshold, 0.35)]
    return [mix(class_color(index), theme.surface, 0.45) for index in range(count)]


class FacesLayer(QGraphicsObject):
    """Paints a picture of faces in the pixels of its view box, sharp at every zoom."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._theme = LIGHT
        self._picture: FacesPicture | None = None
        self._label_count = 2
        self._key: object = None
        self._paths = _NO_PATHS
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)
        box.sigRangeChanged.connect(self._on_range_changed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_picture(self, picture: FacesPicture | None, label_count: int) -> None:
        """Paint this, with the colours of so many labels."""
        self._picture, self._label_count, self._key = picture, label_count, None
        self.update()

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def _on_range_changed(self) -> None:
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box.rect()

    def paint(self, painter: QPainter, option, widget=None) -> None:
        picture, theme = self._picture, self._theme
        if picture is None:
            return
        (x0, x1), (y0, y1) = self._box.viewRange()
        size = self._box.rect()
        key = (x0, x1, y0, y1, size.width(), size.height())
        if key != self._key:
            self._key, self._paths = key, _make_paths(picture, self._label_count, *key)
        paths = self._paths
        # Smooth edges of neighbours would let the ground shine through between them.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, path in zip(label_colors(self._label_count, theme), paths.grounds, strict=False):
            painter.setBrush(QColor(color))
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_flat(QColor(mix(theme.muted_text, theme.surface, 0.3)), _LINE))
        painter.drawPath(paths.lines)
        painter.setPen(_flat(QColor(theme.text), _BOUNDARY))
        painter.drawPath(paths.boundary)
        lit = QColor(theme.selection)
        painter.setPen(_flat(lit, _RIM))
        painter.drawPath(paths.rim)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(lit, Qt.BrushStyle.BDiagPattern))
        painter.drawPath(paths.differing)
        lit.setAlphaF(_LIT)
        painter.setBrush(lit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPath(paths.differing)


class SamplesLayer(pg.ImageItem):
    """Colours for samples of what is decided, or stripes where two networks differ."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major")

    def show_labels(self, picture: SampledPicture, count: int, theme: Theme) -> None:
        """Colour each sample by its label."""
        colors = label_colors(max(count, int(picture.labels.max(initial=0)) + 1), theme)
        table = np.array([(*rgb(color), 255) for color in colors], dtype=np.uint8)
        self._show(table[picture.labels], picture)

    def show_difference(self, picture: SampledPicture, theme: Theme) -> None:
        """Stripes where the two decide differently."""
        image = np.zeros((*picture.differs.shape, 4), dtype=np.uint8)
        image[..., :3] = rgb(theme.selection)
        rows, columns = np.indices(picture.differs.shape)
        stripe = (rows + columns) % _STRIPE < _STRIPE // 3
        image[..., 3] = np.where(picture.differs, np.where(stripe, 210, 50), 0)
        self._show(image, picture)

    def _show(self, image: NDArray[np.uint8], picture: SampledPicture) -> None:
        x0, x1, y0, y1 = picture.bounds
        self.setImage(image, autoLevels=False, levels=(0, 255))
        self.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))
        self.show()


@dataclass(frozen=True, slots=True)
class _Paths:
    """A picture in pixels."""

    grounds: list[QPainterPath]
    differing: QPainterPath
    lines: QPainterPath
    boundary: QPainterPath
    rim: QPainterPath


_NO_PATHS = _Paths([], QPainterPath(), QPainterPath(), QPainterPath(), QPainterPath())


def _make_paths(
    picture: FacesPicture,
    labels: int,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    width: float,
    height: float,
) -> _Paths:
    (cx, cy), scale = picture.frame.centre, picture.frame.scale

    def pixels(local):
        # The centre is taken off before anything is scaled, so that no digit is lost far away.
        found = np.empty_like(local)
        found[..., 0] = (local[..., 0] * scale + (cx - x0)) * (width / (x1 - x0))
        found[..., 1] = (local[..., 1] * scale + (cy - y1)) * (height / (y0 - y1))
        return np.clip(found, -_FARTHEST, _FARTHEST)

    corners = pixels(picture.vertices)
    offsets = picture.offsets
    return _Paths(
        [_faces(corners, offsets, picture.labels == label) for label in range(labels)],
        _faces(corners, offsets, picture.differs),
        _pairs(pixels(picture.lines)),
        _pairs(pixels(picture.boundary)),
        _pairs(pixels(picture.rim)),
    )


def _faces(corners, offsets, chosen) -> QPainterPath:
    """The outlines of the chosen faces, each closed."""
    sides = np.diff(offsets)
    if not chosen.any():
        return QPainterPath()
    kept = corners[np.repeat(chosen, sides)]
    counts = sides[chosen] + 1  # the first corner once more at the end
    ends = np.cumsum(counts) - 1
    is_end = np.zeros(int(counts.sum()), dtype=bool)
    is_end[ends] = True
    points = np.empty((len(is_end), 2))
    points[~is_end] = kept
    points[is_end] = kept[np.cumsum(sides[chosen]) - sides[chosen]]
    connect = (~is_end).astype(np.int32)
    return pg.arrayToQPath(points[:, 0], points[:, 1], connect=connect, finiteCheck=False)


def _pairs(segments) -> QPainterPath:
    points = segments.reshape(-1, 2)
    return pg.arrayToQPath(points[:, 0], points[:, 1], connect="pairs", finiteCheck=False)


def _flat(color: QColor, width: float) -> QPen:
    """Caps that overlap would show as a row of dots."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
