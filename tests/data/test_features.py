"""Features are what their names say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.data.choice import DataChoice, Table
from playground.data.errors import DataError
from playground.data.features import (
    FEATURES,
    available_features,
    feature_matrix,
    input_columns,
    network_inputs,
)
from playground.data.load import load


def test_seven_features_of_the_plane_in_any_order() -> None:
    points = np.array([[0.5, -2.0], [3.0, 4.0]])
    keys = list(FEATURES)
    x, y = points.T
    expected = np.column_stack([x, y, x * x, y * y, x * y, np.sin(x), np.sin(y)])
    assert np.array_equal(feature_matrix(keys, ("x1", "x2"), points), expected)
    assert np.array_equal(feature_matrix(keys[::-1], ("x1", "x2"), points), expected[:, ::-1])
    assert tuple(FEATURES.values()) == available_features(load(DataChoice("xor")))
    assert feature_matrix([], ("x1", "x2"), points).shape == (2, 0)


def test_a_line_offers_what_is_made_of_x1() -> None:
    choice = DataChoice("sine")
    dataset = load(choice)
    keys = ("x1", "x1_squared", "sin_x1")
    assert tuple(feature.key for feature in available_features(dataset)) == keys
    assert input_columns(choice) == keys
    x = dataset.inputs[:, 0]
    expected = np.column_stack([x, x * x, np.sin(x)])
    assert np.array_equal(feature_matrix(keys, dataset.columns, dataset.inputs), expected)
    with pytest.raises(DataError, match="no column “x2”"):
        feature_matrix(["x2"], dataset.columns, dataset.inputs)


def test_normalized_inputs_have_mean_0_and_deviation_1_over_the_training_points() -> None:
    choice = DataChoice("xor", normalize=True)
    dataset = load(choice)
    keys = tuple(FEATURES)
    train = network_inputs(keys, dataset, dataset.inputs_train)
    assert train.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert train.std(axis=0) == pytest.approx(1)
    # The points themselves, and with them the plane, stay in data units.
    assert np.array_equal(dataset.inputs, load(replace(choice, normalize=False)).inputs)


def test_inputs_pass_through_untouched_where_nothing_is_normalized() -> None:
    dataset = load(DataChoice("xor"))
    raw = feature_matrix(["x2", "sin_x1"], dataset.columns, dataset.inputs)
    assert np.array_equal(network_inputs(["x2", "sin_x1"], dataset, dataset.inputs), raw)


def test_a_column_that_never_changes_is_only_moved_to_0() -> None:
    values = np.array([[3.0, 1e12, 0.0], [3.0, -1e12, 1.0]])
    table = Table("t.csv", ("a", "b", "y"), values, ((), (), ()))
    dataset = load(DataChoice("table", table=table, target="y", normalize=True, train_share=100))
    inputs = network_inputs(["a", "b"], dataset, dataset.inputs)
    assert np.array_equal(np.sort(inputs, axis=0), [[0, -1], [0, 1]])


def test_without_training_points_all_points_say_how_to_normalize() -> None:
    dataset = load(DataChoice("xor", normalize=True, train_share=0))
    inputs = network_inputs(["x1"], dataset, dataset.inputs)
    assert inputs.std() == pytest.approx(1)


def test_a_table_offers_its_own_columns() -> None:
    table = Table("t.csv", ("a", "b", "y"), np.arange(9.0).reshape(3, 3), ((), (), ()))
    dataset = load(DataChoice("table", table=table, target="y"))
    assert [feature.key for feature in available_features(dataset)] == ["a", "b"]
    matrix = feature_matrix(["b"], dataset.columns, dataset.inputs)
    assert np.array_equal(matrix[:, 0], dataset.inputs[:, 1])
    with pytest.raises(DataError, match="no column “sin_x1”"):
        feature_matrix(["sin_x1"], dataset.columns, dataset.inputs)
