"""Shows what is being drawn on the plane: shapes, rubber lines, where it closes or crosses."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from playground.geometry.corners import Point
from playground.geometry.errors import GeometryError
from playground.geometry.shapes import Shape, clipped
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.pixel_layer import PixelLayer
from playground.plots.shapes.tool import ShapeTool

_LINE, _DOT, _RING = 2.0, 3.5, 8.0
_FILL = 45


class ShapeLayer(PixelLayer):
    """Paints a tool's shapes in pixels of its chart, while the tool is in hand."""

    def __init__(self, chart: PlaneChart, tool: ShapeTool) -> None:
        super().__init__(chart.box)
        self._chart = chart
        self._tool = tool
        self.setZValue(20)
        self.hide()
        tool.changed.connect(self.redraw)

    def _pixel(self, point: Point) -> QPointF:
        return self._chart.box.mapFromView(QPointF(*point))

    def _outlines(self, shape: Shape) -> list[QPolygonF]:
        """What is seen of a shape: its corners, or its regions as far as they are in view."""
        parts = [shape.corners]
        if not shape.corners:
            parts = [tuple(clipped(part, self._chart.bounds)) for part in shape.regions()]
        return [QPolygonF([self._pixel(point) for point in part]) for part in parts]

    def _draw_shape(self, painter: QPainter, shape: Shape, color: QColor) -> None:
        try:
            outlines = self._outlines(shape)
        except GeometryError:  # not yet a shape
            return
        fill = QColor(color)
        fill.setAlpha(_FILL)
        painter.setBrush(fill)
        painter.setPen(QPen(color, _LINE))
        for outline in outlines:
            painter.drawPolygon(outline)
        if shape.kind == "circle":
            self._draw_circle(painter, shape, color)

    def _draw_circle(self, painter: QPainter, shape: Shape, color: QColor) -> None:
        """What the half-planes come close to."""
        (x, y), (rim_x, rim_y) = shape.points
        radius = math.hypot(rim_x - x, rim_y - y)
        low, high = self._pixel((x - radius, y - radius)), self._pixel((x + radius, y + radius))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 1.0, Qt.PenStyle.DashLine))
        painter.drawEllipse(QRectF(low, high).normalized())

    def _draw_path(self, painter: QPainter, color: QColor) -> None:
        """The points so far, a rubber line to the cursor and the hint where it would close."""
        tool, error = self._tool, QColor(self._theme.error)
        points = [self._pixel(point) for point in tool.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, _LINE))
        painter.drawPolyline(QPolygonF(points))
        if tool.place is not None and points:
            end = points[0] if tool.is_closing else self._pixel(tool.place)
            rubber = error if tool.is_crossing else color
            painter.setPen(QPen(rubber, _LINE, Qt.PenStyle.DashLine))
            painter.drawLine(points[-1], end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for point in points:
            painter.drawEllipse(point, _DOT, _DOT)
        if tool.kind == "polygon" and len(points) > 2:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, 2.5 if tool.is_closing else 1.0))
            painter.drawEllipse(points[0], _RING, _RING)

    def paint(self, painter: QPainter, option, widget=None) -> None:
        tool, color = self._tool, QColor(self._theme.selection)
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in tool.shapes:
            self._draw_shape(painter, shape, color)
        if tool.preview is not None:
            self._draw_shape(painter, tool.preview, color)
        if tool.points:
            self._draw_path(painter, color)
