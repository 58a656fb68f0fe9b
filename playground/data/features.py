"""What an input node may show: a column as it is, or a product or sine of x1 and x2.

A network's inputs are these features, normalized where the data choice says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from playground.data.choice import DataChoice
from playground.data.dataset import LINE_COLUMNS, PLANE_COLUMNS, Dataset, FloatArray
from playground.data.errors import DataError
from playground.data.generators import GENERATORS


@dataclass(frozen=True, slots=True)
class Feature:
    """A number made of one point; `key` is its name in documents, `label` the one people see."""

    key: str
    label: str


_FORMULAS: Mapping[str, tuple[str, tuple[str, ...], Callable[..., FloatArray]]] = {
    "x1": ("x₁", ("x1",), lambda x1: x1),
    "x2": ("x₂", ("x2",), lambda x2: x2),
    "x1_squared": ("x₁²", ("x1",), lambda x1: x1 * x1),
    "x2_squared": ("x₂²", ("x2",), lambda x2: x2 * x2),
    "x1_times_x2": ("x₁·x₂", ("x1", "x2"), lambda x1, x2: x1 * x2),
    "sin_x1": ("sin x₁", ("x1",), np.sin),
    "sin_x2": ("sin x₂", ("x2",), np.sin),
}
FEATURES: Mapping[str, Feature] = MappingProxyType(
    {key: Feature(key, label) for key, (label, _, _) in _FORMULAS.items()}
)


def available_features(dataset: Dataset) -> tuple[Feature, ...]:
    """Features that inputs may be bound to, with products and sines for x1 and x2."""
    return tuple(FEATURES.get(key, Feature(key, key)) for key in _offered(dataset.columns))


def input_columns(choice: DataChoice) -> tuple[str, ...]:
    """Keys of the features that a choice offers, known before its points are."""
    return _offered(raw_columns(choice))


def raw_columns(choice: DataChoice) -> tuple[str, ...]:
    """Names of the columns that a choice's points have, known before they are made."""
    table = choice.table
    if choice.source in GENERATORS:
        return GENERATORS[choice.source].columns
    if choice.source == "painted":
        return PLANE_COLUMNS if choice.painted is None else choice.painted.columns
    if table is None:
        return PLANE_COLUMNS
    target = choice.target or table.columns[-1]
    return choice.inputs or tuple(
        name
        for name, categories in zip(table.columns, table.categories, strict=True)
        if name != target and not categories
    )


def _offered(columns: tuple[str, ...]) -> tuple[str, ...]:
    if columns not in (PLANE_COLUMNS, LINE_COLUMNS):
        return columns
    return tuple(key for key, (_, needed, _) in _FORMULAS.items() if set(needed) <= set(columns))


def normalized(dataset: Dataset) -> Dataset:
    """The same points with the mean and deviation of every feature, by which inputs are scaled.

    They are those of the training points, or of all where none train. A feature that doesn't
    vary is only moved to 0.
    """
    known = dataset.inputs_train if dataset.train_count else dataset.inputs
    if not len(known):
        return dataset
    keys = _offered(dataset.columns)
    values = feature_matrix(keys, dataset.columns, known)
    means = values.mean(axis=0).tolist()
    # The deviation of equal numbers may round to a little more than 0.
    deviations = np.where(np.ptp(values, axis=0) > 0, values.std(axis=0), 1.0).tolist()
    pairs = zip(means, deviations, strict=True)
    return replace(dataset, scales=MappingProxyType(dict(zip(keys, pairs, strict=True))))


def network_inputs(keys: Sequence[str], dataset: Dataset, points: FloatArray) -> FloatArray:
    """What the inputs of a network show for points, (M, len(keys)), normalized if wanted.

    Parameters
    ----------
    keys : features, by `Feature.key`.
    dataset : whose columns the points have.
    points : (M, C) in data units.

    Raises
    ------
    DataError
        When the columns don't offer a feature.
    """
    matrix = feature_matrix(keys, dataset.columns, points)
    if dataset.scales:
        scales = np.array([dataset.scales[key] for key in keys]).reshape(len(keys), 2)
        matrix -= scales[:, 0]
        matrix /= scales[:, 1]
    return matrix


def feature_matrix(keys: Sequence[str], columns: Sequence[str], points: FloatArray) -> FloatArray:
    """Features of points, (M, len(keys)), not normalized.

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
    offered = _offered(tuple(columns))
    matrix = np.empty((len(points), len(keys)))
    for index, key in enumerate(keys):
        if key in columns:
            matrix[:, index] = points[:, columns.index(key)]
        elif key in offered:
            _, needed, formula = _FORMULAS[key]
            matrix[:, index] = formula(*(points[:, columns.index(name)] for name in needed))
        else:
            raise DataError(f"The data has no column “{key}”; bind the input to another column.")
    return matrix
