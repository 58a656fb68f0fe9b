"""The weights written on edges as small chips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas.formulas import draw_labelled, labelled_width
from playground.canvas.sprites import SpriteCache, Stamp
from playground.canvas.style import CanvasStyle, draw_chip, draw_lock

HALF = (23.0, 9.5)
DETAIL = 0.55
_FAR = 0.85  # size on the screen of the chips that stay when all others are too small
_LOCK = 10.0
_RECEDED = 0.45


class ChipLayer(QGraphicsItem):
    """Draws a chip at each of `places`, by edge id; the scene says where and what."""

    def __init__(self, style: CanvasStyle) -> None:
        super().__init__()
        self.style = style
        self.places: dict[str, tuple[float, float]] = {}
        self.selected: frozenset[str] = frozenset()
        self.locked: frozenset[str] = frozenset()
        self.receded: frozenset[str] = frozenset()
        self.hovered = ""
        self.texts: Mapping[str, str] = {}
        self.symbols: Mapping[str, str] = {}
        self._sprites = SpriteCache()
        self._bounds = QRectF()
        self.setZValue(1)

    def restyle(self, style: CanvasStyle) -> None:
        self.style = style
        self._sprites = SpriteCache()

    def put(self, places: dict[str, tuple[float, float]]) -> None:
        """Show chips at these centres."""
        self.prepareGeometryChange()
        self.places = places
        xs = [place[0] for place in places.values()]
        ys = [place[1] for place in places.values()]
        self._bounds = (
            QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(
                -400, -120, 400, 120
            )
            if places
            else QRectF()
        )

    def box(self, edge_id: str) -> QRectF:
        """The chip of an edge in scene coordinates."""
        return self._extent(edge_id).translated(*self.places[edge_id])

    def half_of(self, edge_id: str, text: str) -> float:
        """Half the width of a chip, its lock apart."""
        width = labelled_width(self.style, self.symbols.get(edge_id, ""), text)
        return max(HALF[0], width / 2 + 6)

    def chip_at(self, at: QPointF) -> str | None:
        """The edge whose chip is under a point, the selected ones first."""
        found = [edge_id for edge_id in self.places if self.box(edge_id).contains(at)]
        return min(found, key=lambda edge_id: edge_id not in self.selected, default=None)

    def _extent(self, edge_id: str) -> QRectF:
        """The chip around its centre."""
        half = self.half_of(edge_id, self.texts[edge_id])
        extra = _LOCK / 2 if edge_id in self.locked else 0.0
        return QRectF(-half - extra, -HALF[1], 2 * (half + extra), 2 * HALF[1])

    def _draw(self, painter: QPainter, edge_id: str) -> None:
        """The chip around the origin."""
        style = self.style
        chosen = edge_id in self.selected
        box = self._extent(edge_id)
        border = style.selection if chosen else style.border
        draw_chip(painter, style, box, border, 1.6 if chosen else 1.0)
        if edge_id in self.locked:
            draw_lock(painter, QPointF(box.left() + 5, box.bottom() - 5), style.muted)
            box.setLeft(box.left() + _LOCK)
        symbol = self.symbols.get(edge_id, "")
        draw_labelled(painter, style, box, symbol, self.texts[edge_id])

    def _stamp(self, painter: QPainter, ids: Iterable[str], grow: float) -> None:
        stamp = Stamp(painter, self._sprites)
        ids = list(ids)
        spots = stamp.spots(np.array([self.places[key] for key in ids]).reshape(-1, 2))
        for edge_id, spot in zip(ids, spots, strict=True):
            painter.setOpacity(_RECEDED if edge_id in self.receded else 1.0)
            words = self.texts[edge_id], self.symbols.get(edge_id, "")
            key = *words, edge_id in self.selected, edge_id in self.locked
            box = self._extent(edge_id).adjusted(-1, -1, 1, 1)
            stamp.put((spot,), key, box, self._draw, edge_id, grow)
        stamp.close()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not self.places:
            return
        scale = painter.worldTransform().m11()
        if widget is None:
            for edge_id in self.places:
                painter.save()
                painter.translate(*self.places[edge_id])
                self._draw(painter, edge_id)
                painter.restore()
        elif scale >= DETAIL:
            self._stamp(painter, self.places, 1.0)
        else:
            far = self.places.keys() & (self.selected | {self.hovered})
            self._stamp(painter, far, _FAR / scale)
