"""Finds texts by what somebody half remembers of them. No Qt."""

from __future__ import annotations

_WORD_START, _INSIDE, _SCATTERED = 3.0, 2.0, 1.0
_PER_LETTER = 0.001  # of two equally good texts the shorter one is meant


def score(query: str, text: str) -> float | None:
    """How well a text answers a query, None where it doesn't; higher is better.

    Every word of the query must begin a word of the text, stand inside it, or at least have its
    letters there in order, as “shr” in “Keyboard Shortcuts”.
    """
    text = text.casefold()
    total = -_PER_LETTER * len(text)
    for word in query.casefold().split():
        found = _score_word(word, text)
        if found is None:
            return None
        total += found
    return total


def _score_word(word: str, text: str) -> float | None:
    place = text.find(word)
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            return _WORD_START
        place = text.find(word, place + 1)
    if word in text:
        return _INSIDE
    first = at = -1
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        first = at if first < 0 else first
    # Letters far apart are rather found by chance.
    return _SCATTERED * len(word) / (at - first + 1)
