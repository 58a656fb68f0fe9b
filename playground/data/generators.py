"""The six data sets of TensorFlow Playground, point for point.

Source of the algorithms: https://github.com/tensorflow/playground (dataset.ts), restated; the
order of the random draws is part of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset, Kind
from playground.data.errors import DataError
from playground.data.features import PLANE_COLUMNS
from playground.data.seedrandom import SeedRandom

Point = tuple[float, float, float]
"""x1, x2 and the label: −1 or +1 for classes, a number in [−1, 1] otherwise."""

HALF_WIDTH = 6.0
COUNT_LIMITS = (2, 10_000)
NOISE_LIMIT = 80.0
_RADIUS = 5.0
_BUMPS = (
    (-4.0, 2.5, 1.0),
    (0.0, 2.5, -1.0),
    (4.0, 2.5, 1.0),
    (-4.0, -2.5, -1.0),
    (0.0, -2.5, 1.0),
    (4.0, -2.5, -1.0),
)


@dataclass(frozen=True, slots=True)
class Generator:
    """One generated set; `points(rng, count, noise)` takes the noise as a fraction."""

    key: str
    label: str
    kind: Kind
    default_count: int
    description: str
    points: Callable[[SeedRandom, int, float], Iterator[Point]]
    half_width: float = HALF_WIDTH


def generate(choice: DataChoice) -> tuple[Dataset, SeedRandom]:
    """Make the chosen points, shuffled; the stream stands just after the shuffle.

    Raises
    ------
    DataError
        When the source is unknown or a number lies outside its limits.
    """
    generator = GENERATORS.get(choice.source)
    if generator is None:
        raise DataError(f"There is no data set “{choice.source:.200}”; choose one of the gallery.")
    low, high = COUNT_LIMITS
    if not low <= choice.count <= high:
        raise DataError(f"{choice.count} points can't be made; choose from {low} to {high:,}.")
    if not 0.0 <= choice.noise <= NOISE_LIMIT:
        raise DataError(f"The noise is {choice.noise} %; choose from 0 to {NOISE_LIMIT:.0f} %.")
    rng = SeedRandom(choice.seed)
    points = np.array(list(generator.points(rng, choice.count, choice.noise / 100)))
    order = list(range(choice.count))
    rng.shuffle(order)
    points = points[order]
    labels = points[:, 2]
    classes = generator.kind == "classes"
    dataset = Dataset(
        columns=PLANE_COLUMNS,
        inputs=points[:, :2],
        labels=(labels > 0).astype(np.float64) if classes else labels,
        kind=generator.kind,
        class_names=("-1", "1") if classes else (),
        train_count=train_count(choice.count, choice.train_share),
        domain=(-HALF_WIDTH, HALF_WIDTH, -HALF_WIDTH, HALF_WIDTH),
    )
    return dataset, rng


def train_count(count: int, share: float) -> int:
    """How many of `count` points train at `share` percent.

    Raises
    ------
    DataError
        When the share lies outside 0 to 100.
    """
    if not 0.0 <= share <= 100.0:
        raise DataError(f"The training share is {share} %; choose from 0 to 100 %.")
    return math.floor(count * share / 100)


def _halves(count: int) -> tuple[int, int]:
    return (count + 1) // 2, count // 2


def _circle(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    rings = ((0.0, 0.5 * _RADIUS), (0.7 * _RADIUS, _RADIUS))
    for (inner, outer), ring_count in zip(rings, _halves(count), strict=True):
        for _ in range(ring_count):
            r = rng.uniform(inner, outer)
            angle = rng.uniform(0.0, 2 * math.pi)
            x, y = r * math.sin(angle), r * math.cos(angle)
            ox, oy = _offsets(rng, _RADIUS, noise)
            yield x, y, 1.0 if _distance(x + ox, y + oy) < 0.5 * _RADIUS else -1.0


def _xor(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    for _ in range(count):
        x = _pushed_out(rng.uniform(-_RADIUS, _RADIUS))
        y = _pushed_out(rng.uniform(-_RADIUS, _RADIUS))
        ox, oy = _offsets(rng, _RADIUS, noise)
        yield x, y, 1.0 if (x + ox) * (y + oy) >= 0 else -1.0


def _gauss(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    t = noise / 0.5
    deviation = math.sqrt(0.5 * (1 - t) + 4.0 * t)
    for label, blob_count in zip((1.0, -1.0), _halves(count), strict=True):
        for _ in range(blob_count):
            x = 2 * label + deviation * _normal(rng)
            y = 2 * label + deviation * _normal(rng)
            yield x, y, label


def _spiral(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    arms = ((0.0, 1.0), (math.pi, -1.0))
    for (turn, label), arm_count in zip(arms, _halves(count), strict=True):
        for i in range(arm_count):
            r = i / arm_count * _RADIUS
            t = 1.75 * i / arm_count * 2 * math.pi + turn
            x = r * math.sin(t) + rng.uniform(-1.0, 1.0) * noise
            y = r * math.cos(t) + rng.uniform(-1.0, 1.0) * noise
            yield x, y, label


def _reg_plane(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    for x, y, shifted_x, shifted_y in _shifted(rng, count, noise):
        t = (shifted_x + shifted_y + 10) / 20
        yield x, y, t - (1 - t)


def _reg_gauss(rng: SeedRandom, count: int, noise: float) -> Iterator[Point]:
    for x, y, shifted_x, shifted_y in _shifted(rng, count, noise):
        label = 0.0
        for cx, cy, sign in _BUMPS:
            height = max(0.0, 1 - _distance(shifted_x - cx, shifted_y - cy) / 2)
            if height > abs(label):
                label = sign * height
        yield x, y, label


def _shifted(
    rng: SeedRandom, count: int, noise: float
) -> Iterator[tuple[float, float, float, float]]:
    """Points of the square, each with the place that its label is read at."""
    for _ in range(count):
        x = rng.uniform(-HALF_WIDTH, HALF_WIDTH)
        y = rng.uniform(-HALF_WIDTH, HALF_WIDTH)
        ox, oy = _offsets(rng, HALF_WIDTH, noise)
        yield x, y, x + ox, y + oy


def _offsets(rng: SeedRandom, radius: float, noise: float) -> tuple[float, float]:
    return rng.uniform(-radius, radius) * noise, rng.uniform(-radius, radius) * noise


def _pushed_out(value: float) -> float:
    return value + (0.3 if value > 0 else -0.3)


def _distance(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)


def _normal(rng: SeedRandom) -> float:
    """Standard normal number by the polar method; its second number is thrown away."""
    while True:
        v1 = 2 * rng.random() - 1
        v2 = 2 * rng.random() - 1
        s = v1 * v1 + v2 * v2
        if 0 < s <= 1:
            return math.sqrt(-2 * math.log(s) / s) * v1


GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {
        generator.key: generator
        for generator in (
            Generator("circle", "Circle", "classes", 500, "A disc inside a ring.", _circle),
            Generator("xor", "XOR", "classes", 500, "Opposite quarters agree.", _xor),
            Generator("gauss", "Two clouds", "classes", 500, "One cloud per class.", _gauss),
            Generator("spiral", "Spiral", "classes", 500, "Two arms in each other.", _spiral),
            Generator("reg_plane", "Plane", "numbers", 1200, "A number rising evenly.", _reg_plane),
            Generator(
                "reg_gauss", "Six bumps", "numbers", 1200, "Three hills, three pits.", _reg_gauss
            ),
        )
    }
)
