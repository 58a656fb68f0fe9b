"""The cells as they are painted: grounds by label, the units' lines, the boundary, one cell lit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsObject

from playground.geometry.frame import Frame
from playground.palette import LIGHT, Theme, mix
from playground.plots.cells_picture import CellsLook, CellsPicture, fold_lines

FloatArray = NDArray[np.float64]

_LINE, _DEEPER_LINE, _BOUNDARY, _STRONG = 1.6, 1.1, 3.0, 3.6
_LIT = 0.35
# Lines stand out from grounds of the same hue.
_DARKER = 0.15
# Beyond this many pixels a path would overflow what Qt counts with.
_FARTHEST = 1e6
_VECTOR_ENGINES = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


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


class CellsLayer(QGraphicsObject):
    """Paints a picture in the pixels of its view box, sharp at every zoom."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._box = box
        self._theme = LIGHT
        self._picture: CellsPicture | None = None
        self._grounds: tuple[str, ...] = ()
        self._look = CellsLook("", {}, 0)
        self._shows_fill = self._shows_lines = True
        self._emphasised = ""
        self._lit: int | None = None
        self._key: tuple[object, ...] = ()
        self._paths: _Paths = _Paths((), (), QPainterPath())
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)
        box.sigRangeChanged.connect(self._on_range_changed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_options(self, fill: bool, lines: bool) -> None:
        """Whether the cells are filled, and whether the units' lines are drawn."""
        self._shows_fill, self._shows_lines = fill, lines
        self.update()

    def show_picture(
        self, picture: CellsPicture | None, look: CellsLook, grounds: tuple[str, ...]
    ) -> None:
        """Paint this; `grounds` are the labels' colours."""
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
        key = (id(picture), projection)
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
        if self._shows_lines:
            for lines, path in zip(picture.lines, self._paths.lines, strict=True):
                painter.setPen(
                    self._pen(lines.node_id, _LINE if lines.level == 1 else _DEEPER_LINE)
                )
                painter.drawPath(path)
        painter.setPen(_flat(QColor(self._theme.text), _BOUNDARY))
        painter.drawPath(self._paths.boundary)
        if self._emphasised:
            painter.setPen(self._pen(self._emphasised, _STRONG))
            painter.drawPath(_pairs(fold_lines(picture, self._emphasised), projection))
        if self._lit is not None:
            painter.setPen(QPen(QColor(self._theme.selection), 2.0))
            painter.drawPolygon(_polygon(picture, self._lit, projection))

    def _draw_grounds(
        self, painter: QPainter, picture: CellsPicture, projection: Projection
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if picture.is_written and painter.paintEngine().type() in _VECTOR_ENGINES:
            # Whoever opens the file elsewhere finds every cell as a polygon of its own.
            for face, label in enumerate(picture.arrangement.labels.tolist()):
                painter.setBrush(QColor(self._grounds[label]))
                painter.drawPolygon(_polygon(picture, face, projection))
            return
        for ground, path in zip(self._grounds, self._paths.areas, strict=False):
            painter.setBrush(QColor(ground))
            painter.drawPath(path)

    def _pen(self, node_id: str, width: float) -> QPen:
        color = self._look.color(node_id, self._theme)
        return _flat(QColor(mix(color, self._theme.text, _DARKER)), width)

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def _on_range_changed(self) -> None:
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box.rect()

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
    return _Paths(
        tuple(_closed(outlines, projection) for outlines in picture.areas),
        tuple(_pairs(lines.segments, projection) for lines in picture.lines),
        _pairs(picture.boundary, projection),
    )


def _pairs(segments: FloatArray, projection: Projection) -> QPainterPath:
    pixels = _within(projection(segments)).reshape(-1, 2)
    return pg.arrayToQPath(pixels[:, 0], pixels[:, 1], connect="pairs", finiteCheck=False)


def _closed(outlines: tuple[FloatArray, ...], projection: Projection) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for outline in outlines:
        path.addPolygon(_points(_within(projection(outline))))
        path.closeSubpath()
    return path


def _polygon(picture: CellsPicture, face: int, projection: Projection) -> QPolygonF:
    vertices, offsets = picture.arrangement.outlines
    corners = picture.arrangement.local[vertices[offsets[face] : offsets[face + 1]]]
    return _points(_within(projection(corners)))


def _points(pixels: FloatArray) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in pixels.tolist()])


def _within(pixels: FloatArray) -> FloatArray:
    return np.clip(pixels, -_FARTHEST, _FARTHEST)


def _flat(color: QColor, width: float) -> QPen:
    """Caps that overlap would show as a row of dots."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
