"""What every generated set draws from: the random numbers, how many points, how noisy."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from playground.data.seedrandom import SeedRandom

Point = tuple[float, ...]
"""The coordinates, then the label: a class index, or a number in [−1, 1]."""

HALF_WIDTH = 6.0
RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class Draw:
    """One drawing of points. `noise` is a fraction, `classes` what sets of many classes make."""

    rng: SeedRandom
    count: int
    noise: float
    classes: int = 2

    def offset(self, radius: float) -> float:
        """How far the noise moves a coordinate."""
        return self.rng.uniform(-radius, radius) * self.noise

    def offsets(self, radius: float) -> tuple[float, float]:
        return self.offset(radius), self.offset(radius)

    def normal(self) -> float:
        """Standard normal number by the polar method; its second number is thrown away."""
        while True:
            v1 = 2 * self.rng.random() - 1
            v2 = 2 * self.rng.random() - 1
            s = v1 * v1 + v2 * v2
            if 0 < s <= 1:
                return math.sqrt(-2 * math.log(s) / s) * v1

    def parts(self, count: int) -> Iterator[int]:
        """How many points each of `count` parts gets: as equal as can be, the first ones more."""
        for part in range(count):
            yield self.count // count + (part < self.count % count)


def pushed_out(value: float) -> float:
    """A coordinate away from 0, so that a gap is left there."""
    return value + (0.3 if value > 0 else -0.3)
