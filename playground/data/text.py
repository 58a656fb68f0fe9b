"""Texts from outside, made fit to be shown."""

from __future__ import annotations

import unicodedata

NAME_LIMIT = 200


def clean(text: str, limit: int = NAME_LIMIT) -> str:
    """Text for people: no control or direction characters, one line, at most `limit` long."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text[: 4 * limit]
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"
