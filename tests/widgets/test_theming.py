from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPalette

from playground.palette import LIGHT, THEMES
from playground.widgets.theming import contrast, current_theme, readable


@given(
    st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"),
    st.sampled_from(list(THEMES.values())),
)
def test_any_colour_becomes_readable(color, theme):
    shade = readable(color, theme)
    grounds = (theme.window, theme.surface, theme.canvas)
    assert all(contrast(shade, ground) >= 4.5 for ground in grounds)


def test_a_readable_colour_stays_as_it_is():
    assert readable(LIGHT.error, LIGHT) == LIGHT.error


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_theme_is_told_by_the_application_s_window_colour(theme, qapp):
    palette = QPalette(theme.window)
    qapp.setPalette(palette)
    assert current_theme() == theme
