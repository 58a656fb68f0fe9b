"""A progress bar for long work in a terminal."""

from __future__ import annotations

import sys
import time

_WIDTH = 30
_SECONDS = 0.1


class ProgressBar:
    """Draws on stderr, and only where a person watches it."""

    def __init__(self, total: int, unit: str) -> None:
        self._total = total
        self._unit = unit
        self._shows = sys.stderr is not None and sys.stderr.isatty() and total > 0
        self._last = time.monotonic()
        self._drawn = False

    def show(self, done: int) -> None:
        """Say how far the work is, at most ten times a second."""
        now = time.monotonic()
        if self._shows and now - self._last >= _SECONDS:
            self._last, self._drawn = now, True
            full = round(_WIDTH * done / self._total)
            bar = "█" * full + "░" * (_WIDTH - full)
            print(f"\r{bar} {done:,}/{self._total:,} {self._unit}", end="", file=sys.stderr)

    def clear(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
