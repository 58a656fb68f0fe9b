from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from playground.app.theme import apply_theme
from playground.data.choice import DataChoice
from playground.data.generators import GENERATORS
from playground.data.load import load
from playground.palette import DARK, LIGHT
from playground.panels.gallery import Gallery
from playground.panels.thumbnails import generator_picture, point_colors
from playground.widgets.thumbnail_button import ThumbnailButton

SIZE = 44


def pixels(source, theme=LIGHT):
    picture = generator_picture(source, theme, SIZE, 1.0).toImage()
    picture = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(picture.constBits(), np.uint8).reshape(SIZE, SIZE, 4).astype(int)


def blueness(part):
    seen = part[part[..., 3] > 200]
    return float((seen[:, 2] - seen[:, 0]).mean())


def test_pictures_are_the_right_way_up(qapp):
    # The positive cloud lies at (2, 2): right and above.
    picture = pixels("gauss")
    half = SIZE // 2
    assert blueness(picture[:half, half:]) > 50 > -50 > blueness(picture[half:, :half])
    assert not (picture[:half, :half, 3] > 200).any()


def test_numbers_rise_towards_the_upper_right(qapp):
    picture = pixels("reg_plane")
    third = SIZE // 3
    assert blueness(picture[:third, -third:]) > blueness(picture[-third:, :third]) + 50


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("source", GENERATORS)
def test_every_set_has_a_picture_with_points(qapp, source, theme):
    assert (pixels(source, theme)[..., 3] > 200).sum() > 100


def test_two_classes_have_two_colours_and_more_have_one_each():
    colors = point_colors(load(DataChoice(source="xor", count=50)), LIGHT)
    assert set(colors) == {LIGHT.below, LIGHT.above}


def test_the_gallery_has_a_page_for_each_kind_and_turns_to_the_chosen_set(qtbot):
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()

    def visible():
        return [card.text() for card in gallery.findChildren(ThumbnailButton) if card.isVisible()]

    pages = []
    for source in ("circle", "reg_plane", "sine"):
        gallery.show_source(source)
        pages.append(visible())
    assert pages[0][:4] == ["Circle", "XOR", "Two clouds", "Spiral"]
    assert sorted(label for page in pages for label in page) == sorted(
        g.label for g in GENERATORS.values()
    )
    tab = next(b for b in gallery.findChildren(QPushButton) if b.text() == "Numbers")
    with qtbot.assertNotEmitted(gallery.source_chosen):
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert visible() == pages[1]


def test_the_gallery_takes_the_theme(qtbot, qapp):
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.show()
    before = gallery.grab().toImage()
    apply_theme(qapp, DARK)
    assert gallery.grab().toImage() != before
