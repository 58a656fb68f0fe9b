"""How the canvas looks in a theme: colours, pens, fonts and the width of an edge."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from playground.palette import LIGHT, Theme, heat_table, mix, node_color

RECEDED, NORMAL, STRONG = 0, 1, 2
WIDTH_CLASSES = 14
_SHARES = {RECEDED: 0.26, NORMAL: 0.86, STRONG: 1.0}


def width_classes(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Class 0 to `WIDTH_CLASSES` − 1 of each weight by its size; not finite counts as large."""
    # Of a NaN and a number fmin takes the number.
    size = np.fmin(np.abs(weights), 1e6)
    return np.rint((WIDTH_CLASSES - 1) * (1.0 - np.exp(-size / 2.2))).astype(np.int64)


def class_width(number: int) -> float:
    """Width of a line of this class in scene pixels."""
    return 1.1 + 0.5 * number


class CanvasStyle:
    """Everything that is drawn with, made once for a theme."""

    def __init__(self, theme: Theme = LIGHT) -> None:
        self.theme = theme
        self.canvas = QColor(theme.canvas)
        self.surface = QColor(theme.surface)
        self.grid_dot = QColor(theme.grid_dot)
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted_text)
        self.border = QColor(mix(theme.border, theme.muted_text, 0.25))
        self.selection = QColor(theme.selection)
        self.error = QColor(theme.error)
        self.threshold = QColor(theme.threshold)
        self.pill = QColor(mix(theme.canvas, theme.muted_text, 0.10))
        self.rim = QColor(mix(theme.text, theme.canvas, 0.12))
        self.idle_rim = QColor(mix(theme.muted_text, theme.canvas, 0.45))
        self.formula_family = "DejaVu Serif"
        self.small = QFont(QApplication.font())
        self.small.setPixelSize(11)
        self.pill_text = QFont(QApplication.font())
        self.pill_text.setPixelSize(10)
        self.name = QFont(QApplication.font())
        self.name.setPixelSize(13)
        self.heat = _heat_words(theme)

    @lru_cache(maxsize=256)  # noqa: B019 - a style lives as long as its theme is shown
    def edge_pen(self, positive: bool, width_class: int, emphasis: int) -> QPen:
        """The pen of an edge; dashes are cut into its lines, so the pen is solid."""
        color = self.edge_color(positive, emphasis)
        solid, flat = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap  # round caps cost 2 to 15 times
        return QPen(color, class_width(width_class), solid, flat)

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def pill_width(self, text: str) -> float:
        """Width of a text on a pill in scene pixels."""
        return QFontMetricsF(self.pill_text).horizontalAdvance(text)

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def small_width(self, text: str) -> float:
        """Width of a text on a chip in scene pixels."""
        return QFontMetricsF(self.small).horizontalAdvance(text)

    @lru_cache(maxsize=8)  # noqa: B019 - as above
    def edge_color(self, positive: bool, emphasis: int) -> QColor:
        color = self.theme.above if positive else self.theme.below
        return QColor(mix(self.theme.canvas, color, _SHARES[emphasis]))

    def rim_of(self, output: int | None, count: int) -> QColor:
        """The rim of a node, or of output number `output` of `count`: each its own colour."""
        if output is None or count < 2:
            return self.rim
        return QColor(node_color(output, count, self.theme))


def _heat_words(theme: Theme) -> NDArray[np.uint32]:
    """The heat table as 256 words 0xFFRRGGBB, as QImage's RGB32 wants them."""
    table = heat_table(theme).astype(np.uint32)
    return np.ascontiguousarray(
        np.uint32(0xFF000000)
        | (table[:, 0] << np.uint32(16))
        | (table[:, 1] << np.uint32(8))
        | table[:, 2]
    )


def draw_chip(
    painter: QPainter, style: CanvasStyle, box: QRectF, border: QColor, width: float = 1.0
) -> None:
    """The rounded ground of a label."""
    painter.setPen(QPen(border, width))
    painter.setBrush(QBrush(style.surface))
    painter.drawRoundedRect(box, 5, 5)


def draw_lock(painter: QPainter, at: QPointF, color: QColor) -> None:
    """A small closed lock, 7 by 9 pixels, its left bottom corner at a place."""
    painter.save()
    painter.setPen(QPen(color, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bow = QPainterPath(QPointF(at.x() + 1.5, at.y() - 5))
    bow.lineTo(at.x() + 1.5, at.y() - 6.5)
    bow.arcTo(QRectF(at.x() + 1.5, at.y() - 9, 4, 5), 180, -180)
    bow.lineTo(at.x() + 5.5, at.y() - 5)
    painter.drawPath(bow)
    painter.fillRect(QRectF(at.x(), at.y() - 5, 7, 5), color)
    painter.restore()
