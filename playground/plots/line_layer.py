"""Shows the line that is pointed at, with the handles at its ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsObject

from playground.palette import LIGHT, Theme
from playground.plots.line_handles import LineHandles, seen_part
from playground.plots.plane_chart import PlaneChart

_LINE, _HANDLE = 3.0, 5.0


class LineLayer(QGraphicsObject):
    """Paints in pixels of the chart."""

    def __init__(self, chart: PlaneChart, handles: LineHandles) -> None:
        super().__init__(chart.box)
        self._chart = chart
        self._handles = handles
        self._theme = LIGHT
        self.setZValue(15)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        handles.changed.connect(self.redraw)
        chart.box.sigRangeChanged.connect(self.redraw)
        chart.box.sigResized.connect(self._on_resized)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def redraw(self) -> None:
        """The line lies elsewhere."""
        self.update()

    def _pixel(self, point: tuple[float, float]) -> QPointF:
        return self._chart.box.mapFromView(QPointF(*point))

    def _on_resized(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._chart.box.rect()

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
