"""A mailbox for one letter: whoever collects gets the newest, older ones are never read."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

_Letter = TypeVar("_Letter")


class Mailbox(Generic[_Letter]):
    """Put on one thread, taken on another; neither ever waits."""

    def __init__(self) -> None:
        self._letters: deque[_Letter] = deque(maxlen=1)

    def put(self, letter: _Letter) -> None:
        """Leave a letter in place of the one that was not collected."""
        self._letters.append(letter)

    def take(self) -> _Letter | None:
        """The newest letter not yet collected, or None."""
        try:
            return self._letters.pop()
        except IndexError:
            return None
