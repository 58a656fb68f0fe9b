"""Which line is which node."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.plots.curve.shape import CurveLine
from playground.widgets.flow_layout import FlowLayout

_LENGTH, _HEIGHT = 18, 8
_NAMED = 12
_NAME_WIDTH = 130


class CurveLegend(QWidget):
    """A short line and a name for each node; empty where one output says it all."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, bool], ...] = ()
        self._flow = FlowLayout(gap_x=12, gap_y=2)
        self.setLayout(self._flow)

    def show_lines(self, lines: tuple[CurveLine, ...]) -> None:
        """Name these lines; it costs nothing while they stay the same."""
        wanted = tuple((line.name, line.color, line.is_output) for line in lines)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._flow.clear()
        if len(wanted) > 1:
            for name, color, is_output in wanted[:_NAMED]:
                self._flow.addWidget(self._entry(name, color, is_output))
            if len(wanted) > _NAMED:
                self._flow.addWidget(_words(f"and {len(wanted) - _NAMED} more"))
        self.setVisible(self._flow.count() > 0)
        self.updateGeometry()

    def _entry(self, text: str, color: str, is_output: bool) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        sign = QLabel()
        sign.setPixmap(_sample(color, is_output, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(_words(text))
        return entry

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._flow.minimumSize().height())


def _words(text: str) -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", "small")
    mode = Qt.TextElideMode.ElideRight
    label.setText(label.fontMetrics().elidedText(text, mode, _NAME_WIDTH))
    label.setToolTip(text)
    return label


def _sample(color: str, is_output: bool, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(_LENGTH * ratio), round(_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 2.4 if is_output else 1.0))
    painter.drawLine(QLineF(1, _HEIGHT / 2, _LENGTH - 1, _HEIGHT / 2))
    painter.end()
    return pixmap
