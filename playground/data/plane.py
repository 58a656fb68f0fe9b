"""The plane that is looked at: two columns of the data as axes, the others held at values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.data.dataset import Dataset, FloatArray, column_span, plane_bounds

Bounds = tuple[float, float, float, float]
MOST = 1e12
"""Largest size of a bound and of a held value."""


@dataclass(frozen=True, slots=True)
class PlaneChoice:
    """Which columns people chose as axes, "" for the first that is free, and what they look at.

    `held` are values of other columns by name; the rest is held at its mean. `bounds` is
    (x0, x1, y0, y1) in data units, None for all of the data. A cut goes `along` the first axis
    or the second, and the other is held like the rest. Names of columns that the data
    lack, as after opening other data, are passed over; so is every choice of axes where there
    are no more than two columns.

    Raises ValueError for numbers that make no sense.
    """

    x: str = ""
    y: str = ""
    held: tuple[tuple[str, float], ...] = ()
    bounds: Bounds | None = None
    along: Literal["x", "y"] = "x"

    def __post_init__(self) -> None:
        for name, value in self.held:
            if not abs(value) <= MOST:
                raise ValueError(f"{name} is held at {value}, not between ±{MOST:g}")
        if self.bounds is not None:
            x0, x1, y0, y1 = self.bounds
            for low, high in ((x0, x1), (y0, y1)):
                if not is_range(low, high):
                    raise ValueError(f"the plane goes from {low} to {high}, which is no range")


@dataclass(frozen=True, slots=True)
class Plane:
    """Axes as indexes of columns, `y` None for data of one column; `held` has a value for each.

    `home` is what is seen before anyone pans or zooms, (x0, x1, y0, y1) in data units. `along` is
    the number of the axis that a cut goes along, 0 or 1.
    """

    x: int
    y: int | None
    held: tuple[float, ...]
    home: Bounds
    along: int = 0

    @property
    def axes(self) -> tuple[int, ...]:
        return (self.x,) if self.y is None else (self.x, self.y)

    @property
    def cut(self) -> int:
        """Index of the column that a cut goes along."""
        return self.axes[self.along]

    def numbers(self, count: int) -> tuple[int, ...]:
        """Which axes a view of `count` axes shows; one of a single axis shows the cut."""
        return (self.along,) if count == 1 else tuple(range(len(self.axes)))

    def stretch(self, bounds: Bounds) -> tuple[float, float]:
        """Where the cut begins and ends within `bounds`."""
        return bounds[2:] if self.along else bounds[:2]

    def stretched(self, bounds: Bounds, low: float, high: float) -> Bounds:
        """Those bounds, with the cut going from `low` to `high`."""
        return (*bounds[:2], low, high) if self.along else (low, high, *bounds[2:])

    def cut_points(self, places: FloatArray) -> FloatArray:
        """Rows of the data's columns, (N, C), at those places of the cut, (N,)."""
        points = np.empty((len(places), len(self.held)))
        points[:] = self.held
        points[:, self.cut] = places
        return points

    def points(self, xs: FloatArray, ys: FloatArray) -> FloatArray:
        """Rows of the data's columns, (N, C), at those places of the plane, each (N,)."""
        points = np.empty((len(xs), len(self.held)))
        points[:] = self.held
        points[:, self.x] = xs
        if self.y is not None:
            points[:, self.y] = ys
        return points

    def places(self, rows: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Where rows of the data, (N, C), lie on the plane; y is 0 for data of one column."""
        return rows[:, self.x], rows[:, self.y] if self.y is not None else np.zeros(len(rows))


def plane_of(dataset: Dataset, choice: PlaneChoice | None = None) -> Plane:
    """The plane of a data set; its first two columns at their home where nothing was chosen."""
    choice = choice or PlaneChoice()
    columns = dataset.columns
    wanted = [columns.index(name) for name in (choice.x, choice.y) if name in columns]
    wanted = wanted if len(columns) > 2 else []
    if wanted and choice.x not in columns:
        # The second axis was chosen alone, so the first is the first that is free.
        wanted.insert(0, next((k for k in range(len(columns)) if k not in wanted), wanted[0]))
    axes = list(dict.fromkeys([*wanted, *range(len(columns))]))[:2]
    x, y = axes[0], axes[1] if len(axes) > 1 else None
    chosen = dict(choice.held)
    held = (chosen.get(name, mean) for name, mean in zip(columns, dataset.centre, strict=True))
    home = choice.bounds or plane_bounds(dataset, tuple(axes))
    along = int(choice.along == "y" and y is not None)
    return Plane(x, y, tuple(map(float, held)), home, along)


def held_columns(
    dataset: Dataset, plane: Plane, axis_count: int = 2
) -> dict[str, tuple[float, float]]:
    """The columns that are no axes of a view, each with the range in which its values lie."""
    axes = {plane.axes[number] for number in plane.numbers(axis_count)}
    others = (index for index in range(len(dataset.columns)) if index not in axes)
    return {dataset.columns[index]: column_span(dataset.inputs[:, index]) for index in others}


def is_range(low: float, high: float) -> bool:
    """Whether two numbers are ends of a range wide enough to be told apart by arithmetic."""
    if not (math.isfinite(low) and math.isfinite(high) and max(abs(low), abs(high)) <= MOST):
        return False
    return high - low > 1e-9 * max(abs(low), abs(high))
