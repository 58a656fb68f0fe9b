"""The cells as they are painted: grounds by label, the units' lines, the boundary, one cell lit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from playground.geometry.arrays import FloatArray
from playground.palette import Theme, mix
from playground.plots.cells.picture import CellsLook, CellsPicture, fold_lines
from playground.plots.plane.pixel_layer import (
    PixelLayer,
    Projection,
    flat_pen,
    is_vector,
    pairs,
)

_LINE, _DEEPER_LINE, _BOUNDARY, _STRONG = 1.6, 1.1, 3.0, 3.6
# From so many edges on lines are drawn finer, down to this part of their width.
_MANY_EDGES, _FINEST = 1500, 0.4
_LIT = 0.35
# Lines stand out from grounds of the same hue.
_DARKER = 0.15


class CellsLayer(PixelLayer):
    """Paints a picture in the pixels of its view box, sharp at every zoom."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._picture: CellsPicture | None = None
        self._grounds: tuple[str, ...] = ()
        self._look = CellsLook("", {}, 0)
        self._shows_fill = self._shows_lines = True
        self._emphasised = ""
        self._lit: int | None = None
        self._key: tuple[object, ...] = ()
        self._paths: _Paths = _Paths((), (), QPainterPath())
        self._pens: dict[tuple[str, float], QPen] = {}

    def set_theme(self, theme: Theme) -> None:
        self._pens.clear()
        super().set_theme(theme)

    def set_options(self, fill: bool, lines: bool) -> None:
        """Whether the cells are filled, and whether the units' lines are drawn."""
        self._shows_fill, self._shows_lines = fill, lines
        self.update()

    def show_picture(
        self, picture: CellsPicture | None, look: CellsLook, grounds: tuple[str, ...]
    ) -> None:
        """Paint this; `grounds` are the labels' colours."""
        if look != self._look:
            self._pens.clear()
        self._picture, self._look, self._grounds = picture, look, grounds
        self._lit, self._key = None, ()
        self.update()

    def emphasise(self, node_id: str) -> None:
        """Draw the lines of that node stronger than the others; "" for none."""
        if node_id != self._emphasised:
            self._emphasised = node_id
            self.update()

    def light(self, face: int | None) -> None:
        """Light up one cell."""
        if face != self._lit:
            self._lit = face
            self.update()

    def _draw(self, painter: QPainter, picture: CellsPicture, projection: Projection) -> None:
        key = (picture, projection)
        if key != self._key:
            self._key, self._paths = key, _make_paths(picture, projection)
        if self._shows_fill:
            self._draw_grounds(painter, picture, projection)
        if self._lit is not None:
            ground = QColor(self._theme.selection)
            ground.setAlphaF(_LIT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawPolygon(_polygon(picture, self._lit, projection))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outputs = picture.arrangement.plan.outputs
        # Of several outputs each has its own part of the boundary, told by a line within it.
        own = set(outputs if len(outputs) > 1 else ())
        self._draw_lines(painter, picture, own, within=False)
        painter.setPen(flat_pen(QColor(self._theme.text), _BOUNDARY))
        painter.drawPath(self._paths.boundary)
        self._draw_lines(painter, picture, own, within=True)
        if self._emphasised:
            painter.setPen(self._pen(self._emphasised, _STRONG))
            painter.drawPath(projection.segments(fold_lines(picture, self._emphasised)))
        if self._lit is not None:
            painter.setPen(QPen(QColor(self._theme.selection), 2.0))
            painter.drawPolygon(_polygon(picture, self._lit, projection))

    def _draw_lines(
        self, painter: QPainter, picture: CellsPicture, own: set[str], *, within: bool
    ) -> None:
        """Draw the lines of the nodes in `own`, or those of all others."""
        if not self._shows_lines:
            return
        edges = sum(len(lines.segments) for lines in picture.lines)
        fine = max(_FINEST, min(1.0, (_MANY_EDGES / max(1, edges)) ** 0.5))
        for lines, path in zip(picture.lines, self._paths.lines, strict=True):
            if (lines.node_id in own) == within:
                width = _LINE if lines.level == 1 else _DEEPER_LINE
                painter.setPen(self._pen(lines.node_id, fine * width))
                painter.drawPath(path)

    def _draw_grounds(
        self, painter: QPainter, picture: CellsPicture, projection: Projection
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if picture.is_written and is_vector(painter):
            # Whoever opens the file elsewhere finds every cell as a polygon of its own.
            for face, label in enumerate(picture.arrangement.labels.tolist()):
                painter.setBrush(QColor(self._grounds[label]))
                painter.drawPolygon(_polygon(picture, face, projection))
            return
        for ground, path in zip(self._grounds, self._paths.areas, strict=False):
            painter.setBrush(QColor(ground))
            painter.drawPath(path)

    def _pen(self, node_id: str, width: float) -> QPen:
        pen = self._pens.get((node_id, width))
        if pen is None:
            color = mix(self._look.color(node_id, self._theme), self._theme.text, _DARKER)
            pen = self._pens[node_id, width] = flat_pen(QColor(color), width)
        return pen

    def paint(self, painter: QPainter, option, widget=None) -> None:
        if self._picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._picture.arrangement.frame
        self._draw(painter, self._picture, Projection.of(frame, self._box))


@dataclass(frozen=True, slots=True)
class _Paths:
    """A picture in pixels."""

    areas: tuple[QPainterPath, ...]
    lines: tuple[QPainterPath, ...]
    boundary: QPainterPath


def _make_paths(picture: CellsPicture, projection: Projection) -> _Paths:
    # All points at once: most of a projection is calls.
    segments = [lines.segments.reshape(-1, 2) for lines in picture.lines]
    segments.append(picture.boundary.reshape(-1, 2))
    outlines = [outline for outlines in picture.areas for outline in outlines]
    parts = segments + outlines
    ends = [0, *accumulate(map(len, parts))]
    pixels = projection.path(np.concatenate(parts))
    found = (pixels[start:end] for start, end in pairwise(ends))
    *lines, boundary = [pairs(part) for part in islice(found, len(segments))]
    areas = [_closed(islice(found, len(outlines))) for outlines in picture.areas]
    return _Paths(tuple(areas), tuple(lines), boundary)


def _closed(outlines: Iterable[FloatArray]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for outline in outlines:
        path.addPolygon(_points(outline))
        path.closeSubpath()
    return path


def _polygon(picture: CellsPicture, face: int, projection: Projection) -> QPolygonF:
    vertices, offsets = picture.arrangement.outlines
    corners = picture.arrangement.local[vertices[offsets[face] : offsets[face + 1]]]
    return _points(projection.path(corners))


def _points(pixels: FloatArray) -> QPolygonF:
    return pg.functions.arrayToQPolygonF(pixels[:, 0], pixels[:, 1])
