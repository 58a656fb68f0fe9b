"""A progress bar for long work in a terminal."""

from __future__ import annotations

import shutil
import sys
import time

_SECONDS = 0.1
_LONGEST_BAR = 30


class ProgressBar:
    """Draws on stderr, and only where a person watches it; leaves the line empty at the end."""

    def __init__(self, total: int, unit: str) -> None:
        self._total = total
        self._unit = unit
        self._shows = sys.stderr is not None and sys.stderr.isatty() and total > 0
        self._last = time.monotonic()
        self._drawn = False

    def show(self, done: int) -> None:
        """Say how far the work is, at most ten times a second."""
        now = time.monotonic()
        if not self._shows or now - self._last < _SECONDS:
            return
        self._last, self._drawn = now, True
        text = f" {done:,}/{self._total:,} {self._unit}"
        # A line that wraps can't be taken back by a carriage return.
        width = min(_LONGEST_BAR, max(0, shutil.get_terminal_size().columns - len(text) - 1))
        full = width * done // self._total
        bar = _drawable("█", "#") * full + _drawable("░", "-") * (width - full)
        print(f"\r{bar}{text}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _drawable(character: str, plain: str) -> str:
    try:
        character.encode(sys.stderr.encoding)
    except UnicodeEncodeError:
        return plain
    return character
