"""From a choice to its points, the same ones every time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from playground.data.choice import DataChoice, Table
from playground.data.csv_peek import PARTS
from playground.data.dataset import Dataset, FloatArray, Kind
from playground.data.errors import DataError
from playground.data.features import normalized
from playground.data.generators import generate, train_count
from playground.data.painted import Painted
from playground.data.text import clean

CLASS_LIMIT = 100
"""Most classes that a target may have."""
_AUTO_CLASS_LIMIT = 10
"""A target of whole numbers counts as classes up to this many different ones."""


def load(choice: DataChoice) -> Dataset:
    """Points of a choice, shuffled by its seed; the first part trains.

    Raises
    ------
    DataError
        When the choice can't be met.
    """
    make = _SOURCES.get(choice.source, _generated)
    return normalized(make(choice)) if choice.normalize else make(choice)


def target_kind(table: Table, target: str) -> Kind:
    """What the target column is when nobody said: classes for texts and few whole numbers."""
    column = table.columns.index(target)
    if table.categories[column]:
        return "classes"
    values = table.values[:, column]
    # Most columns of numbers are told by their first rows, without sorting a million.
    if not np.array_equal(values[:1000], np.rint(values[:1000])):
        return "numbers"
    few = len(np.unique(values)) <= _AUTO_CLASS_LIMIT
    return "classes" if few and np.array_equal(values, np.rint(values)) else "numbers"


def _generated(choice: DataChoice) -> Dataset:
    return generate(choice)[0]


def _painted(choice: DataChoice) -> Dataset:
    return (choice.painted or Painted()).dataset(choice.train_share)


def _from_table(choice: DataChoice) -> Dataset:
    table = choice.table
    if table is None:
        raise DataError("No table was opened; open a CSV file or choose a generated set.")
    target = choice.target or table.columns[-1]
    inputs = choice.inputs or tuple(
        name
        for name, categories in zip(table.columns, table.categories, strict=True)
        if name != target and not categories
    )
    for name in (*inputs, target):
        if name not in table.columns:
            raise DataError(f"“{table.file_name}” has no column “{name}”; choose another.")
    if not inputs or target in inputs:
        raise DataError("Choose at least one input column, and another column as the target.")
    columns = [table.columns.index(name) for name in inputs]
    for name, column in zip(inputs, columns, strict=True):
        if table.categories[column]:
            raise DataError(f"Column “{name}” holds text; choose columns of numbers as inputs.")
    kind = target_kind(table, target) if choice.kind == "auto" else choice.kind
    labels, class_names = _labels(table, target, kind)
    order, train = _split(choice, table)
    return Dataset(
        columns=inputs,
        inputs=table.values[:, columns][order],
        labels=labels[order],
        kind=kind,
        class_names=class_names,
        train_count=train,
    )


def split_columns(choice: DataChoice) -> tuple[str, ...]:
    """Names of the table's columns that say which rows train and which test."""
    table = choice.table
    if table is None:
        return ()
    return tuple(
        name
        for name, categories in zip(table.columns, table.categories, strict=True)
        if categories and set(categories) <= set(PARTS)
    )


def check_parts(column: str, words: Sequence[str]) -> None:
    """Refuse, with a DataError, a column of other words than train and test."""
    strange = [word for word in words if word not in PARTS]
    if strange or not words:
        found = f"has “{clean(strange[0], 40)}”" if strange else "holds numbers"
        raise DataError(
            f"Column “{column}” {found}, but what says which rows train holds only "
            f"{' and '.join(PARTS)}; don't split by it."
        )


def _split(choice: DataChoice, table: Table) -> tuple[NDArray[np.int_], int]:
    """The order of the rows, and how many of them train.

    The column that says so keeps the file's order in both parts.
    """
    if not choice.split:
        order = _order(choice.seed, table.row_count)
        return order, train_count(table.row_count, choice.train_share)
    if choice.split not in table.columns:
        raise DataError(f"“{table.file_name}” has no column “{choice.split}”; choose another.")
    column = table.columns.index(choice.split)
    words = table.categories[column]
    check_parts(choice.split, words)
    is_test = np.array(words)[table.values[:, column].astype(np.intp)] == PARTS[1]
    return np.argsort(is_test, kind="stable"), int((~is_test).sum())


def _labels(table: Table, target: str, kind: Kind) -> tuple[FloatArray, tuple[str, ...]]:
    column = table.columns.index(target)
    values, categories = table.values[:, column], table.categories[column]
    if kind == "numbers":
        if categories:
            raise DataError(f"Column “{target}” holds text, which makes classes, not numbers.")
        return values, ()
    if categories:
        return values, categories
    distinct, indices = np.unique(values, return_inverse=True)
    if len(distinct) > CLASS_LIMIT:
        raise DataError(
            f"Column “{target}” has {len(distinct):,} different numbers, more than {CLASS_LIMIT} "
            "classes; train on it as numbers."
        )
    return indices.astype(np.float64), tuple(f"{value:.15g}" for value in distinct)


def _order(seed: str, count: int) -> NDArray[np.int_]:
    """Permutation from a text; RandomState's stream is frozen across NumPy's versions."""
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    return np.random.RandomState(np.frombuffer(digest, dtype="<u4")).permutation(count)


_SOURCES = {"table": _from_table, "painted": _painted}
"""How the sources that are no generated set are loaded."""
