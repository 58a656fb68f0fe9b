"""How fast training goes: the speed limit, the size of the chunks, and the rate that it makes."""

from __future__ import annotations

import math
import time

SLICE_SECONDS = 0.004
_RATE_SECONDS = 0.5
_LONGEST_WAIT = 0.05


class Pace:
    """Tells a session how many batches are due; flat out unless limited."""

    def __init__(self) -> None:
        self._limit = math.inf
        self._in_a_hurry = False
        self._chunk = 1
        self._credit = 0.0
        self._last = 0.0
        self._rate = 0.0
        self._mark = (0.0, 0.0)

    @property
    def is_limited(self) -> bool:
        return self._limit < math.inf and not self._in_a_hurry

    def set_limit(self, steps_per_second: float) -> None:
        """Batches a second; infinity is flat out."""
        self._limit = steps_per_second
        self._credit = min(self._credit, 1.0)

    def start(self, epochs: float, *, in_a_hurry: bool = False) -> None:
        """Begin a run, with its first step at once; in a hurry the limit doesn't hold."""
        self._in_a_hurry = in_a_hurry
        self._credit = 1.0
        self._last = time.perf_counter()
        self._mark = (self._last, epochs)
        self._rate = 0.0

    def earn(self) -> None:
        """Add the steps that the time since the last call allows."""
        now = time.perf_counter()
        if self.is_limited:
            # A long wait, as in a stopped debugger, must not be made up for in a burst.
            earned = (now - self._last) * self._limit
            self._credit = min(self._credit + earned, 1 + 0.1 * self._limit)
        self._last = now

    def due(self) -> int:
        """Batches to train now; 0 when none is due."""
        return min(self._chunk, int(self._credit)) if self.is_limited else self._chunk

    def wait(self) -> float:
        """Seconds until the next batch is due."""
        return min(_LONGEST_WAIT, (1 - self._credit) / self._limit) if self.is_limited else 0.0

    def spend(self, batches: int, seconds: float) -> None:
        """Note that so many batches took so long: half a slice for each call keeps deadlines."""
        if self.is_limited:
            self._credit -= batches
        self._chunk = max(1, int(batches * SLICE_SECONDS / 2 / max(seconds, 1e-7)))

    def forget_chunk(self) -> None:
        """Begin with single batches again: other networks have other costs."""
        self._chunk = 1

    def rate(self, epochs: float) -> float:
        """Epochs a second of late."""
        now = time.perf_counter()
        since, mark = self._mark
        if now - since >= _RATE_SECONDS:
            self._rate = max(0.0, (epochs - mark) / (now - since))
            self._mark = (now, epochs)
        return self._rate
