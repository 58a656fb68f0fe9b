"""All nodes as one item: pictures from a strip, everything else from sprites."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas import node_drawing
from playground.canvas.geometry import RADIUS, FloatArray
from playground.canvas.node_item import (
    BODY,
    DETAIL_NAME,
    DETAIL_PICTURE,
    DETAIL_PILL,
    NAME_WIDTH,
    NodeItem,
)
from playground.canvas.sprites import SpriteCache, Stamp
from playground.canvas.style import CanvasStyle
from playground.canvas.thumbnails import Strip, heat_words

Parts = tuple[tuple[QImage, int, int], ...]
"""Sprites, and where their origins lie in them."""

_REACH = NAME_WIDTH  # a node's parts lie at most this far from its centre


class NodeLayer(QGraphicsItem):
    """Draws `nodes`, whose centres are `positions` (N, 2) in the same order.

    While nothing changes, the strip of coloured pictures stays.
    """

    def __init__(self, style: CanvasStyle) -> None:
        super().__init__()
        self.style = style
        self.nodes: dict[str, NodeItem] = {}
        self.positions: FloatArray = np.empty((0, 2))
        self.sprites = SpriteCache()
        self._strip: Strip | None = None
        self._strip_key: object = None
        self._slots: dict[int, int] = {}
        self._strange: frozenset[int] = frozenset()
        self._parts: dict[str, tuple[object, Parts]] = {}
        self._version = 0
        self._bounds = QRectF()
        self.setZValue(2)

    def reset(self, nodes: dict[str, NodeItem], positions: FloatArray) -> None:
        """Show other nodes."""
        self.nodes, self.positions = nodes, positions
        self.measure()
        self.touch()

    def touch(self) -> None:
        """Pictures, roles or the selection changed."""
        self._version += 1

    def measure(self) -> None:
        """Nodes were moved."""
        self.prepareGeometryChange()
        self._bounds = QRectF()
        if len(self.positions):
            low, high = self.positions.min(axis=0), self.positions.max(axis=0)
            self._bounds = QRectF(QPointF(*low), QPointF(*high)).adjusted(-_REACH, -60, _REACH, 110)

    def restyle(self, style: CanvasStyle) -> None:
        self.style = style
        self.sprites = SpriteCache()
        for item in self.nodes.values():
            item.style = style
        self.touch()

    def _in_view(self, painter: QPainter) -> NDArray[np.int64]:
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        x, y = self.positions[:, 0], self.positions[:, 1]
        return np.flatnonzero(
            (x >= view.left() - _REACH)
            & (x <= view.right() + _REACH)
            & (y >= view.top() - _REACH)
            & (y <= view.bottom() + _REACH)
        )

    def _make_strip(
        self, rows: NDArray[np.int64], items: list[NodeItem], side: int, far: bool
    ) -> Strip:
        """The pictures of some nodes; from far away one colour each, the mean of the picture."""
        key = (self._version, rows.tobytes(), side, far)
        if self._strip is not None and key == self._strip_key:
            return self._strip
        order = sorted(range(len(items)), key=lambda k: items[k].node.is_input)
        self._slots = {k: slot for slot, k in enumerate(order)}
        filled = [slot for slot, k in enumerate(order) if items[k].values is not None]
        found = [items[order[slot]] for slot in filled]
        if found:
            values = np.stack([item.values for item in found])  # type: ignore[misc]
            finite = np.isfinite(values).all(axis=(1, 2))
            if far:
                with np.errstate(invalid="ignore"):  # of opposite infinities
                    means = values.mean(axis=(1, 2))
                values = np.where(finite, means, np.nan)[:, None, None]
            ranges = np.array([item.range for item in found], dtype=np.float32)
            coloured = heat_words(values, ranges[:, 0], ranges[:, 1], self.style.heat)
            words = np.empty((len(items), *coloured.shape[1:]), dtype=np.uint32)
        else:
            words, finite = np.empty((len(items), 1, 1), dtype=np.uint32), np.empty(0, dtype=bool)
        words[:] = (self.style.idle_rim if far else self.style.threshold).rgb()
        if found:
            words[filled] = coloured
        if far:
            words[[self._slots[k] for k, item in enumerate(items) if item.selected]] = (
                self.style.selection.rgb()
            )
        strange = np.flatnonzero(~finite).tolist()
        self._strange = frozenset(order[filled[number]] for number in strange)
        round_count = sum(not item.node.is_input for item in items)
        self._strip, self._strip_key = Strip(words, round_count, side), key
        return self._strip

    def _stamp(self, painter: QPainter) -> None:
        rows = self._in_view(painter)
        if not len(rows):
            return
        detail = painter.worldTransform().m11()
        every = list(self.nodes.values())
        items = [every[row] for row in rows.tolist()]
        stamp = Stamp(painter, self.sprites)
        side = max(2, 2 * round(RADIUS * stamp.scale))
        strip = self._make_strip(rows, items, side, detail < DETAIL_PICTURE)
        spots = stamp.spots(self.positions[rows])
        known, self._parts = self._parts, {}
        for k, (item, spot) in enumerate(zip(items, spots, strict=True)):
            if detail < DETAIL_PICTURE:
                strip.put(painter, self._slots[k], *spot)
                continue
            key = item.look, k in self._strange, stamp.scale, detail
            found = known.get(item.node.id)
            if found is None or found[0] != key:
                found = key, self._find_parts(stamp, item, k in self._strange, detail)
            self._parts[item.node.id] = found
            self._stamp_node(painter, strip, k, found[1], item.role == "idle", *spot)
        stamp.close()

    def _stamp_node(
        self, painter: QPainter, strip: Strip, k: int, parts: Parts, is_idle: bool, x: int, y: int
    ) -> None:
        if is_idle:
            painter.setOpacity(node_drawing.IDLE_OPACITY)
        strip.put(painter, self._slots[k], x, y)
        if is_idle:
            painter.setOpacity(1.0)
        for image, left, top in parts:
            painter.drawImage(x - left, y - top, image)

    def _find_parts(self, stamp: Stamp, item: NodeItem, is_strange: bool, detail: float) -> Parts:
        """Everything around a node's picture, from the rim outwards."""
        draw, find = node_drawing, stamp.find
        parts = [find(draw.rim_key(item), draw.RIM_BOX, draw.draw_ringed, item)]
        if detail >= DETAIL_NAME:
            parts.append(find(draw.name_key(item), draw.name_extent(item), draw.draw_name, item))
            if is_strange:
                parts.append(find("strange", BODY, draw.draw_warning, item))
        if detail >= DETAIL_PILL and item.caption:
            key = "caption", item.caption
            parts.append(find(key, draw.caption_box(item), draw.draw_caption, item))
        if detail >= DETAIL_PILL and item.has_bias_node:
            parts.append(find(draw.bias_key(item), draw.bias_extent(item), draw.draw_bias, item))
        if detail >= DETAIL_PILL and not item.node.is_input:
            box = item.pill_box().adjusted(-1, -1, 1, 1)
            parts.append(find(draw.pill_key(item), box, draw.draw_pill, item))
        return tuple(parts)

    def _draw(self, painter: QPainter, item: NodeItem) -> None:
        """One node without sprites, for paper and files."""
        painter.save()
        painter.translate(item.pos())
        if item.selected:
            node_drawing.draw_glow(painter, item)
        node_drawing.draw_picture(painter, item)
        node_drawing.draw_rim(painter, item)
        node_drawing.draw_name(painter, item)
        if not item.is_finite:
            node_drawing.draw_warning(painter, item)
        if not item.node.is_input:
            node_drawing.draw_pill(painter, item)
        if item.has_bias_node:
            node_drawing.draw_bias(painter, item)
        if item.caption:
            node_drawing.draw_caption(painter, item)
        painter.restore()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if widget is not None:
            self._stamp(painter)
            return
        for item in self.nodes.values():
            self._draw(painter, item)
