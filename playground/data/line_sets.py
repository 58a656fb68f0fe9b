"""Sets with one input: numbers over a line, and classes on it.

The noise of numbers is added to them; that of classes moves the place their label is read at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from playground.data.draws import HALF_WIDTH, RADIUS, Draw, Point, pushed_out

_STEP_AT = 1.0
_BUMPS = ((-3.5, 0.9), (0.0, -0.6), (3.2, 0.6))
_MARGIN = 0.06


def line(draw: Draw) -> Iterator[Point]:
    """y = 0.15·x + 0.1."""
    return _numbers(draw, lambda x: 0.15 * x + 0.1)


def sine(draw: Draw) -> Iterator[Point]:
    return _numbers(draw, lambda x: 0.8 * math.sin(x))


def step(draw: Draw) -> Iterator[Point]:
    return _numbers(draw, lambda x: 0.7 if x >= _STEP_AT else -0.7)


def bumps(draw: Draw) -> Iterator[Point]:
    """Two hills with a pit between them."""
    return _numbers(draw, lambda x: sum(h * math.exp(-((x - at) ** 2)) for at, h in _BUMPS))


def sides(draw: Draw) -> Iterator[Point]:
    """One class on each side of a point."""
    for _ in range(draw.count):
        x = pushed_out(draw.rng.uniform(-RADIUS, RADIUS)) + _STEP_AT / 2
        yield x, float(x + draw.offset(RADIUS) > _STEP_AT / 2)


def between(draw: Draw) -> Iterator[Point]:
    """One class in the middle, the other on both sides of it."""
    for _ in range(draw.count):
        place = draw.rng.uniform(-RADIUS, RADIUS)
        middle = RADIUS / 2
        x = math.copysign(middle + pushed_out(abs(place) - middle), place)
        yield x, float(abs(x + draw.offset(RADIUS)) < middle)


def intervals(draw: Draw) -> Iterator[Point]:
    """One stretch of the line after the other, each a class."""
    width = 2 * RADIUS / draw.classes
    for stretch, count in enumerate(draw.parts(draw.classes)):
        for _ in range(count):
            x = (stretch + draw.rng.uniform(_MARGIN, 1 - _MARGIN)) * width - RADIUS
            place = int((x + draw.offset(RADIUS) + RADIUS) // width)
            yield x, float(max(0, min(place, draw.classes - 1)))


def _numbers(draw: Draw, curve: Callable[[float], float]) -> Iterator[Point]:
    for _ in range(draw.count):
        x = draw.rng.uniform(-HALF_WIDTH, HALF_WIDTH)
        # Drawn even without noise, so that more noise moves the same points.
        stray = draw.normal()
        yield x, curve(x) + draw.noise * stray
