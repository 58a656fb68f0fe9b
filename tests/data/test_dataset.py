"""The rectangle that a view shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.data.dataset import Dataset, plane_bounds


def dataset(points: np.ndarray) -> Dataset:
    columns = tuple(f"c{k}" for k in range(points.shape[1]))
    return Dataset(columns, points, np.zeros(len(points)), "numbers", (), 0)


@given(
    st.tuples(st.integers(0, 5), st.integers(1, 3)).flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.floats(-1e12, 1e12))
    )
)
def test_bounds_hold_all_points_with_room(points: np.ndarray) -> None:
    x0, x1, y0, y1 = plane_bounds(dataset(points))
    assert np.isfinite([x0, x1, y0, y1]).all()
    for (low, high), column in zip(((x0, x1), (y0, y1)), points.T, strict=False):
        assert high - low > 1e-9 * max(abs(low), abs(high))
        assert ((low <= column) & (column <= high)).all()


@pytest.mark.parametrize(
    ("column", "bounds"),
    [
        ([0.0, 10.0], (-1.0, 11.0)),
        ([0.1, 0.3], (0.09, 0.31)),
        ([5.0, 5.0], (4.5, 5.5)),
        ([0.0], (-1.0, 1.0)),
        ([], (-1.0, 1.0)),
    ],
)
def test_bounds_are_round(column: list[float], bounds: tuple[float, float]) -> None:
    points = np.array(column).reshape(-1, 1)
    assert plane_bounds(dataset(points)) == (*bounds, -1.0, 1.0)


def test_parts_are_views_in_order() -> None:
    points = np.arange(10.0).reshape(5, 2)
    data = Dataset(("a", "b"), points, np.arange(5.0), "numbers", (), 3)
    assert np.array_equal(data.inputs_train, points[:3])
    assert list(data.labels_train) == [0, 1, 2]
    assert list(data.labels_test) == [3, 4]
    assert (data.count, data.test_count, data.class_count) == (5, 2, 0)


def test_the_centre_is_the_mean_of_the_training_points_or_else_of_all() -> None:
    points = np.array([[0.0, 1.0], [2.0, 3.0], [7.0, 5.0]])
    columns = "a", "b"
    for train_count, centre in ((2, [1.0, 2.0]), (0, [3.0, 3.0])):
        made = Dataset(columns, points, np.zeros(3), "numbers", (), train_count)
        np.testing.assert_array_equal(made.centre, centre)
    empty = Dataset(columns, points[:0], np.zeros(0), "numbers", (), 0)
    np.testing.assert_array_equal(empty.centre, [0.0, 0.0])
