"""The plane that people see, in data units, and what the network's inputs make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playground.data.dataset import Dataset
from playground.geometry.shapes import Scales
from playground.network.errors import NetworkError

Line = tuple[float, float, float]
"""w1, w2 and b of the line w1·x1 + w2·x2 + b = 0."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the plane: a data column, and what the network's input of it is scaled by."""

    column: str
    mean: float = 0.0
    deviation: float = 1.0


Axes = tuple[Axis, Axis]
PLAIN_AXES: Axes = (Axis("x1"), Axis("x2"))


def plane_axes(dataset: Dataset | None, columns: Sequence[int] = (0, 1)) -> Axes:
    """Two columns of the data by their numbers; NetworkError when there are not two."""
    if dataset is None:
        raise NetworkError("There is no plane to draw on before the data are there.")
    if len(dataset.columns) < 2 or len(columns) < 2:
        raise NetworkError(
            "This data has a single input column, so there is no plane to draw on; choose data "
            "with two."
        )
    names = [dataset.columns[column] for column in columns[:2]]
    first, second = (Axis(name, *dataset.scales.get(name, (0.0, 1.0))) for name in names)
    return first, second


def scales(axes: Axes) -> Scales:
    """Mean and deviation of each."""
    (m1, s1), (m2, s2) = ((axis.mean, axis.deviation) for axis in axes)
    return (m1, s1), (m2, s2)


def to_network(line: Line, axes: Axes) -> Line:
    """The weights and the bias that a neuron needs for a line of the plane."""
    (m1, s1), (m2, s2) = scales(axes)
    w1, w2, b = line
    return w1 * s1, w2 * s2, b + w1 * m1 + w2 * m2


def to_plane(line: Line, axes: Axes) -> Line:
    """The line of the plane that a neuron's weights and bias mean."""
    (m1, s1), (m2, s2) = scales(axes)
    w1, w2, b = line[0] / s1, line[1] / s2, line[2]
    return w1, w2, b - w1 * m1 - w2 * m2
