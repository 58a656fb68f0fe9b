"""All edges: short lines in bundles of one pen each, drawn into the canvas's background."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from playground.canvas import geometry
from playground.canvas.geometry import ARROW, FloatArray
from playground.canvas.sprites import SpriteCache, Stamp
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
_MOST_PIECES = 25_000  # of short lines, above which they are straight too
_SMOOTH = np.linspace(0.0, 1.0, 33)
_HIT = np.linspace(0.0, 1.0, 17)
# Fewer edges in view than this are made of shorter lines: while weights change, and at rest.
_FINE_PASSING, _FINE_AT_REST = 60, 200
_FINE, _COARSE = 6.0, 15.0
_OVERLAP = 0.4  # hides the seams between the lines of one curve
_DASHES = ((10.0, 4.0), (15.0, 5.0), (21.0, 6.5))  # line and gap, for thin to thick edges
PASSING_MS = 66  # least time between two drawings of weights that others will follow
_FEW_STRONG = 100  # edges of one pen that are drawn in full in a crowd
_ROUND_HALOS = 20
_ARROWS_FROM = 0.4  # scale from which edges have arrowheads


class EdgeLayer:
    """Curves, weights and emphasis of the edges in the order of `ids`.

    Negative weights are dashed. Lines of an edge are made when it is first drawn and kept until
    one of its ends moves, so a change of weights only sorts them into other buckets. The view
    keeps what was drawn until `changed` is called.
    """

    def __init__(self, style: CanvasStyle, changed: Callable[[], object]) -> None:
        self.style = style
        self.ids: tuple[str, ...] = ()
        self.index: dict[str, int] = {}
        self.curves: FloatArray = np.empty((0, 8))
        self.weights: FloatArray = np.empty(0)
        self.selected: NDArray[np.bool_] = np.empty(0, dtype=bool)
        self.hidden = -1
        self._changed = changed
        self._boxes: FloatArray = np.empty((0, 4))
        self._bounds = QRectF()
        self._mean_length = 0.0
        self._classes: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._emphasis: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._cuts: dict[int, dict[tuple[int, float, float], QPainterPath]] = {}
        self._straight: dict[int, QLineF] = {}
        self.passing_ms = PASSING_MS
        self._in_passing = False
        self._thickness = 1.0  # many edges are drawn thinner
        self._sprites = SpriteCache()
        self._drawn_since = QElapsedTimer()

    def reset(self, ids: Sequence[str], curves: FloatArray, weights: FloatArray) -> None:
        """Show other edges."""
        self.ids = tuple(ids)
        self.index = {edge_id: number for number, edge_id in enumerate(ids)}
        self.hidden = -1
        self.selected = np.zeros(len(ids), dtype=bool)
        self._emphasis = np.full(len(ids), NORMAL)
        self._thickness = min(1.0, max(0.4, (100 / max(len(ids), 1)) ** 0.35))
        self._cuts.clear()
        self._straight.clear()
        self.curves = curves
        self._measure()
        self._classes = np.empty(0, dtype=np.int64)
        self.set_weights(weights)

    def move(self, rows: NDArray[np.int64], curves: FloatArray) -> None:
        """Other curves for some edges."""
        self.curves[rows] = curves
        for row in rows.tolist():
            self._cuts.pop(row, None)
            self._straight.pop(row, None)
        self._measure()
        self._changed()

    def set_weights(self, weights: FloatArray, in_passing: bool = False) -> None:
        """Other weights; those that look the same as before cost nothing.

        Weights `in_passing`, which others will follow, are drawn no more often than can be seen.
        """
        self.weights = weights
        if (
            in_passing
            and self._drawn_since.isValid()
            and self._drawn_since.elapsed() < self.passing_ms
        ):
            return
        classes = 2 * width_classes(weights) + (weights >= 0)
        settled = self._in_passing and not in_passing
        self._in_passing = in_passing
        if settled or not np.array_equal(classes, self._classes):
            self._classes = classes
            self._drawn_since.start()
            self._changed()

    def set_emphasis(
        self, emphasis: NDArray[np.int64], selected: NDArray[np.bool_], hidden: int = -1
    ) -> None:
        """How much each edge stands out; `hidden` is one that a gesture draws itself."""
        same = np.array_equal(emphasis, self._emphasis) and np.array_equal(selected, self.selected)
        if not same or hidden != self.hidden:
            self._emphasis, self.selected, self.hidden = emphasis, selected, hidden
            self._changed()

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

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw the edges that reach into a rectangle of the scene.

        How finely depends on how many the whole view is likely to hold, not on the rectangle:
        while the view is panned, only the strips that come into sight are drawn.
        """
        scale = painter.worldTransform().m11()
        count = self._likely_count(painter)
        crowded = count > CROWD
        grain = max(1.0, 2.0 ** math.floor(-math.log2(scale)))
        pieces = count * self._mean_length / (_COARSE * grain)
        straight = count > MANY or pieces > _MOST_PIECES or scale < 0.2
        is_fine = count < (_FINE_PASSING if self._in_passing else _FINE_AT_REST)
        step = (_FINE if is_fine else _COARSE) * grain
        rows = self._in(exposed)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowded)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._draw_halos(painter, rows, straight, step, grain)
        buckets = self._buckets(rows)
        for emphasis, width_class, positive, members in buckets:
            pen = QPen(self.style.edge_pen(positive, width_class, emphasis))
            pen.setWidthF(pen.widthF() * self._thickness)
            if crowded and (emphasis != STRONG or len(members) > _FEW_STRONG):
                pen = QPen(pen.color(), 0)
            painter.setPen(pen)
            if straight:
                painter.drawLines([self._straight_line(row) for row in members])
            else:
                dash = -1 if positive else min(2, int(class_width(width_class) / 2.6))
                self._draw_bundle(painter, members, (dash, step, grain))
        if not straight and scale >= _ARROWS_FROM:
            self._draw_arrows(painter, buckets)
        painter.restore()

    def _measure(self) -> None:
        self._boxes = geometry.boxes_of(self.curves)
        self._bounds = QRectF()
        if len(self.curves):
            x0, y0 = self._boxes[:, :2].min(axis=0)
            x1, y1 = self._boxes[:, 2:].max(axis=0)
            self._bounds = QRectF(x0, y0, x1 - x0, y1 - y0)
            sizes = self._boxes[:, 2:] - self._boxes[:, :2]
            self._mean_length = float(np.hypot(*sizes.T).mean())

    def _likely_count(self, painter: QPainter) -> float:
        """Edges in a view of this size, on average over all places where it could be."""
        if not len(self.ids):
            return 0.0
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        size = np.array([view.width(), view.height()])
        whole = np.array([self._bounds.width(), self._bounds.height()])
        shares = (self._boxes[:, 2:] - self._boxes[:, :2] + size) / (whole + size)
        return float(np.minimum(shares, 1.0).prod(axis=1).sum())

    def _in(self, exposed: QRectF) -> NDArray[np.int64]:
        boxes = self._boxes
        seen = (
            (boxes[:, 0] <= exposed.right() + 10)
            & (boxes[:, 2] >= exposed.left() - 10)
            & (boxes[:, 1] <= exposed.bottom() + 10)
            & (boxes[:, 3] >= exposed.top() - 10)
        )
        if self.hidden >= 0:
            seen[self.hidden] = False
        return np.flatnonzero(seen)

    def _buckets(self, rows: NDArray[np.int64]) -> list[tuple[int, int, bool, list[int]]]:
        """Emphasis, width class, sign and members of what is drawn with one pen."""
        keys = self._emphasis[rows] * 1000 + self._classes[rows]
        order = np.argsort(keys, kind="stable")
        rows, keys = rows[order], keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1)).tolist()
        buckets = []
        for first, last in pairwise([*starts, len(rows)]):
            emphasis, rest = divmod(int(keys[first]), 1000)
            width_class, positive = divmod(rest, 2)
            buckets.append((emphasis, width_class, bool(positive), rows[first:last].tolist()))
        return buckets

    def _straight_line(self, row: int) -> QLineF:
        if row not in self._straight:
            self._straight[row] = QLineF(*self.curves[row, [0, 1, 6, 7]].tolist())
        return self._straight[row]

    def _cut_of(self, row: int, cut: tuple[int, float, float]) -> QPainterPath:
        """The short lines of a curve, or of its dashes: size of the dash, step and grain."""
        made = self._cuts.setdefault(row, {})
        if cut not in made:
            dash, step, grain = cut
            points = geometry.sample(self.curves[row : row + 1], _SMOOTH)[0]
            angle = geometry.arrival(self.curves[row : row + 1])[0]
            points[-1] -= (ARROW - 1) * np.array([np.cos(angle), np.sin(angle)])
            total = geometry.length(points)
            line, gap = _DASHES[dash] if dash >= 0 else (step / grain, 0.0)
            line, gap = line * grain, gap * grain
            count = max(2, round((total + gap) / (line + gap)))
            period = (total + gap) / count
            drawn = period * line / (line + gap)
            parts = max(1, round(drawn / step))
            starts = np.arange(count)[:, None] * period + np.arange(parts) * (drawn / parts)
            ends = starts + drawn / parts
            ends[:, : None if dash < 0 else -1] += _OVERLAP
            spots = np.hstack(
                (geometry.along(points, starts.ravel()), geometry.along(points, ends.ravel()))
            )
            made[cut] = path = QPainterPath()
            for x0, y0, x1, y1 in spots.tolist():
                path.moveTo(x0, y0)
                path.lineTo(x1, y1)
        return made[cut]

    def _draw_arrows(
        self, painter: QPainter, buckets: list[tuple[int, int, bool, list[int]]]
    ) -> None:
        """Most arrowheads point to the right; those of one look are one sprite on the screen."""
        is_raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        stamp = Stamp(painter, self._sprites) if is_raster else None
        curves = self.curves[[row for *_, members in buckets for row in members]]
        angles = iter(np.rint(np.degrees(geometry.arrival(curves))).astype(int).tolist())
        tips = iter(stamp.spots(curves[:, 6:8]) if stamp is not None else curves[:, 6:8].tolist())
        for emphasis, width_class, positive, members in buckets:
            color = self.style.edge_color(positive, emphasis)
            half = 3.6 + class_width(width_class) * self._thickness / 2
            reach = max(ARROW, half) + 2
            box = QRectF(-reach, -reach, 2 * reach, 2 * reach)
            shade, found = color.rgb(), {}
            for _ in members:
                (x, y), angle = next(tips), next(angles)
                look = color, half, angle
                if stamp is None:
                    painter.save()
                    painter.translate(x, y)
                    _draw_arrow(painter, look)
                    painter.restore()
                    continue
                if angle not in found:
                    found[angle] = stamp.find((shade, half, angle), box, _draw_arrow, look)
                image, left, top = found[angle]
                painter.drawImage(x - left, y - top, image)
        if stamp is not None:
            stamp.close()

    def _draw_halos(
        self, painter: QPainter, rows: NDArray[np.int64], straight: bool, step: float, grain: float
    ) -> None:
        """Around the selected ones of some edges, with round ends where they are few."""
        chosen = rows[self.selected[rows]]
        if len(chosen) > CROWD:
            return  # there is nothing between so many from which halos would set them off
        color = QColor(self.style.selection)
        color.setAlpha(90)
        few = len(chosen) <= _ROUND_HALOS
        cap = Qt.PenCapStyle.RoundCap if few else Qt.PenCapStyle.FlatCap
        classes = self._classes[chosen] // 2
        for width_class in np.unique(classes).tolist():
            members = chosen[classes == width_class].tolist()
            width = class_width(width_class) + 7
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, cap))
            if straight:
                painter.drawLines([self._straight_line(row) for row in members])
            elif few:
                for points in geometry.sample(self.curves[members], _SMOOTH).tolist():
                    painter.drawPolyline([QPointF(*point) for point in points])
            else:
                self._draw_bundle(painter, members, (-1, step, grain))

    def _draw_bundle(
        self, painter: QPainter, rows: Iterable[int], cut: tuple[int, float, float]
    ) -> None:
        """Edges of one pen; drawn as one path they take four fifths of the time."""
        bundle = QPainterPath()
        for row in rows:
            bundle.addPath(self._cut_of(row, cut))
        painter.drawPath(bundle)


def _draw_arrow(painter: QPainter, look: tuple[QColor, float, int]) -> None:
    color, half, angle = look
    painter.rotate(angle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawConvexPolygon(
        QPolygonF([QPointF(0, 0), QPointF(-ARROW, -half), QPointF(-ARROW, half)])
    )
