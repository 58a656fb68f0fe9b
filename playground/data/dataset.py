"""Points with their labels, split into a training part and a test part."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Kind = Literal["classes", "numbers"]

PLANE_COLUMNS = ("x1", "x2")
LINE_COLUMNS = ("x1",)


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Labelled points, training rows first; the arrays are read-only.

    Attributes
    ----------
    columns : names of the raw input columns, PLANE_COLUMNS or LINE_COLUMNS for generated sets.
    inputs : (N, C) points in data units.
    labels : (N,) numbers, or class indices 0..k-1; index 1 is the +1 class of a two-class set.
    kind : what the labels are.
    class_names : one for each class; () for numbers.
    train_count : the first rows train, the rest test.
    domain : (x0, x1, y0, y1) that the points were drawn for; None for data from elsewhere.
    scales : for each feature its mean and deviation over the training points, by which the
        network's inputs are normalized; empty where they are not. `inputs` stay in data units.
    centre : (C,) mean of the training points, or of all where none train; 0 without points.
    """

    columns: tuple[str, ...]
    inputs: FloatArray
    labels: FloatArray
    kind: Kind
    class_names: tuple[str, ...]
    train_count: int
    domain: tuple[float, float, float, float] | None = None
    scales: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    centre: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        for name in ("inputs", "labels"):
            array = np.array(getattr(self, name), dtype=np.float64, order="C")
            array.setflags(write=False)
            object.__setattr__(self, name, array)
        known = self.inputs_train if self.train_count else self.inputs
        centre = known.mean(axis=0) if len(known) else np.zeros(self.inputs.shape[1])
        centre.setflags(write=False)
        object.__setattr__(self, "centre", centre)

    @property
    def count(self) -> int:
        return len(self.labels)

    @property
    def test_count(self) -> int:
        return self.count - self.train_count

    @property
    def class_count(self) -> int:
        """Classes known by name, whether or not a point has them; 0 for numbers."""
        return len(self.class_names)

    @property
    def inputs_train(self) -> FloatArray:
        return self.inputs[: self.train_count]

    @property
    def labels_train(self) -> FloatArray:
        return self.labels[: self.train_count]

    @property
    def labels_test(self) -> FloatArray:
        return self.labels[self.train_count :]


def plane_bounds(
    dataset: Dataset, columns: tuple[int, ...] = (0, 1)
) -> tuple[float, float, float, float]:
    """Rectangle (x0, x1, y0, y1) of one or two columns that a view shows, in data units.

    ±6 for the generated sets, otherwise round numbers a little outside the data.
    """
    if dataset.domain is not None:
        x0, x1, y0, y1 = dataset.domain
        return (y0, y1, x0, x1) if columns == (1, 0) else dataset.domain
    inputs = dataset.inputs
    spans = [column_span(inputs[:, index]) for index in columns if index < inputs.shape[1]]
    spans += [(-1.0, 1.0)] * (2 - len(spans))
    return (*spans[0], *spans[1])


def column_span(values: FloatArray) -> tuple[float, float]:
    """Round numbers a little outside the values."""
    if not len(values):
        return (-1.0, 1.0)
    low, high = float(values.min()), float(values.max())
    # A constant column still needs a width, and one that survives rounding at its size.
    margin = 0.05 * (high - low) or 0.1 * abs(low) or 1.0
    margin = max(margin, 1e-9 * max(abs(low), abs(high)))
    low, high = low - margin, high + margin
    digits = 1 - math.floor(math.log10(high - low))
    unit = 10.0**-digits
    return (
        round(math.floor(low / unit) * unit, digits),
        round(math.ceil(high / unit) * unit, digits),
    )
