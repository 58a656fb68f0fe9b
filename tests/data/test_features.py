"""Features are what their names say."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.choice import DataChoice, Table
from playground.data.errors import DataError
from playground.data.features import FEATURES, available_features, feature_matrix
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


def test_a_table_offers_its_own_columns() -> None:
    table = Table("t.csv", ("a", "b", "y"), np.arange(9.0).reshape(3, 3), ((), (), ()))
    dataset = load(DataChoice("table", table=table, target="y"))
    assert [feature.key for feature in available_features(dataset)] == ["a", "b"]
    matrix = feature_matrix(["b"], dataset.columns, dataset.inputs)
    assert np.array_equal(matrix[:, 0], dataset.inputs[:, 1])
    with pytest.raises(DataError, match="no column “sin_x1”"):
        feature_matrix(["sin_x1"], dataset.columns, dataset.inputs)
