"""Which theme is wanted: the chosen one, or what the system prefers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from playground.app.settings import AppSettings
from playground.palette import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme


def wanted_theme(settings: AppSettings) -> Theme:
    """The theme chosen in the settings, or the system's."""
    return THEMES[settings.theme] if settings.theme else system_theme()


def system_theme() -> Theme:
    """What the system prefers; light where it doesn't say."""
    # A hint object that nobody holds dies while it is being asked.
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
