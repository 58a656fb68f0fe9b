"""What an input node may show: a column as it is, or a product or sine of x1 and x2."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset, FloatArray
from playground.data.errors import DataError

PLANE_COLUMNS = ("x1", "x2")


@dataclass(frozen=True, slots=True)
class Feature:
    """A number made of one point; `key` is its name in documents, `label` the one people see."""

    key: str
    label: str


_FORMULAS: Mapping[str, tuple[str, Callable[[FloatArray, FloatArray], FloatArray]]] = {
    "x1": ("x₁", lambda x1, x2: x1),
    "x2": ("x₂", lambda x1, x2: x2),
    "x1_squared": ("x₁²", lambda x1, x2: x1 * x1),
    "x2_squared": ("x₂²", lambda x1, x2: x2 * x2),
    "x1_times_x2": ("x₁·x₂", lambda x1, x2: x1 * x2),
    "sin_x1": ("sin x₁", lambda x1, x2: np.sin(x1)),
    "sin_x2": ("sin x₂", lambda x1, x2: np.sin(x2)),
}
FEATURES: Mapping[str, Feature] = MappingProxyType(
    {key: Feature(key, label) for key, (label, _) in _FORMULAS.items()}
)


def available_features(dataset: Dataset) -> tuple[Feature, ...]:
    """Features that inputs may be bound to: seven for the columns x1 and x2, else the columns."""
    if dataset.columns == PLANE_COLUMNS:
        return tuple(FEATURES.values())
    return tuple(Feature(name, name) for name in dataset.columns)


def input_columns(choice: DataChoice) -> tuple[str, ...]:
    """Keys of the features that a choice offers, known before its points are."""
    if choice.table is None:
        return tuple(FEATURES)
    table = choice.table
    target = choice.target or table.columns[-1]
    numeric = tuple(
        name
        for name, categories in zip(table.columns, table.categories, strict=True)
        if name != target and not categories
    )
    columns = choice.inputs or numeric
    return tuple(FEATURES) if columns == PLANE_COLUMNS else columns


def feature_matrix(keys: Sequence[str], columns: Sequence[str], points: FloatArray) -> FloatArray:
    """Features of points, (M, len(keys)).

    Parameters
    ----------
    keys : features, by `Feature.key`.
    columns : names of the points' columns.
    points : (M, len(columns)) raw values.

    Raises
    ------
    DataError
        When the columns don't offer a feature.
    """
    plane = tuple(columns) == PLANE_COLUMNS
    matrix = np.empty((len(points), len(keys)))
    for index, key in enumerate(keys):
        if plane and key in _FORMULAS:
            matrix[:, index] = _FORMULAS[key][1](points[:, 0], points[:, 1])
        elif key in columns:
            matrix[:, index] = points[:, columns.index(key)]
        else:
            raise DataError(f"The data has no column “{key}”; bind the input to another column.")
    return matrix
