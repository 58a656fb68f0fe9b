"""The app's own icon, from a title bar's size to a dock's."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QIcon, QImage

from playground.app.resources import resource


@pytest.mark.parametrize("name", ["Playground", "Playground.document"])
@pytest.mark.parametrize("size", [16, 32, 64, 256])
def test_the_icon_is_drawn_at_every_size_and_can_be_told_on_any_ground(qapp, name, size):
    icon = QIcon(str(resource("desktop", f"io.github.neural_playground.{name}.svg")))
    image = icon.pixmap(size, size).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    assert (image.width(), image.height()) == (size, size)
    pixels = np.array(image.constBits()).reshape(size, size, 4).astype(int)
    covered = pixels[..., 3] > 128
    assert 0.4 < covered.mean() < 1
    colors = pixels[covered][:, :3]
    for ground in (0, 255):
        assert (np.abs(colors - ground).max(axis=1) > 90).mean() > 0.1
    orange = (colors[:, 0] > 200) & (colors[:, 2] < 90)
    blue = (colors[:, 2] > 150) & (colors[:, 0] < 90)
    assert min(orange.mean(), blue.mean()) > 0.01
