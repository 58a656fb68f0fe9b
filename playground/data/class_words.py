"""What classes are called, the same wherever they are spoken of."""

from __future__ import annotations

from playground.data.generators import PAGE_CLASS_NAMES

_COLOR_WORDS = ("orange", "blue")


def class_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """The classes in full: −1 and 1, which have no names of their own, by their colours as well.

    `("-1", "1")` become `("orange (−1)", "blue (1)")`.
    """
    short = short_class_words(names)
    if names != PAGE_CLASS_NAMES:
        return short
    return tuple(f"{color} ({word})" for color, word in zip(_COLOR_WORDS, short, strict=True))


def short_class_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """The classes where room is scarce; those that are numbers have a real minus."""
    return tuple(map(_real_minus, names))


def _real_minus(name: str) -> str:
    is_negative = name[:1] == "-" and name[1:2].isdigit()
    return "\N{MINUS SIGN}" + name[1:] if is_negative else name
