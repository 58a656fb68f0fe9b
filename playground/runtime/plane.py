"""The grids of points over which the engine is asked for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.dataset import Dataset
from playground.data.features import network_inputs
from playground.data.plane import Bounds, Plane, plane_of
from playground.engine.snapshot import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Inputs of the network at the cell centres of a rectangle.

    `inputs` is (rows · columns, C), row by row from the lowest y, each from the lowest x. What is
    `exact` is computed as training does, in float64.
    """

    bounds: Bounds
    shape: tuple[int, int]
    inputs: FloatArray
    exact: bool = False


def make_grid(
    dataset: Dataset, features: Sequence[str], bounds: Bounds, size: int, plane: Plane | None = None
) -> Grid:
    """A grid of size × size cells over a plane, by default that of the first two columns.

    A data set of one column is the same for every y.
    """
    x0, x1, y0, y1 = bounds
    xs, ys = _centres(x0, x1, size), _centres(y0, y1, size)
    points = (plane or plane_of(dataset)).points(np.tile(xs, size), np.repeat(ys, size))
    return Grid(bounds, (size, size), network_inputs(features, dataset, points))


def make_line(
    dataset: Dataset, features: Sequence[str], bounds: Bounds, size: int, plane: Plane
) -> Grid:
    """A grid of one row: `size` cells along the plane's cut, all other columns held."""
    points = plane.cut_points(_centres(*plane.stretch(bounds), size))
    return Grid(bounds, (1, size), network_inputs(features, dataset, points))


def make_points(
    dataset: Dataset, features: Sequence[str], bounds: Bounds, rows: NDArray[np.intp]
) -> Grid:
    """A grid of one row: these rows of the data, wherever they lie, for exact answers."""
    inputs = network_inputs(features, dataset, dataset.inputs[rows])
    return Grid(bounds, (1, len(rows)), inputs, exact=True)


def point_inputs(
    dataset: Dataset, features: Sequence[str], x: float, y: float, plane: Plane | None = None
) -> FloatArray:
    """The network's inputs (1, C) at one point of the plane."""
    points = (plane or plane_of(dataset)).points(np.array([x]), np.array([y]))
    return network_inputs(features, dataset, points)


def first_point(dataset: Dataset, plane: Plane) -> tuple[float, float]:
    """The first point of the data, on the plane."""
    if not dataset.count:
        return 0.0, 0.0
    xs, ys = plane.places(dataset.inputs[:1])
    return float(xs[0]), float(ys[0])


def _centres(low: float, high: float, size: int) -> FloatArray:
    return low + (high - low) * (np.arange(size) + 0.5) / size


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
