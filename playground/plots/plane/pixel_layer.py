"""What is drawn over a plane in pixels: exact geometry stays sharp at every zoom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.geometry.arrays import FloatArray
from playground.geometry.frame import Frame
from playground.palette import LIGHT, Theme

# Beyond this many pixels a path would overflow what Qt counts with.
_FARTHEST = 1e6
# Up to so many a path is drawn sooner than its arrays are made ready.
_FEW_POINTS = 64
_VECTOR_ENGINES = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


def is_vector(painter: QPainter) -> bool:
    """Whether what is painted goes into a file that scales, where pictures would blur."""
    return painter.paintEngine().type() in _VECTOR_ENGINES


@dataclass(frozen=True, slots=True)
class Projection:
    """From a frame's coordinates to the pixels of a view box that shows `bounds`.

    The frame's centre is taken off before anything is scaled, so that no digit is lost far from
    the origin or where the box is tiny.
    """

    frame: Frame
    bounds: tuple[float, float, float, float]
    width: float
    height: float

    @classmethod
    def of(cls, frame: Frame, box: pg.ViewBox) -> Projection:
        """Return how a frame is seen in a view box now."""
        (x0, x1), (y0, y1) = box.viewRange()
        size = box.rect()
        return cls(frame, (x0, x1, y0, y1), size.width(), size.height())

    def __call__(self, local: FloatArray) -> FloatArray:
        """Return pixels (..., 2) of local points (..., 2)."""
        x0, x1, y0, y1 = self.bounds
        (cx, cy), scale = self.frame.centre, self.frame.scale
        pixels = np.empty_like(local)
        pixels[..., 0] = (local[..., 0] * scale + (cx - x0)) * (self.width / (x1 - x0))
        pixels[..., 1] = (local[..., 1] * scale + (cy - y1)) * (self.height / (y0 - y1))
        return pixels

    @property
    def pixel(self) -> float:
        """The length of one pixel, the smaller way, in the frame's coordinates."""
        x0, x1, y0, y1 = self.bounds
        across = (x1 - x0) / max(self.width, 1.0), (y1 - y0) / max(self.height, 1.0)
        return min(across) / self.frame.scale

    def path(self, local: FloatArray) -> FloatArray:
        """Return pixels of local points for a path, those far outside brought nearer."""
        return np.clip(self(local), -_FARTHEST, _FARTHEST)

    def segments(self, local: FloatArray) -> QPainterPath:
        """Return local segments (n, 2, 2) as a path."""
        return pairs(self.path(local).reshape(-1, 2))


def pairs(pixels: FloatArray) -> QPainterPath:
    """Return the segments between each two points of (2n, 2) as a path."""
    if len(pixels) > _FEW_POINTS:
        return pg.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="pairs", finiteCheck=False)
    path = QPainterPath()
    points = iter(pixels.tolist())
    for (x0, y0), (x1, y1) in zip(points, points, strict=True):
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    return path


class PixelLayer(QGraphicsObject):
    """As large as its view box, painted anew whenever that shows something else."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._theme = LIGHT
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)
        box.sigRangeChanged.connect(self.redraw)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def redraw(self) -> None:
        """Something lies elsewhere now."""
        self.update()

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        return self._box.rect()


def flat_pen(color: QColor, width: float) -> QPen:
    """A pen without caps: those that overlap would show as a row of dots."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
