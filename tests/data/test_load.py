"""From a table to a data set."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.choice import DataChoice, Table
from playground.data.errors import DataError
from playground.data.load import load


def table(*rows: tuple[float, ...], names: str = "a b y", texts: tuple[str, ...] = ()) -> Table:
    columns = tuple(names.split())
    values = np.array(rows, dtype=float).reshape(len(rows), len(columns))
    return Table("t.csv", columns, values, ((),) * (len(columns) - 1) + (texts,))


def choice(data: Table, **settings: object) -> DataChoice:
    return DataChoice("table", table=data, **settings)  # type: ignore[arg-type]


def test_rows_keep_together_and_are_shuffled_by_the_seed() -> None:
    data = table(*[(k, 10 * k, k + 0.5) for k in range(40)])
    first, again, other = (load(choice(data, seed=seed)) for seed in ("1", "1", "2"))
    assert first.kind == "numbers"
    assert np.array_equal(first.inputs[:, 1], 10 * first.inputs[:, 0])
    assert np.array_equal(first.labels, first.inputs[:, 0] + 0.5)
    assert sorted(first.labels) == [k + 0.5 for k in range(40)]
    assert np.array_equal(first.labels, again.labels)
    assert not np.array_equal(first.labels, other.labels)
    assert first.train_count == 20


def test_the_order_is_the_same_on_every_machine() -> None:
    dataset = load(choice(table(*[(k, 0, k / 2) for k in range(8)])))
    assert list(dataset.inputs[:, 0]) == [5, 6, 4, 2, 3, 1, 0, 7]


def test_few_whole_numbers_are_classes_and_may_be_numbers() -> None:
    data = table((1, 2, -1), (3, 4, 1), (5, 6, -1))
    classes = load(choice(data))
    assert (classes.kind, classes.class_names) == ("classes", ("-1", "1"))
    assert np.array_equal(classes.labels == 1, classes.inputs[:, 0] == 3)
    numbers = load(choice(data, kind="numbers"))
    assert (numbers.kind, numbers.class_names) == ("numbers", ())
    assert sorted(numbers.labels) == [-1, -1, 1]


def test_many_whole_numbers_and_fractions_are_numbers() -> None:
    assert load(choice(table(*[(k, 0, k) for k in range(11)]))).kind == "numbers"
    assert load(choice(table((0, 0, 0), (0, 0, 0.5)))).kind == "numbers"
    late = table(*[(0, 0, 1)] * 1500, (0, 0, 0.5))
    assert load(choice(late)).kind == "numbers"


def test_texts_are_classes_and_any_column_may_be_the_target() -> None:
    data = table((1, 2, 0), (3, 4, 1), texts=("blue", "red"))
    dataset = load(choice(data))
    assert (dataset.columns, dataset.class_names) == (("a", "b"), ("blue", "red"))
    dataset = load(choice(data, target="b"))
    assert (dataset.columns, sorted(dataset.labels)) == (("a",), [0, 1])
    dataset = load(choice(data, inputs=("b",)))
    assert dataset.columns == ("b",)


def test_one_row_and_one_class_open() -> None:
    one = load(choice(table((1, 2, 7))))
    assert (one.count, one.class_count, one.class_names) == (1, 1, ("7",))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"target": "z"}, "no column “z”"),
        ({"inputs": ("q",)}, "no column “q”"),
        ({"inputs": ("a", "y")}, "another column as the target"),
        ({"inputs": ("y",), "target": "a"}, "“y” holds text"),
        ({"kind": "numbers"}, "holds text, which makes classes"),
    ],
)
def test_wrong_columns_are_named(settings: dict[str, object], words: str) -> None:
    data = table((1, 2, 0), (3, 4, 1), texts=("blue", "red"))
    with pytest.raises(DataError, match=words):
        load(choice(data, **settings))


def test_too_many_classes_are_refused() -> None:
    data = table(*[(k, 0, k) for k in range(101)])
    with pytest.raises(DataError, match="101 different numbers"):
        load(choice(data, kind="classes"))


def test_tables_and_choices_are_equal_by_content() -> None:
    first, second = table((1, 2, 3)), table((1, 2, 3))
    assert first == second
    assert hash(choice(first)) == hash(choice(second))
    assert first != table((1, 2, 4))
    assert first != table((1, 2, 3), names="a b z")
    assert not first.values.flags.writeable
