"""What the colours of a field mean, in numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.palette import Theme, heat_table
from playground.plots.numbers import format_number, tabular
from playground.plots.plane.field_layer import PALENESS
from playground.widgets.described import described

_BAR_HEIGHT = 10


class ColorBar(QWidget):
    """A strip from below to above with the numbers of its ends and of the threshold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scale: tuple[float, float, float] | None = None
        self._clipped = (False, False)
        self._is_stepped = False
        self._threshold_is_above = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        described(self, "Color scale", "Which color stands for which output")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_scale(
        self,
        low: float,
        threshold: float,
        high: float,
        clipped: tuple[bool, bool],
        stepped: bool,
        threshold_is_above: bool = True,
    ) -> None:
        """Show that scale; `clipped` says which ends stand for values beyond them too.

        Of two colours `threshold_is_above` says to which the threshold itself belongs.
        """
        news = ((low, threshold, high), clipped, stepped, threshold_is_above)
        if news != (self._scale, self._clipped, self._is_stepped, self._threshold_is_above):
            self._scale, self._clipped, self._is_stepped, self._threshold_is_above = news
            self.setAccessibleDescription(", ".join(filter(None, self._texts())))
            self.update()

    def clear(self) -> None:
        """Show that there is nothing to scale."""
        self._scale = None
        self.setAccessibleDescription("")
        self.update()

    def _texts(self) -> tuple[str, str, str]:
        assert self._scale is not None
        low, threshold, high = self._scale
        if self._is_stepped:
            middle = format_number(threshold)
            if self._threshold_is_above:
                return (f"below {middle}", "", f"at least {middle}")
            return (f"at most {middle}", "", f"above {middle}")
        return (
            ("≤ " if self._clipped[0] else "") + format_number(low),
            format_number(threshold),
            ("≥ " if self._clipped[1] else "") + format_number(high),
        )

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR_HEIGHT + 4 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        if self._scale is None:
            return
        painter = QPainter(self)
        bar = QRectF(0, 0, self.width(), _BAR_HEIGHT)
        table = heat_table(self._theme, PALENESS)
        if self._is_stepped:
            table = table[[0, 255]]
        row = np.ascontiguousarray(table)
        image = QImage(row.data, len(row), 1, 4 * len(row), QImage.Format.Format_RGBA8888)
        painter.drawImage(bar, image)
        painter.setPen(QColor(self._theme.border))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(self._theme.muted_text))
        painter.setFont(tabular(self.font(), 0.85))
        below = QRectF(self.rect()).adjusted(0, _BAR_HEIGHT + 2, 0, 0)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter)
        for text, side in zip(self._texts(), (*sides, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, text)
        painter.end()
