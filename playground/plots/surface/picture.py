"""Meshes as the eye sees them: as pixels, or as polygons where a file wants lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from playground.geometry.arrays import FloatArray
from playground.plots.surface.camera import Projection
from playground.plots.surface.colors import lit_colors
from playground.plots.surface.mesh import Mesh
from playground.plots.surface.raster import FacePlanes, rasterize

_STACKED_OPACITY = 0.84
_TOLERANCE = 0.05
_SEAM = 0.5


class SurfacePicture:
    """Meshes over one grid, seen through a projection; several are a little clear.

    Parameters
    ----------
    size : of the canvas, in the projection's pixels.
    fineness : pixels of the picture to each of those.
    """

    def __init__(
        self, meshes: Sequence[Mesh], projection: Projection, size: QSizeF, fineness: float
    ) -> None:
        self._target = QRectF(QPointF(), size)
        self._fineness = fineness
        self._opacity = 1.0 if len(meshes) == 1 else _STACKED_OPACITY
        self._faces = [mesh.seen(projection) for mesh in meshes]
        self._colors = [
            lit_colors(mesh, faces.tones, faces.light)
            for mesh, faces in zip(meshes, self._faces, strict=True)
        ]
        width, height = round(size.width() * fineness), round(size.height() * fineness)
        self._seen = [rasterize(f.corners * fineness, width, height) for f in self._faces]
        self._planes = [FacePlanes(f.corners, f.nearness) for f in self._faces]
        self._layers = list(self._pixels())

    def draw(self, painter: QPainter) -> None:
        """Draw the meshes as pixels."""
        painter.save()
        is_scaled = self._fineness != painter.deviceTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_scaled)
        painter.setOpacity(self._opacity)
        for pixels in self._layers:
            rows, columns = pixels.shape
            kind = QImage.Format.Format_ARGB32_Premultiplied
            painter.drawImage(self._target, QImage(pixels.data, columns, rows, 4 * columns, kind))
        painter.restore()

    def draw_polygons(self, painter: QPainter) -> None:
        """Draw the meshes face by face: slow, but sharp at any size."""
        corners = np.stack([faces.corners for faces in self._faces], axis=1)
        colors = np.stack(self._colors, axis=1)
        # Over one place of the plane the lower sheet is behind, as the eye looks from above.
        order = np.stack([faces.nearness.mean(axis=1) for faces in self._faces], 1).argsort(1)
        corners = np.take_along_axis(corners, order[..., None, None], axis=1).reshape(-1, 4, 2)
        colors = np.take_along_axis(colors, order, axis=1).ravel()
        painter.save()
        painter.setOpacity(self._opacity)
        for face, color in zip(corners.tolist(), colors.tolist(), strict=True):
            fill = QColor(color)
            painter.setBrush(fill)
            # Without a rim of their own colour neighbours would let the ground shine through.
            painter.setPen(QPen(fill, _SEAM) if len(self._faces) == 1 else Qt.PenStyle.NoPen)
            painter.drawConvexPolygon([QPointF(*corner) for corner in face])
        painter.restore()

    def nearest(self, x: FloatArray, y: FloatArray) -> tuple[NDArray[np.intp], FloatArray]:
        """The mesh that is seen at places in the projection's pixels, and how near it is there.

        Where there is none the nearness is -inf.
        """
        found = []
        for seen, planes in zip(self._seen, self._planes, strict=True):
            rows, columns = seen.shape
            row, column = (np.floor(place * self._fineness).astype(np.intp) for place in (y, x))
            inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
            face = np.full(np.shape(x), -1, dtype=np.int32)
            face[inside] = seen[row[inside], column[inside]]
            found.append(planes.nearness(face, x, y))
        nearness = np.stack(found).astype(np.float64)
        return nearness.argmax(axis=0), nearness.max(axis=0)

    def is_hidden(self, x: FloatArray, y: FloatArray, nearness: FloatArray) -> NDArray[np.bool_]:
        """Whether something of a mesh lies before places in the projection's pixels."""
        return self.nearest(x, y)[1] > nearness + _TOLERANCE

    def _pixels(self) -> Iterator[NDArray[np.uint32]]:
        """One picture for each mesh, those behind first, pixel by pixel."""
        colors = [np.append(own, np.uint32(0)) for own in self._colors]
        layers = [np.take(own, seen) for own, seen in zip(colors, self._seen, strict=True)]
        if len(layers) == 1:
            return iter(layers)
        rows, columns = self._seen[0].shape
        x = (np.arange(columns, dtype=np.float32) + np.float32(0.5)) / np.float32(self._fineness)
        y = (np.arange(rows, dtype=np.float32)[:, None] + np.float32(0.5)) / np.float32(
            self._fineness
        )
        nearness = [p.nearness(s, x, y) for p, s in zip(self._planes, self._seen, strict=True)]
        return _sorted_by(nearness, layers)


def _sorted_by(
    nearness: list[NDArray[np.floating]], layers: list[NDArray[np.uint32]]
) -> Iterator[NDArray[np.uint32]]:
    """The layers' pixels anew, the least near first; counting is faster than sorting."""
    count = len(layers)
    ranks = np.zeros((count, *layers[0].shape), dtype=np.int8)
    for i in range(count):
        for j in range(i):
            is_before = nearness[i] >= nearness[j]
            ranks[i] += is_before
            ranks[j] += ~is_before
    for rank in range(count):
        pixels = np.zeros_like(layers[0])
        for own, layer in zip(ranks, layers, strict=True):
            np.copyto(pixels, layer, where=own == rank)
        yield pixels
