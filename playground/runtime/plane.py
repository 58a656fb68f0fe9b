"""The grids of points over which the engine is asked for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Dataset
from playground.data.features import feature_matrix

FloatArray = NDArray[np.float64]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Inputs of the network at the cell centres of a rectangle.

    `inputs` is (rows · columns, C), row by row from the lowest y, each from the lowest x.
    """

    bounds: Bounds
    shape: tuple[int, int]
    inputs: FloatArray


def make_grid(dataset: Dataset, features: Sequence[str], bounds: Bounds, size: int) -> Grid:
    """A grid of size × size cells over the first two columns of the data.

    Further columns are held at their mean over the training points; a data set of one column
    is the same for every y.
    """
    x0, x1, y0, y1 = bounds
    steps = (np.arange(size) + 0.5) / size
    xs, ys = x0 + (x1 - x0) * steps, y0 + (y1 - y0) * steps
    points = _points(dataset, np.tile(xs, size), np.repeat(ys, size))
    return Grid(bounds, (size, size), _inputs(dataset, features, points))


def make_line(dataset: Dataset, features: Sequence[str], x0: float, x1: float, size: int) -> Grid:
    """A grid of one row: `size` cells along the first column, the others held at their mean."""
    xs = x0 + (x1 - x0) * (np.arange(size) + 0.5) / size
    centre = float(dataset.centre[1]) if len(dataset.columns) > 1 else 0.0
    points = _points(dataset, xs, np.full(size, centre))
    return Grid((x0, x1, centre, centre), (1, size), _inputs(dataset, features, points))


def point_inputs(dataset: Dataset, features: Sequence[str], x: float, y: float) -> FloatArray:
    """The network's inputs (1, C) at one point of the plane."""
    points = _points(dataset, np.array([x]), np.array([y]))
    return _inputs(dataset, features, points)


def first_point(dataset: Dataset) -> tuple[float, float]:
    """The first point of the data, on the plane."""
    if not dataset.count:
        return 0.0, 0.0
    x, y = [*dataset.inputs[0, :2], 0.0][:2]
    return float(x), float(y)


def _inputs(dataset: Dataset, features: Sequence[str], points: FloatArray) -> FloatArray:
    return feature_matrix(features, dataset.columns, points)


def _points(dataset: Dataset, xs: FloatArray, ys: FloatArray) -> FloatArray:
    points = np.empty((len(xs), len(dataset.columns)))
    points[:] = dataset.centre
    points[:, 0] = xs
    if points.shape[1] > 1:
        points[:, 1] = ys
    return points


@dataclass(frozen=True, slots=True, eq=False)
class FieldRequest:
    """Pictures of some nodes over a grid, `at_rest` over another one once nothing changes."""

    name: str
    nodes: tuple[str, ...]
    grid: Grid
    at_rest: Grid


@dataclass(frozen=True, slots=True, eq=False)
class PictureRequest:
    """What a snapshot shows: all nodes coarsely, what the views want, and one point in numbers.

    `point` is (1, C), one row of inputs.
    """

    thumbnails: Grid
    fields: tuple[FieldRequest, ...] = ()
    point: FloatArray | None = None

    @property
    def columns(self) -> int:
        """Number of input columns that a network needs for these grids."""
        return int(self.thumbnails.inputs.shape[1])
