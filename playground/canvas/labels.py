"""What nodes are called, and formulas with real sub- and superscripts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from playground.network.model import Network, serial

_LOWER = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎", "0123456789+−()", strict=True))
_UPPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", "0123456789+−()", strict=True))
_TO_LOWER = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TO_UPPER = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def automatic_names(network: Network, columns: Mapping[str, str]) -> dict[str, str]:
    """The name of each node: its own, its column's label, ŷ for outputs, aₖ⁽ˡ⁾ for hidden ones.

    `columns` are labels by column key. Numbers run from top to bottom; a neuron without any
    edge has no place in the network yet and is called “not connected”.
    """
    levels = network.levels()
    outputs = network.outputs()
    names: dict[str, str] = {}
    if len(outputs) == 1:
        names[outputs[0].id] = "ŷ"
    else:
        for number, node in enumerate(outputs, 1):
            names[node.id] = f"ŷ{number}".translate(_TO_LOWER)
    counts: dict[int, int] = {}
    for node in sorted(network.nodes, key=lambda node: (node.y, node.x, serial(node.id))):
        role = network.role(node.id)
        if node.column is not None:
            names[node.id] = columns.get(node.column, node.column)
        elif role == "idle":
            names[node.id] = "not connected"
        elif role == "hidden":
            level = levels[node.id]
            counts[level] = counts.get(level, 0) + 1
            index = str(counts[level]).translate(_TO_LOWER)
            names[node.id] = f"a{index}⁽{str(level).translate(_TO_UPPER)}⁾"
        if node.name:
            names[node.id] = node.name
    return names


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


def elide(text: str, font: QFont, width: float) -> str:
    """The text cut with … where it is wider."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
