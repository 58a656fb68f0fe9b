from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from playground.palette import DARK, LIGHT
from playground.widgets.icons import IconButton, IconToolButton, themed_icon


def color_of(button):
    image = button.icon().pixmap(32, 32).toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name().upper()


@pytest.mark.parametrize("kind", [IconButton, IconToolButton])
def test_icons_follow_the_theme(kind, qtbot, qapp):
    button = kind("Play", "ph.play-fill") if kind is IconButton else kind("ph.play-fill", "Play")
    qtbot.addWidget(button)
    button.show()
    assert color_of(button) == LIGHT.text
    qapp.setPalette(QPalette(DARK.window))
    qtbot.waitUntil(lambda: color_of(button) == DARK.text)
    button.show_icon("ph.play-fill", "error")
    assert color_of(button) == DARK.error


def test_icons_are_made_once(qapp):
    assert themed_icon("ph.play-fill", LIGHT) is themed_icon("ph.play-fill", LIGHT)
