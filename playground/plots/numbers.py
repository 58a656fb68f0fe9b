"""Numbers as a reader expects them: a real minus, thousands apart, no prefixes of units."""

from __future__ import annotations

import math

from PySide6.QtGui import QFont

_STEPS = 2000
_SMALL = 2e-3


def format_number(value: float, digits: int = 3) -> str:
    """`value` with that many significant digits, as short as it gets; powers of ten at extremes."""
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    if value != 0 and not 1e-4 <= abs(value) < 1e7:
        return _power_form(f"{value:.{digits - 1}e}")
    places = max(0, digits - 1 - _magnitude(value)) if value else 0
    text = f"{value:,.{places}f}"
    return _real_minus(text.rstrip("0").rstrip(".") if "." in text else text)


def format_fixed(value: float, places: int) -> str:
    """`value` with a fixed number of places, so that it does not jump about as it changes."""
    if not math.isfinite(value) or abs(value) >= 1e7:
        return format_number(value)
    return _real_minus(f"{value:,.{places}f}")


def format_ticks(
    values: list[float], spacing: float, finest: float = 1e-5, limit: float = 1e7
) -> list[str]:
    """Tick labels that all have the places their spacing needs.

    They are powers of ten where numbers reach `limit`, or lie closer than `finest`.
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest >= limit or spacing < finest:
        # As many digits as tell neighbours apart.
        digits = min(15, max(2, _magnitude(largest or 1.0) - _magnitude(spacing) + 1))
        return [_power_form(f"{value:.{digits}e}") if value else "0" for value in values]
    places = max(0, math.ceil(-math.log10(spacing) - 1e-9))
    return [format_fixed(value, places) for value in values]


def format_place(value: float, span: float) -> str:
    """A place on an axis with the places that tell a step of a picture `span` wide apart.

    Of all places on it they are as many, so that 2.80 stands beside −2.89.
    """
    if not (math.isfinite(value) and 0 < span < 1e7):
        return format_number(value)
    if span < _SMALL:
        return format_number(value, max(3, 3 + _magnitude(value or span) - _magnitude(span)))
    return format_fixed(value, axis_places(span))


def axis_places(span: float) -> int:
    """How many places tell a step of a picture `span` wide apart."""
    return max(0, math.floor(math.log10(_STEPS / span)))


def round_up(value: float) -> float:
    """The next number of one or two digits, so that a growing axis moves rarely."""
    unit = 10.0 ** math.floor(math.log10(value)) / 5
    return math.ceil(value / unit - 1e-9) * unit


def tabular(font: QFont, scale: float = 1.0) -> QFont:
    """That font with digits of one width, for numbers that change."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    if scale != 1.0 and font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * scale)
    return result


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value)))


def _real_minus(text: str) -> str:
    # "-0.00" is a zero that kept its sign.
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", "−")


def _power_form(text: str) -> str:
    mantissa, exponent = text.split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return _real_minus(f"{mantissa}e{int(exponent)}")
