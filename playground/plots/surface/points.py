"""Data points in the box of a surface: on its floor, or at the height they should have."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from playground.data.plane import Bounds
from playground.geometry.arrays import FloatArray
from playground.palette import Theme, heat_table
from playground.plots.plane.markers import marker
from playground.plots.plane.points import PointSet, drawn_sample
from playground.plots.plane.points_layer import point_color
from playground.plots.surface.camera import FLOOR, Projection
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.scale import Scale

DRAWN_LIMIT = 600
_RADIUS, _SMALL_RADIUS = 3.4, 2.6
_CROWD = 250
_TONES = 7
_HIDDEN_OPACITY = 0.28


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Data points, and for each the output (N,) that it should have; None where none is known.

    `rows` are those that are drawn: all, or a random sample, with or without those that test.
    """

    points: PointSet
    outputs: FloatArray | None = None
    shows_test: bool = True
    rows: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        rows = drawn_sample(self.points, DRAWN_LIMIT)
        if not self.shows_test:
            rows = rows[rows < self.points.train_count]
        object.__setattr__(self, "rows", rows)

    @property
    def is_sample(self) -> bool:
        return self.points.count > DRAWN_LIMIT


class BoxPoints:
    """Markers of points in the box; those outside of the plane are left out.

    Parameters
    ----------
    bounds : (x0, x1, y0, y1) of the plane in data units.
    raises : put each at the output it should have, as far as that is known; else on the floor.
    """

    def __init__(
        self, targets: Targets, bounds: Bounds, scale: Scale, raises: bool, theme: Theme
    ) -> None:
        points, rows = targets.points, targets.rows
        self.is_raised = raises and targets.outputs is not None
        x0, x1, y0, y1 = bounds
        x = 2 * (points.x[rows] - x0) / (x1 - x0) - 1
        y = 2 * (points.y[rows] - y0) / (y1 - y0) - 1
        inside = (np.abs(x) <= 1) & (np.abs(y) <= 1)
        rows = rows[inside]
        heights = np.full(len(rows), FLOOR)
        if raises and targets.outputs is not None:
            heights = scale.height(targets.outputs[rows])
        self._places = x[inside], y[inside], heights
        self._points = points
        self._radius = _RADIUS if len(rows) <= _CROWD else _SMALL_RADIUS
        if points.kind == "numbers":
            self._kinds = (scale.share(points.labels[rows]) * _TONES).round().astype(int)
        else:
            self._kinds = points.labels[rows].astype(int)
        self._is_test = rows >= points.train_count
        self._theme = theme
        self._sprites: dict[tuple[int, bool, float], QPixmap] = {}

    def draw(
        self, painter: QPainter, projection: Projection, picture: SurfacePicture | None = None
    ) -> None:
        """Draw them, those behind first and those behind the picture pale."""
        x, y = projection.screen(*self._places)
        nearness = projection.nearness(*self._places)
        order = nearness.argsort()
        if picture is None:
            self._draw_rows(painter, x, y, order)
            return
        hidden = picture.is_hidden(x, y, nearness)[order]
        painter.setOpacity(_HIDDEN_OPACITY)
        self._draw_rows(painter, x, y, order[hidden])
        painter.setOpacity(1.0)
        self._draw_rows(painter, x, y, order[~hidden])

    def _draw_rows(
        self, painter: QPainter, x: FloatArray, y: FloatArray, rows: NDArray[np.intp]
    ) -> None:
        ratio = painter.deviceTransform().m11()
        for row in rows.tolist():
            sprite = self._sprite(int(self._kinds[row]), bool(self._is_test[row]), ratio)
            half = sprite.width() / sprite.devicePixelRatio() / 2
            painter.drawPixmap(QPointF(x[row] - half, y[row] - half), sprite)

    def _sprite(self, kind: int, is_test: bool, ratio: float) -> QPixmap:
        key = kind, is_test, ratio
        if key not in self._sprites:
            if self._points.kind == "numbers":
                color = "#{:02X}{:02X}{:02X}".format(
                    *heat_table(self._theme)[kind * 255 // _TONES][:3]
                )
            else:
                color = point_color(kind, len(self._points.class_names), self._theme)
            shape = 1 if self._points.kind == "numbers" else kind
            sprite = marker(shape, color, is_test, self._radius, ratio)
            sprite.setDevicePixelRatio(ratio)
            self._sprites[key] = sprite
        return self._sprites[key]
