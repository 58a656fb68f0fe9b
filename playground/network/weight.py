"""A weight or bias as a person gave it: its value, and the text they typed where it was exact."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from playground.network.errors import WeightTextError

MAX_TEXT = 40
LARGEST = 1e12
_NUMBER = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,4})?"
_PLAIN = re.compile(rf"(?P<sign>[+-]?)\s*(?P<top>{_NUMBER})(?:\s*/\s*(?P<bottom>{_NUMBER}))?")
_RELATIVE = re.compile(
    rf"(?P<operator>[*/×·÷])\s*(?P<operand>[+-]?\s*{_NUMBER}(?:\s*/\s*{_NUMBER})?)"
)


@dataclass(frozen=True, slots=True)
class Weight:
    """A number and, where it was typed as a fraction, that fraction (`1/3`)."""

    value: float
    text: str | None = None

    @property
    def fraction(self) -> Fraction:
        """The exact value: that of the text when there is one."""
        return _fraction(self.text) if self.text else Fraction(self.value)


def parse_weight(text: str, current: Weight) -> Weight:
    """Read `0.5`, `0,5`, `1/3`, `-2/3`, and relative to `current` `*2` and `/3`.

    A fraction keeps its text; a relative change keeps a fraction only when it started from one.

    Raises
    ------
    WeightTextError
        The text is no number, divides by zero, or is too large.
    """
    typed = text.strip().replace("−", "-")
    shown = typed if len(typed) <= MAX_TEXT else typed[:MAX_TEXT] + "…"
    if not typed:
        raise WeightTextError("Type a number, such as 0.5 or 1/3.")
    if len(typed) > MAX_TEXT:
        raise WeightTextError(
            f"“{shown}” is too long for a number; use at most {MAX_TEXT} characters."
        )
    relative = _RELATIVE.fullmatch(typed)
    try:
        if relative:
            operand = _fraction(relative["operand"])
            multiply = relative["operator"] in "*×·"
            if current.text:
                exact = current.fraction * operand if multiply else current.fraction / operand
                return _as_weight(exact, keep_text=True)
            factor = float(operand)
            value = current.value * factor if multiply else current.value / factor
            return Weight(_checked(value, shown))
        if not _PLAIN.fullmatch(typed):
            raise WeightTextError(f"“{shown}” is not a number; type one such as 0.5, 1/3 or *2.")
        return _as_weight(_fraction(typed), keep_text="/" in typed)
    except ZeroDivisionError:
        raise WeightTextError(f"“{shown}” divides by zero; type another number.") from None
    except OverflowError:
        raise WeightTextError(f"“{shown}” is too large; type a smaller number.") from None


def format_weight(weight: Weight, digits: int = 2) -> str:
    """The fraction as typed, otherwise the value with a true minus sign and `digits` decimals.

    What training made larger than can be typed is written with a power of ten.
    """
    form = "f" if abs(weight.value) < LARGEST else "e"
    text = weight.text or f"{weight.value:.{digits}{form}}"
    if weight.text is None and float(text) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def _fraction(text: str) -> Fraction:
    match = _PLAIN.fullmatch(text.strip())
    if match is None:
        raise WeightTextError(f"“{text}” is not a number; type one such as 0.5, 1/3 or *2.")
    value = Fraction(match["top"].replace(",", "."))
    if match["bottom"]:
        value /= Fraction(match["bottom"].replace(",", "."))
    return -value if match["sign"] == "-" else value


def _as_weight(exact: Fraction, keep_text: bool) -> Weight:
    value = _checked(float(exact), f"{float(exact):g}")
    text = f"{exact.numerator}/{exact.denominator}"
    keep = keep_text and exact.denominator != 1 and len(text) <= MAX_TEXT
    return Weight(value, text if keep else None)


def _checked(value: float, shown: str) -> float:
    if not math.isfinite(value) or abs(value) >= LARGEST:
        raise WeightTextError(f"“{shown}” is too large; numbers stay below 1e12.")
    return value
