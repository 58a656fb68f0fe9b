"""Sprites are drawn once for each look, and land on whole pixels."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from playground.canvas import sprites
from playground.canvas.sprites import SpriteCache, Stamp
from playground.engine.snapshot import Field
from tests.canvas.conftest import Studio

BOX = QRectF(-2, -2, 4, 4)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_sprite_is_drawn_once_and_put_on_whole_pixels(qtbot, ratio: float) -> None:
    calls = []

    def draw(painter: QPainter, look: str) -> None:
        calls.append(look)
        painter.fillRect(BOX, QColor(look))

    side = round(40 * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.scale(2, 2)
    stamp = Stamp(painter, SpriteCache())
    for spot in stamp.spots(np.array([[5.1, 5.1], [14.9, 14.9]])):
        stamp.put((spot,), "red", BOX, draw, "red")
    stamp.close()
    assert painter.worldTransform().m11() == 2
    painter.end()
    assert calls == ["red"]
    red = [
        (x, y) for x in range(side) for y in range(side) if image.pixelColor(x, y) == QColor("red")
    ]
    width = round(8 * ratio)
    assert len(red) == 2 * width * width
    others = {image.pixelColor(x, y).name() for x in range(side) for y in range(side)}
    assert others == {"#ffffff", "#ff0000"}


def test_the_least_used_sprites_go(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sprites, "_MOST_PIXELS", 100)
    cache = SpriteCache()
    for key in "abcdefg":
        cache.make(key, 1.0, BOX, lambda painter, look: None, None)
        assert cache.find("a") is not None
    assert cache.find("b") is None
    assert cache.find("g") is not None


def test_new_pictures_look_no_part_up_again(studio: Studio, monkeypatch) -> None:
    fields = {key: np.full((4, 4), 0.5, dtype=np.float32) for key in studio.scene.nodes}
    asked = []
    find = Stamp.find
    monkeypatch.setattr(
        Stamp, "find", lambda stamp, key, *rest: (asked.append(key[0]), find(stamp, key, *rest))[1]
    )

    def shown() -> set[object]:
        asked.clear()
        studio.view.show_fields(Field((-1.0, 1.0, -1.0, 1.0), fields), {})
        studio.view.grab()
        return {"rim", "name"} & set(asked)

    shown()
    assert shown() == set()
    studio.scene.nodes["n3"].hovered = True
    assert shown() == {"rim", "name"}
