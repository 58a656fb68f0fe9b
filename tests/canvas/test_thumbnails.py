"""Pictures of all nodes at once look like the picture of each."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from PySide6.QtGui import QColor, QImage, QPainter

from playground.canvas.style import CanvasStyle
from playground.canvas.thumbnails import Strip, heat_words
from playground.palette import heat_index

RED, BLUE = np.uint32(0xFFFF0000), np.uint32(0xFF0000FF)
values = nps.arrays(np.float32, (3, 4, 5), elements=st.floats(width=32))


@given(values)
def test_colours_are_those_of_the_palette_with_the_lowest_row_at_the_bottom(values) -> None:
    heat = CanvasStyle().heat
    lows, highs = np.float32([-1, 0, -5]), np.float32([1, 1, 5])
    words = heat_words(values, lows, highs, heat)
    with np.errstate(all="ignore"):
        for number in range(3):
            index = heat_index(values[number], float(lows[number]), float(highs[number]))
            off_by = np.abs(
                np.searchsorted(np.arange(256), index[::-1]).astype(int)
                - [[int(np.flatnonzero(heat == word)[0]) for word in row] for row in words[number]]
            )
            same_colour = heat[index[::-1]] == words[number]
            assert ((off_by <= 1) | same_colour).all()


def test_round_ones_are_cut_and_the_others_fill_their_square(qtbot) -> None:
    words = np.full((3, 10, 10), RED)
    words[2] = BLUE
    strip = Strip(words, 2, 20)
    image = QImage(60, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for number in range(3):
        strip.put(painter, number, 10 + 20 * number, 10)
    painter.end()
    names = [image.pixelColor(x, y).name() for x, y in ((10, 10), (30, 10), (50, 10))]
    assert names == ["#ff0000", "#ff0000", "#0000ff"]
    corners = [image.pixelColor(20 * number + 1, 1).name() for number in range(3)]
    assert corners == ["#ffffff", "#ffffff", "#0000ff"]


def test_a_strip_longer_than_a_painter_can_count_is_cut(qtbot) -> None:
    words = np.full((9_000, 1, 1), RED)
    words[8_999] = BLUE
    strip = Strip(words, 9_000, 8)
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    strip.put(painter, 8_999, 4, 4)
    painter.end()
    assert image.pixelColor(4, 4) == QColor("blue")


def test_single_colours_do_not_run_into_each_other(qtbot) -> None:
    strip = Strip(np.array([[[RED]], [[BLUE]]]), 0, 6)
    image = QImage(6, 6, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    strip.put(painter, 0, 3, 3)
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(6) for y in range(6)}
    assert colours == {"#ff0000"}
