"""The fonts of numbers that change and of formulas."""

from __future__ import annotations

from PySide6.QtGui import QFont, QGuiApplication

SERIFS = ("STIX Two Text", "Cambria", "Georgia", "Times New Roman", "DejaVu Serif", "serif")


def tabular_font(base: QFont | None = None) -> QFont:
    """The interface's font with digits of equal width, for numbers that change."""
    # One that is not derived keeps following the size of the interface's text.
    font = QFont(base) if base is not None else QFont()
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def serif_font(base: QFont | None = None) -> QFont:
    """The serif of formulas."""
    font = QFont(base if base is not None else QGuiApplication.font())
    font.setFamilies(list(SERIFS))
    font.setStyleHint(QFont.StyleHint.Serif)
    return font
