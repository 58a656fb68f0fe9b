"""What the strength of a winner's colour means, in numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.palette import LIGHT, Theme
from playground.plots.chart import RIGHT_MARGIN
from playground.plots.numbers import format_number, tabular
from playground.plots.plane.chart import LEFT_SPACE
from playground.plots.plane.picture_layer import image_of
from playground.widgets.described import described

_BAR_HEIGHT = 12


class MarginBar(QWidget):
    """A strip from a tie to the full margin, a row for each colour."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._words = np.zeros((1, 1), dtype=np.uint32)
        self._texts = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # As wide as the plane above it.
        self.setContentsMargins(LEFT_SPACE, 0, RIGHT_MARGIN, 0)
        described(self, "Margin scale", "The paler a color, the closer the runner-up")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_scale(self, words: NDArray[np.uint32], full_margin: float, is_clipped: bool) -> None:
        """Show colours from margin 0 to the full one, which some values may exceed.

        `words` is (rows, columns), 0xFFRRGGBB, each row one node's.
        """
        farthest = f"{'≥ ' * is_clipped}{format_number(full_margin)} ahead"
        self._words, self._texts = words, ("tie", farthest)
        self.setAccessibleDescription(f"From a tie, pale, to {farthest}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR_HEIGHT + 4 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        room = QRectF(self.contentsRect())
        bar = QRectF(room.left(), 0, room.width(), _BAR_HEIGHT)
        painter.drawImage(bar, image_of(self._words))
        painter.setPen(QColor(self._theme.border))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(self._theme.muted_text))
        painter.setFont(tabular(self.font(), 0.85))
        below = room.adjusted(0, _BAR_HEIGHT + 2, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | top, self._texts[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | top, self._texts[1])
        painter.end()
