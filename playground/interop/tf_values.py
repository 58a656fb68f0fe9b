"""The key=value pairs of a TensorFlow Playground link, read as the page's script reads them.

Blank values count as missing, flags are on unless they say `false`, the last of equal keys wins.
Where the page would go on with NaN or the like, the default or nearest limit is taken and noted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote, unquote

from playground.data.text import clean
from playground.interop.errors import LinkError

DEFAULT_SEED = "0.12345"
_HIDE = "_hide"
_LISTED = 5
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
# What a browser leaves as it is after the # of an address.
_FRAGMENT_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"<>`')
_Value = TypeVar("_Value")


class LinkValues:
    """Typed access to the pairs; `notes` gathers a sentence for all that was not taken as is."""

    def __init__(self, pairs: str) -> None:
        self.notes: list[str] = []
        self._pairs: dict[str, str] = {}
        self._asked: set[str] = set()
        for pair in pairs.split("&"):
            key, *values = pair.split("=")
            if values:
                self._pairs[key] = values[0]

    def choice(self, key: str, known: Mapping[str, _Value], default: str) -> _Value:
        text = self._text(key)
        if text and text not in known:
            self._replaced(key, text, "is unknown", default)
            text = ""
        return known[text or default]

    def flag(self, key: str, default: bool) -> bool:
        text = self._text(key)
        return text != "false" if text else default

    def number(self, key: str, default: float, low: float, high: float) -> float:
        text = self._text(key)
        return self._bounded(key, text, low, high, default) if text else default

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self.number(key, default, low, high)
        if value != int(value):
            self._replaced(key, self._text(key), "is not a whole number", str(int(value)))
        return int(value)

    def noise(self) -> float:
        """Percent; the page takes anything above 80 for 50."""
        value = self.number("noise", 0.0, 0.0, math.inf)
        if value > 80:
            self._replaced("noise", self._text("noise"), "is above 80", "50")
            return 50.0
        return value

    def widths(self, key: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """Widths of layers; blank means none.

        Raises
        ------
        LinkError
            When a layer would have no neuron.
        """
        self._asked.add(key)
        if key not in self._pairs:
            return default
        text = unquote(self._pairs[key]).strip()
        return tuple(self._width(key, part) for part in text.split(",")) if text else ()

    def seed(self) -> str:
        """The seed as the page gets it, a text."""
        self._asked.add("seed")
        text = self._pairs.get("seed", "")
        if text.strip():
            return as_in_address(text)
        self.notes.append(f"The link names no seed; {DEFAULT_SEED} was chosen.")
        return DEFAULT_SEED

    def hides(self, key: str) -> bool:
        """Whether the link takes the control of this name off the page."""
        hidden = self._text(key + _HIDE) == "true"
        if hidden:
            self.notes.append(f"The link hides {key}, so it is off, just as on the page.")
        return hidden

    def note_the_rest(self, without_effect: frozenset[str]) -> None:
        """Note the keys that nobody asked for."""
        unknown = [
            clean(key, 40) or "a blank one"
            for key in self._pairs
            if key not in self._asked | without_effect and not key.endswith(_HIDE)
        ]
        if unknown:
            more = f" and {len(unknown) - _LISTED} more" if len(unknown) > _LISTED else ""
            listed = ", ".join(unknown[:_LISTED])
            self.notes.append(f"Keys that the page does not know were ignored: {listed}{more}.")

    def _text(self, key: str) -> str:
        self._asked.add(key)
        return unquote(self._pairs.get(key, "")).strip()

    def _width(self, key: str, text: str) -> int:
        value = float(text) if _NUMBER.fullmatch(text.strip()) else 0.0
        if not 0 < value < math.inf:
            raise LinkError(
                f"The link's {key} has a layer of “{clean(text, 40)}” neurons; write widths from 1 "
                "on, such as 4,2."
            )
        if value != int(value):
            # The page counts neurons up while the number is below the width.
            self._replaced(key, text, "is not a whole number", str(math.ceil(value)))
        return math.ceil(value)

    def _bounded(self, key: str, text: str, low: float, high: float, default: float) -> float:
        value = float(text) if _NUMBER.fullmatch(text) else math.nan
        if math.isnan(value):
            self._replaced(key, text, "is not a number", f"{default:g}")
            return default
        if value < low:
            self._replaced(key, text, f"is below {low:g}", f"{low:g}")
        elif value > high:
            self._replaced(key, text, f"is above {high:,.0f}", f"{high:,.0f}")
        return min(max(value, low), high)

    def _replaced(self, key: str, text: str, reason: str, taken: str) -> None:
        self.notes.append(f"The link's {key} “{clean(text, 40)}” {reason}; {taken} was used.")


def as_in_address(text: str) -> str:
    """The text as a browser hands it to the page: some characters percent-encoded."""
    return quote(text, safe=_FRAGMENT_SAFE, errors="replace")
