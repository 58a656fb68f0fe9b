"""Lines of equal output: on the floor under a surface, and the decisive one on it, too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from playground.geometry.arrays import FloatArray
from playground.plots.plane.boundary import contour
from playground.plots.surface.camera import FLOOR, Projection
from playground.plots.surface.mesh import Mesh
from playground.plots.surface.picture import SurfacePicture

SHARES = (0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9)
_FAR = 10.0
_BOX = (-1.0, 1.0, -1.0, 1.0)
_THIN, _THICK = 1.0, 2.0
_Ends = tuple[FloatArray, FloatArray]


class Contours:
    """Lines where a field equals levels, found once.

    Parameters
    ----------
    field : (rows, columns) finite samples over the box's floor, 0..1 from end to end of a scale.
    lines : levels with their colours; the first is the one that decides, drawn thick.
    """

    def __init__(self, field: FloatArray, lines: Sequence[tuple[float, str]]) -> None:
        samples = np.clip(field, -_FAR, _FAR).astype(np.float32)
        found = [(contour(samples, _BOX, level), color) for level, color in lines]
        self._decisive: _Ends = found[0][0]
        self._ink = found[0][1]
        self._paths = [(_path(ends), color) for ends, color in found if len(ends[0])]

    def draw_on_floor(self, painter: QPainter, projection: Projection) -> None:
        """Draw all lines on the floor."""
        painter.save()
        painter.setTransform(projection.plane(FLOOR), True)
        # The first comes last, on top of the others.
        for path, color in reversed(self._paths):
            painter.setPen(line_pen(color, _THICK if color == self._ink else _THIN))
            painter.drawPath(path)
        painter.restore()

    def draw_on_surface(
        self, painter: QPainter, projection: Projection, picture: SurfacePicture, mesh: Mesh
    ) -> None:
        """Draw the first line on a mesh, as far as nothing lies before it."""
        x, y = self._decisive
        ends = x, y, mesh.heights_at(x, y)
        draw_visible(painter, line_pen(self._ink, _THICK), ends, projection, picture)


def draw_visible(
    painter: QPainter,
    pen: QPen,
    ends: tuple[FloatArray, FloatArray, FloatArray],
    projection: Projection,
    picture: SurfacePicture,
) -> None:
    """Draw segments in the box, as far as nothing lies before them.

    `ends` are x, y and z, each (2 S,), one pair after the other.
    """
    x, y = projection.screen(*ends)
    hidden = picture.is_hidden(x, y, projection.nearness(*ends))
    seen = np.repeat(~(hidden[0::2] | hidden[1::2]), 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path((x[seen], y[seen])))


def _path(ends: _Ends) -> QPainterPath:
    return pg.arrayToQPath(*ends, connect="pairs", finiteCheck=False)


def line_pen(color: QColor | str, width: float) -> QPen:
    """For many short pieces; of width 1 it is by far the fastest that Qt has."""
    pen = QPen(QColor(color), width)
    pen.setCosmetic(True)
    # Caps that overlap would show as a row of dots.
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
