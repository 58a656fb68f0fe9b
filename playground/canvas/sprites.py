"""Small pictures of parts that look alike frame after frame, kept at their size on the screen."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

_MOST_PIXELS = 12_000_000  # 48 MB


_Look = TypeVar("_Look")


class SpriteCache:
    """Sprites by a key that names everything they depend on; the least used ones go."""

    def __init__(self) -> None:
        self._sprites: OrderedDict[Hashable, tuple[QImage, int, int]] = OrderedDict()
        self._pixels = 0

    def find(self, key: Hashable) -> tuple[QImage, int, int] | None:
        """A sprite, and where its origin lies in it."""
        found = self._sprites.get(key)
        if found is not None:
            self._sprites.move_to_end(key)
        return found

    def make(
        self,
        key: Hashable,
        scale: float,
        box: QRectF,
        draw: Callable[[QPainter, _Look], None],
        look: _Look,
    ) -> tuple[QImage, int, int]:
        """Draw the sprite of a `box` in scene pixels."""
        left, top = math.ceil(-box.left() * scale), math.ceil(-box.top() * scale)
        width = max(1, left + math.ceil(box.right() * scale))
        height = max(1, top + math.ceil(box.bottom() * scale))
        image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left, top)
        painter.scale(scale, scale)
        draw(painter, look)
        painter.end()
        self._sprites[key] = made = image, left, top
        self._pixels += width * height
        while self._pixels > _MOST_PIXELS:
            _, (old, _, _) = self._sprites.popitem(last=False)
            self._pixels -= old.width() * old.height()
        return made


class Stamp:
    """Puts sprites on a raster painter, on whole pixels; `close` gives the painter back."""

    def __init__(self, painter: QPainter, cache: SpriteCache) -> None:
        ratio = painter.device().devicePixelRatioF()
        self.painter = painter
        self._to_screen = painter.worldTransform() * QTransform.fromScale(ratio, ratio)
        self.scale = self._to_screen.m11()
        self._cache = cache
        painter.save()
        painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))

    def close(self) -> None:
        self.painter.restore()

    def spots(self, places: NDArray[np.float64]) -> list[tuple[int, int]]:
        """The pixels of places (N, 2) in the scene."""
        to = self._to_screen
        pixels = np.rint(places * self.scale + (to.dx(), to.dy())).astype(np.int64)
        return [(x, y) for x, y in pixels.tolist()]

    def find(
        self,
        key: Hashable,
        box: QRectF,
        draw: Callable[[QPainter, _Look], None],
        look: _Look,
        grow: float = 1.0,
    ) -> tuple[QImage, int, int]:
        """The sprite of a part, and where its origin lies in it.

        `key` says all that `look` lets `draw` depend on; `box` is the extent in scene pixels,
        shown `grow` times as large.
        """
        scale = self.scale * grow
        found = self._cache.find((key, scale))
        return found or self._cache.make((key, scale), scale, box, draw, look)

    def put(
        self,
        spots: Iterable[tuple[int, int]],
        key: Hashable,
        box: QRectF,
        draw: Callable[[QPainter, _Look], None],
        look: _Look,
        grow: float = 1.0,
    ) -> None:
        """A part as `find` gives it, with its origin on each of some pixels."""
        image, left, top = self.find(key, box, draw, look, grow)
        draw_image = self.painter.drawImage
        for x, y in spots:
            draw_image(x - left, y - top, image)
