"""Which theme is on, and whether a colour can be read on another."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPalette

from playground.palette import LIGHT, THEMES, Theme, mix, rgb

MINIMUM_CONTRAST = 4.5
LOOK_CHANGES = frozenset({QEvent.Type.PaletteChange, QEvent.Type.StyleChange})
"""Events of `changeEvent` after which a widget takes its colours again."""


def current_theme() -> Theme:
    """The theme of the application's palette; a widget's own palette may be styled."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window).name().upper()
    return next((theme for theme in THEMES.values() if theme.window == window), LIGHT)


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(color: str, theme: Theme, minimum: float = MINIMUM_CONTRAST) -> str:
    """The colour, moved towards the text's until it can be read on every ground of the theme."""
    grounds = (theme.window, theme.surface, theme.canvas)
    shades = (mix(color, theme.text, step / 20) for step in range(20))
    good = (shade for shade in shades if min(contrast(shade, g) for g in grounds) >= minimum)
    return next(good, theme.text)


def _luminance(color: str) -> float:
    shares = (channel / 255 for channel in rgb(color))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
