"""The faces of a network, those that the other decides differently lit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.palette import Theme, class_color, mix, rgb
from playground.plots.compare.picture import FacesPicture, SampledPicture
from playground.plots.plane.pixel_layer import PixelLayer, Projection, flat_pen

_LINE, _BOUNDARY, _RIM = 1.0, 2.0, 2.5
_LIT = 0.22
_STRIPE = 6


def label_colors(count: int, theme: Theme) -> list[str]:
    """A ground for each label; of two, that of below and that of above."""
    if count <= 2:
        return [mix(theme.below, theme.threshold, 0.35), mix(theme.above, theme.threshold, 0.35)]
    return [mix(class_color(index), theme.surface, 0.45) for index in range(count)]


class FacesLayer(PixelLayer):
    """Paints a picture of faces in the pixels of its view box, sharp at every zoom."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._picture: FacesPicture | None = None
        self._label_count = 2
        self._projection: Projection | None = None
        self._paths = _NO_PATHS

    def show_picture(self, picture: FacesPicture | None, label_count: int) -> None:
        """Paint this, with the colours of so many labels."""
        self._picture, self._label_count, self._projection = picture, label_count, None
        self.update()

    def paint(self, painter: QPainter, option, widget=None) -> None:
        picture, theme = self._picture, self._theme
        if picture is None:
            return
        projection = Projection.of(picture.frame, self._box)
        if projection != self._projection:
            self._projection = projection
            self._paths = _make_paths(picture, self._label_count, projection)
        paths = self._paths
        # Smooth edges of neighbours would let the ground shine through between them.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        for color, path in zip(label_colors(self._label_count, theme), paths.grounds, strict=False):
            painter.setBrush(QColor(color))
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(flat_pen(QColor(mix(theme.muted_text, theme.surface, 0.3)), _LINE))
        painter.drawPath(paths.lines)
        painter.setPen(flat_pen(QColor(theme.text), _BOUNDARY))
        painter.drawPath(paths.boundary)
        lit = QColor(theme.selection)
        painter.setPen(flat_pen(lit, _RIM))
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


def _make_paths(picture: FacesPicture, labels: int, projection: Projection) -> _Paths:
    corners = projection.path(picture.vertices)
    offsets = picture.offsets
    return _Paths(
        [_faces(corners, offsets, picture.labels == label) for label in range(labels)],
        _faces(corners, offsets, picture.differs),
        projection.segments(picture.lines),
        projection.segments(picture.boundary),
        projection.segments(picture.rim),
    )


def _faces(corners: FloatArray, offsets: IntArray, chosen: BoolArray) -> QPainterPath:
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
