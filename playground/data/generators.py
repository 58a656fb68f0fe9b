"""The generated data sets: a registry, and how their points are drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.data import class_sets, line_sets, number_sets, page_sets
from playground.data.choice import DataChoice
from playground.data.dataset import LINE_COLUMNS, PLANE_COLUMNS, Dataset, FloatArray, Kind
from playground.data.draws import HALF_WIDTH, Draw, Point
from playground.data.errors import DataError
from playground.data.seedrandom import SeedRandom

COUNT_LIMITS = (2, 10_000)
CLASSES_LIMITS = (2, 8)
BALANCE_LIMITS = (1.0, 99.0)
NOISE_LIMIT = 80.0
PAGE_CLASS_NAMES = ("-1", "1")
"""What the two classes of a generated set are called."""
EVEN = 50.0
"""The balance at which a set is left as it makes its points."""


@dataclass(frozen=True, slots=True)
class Generator:
    """One generated set; with `many_classes` the choice says how many classes it makes."""

    key: str
    label: str
    kind: Kind
    default_count: int
    description: str
    points: Callable[[Draw], Iterator[Point]]
    columns: tuple[str, ...] = PLANE_COLUMNS
    many_classes: bool = False

    def class_count(self, choice: DataChoice) -> int:
        """How many classes a choice of this set has; 0 for numbers."""
        if self.kind == "numbers":
            return 0
        return choice.classes if self.many_classes else 2


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
    _check(choice)
    rng = SeedRandom(choice.seed)
    class_count = generator.class_count(choice)
    draw = Draw(rng, choice.count, choice.noise / 100, choice.classes)
    if class_count == 2 and choice.balance != EVEN:
        points = _balanced(generator, draw, choice.balance / 100)
    else:
        points = np.array(list(generator.points(draw)))
    points = points[_shuffled(rng, choice.count)]
    dataset = Dataset(
        columns=generator.columns,
        inputs=points[:, :-1],
        labels=points[:, -1],
        kind=generator.kind,
        class_names=_class_names(class_count),
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


def _check(choice: DataChoice) -> None:
    low, high = COUNT_LIMITS
    if not low <= choice.count <= high:
        raise DataError(f"The number of points is {choice.count:,}; choose from {low} to {high:,}.")
    if not 0.0 <= choice.noise <= NOISE_LIMIT:
        raise DataError(f"The noise is {choice.noise} %; choose from 0 to {NOISE_LIMIT:.0f} %.")
    fewest, most = CLASSES_LIMITS
    if not fewest <= choice.classes <= most:
        raise DataError(f"{choice.classes} classes can't be made; choose from {fewest} to {most}.")
    rarest, commonest = BALANCE_LIMITS
    if not rarest <= choice.balance <= commonest:
        raise DataError(
            f"The share of the second class is {choice.balance} %; choose from {rarest:.0f} to "
            f"{commonest:.0f} %."
        )


def _balanced(generator: Generator, draw: Draw, share: float) -> FloatArray:
    """Points of which `share` belong to the second class, at least one to each.

    More points are drawn than are wanted, and a random part of each class is kept.
    """
    second = min(max(round(draw.count * share), 1), draw.count - 1)
    wanted = (draw.count - second, second)
    pool = 2 * max(wanted)
    while True:
        many = Draw(draw.rng, pool, draw.noise, draw.classes)
        points = np.array(list(generator.points(many)))
        points = points[_shuffled(draw.rng, pool)]
        parts = [points[points[:, -1] == label] for label in (0, 1)]
        if all(len(part) >= count for part, count in zip(parts, wanted, strict=True)):
            kept = [part[:count] for part, count in zip(parts, wanted, strict=True)]
            return np.concatenate(kept)
        pool += pool // 2


def _shuffled(rng: SeedRandom, count: int) -> list[int]:
    order = list(range(count))
    rng.shuffle(order)
    return order


def _class_names(count: int) -> tuple[str, ...]:
    return PAGE_CLASS_NAMES if count == 2 else tuple("ABCDEFGH"[:count])


GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {
        generator.key: generator
        for generator in (
            Generator(
                "circle", "Circle", "classes", 500, "A disc inside a ring.", page_sets.circle
            ),
            Generator("xor", "XOR", "classes", 500, "Opposite quarters agree.", page_sets.xor),
            Generator(
                "gauss", "Two clouds", "classes", 500, "One cloud per class.", page_sets.gauss
            ),
            Generator(
                "spiral", "Spiral", "classes", 500, "Two arms in each other.", page_sets.spiral
            ),
            Generator(
                "blobs",
                "Blobs",
                "classes",
                500,
                "Round clouds, as many as there are classes.",
                class_sets.blobs,
                many_classes=True,
            ),
            Generator(
                "arms",
                "Arms",
                "classes",
                500,
                "A spiral with an arm for each class.",
                class_sets.arms,
                many_classes=True,
            ),
            Generator(
                "rings",
                "Rings",
                "classes",
                500,
                "Each class goes round the one before.",
                class_sets.rings,
                many_classes=True,
            ),
            Generator(
                "sectors",
                "Sectors",
                "classes",
                500,
                "Slices of a cake, one for each class.",
                class_sets.sectors,
                many_classes=True,
            ),
            Generator(
                "reg_plane",
                "Plane",
                "numbers",
                1200,
                "A number rising evenly.",
                page_sets.reg_plane,
            ),
            Generator(
                "reg_gauss",
                "Six bumps",
                "numbers",
                1200,
                "Three hills, three pits.",
                page_sets.reg_gauss,
            ),
            Generator(
                "reg_saddle",
                "Saddle",
                "numbers",
                1200,
                "The product of both inputs.",
                number_sets.saddle,
            ),
            Generator(
                "reg_ripple",
                "Ripple",
                "numbers",
                1200,
                "A wave that runs outwards.",
                number_sets.ripple,
            ),
            Generator(
                "line",
                "Line",
                "numbers",
                200,
                "y = 0.15·x + 0.1; add noise and fit it.",
                line_sets.line,
                LINE_COLUMNS,
            ),
            Generator(
                "sine", "Sine", "numbers", 200, "y = 0.8·sin x.", line_sets.sine, LINE_COLUMNS
            ),
            Generator(
                "step", "Step", "numbers", 200, "A jump at x = 1.", line_sets.step, LINE_COLUMNS
            ),
            Generator(
                "bumps",
                "Bumps",
                "numbers",
                200,
                "Two hills with a pit between.",
                line_sets.bumps,
                LINE_COLUMNS,
            ),
            Generator(
                "sides",
                "Two sides",
                "classes",
                200,
                "One class left and one right of a point.",
                line_sets.sides,
                LINE_COLUMNS,
            ),
            Generator(
                "between",
                "Between",
                "classes",
                200,
                "One class in the middle, the other on both sides.",
                line_sets.between,
                LINE_COLUMNS,
            ),
            Generator(
                "intervals",
                "Intervals",
                "classes",
                200,
                "A stretch of the line for each class.",
                line_sets.intervals,
                LINE_COLUMNS,
                many_classes=True,
            ),
        )
    }
)
