"""Shows the line that is pointed at, with the handles at its ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.line_handles import LineHandles, seen_part
from playground.plots.plane.pixel_layer import PixelLayer

_LINE, _HANDLE = 3.0, 5.0


class LineLayer(PixelLayer):
    """Paints in pixels of the chart."""

    def __init__(self, chart: PlaneChart, handles: LineHandles) -> None:
        super().__init__(chart.box)
        self._chart = chart
        self._handles = handles
        self.setZValue(15)
        handles.changed.connect(self.redraw)

    def _pixel(self, point: tuple[float, float]) -> QPointF:
        return self._chart.box.mapFromView(QPointF(*point))

    def paint(self, painter: QPainter, option, widget=None) -> None:
        line = self._handles.shown
        seen = None if line is None else seen_part(line, self._chart.bounds)
        if line is None or seen is None:
            return
        color = QColor(self._theme.selection)
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, _LINE))
        painter.drawLine(self._pixel(seen[0]), self._pixel(seen[1]))
        painter.setPen(QPen(color, 2.0))
        painter.setBrush(QColor(self._theme.surface))
        for end in self._handles.ends(line) or ():
            painter.drawEllipse(self._pixel(end), _HANDLE, _HANDLE)
        pivot = self._handles.pivot
        if pivot is not None:
            painter.setBrush(color)
            painter.drawEllipse(self._pixel(pivot), _HANDLE, _HANDLE)
