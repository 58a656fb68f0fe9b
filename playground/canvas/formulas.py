"""Formulas with real sub- and superscripts, drawn."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from playground.canvas.style import CanvasStyle

# Unicode has no comma for indices; the low quotation mark that looks like one stands in.
_LOWER = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎‚", "0123456789+−(),", strict=True))
_SYMBOL_SIZE, _SYMBOL_GAP = 12, 4.0
_UPPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+−()", strict=True))


def split_scripts(text: str) -> list[tuple[int, str]]:
    """Runs of (−1 below, 0 on the line, 1 above; plain characters)."""
    runs: list[tuple[int, str]] = []
    for character in text:
        rise = -1 if character in _LOWER else 1 if character in _UPPER else 0
        plain = _LOWER.get(character) or _UPPER.get(character) or character
        if runs and runs[-1][0] == rise:
            runs[-1] = (rise, runs[-1][1] + plain)
        else:
            runs.append((rise, plain))
    return runs


@lru_cache(maxsize=4096)
def lay_out(text: str, family: str, size: int) -> tuple[float, tuple[tuple[float, int, str], ...]]:
    """Width of a formula, and its runs as (x, rise, text); a raised run sits over a lowered one."""
    widths = {
        rise: QFontMetricsF(formula_font(family, size, small=rise != 0)) for rise in (-1, 0, 1)
    }
    x = base = 0.0
    last = 0
    runs = []
    for rise, part in split_scripts(text):
        advance = widths[rise].horizontalAdvance(part)
        if rise == 0 or last == 0:
            base = x
        start = base if rise else x
        runs.append((start, rise, part))
        x = max(x, start + advance + (0.5 if rise else 0.0))
        last = rise
    return x, tuple(runs)


@lru_cache(maxsize=64)
def formula_font(family: str, size: int, small: bool) -> QFont:
    """An italic serif of `size` scene pixels, or the smaller one of its scripts."""
    font = QFont(family)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setItalic(not small)
    font.setPixelSize(round(size * 0.68) if small else size)
    return font


def draw_formula(painter: QPainter, middle: QPointF, text: str, family: str, size: int) -> None:
    """Draw with the painter's pen, centred on `middle`, whose y is the base line."""
    width, runs = lay_out(text, family, size)
    left = middle.x() - width / 2
    for x, rise, part in runs:
        painter.setFont(formula_font(family, size, small=rise != 0))
        painter.drawText(
            QPointF(left + x, middle.y() - rise * size * (0.22 if rise < 0 else 0.38)), part
        )


def formula_width(text: str, family: str, size: int) -> float:
    return lay_out(text, family, size)[0]


def labelled_width(style: CanvasStyle, symbol: str, text: str) -> float:
    """Width of what `draw_labelled` writes."""
    width = style.small_width(text)
    if symbol:
        width += formula_width(symbol, style.formula_family, _SYMBOL_SIZE) + _SYMBOL_GAP
    return width


def draw_labelled(
    painter: QPainter, style: CanvasStyle, box: QRectF, symbol: str, text: str
) -> None:
    """A number in the middle of a box, after the symbol that it is the value of."""
    box = QRectF(box)
    if symbol:
        box.setLeft(box.center().x() - labelled_width(style, symbol, text) / 2)
        width = formula_width(symbol, style.formula_family, _SYMBOL_SIZE)
        painter.setPen(style.muted)
        place = QPointF(box.left() + width / 2, box.center().y() + 3.5)
        draw_formula(painter, place, symbol, style.formula_family, _SYMBOL_SIZE)
        box.setLeft(box.left() + width + _SYMBOL_GAP)
        box.setWidth(style.small_width(text))
    painter.setFont(style.small)
    painter.setPen(style.text)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(box, int(flags), text)


def elide(text: str, font: QFont, width: float) -> str:
    """The text cut with … where it is wider."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
