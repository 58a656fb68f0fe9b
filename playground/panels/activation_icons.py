"""Small plots of activations, to know them by their shape."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from playground.engine.activations import Activation
from playground.palette import Theme

_WIDTH, _HEIGHT, _SCALE = 28, 18, 2
_Z = np.linspace(-3.0, 3.0, 57)


def activation_icons(activations: Mapping[str, Activation], theme: Theme) -> dict[str, QIcon]:
    """An icon for each key: the function from −3 to 3 over its axes."""
    return {key: QIcon(_plot(activation, theme)) for key, activation in activations.items()}


def _plot(activation: Activation, theme: Theme) -> QPixmap:
    pixmap = QPixmap(_WIDTH * _SCALE, _HEIGHT * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    values = np.clip(activation.value(_Z), -1.3, 1.8)
    frame = QRectF(1, 1, _WIDTH - 2, _HEIGHT - 2)
    across = frame.left() + (_Z + 3) / 6 * frame.width()
    down = frame.bottom() - (values + 1.3) / 3.1 * frame.height()
    zero = frame.bottom() - 1.3 / 3.1 * frame.height()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(QPointF(frame.left(), zero), QPointF(frame.right(), zero))
    painter.drawLine(QPointF(_WIDTH / 2, frame.top()), QPointF(_WIDTH / 2, frame.bottom()))
    painter.setPen(QPen(QColor(theme.text), 1.5))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(across, down, strict=True)]))
    painter.end()
    return pixmap
