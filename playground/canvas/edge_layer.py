"""All edges as one item, drawn as short lines in buckets of one pen each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas import geometry
from playground.canvas.geometry import ARROW, FloatArray
from playground.canvas.style import (
    NORMAL,
    RECEDED,
    STRONG,
    CanvasStyle,
    class_width,
    width_classes,
)

MANY = 700  # more edges in view than this are straight lines
CROWD = 2500  # more than this have neither smooth rims nor arrowheads
_SMOOTH = np.linspace(0.0, 1.0, 33)
_HIT = np.linspace(0.0, 1.0, 17)
_FINE_FROM = 150  # fewer edges in view than this are made of shorter lines
_FINE, _COARSE = 6.0, 15.0
_OVERLAP = 0.4  # hides the seams between the lines of one curve
_DASHES = ((10.0, 4.0), (15.0, 5.0), (21.0, 6.5))  # line and gap, for thin to thick edges


class EdgeLayer(QGraphicsItem):
    """Curves, weights and emphasis of the edges in the order of `ids`.

    Negative weights are dashed. Lines of an edge are made when it is first drawn and kept until
    one of its ends moves, so a change of weights only sorts them into other buckets. What is drawn
    a second time without a change is kept as a picture.
    """

    def __init__(self, style: CanvasStyle) -> None:
        super().__init__()
        self.style = style
        self.ids: tuple[str, ...] = ()
        self.index: dict[str, int] = {}
        self.curves: FloatArray = np.empty((0, 8))
        self.weights: FloatArray = np.empty(0)
        self.selected: NDArray[np.bool_] = np.empty(0, dtype=bool)
        self._boxes: FloatArray = np.empty((0, 4))
        self._classes: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._emphasis: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._lines: dict[int, dict[int, list[QLineF]]] = {}
        self._arrows: dict[int, dict[int, QPolygonF]] = {}
        self._step = (_COARSE, 1.0)
        self._thickness = 1.0  # many edges are drawn thinner
        self._buckets: list[tuple[int, int, bool, list[int], list[QLineF]]] | None = None
        self._bucket_view: bytes = b""
        self._version = 0
        self._last_key: object = None
        self._picture: QPixmap | None = None
        self._bounds = QRectF()
        self.hidden = -1
        self.setZValue(0)

    def reset(self, ids: Sequence[str], curves: FloatArray, weights: FloatArray) -> None:
        """Show other edges."""
        self.ids = tuple(ids)
        self.index = {edge_id: number for number, edge_id in enumerate(ids)}
        self.hidden = -1
        self.selected = np.zeros(len(ids), dtype=bool)
        self._emphasis = np.full(len(ids), NORMAL)
        self._thickness = min(1.0, max(0.4, (100 / max(len(ids), 1)) ** 0.35))
        self._lines.clear()
        self._arrows.clear()
        self.curves = curves
        self._measure()
        self.set_weights(weights)

    def move(self, rows: NDArray[np.int64], curves: FloatArray) -> None:
        """Other curves for some edges."""
        self.curves[rows] = curves
        for row in rows.tolist():
            self._lines.pop(row, None)
            self._arrows.pop(row, None)
        self._measure()
        self._touch()

    def set_weights(self, weights: FloatArray) -> None:
        self.weights = weights
        self._classes = 2 * width_classes(weights) + (weights >= 0)
        self._touch()

    def set_emphasis(
        self, emphasis: NDArray[np.int64], selected: NDArray[np.bool_], hidden: int = -1
    ) -> None:
        """How much each edge stands out; `hidden` is one that a gesture draws itself."""
        self._emphasis, self.selected, self.hidden = emphasis, selected, hidden
        self._touch()
        self.update()

    def edge_at(self, x: float, y: float, reach: float) -> str | None:
        """The edge nearest to a point, within `reach` of its line."""
        boxes = self._boxes
        near = np.flatnonzero(
            (boxes[:, 0] - reach <= x)
            & (boxes[:, 2] + reach >= x)
            & (boxes[:, 1] - reach <= y)
            & (boxes[:, 3] + reach >= y)
        )
        if not len(near):
            return None
        distances = geometry.distances_to(geometry.sample(self.curves[near], _HIT), x, y)
        reaches = (
            reach + np.array([class_width(k) for k in (self._classes[near] // 2).tolist()]) / 2
        )
        best = int(np.argmin(distances - reaches))
        return self.ids[near[best]] if distances[best] <= reaches[best] else None

    def receded(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of some edges that stand back."""
        return frozenset(key for key in ids if self._emphasis[self.index[key]] == RECEDED)

    def inside(self, box: QRectF) -> list[str]:
        """Edges that lie in a rectangle as a whole."""
        points = geometry.sample(self.curves, _HIT)
        held = (
            (points[..., 0] >= box.left())
            & (points[..., 0] <= box.right())
            & (points[..., 1] >= box.top())
            & (points[..., 1] <= box.bottom())
        ).all(axis=1)
        return [self.ids[row] for row in np.flatnonzero(held)]

    def _touch(self) -> None:
        self._buckets = None
        self._version += 1

    def _measure(self) -> None:
        self._boxes = geometry.boxes_of(self.curves)
        self.prepareGeometryChange()
        if len(self.curves):
            x0, y0 = self._boxes[:, :2].min(axis=0)
            x1, y1 = self._boxes[:, 2:].max(axis=0)
            self._bounds = QRectF(x0, y0, x1 - x0, y1 - y0).adjusted(-20, -20, 20, 20)
        else:
            self._bounds = QRectF()

    def _in_view(self, exposed: QRectF) -> NDArray[np.bool_]:
        boxes = self._boxes
        seen = (
            (boxes[:, 0] <= exposed.right() + 10)
            & (boxes[:, 2] >= exposed.left() - 10)
            & (boxes[:, 1] <= exposed.bottom() + 10)
            & (boxes[:, 3] >= exposed.top() - 10)
        )
        if self.hidden >= 0:
            seen[self.hidden] = False
        return seen

    def _make_buckets(self, seen: NDArray[np.bool_], straight: bool) -> None:
        rows = np.flatnonzero(seen)
        keys = self._emphasis[rows] * 1000 + self._classes[rows]
        order = np.argsort(keys, kind="stable")
        rows, keys = rows[order], keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1)).tolist()
        buckets = []
        for first, last in pairwise([*starts, len(rows)]):
            emphasis, rest = divmod(int(keys[first]), 1000)
            width_class, positive = divmod(rest, 2)
            members = rows[first:last].tolist()
            dash = -1 if positive else min(len(_DASHES) - 1, int(class_width(width_class) / 2.6))
            lines = (
                self._straight_lines(rows[first:last])
                if straight
                else [line for row in members for line in self._lines_of(row, dash)]
            )
            buckets.append((emphasis, width_class, bool(positive), members, lines))
        self._buckets = buckets

    def _straight_lines(self, rows: NDArray[np.int64]) -> list[QLineF]:
        return [QLineF(*ends) for ends in self.curves[rows][:, [0, 1, 6, 7]].tolist()]

    def _lines_of(self, row: int, dash: int) -> list[QLineF]:
        """The short lines of a curve: all of it, or dashes of one of the sizes."""
        made = self._lines.setdefault(row, {})
        if dash not in made:
            points = geometry.sample(self.curves[row : row + 1], _SMOOTH)[0]
            points[-1, 0] -= ARROW - 1
            total = geometry.length(points)
            step, grain = self._step
            line, gap = _DASHES[dash] if dash >= 0 else (step, 0.0)
            line, gap = line * grain, gap * grain
            count = max(2, round((total + gap) / (line + gap)))
            period = (total + gap) / count
            starts = np.arange(count, dtype=np.float64) * period
            ends = starts + period * line / (line + gap) + (_OVERLAP if dash < 0 else 0.0)
            spots = np.hstack((geometry.along(points, starts), geometry.along(points, ends)))
            made[dash] = [QLineF(*spot) for spot in spots.tolist()]
        return made[dash]

    def _arrow_of(self, row: int, width_class: int) -> QPolygonF:
        made = self._arrows.setdefault(row, {})
        if width_class not in made:
            x, y = self.curves[row, 6:8]
            half = 3.6 + class_width(width_class) * self._thickness / 2
            made[width_class] = QPolygonF(
                [QPointF(x, y), QPointF(x - ARROW, y - half), QPointF(x - ARROW, y + half)]
            )
        return made[width_class]

    def _draw_selected(self, painter: QPainter) -> None:
        halo = QColor(self.style.selection)
        halo.setAlpha(90)
        for row in np.flatnonzero(self.selected).tolist():
            if row != self.hidden:
                width = class_width(int(self._classes[row]) // 2) + 7
                painter.setPen(QPen(halo, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                points = geometry.sample(self.curves[row : row + 1], _SMOOTH)[0]
                painter.drawPolyline([QPointF(*point) for point in points.tolist()])

    def _draw(self, painter: QPainter) -> None:
        scale = painter.worldTransform().m11()
        seen = self._in_view(
            painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        )
        count = int(seen.sum())
        straight = count > MANY or scale < 0.2
        grain = max(1.0, 2.0 ** round(-math.log2(scale)))
        step = (_FINE if count < _FINE_FROM else _COARSE, grain)
        if step != self._step:
            self._step = step
            self._lines.clear()
            self._buckets = None
        view = seen.tobytes() + bytes([straight])
        if self._buckets is None or view != self._bucket_view:
            self._make_buckets(seen, straight)
            self._bucket_view = view
        crowded = count > CROWD
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowded)
        self._draw_selected(painter)
        assert self._buckets is not None
        for emphasis, width_class, positive, members, lines in self._buckets:
            pen = QPen(self.style.edge_pen(positive, width_class, emphasis))
            pen.setWidthF(pen.widthF() * self._thickness)
            if crowded and emphasis != STRONG:
                pen = QPen(pen.color(), 0)
            painter.setPen(pen)
            painter.drawLines(lines)
            if not straight and scale >= 0.4:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(pen.color())
                for row in members:
                    painter.drawConvexPolygon(self._arrow_of(row, width_class))

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if widget is None or len(self.ids) < _FINE_FROM:
            self._draw(painter)
            return
        window = painter.viewport().size() * widget.devicePixelRatio()
        key = (painter.worldTransform(), window, self._version, self.style)
        if key != self._last_key:
            self._last_key, self._picture = key, None
            self._draw(painter)
            return
        if self._picture is None:
            self._picture = QPixmap(window)
            self._picture.setDevicePixelRatio(widget.devicePixelRatio())
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            inner.setWorldTransform(painter.worldTransform())
            self._draw(inner)
            inner.end()
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._picture)
        painter.restore()
