"""Which colour belongs to which of several nodes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.palette import LIGHT, Theme, node_color
from playground.plots.surface.scale import Sheet
from playground.widgets.flow_layout import FlowLayout

_SIDE = 12
_NAME_WIDTH = 110


class _Patch(QWidget):
    def __init__(self, color: str, rim: str) -> None:
        super().__init__()
        self._color, self._rim = color, rim
        self.setFixedSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._rim))
        painter.setBrush(QColor(self._color))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.end()


class SheetLegend(QWidget):
    """A line of colours with the names of nodes; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._entries: tuple[tuple[str, int, int], ...] = ()
        self._flow = FlowLayout(gap_x=12, gap_y=2)
        self.setLayout(self._flow)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Name those sheets."""
        entries = tuple((sheet.name, sheet.number, sheet.count) for sheet in sheets)
        if entries != self._entries:
            self._entries = entries
            self._fill()
        self.setVisible(bool(entries))

    def _fill(self) -> None:
        self._flow.clear()
        for name, number, count in self._entries:
            color = node_color(number, count, self._theme)
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(_Patch(color, self._theme.muted_text))
            label = QLabel(textFormat=Qt.TextFormat.PlainText)
            label.setProperty("role", "small")
            mode = Qt.TextElideMode.ElideRight
            label.setText(label.fontMetrics().elidedText(name, mode, _NAME_WIDTH))
            label.setToolTip(name)
            row.addWidget(label)
            self._flow.addWidget(entry)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._flow.minimumSize().height())
