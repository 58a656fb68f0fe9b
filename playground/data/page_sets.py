"""The six data sets of TensorFlow Playground, point for point.

Source of the algorithms: https://github.com/tensorflow/playground (dataset.ts), restated; the
order of the random draws is part of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from playground.data.draws import HALF_WIDTH, RADIUS, Draw, Point, pushed_out

_BUMPS = (
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
)


def circle(draw: Draw) -> Iterator[Point]:
    rings = ((0.0, 0.5 * RADIUS), (0.7 * RADIUS, RADIUS))
    for (inner, outer), ring_count in zip(rings, draw.parts(2), strict=True):
        for _ in range(ring_count):
            r = draw.rng.uniform(inner, outer)
            angle = draw.rng.uniform(0.0, 2 * math.pi)
            x, y = r * math.sin(angle), r * math.cos(angle)
            ox, oy = draw.offsets(RADIUS)
            yield x, y, float(_distance(x + ox, y + oy) < 0.5 * RADIUS)


def xor(draw: Draw) -> Iterator[Point]:
    for _ in range(draw.count):
        x = pushed_out(draw.rng.uniform(-RADIUS, RADIUS))
        y = pushed_out(draw.rng.uniform(-RADIUS, RADIUS))
        ox, oy = draw.offsets(RADIUS)
        yield x, y, float((x + ox) * (y + oy) >= 0)


def gauss(draw: Draw) -> Iterator[Point]:
    t = draw.noise / 0.5
    deviation = math.sqrt(0.5 * (1 - t) + 4.0 * t)
    for sign, cloud_count in zip((1.0, -1.0), draw.parts(2), strict=True):
        for _ in range(cloud_count):
            x = 2 * sign + deviation * draw.normal()
            y = 2 * sign + deviation * draw.normal()
            yield x, y, float(sign > 0)


def spiral(draw: Draw) -> Iterator[Point]:
    arms = ((0.0, 1.0), (math.pi, 0.0))
    for (turn, label), arm_count in zip(arms, draw.parts(2), strict=True):
        for i in range(arm_count):
            r = i / arm_count * RADIUS
            t = 1.75 * i / arm_count * 2 * math.pi + turn
            x = r * math.sin(t) + draw.offset(1.0)
            y = r * math.cos(t) + draw.offset(1.0)
            yield x, y, label


def reg_plane(draw: Draw) -> Iterator[Point]:
    for x, y, shifted_x, shifted_y in shifted(draw):
        t = (shifted_x + shifted_y + 10) / 20
        yield x, y, t - (1 - t)


def reg_gauss(draw: Draw) -> Iterator[Point]:
    for x, y, shifted_x, shifted_y in shifted(draw):
        label = 0.0
        for cx, cy, sign in _BUMPS:
            height = max(0.0, 1 - _distance(shifted_x - cx, shifted_y - cy) / 2)
            if height > abs(label):
                label = sign * height
        yield x, y, label


def shifted(draw: Draw) -> Iterator[tuple[float, float, float, float]]:
    """Points of the square, each with the place that its label is read at."""
    for _ in range(draw.count):
        x = draw.rng.uniform(-HALF_WIDTH, HALF_WIDTH)
        y = draw.rng.uniform(-HALF_WIDTH, HALF_WIDTH)
        ox, oy = draw.offsets(HALF_WIDTH)
        yield x, y, x + ox, y + oy


def _distance(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)
