"""Small pictures of data sets, painted from the very points that the generators make."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset, FloatArray, plane_bounds
from playground.data.generators import generate
from playground.palette import Theme, class_color, heat_index, heat_table, mix

_POINTS = 90
_RADIUS = 1.6


@lru_cache(maxsize=64)
def generator_picture(source: str, theme: Theme, size: int, ratio: float) -> QPixmap:
    """A square of `size` logical pixels with some points of a generated set, y pointing up."""
    dataset, _ = generate(DataChoice(source=source, count=_POINTS, noise=0.0, seed="1"))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    x0, x1, y0, y1 = plane_bounds(dataset)
    xs, ys = dataset.inputs[:, 0], dataset.inputs[:, -1]
    if len(dataset.columns) == 1:
        ys = _heights(dataset, y0, y1)
    room = size - 2 * _RADIUS
    for x, y, color in zip(xs, ys, point_colors(dataset, theme), strict=True):
        painter.setBrush(QColor(color))
        across, up = (x - x0) / (x1 - x0), (y - y0) / (y1 - y0)
        center = QPointF(_RADIUS + across * room, _RADIUS + (1 - up) * room)
        painter.drawEllipse(center, _RADIUS, _RADIUS)
    painter.end()
    return pixmap


def _heights(dataset: Dataset, low: float, high: float) -> FloatArray:
    """Where points of one input stand: numbers at their height, each class on a step of its own."""
    middle, reach = (low + high) / 2, 0.38 * (high - low)
    if dataset.kind == "numbers":
        return middle + reach * dataset.labels
    return middle + reach * (2 * dataset.labels / (dataset.class_count - 1) - 1)


def point_colors(dataset: Dataset, theme: Theme) -> list[str]:
    """A colour for each point: below and above for two classes and for numbers, else its class's.

    Numbers near the middle are kept dark enough to be seen on the ground.
    """
    if dataset.kind == "numbers":
        table = heat_table(theme)[:, :3]
        rows = heat_index(dataset.labels, -1.0, 1.0)
        return [mix("#{:02X}{:02X}{:02X}".format(*table[row]), theme.text, 0.2) for row in rows]
    labels = dataset.labels.astype(np.int64)
    if dataset.class_count <= 2:
        return [(theme.below, theme.above)[label] for label in labels]
    return [class_color(int(label)) for label in labels]
