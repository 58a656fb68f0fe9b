"""Which columns are the axes, and what the others are held at."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.dataset import Dataset
from playground.data.plane import PlaneChoice, held_columns, plane_of

NAMES = ("a", "b", "c", "gone", "")


def dataset(columns: int) -> Dataset:
    rows = np.arange(4.0)[:, None] * (1.0 + np.arange(columns))
    return Dataset(tuple("abcdef"[:columns]), rows, np.zeros(4), "numbers", (), 3)


@given(st.integers(1, 4), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_the_axes_are_two_columns_and_the_chosen_ones_where_there_are_such(count, x, y):
    data = dataset(count)
    plane = plane_of(data, PlaneChoice(x, y))
    assert len(plane.axes) == len(set(plane.axes)) == min(2, count)
    if count < 3:
        assert plane.axes == (0, 1)[:count]
        return
    if x in data.columns:
        assert data.columns[plane.x] == x
    if y in data.columns and y != x and plane.y is not None:
        assert data.columns[plane.y] == y
    assert set(held_columns(data, plane)) == set(data.columns) - {
        data.columns[k] for k in plane.axes
    }


def test_without_a_choice_the_first_two_columns_are_seen_and_the_rest_is_at_its_mean():
    data = dataset(3)
    plane = plane_of(data)
    assert plane.axes == (0, 1)
    points = plane.points(np.array([7.0, 8.0]), np.array([9.0, 10.0]))
    np.testing.assert_array_equal(points, [[7, 9, 3], [8, 10, 3]])


def test_held_values_and_bounds_are_taken_as_they_are_chosen():
    bounds = (-2.0, 3.0, 0.0, 0.5)
    plane = plane_of(dataset(3), PlaneChoice("c", "a", (("b", 0.25), ("gone", 1.0)), bounds))
    assert (plane.axes, plane.home, plane.held[1]) == ((2, 0), bounds, 0.25)
    np.testing.assert_array_equal(plane.points(np.ones(1), np.zeros(1)), [[0, 0.25, 1]])
    xs, ys = plane.places(dataset(3).inputs)
    np.testing.assert_array_equal(xs, 3 * ys)


def test_data_of_one_column_lie_on_a_line():
    plane = plane_of(dataset(1), PlaneChoice(y="a"))
    assert plane.axes == (0,)
    np.testing.assert_array_equal(plane.points(np.array([5.0]), np.array([9.0])), [[5.0]])
    assert not plane.places(dataset(1).inputs)[1].any()


@pytest.mark.parametrize(
    "bounds",
    [
        (1.0, 1.0, 0.0, 1.0),
        (0.0, 1.0, 2.0, 1.0),
        (0.0, math.inf, 0.0, 1.0),
        (math.nan, 1.0, 0.0, 1.0),
        (1e11, 1e11 + 1, 0.0, 1.0),
        (-1e13, 0.0, 0.0, 1.0),
    ],
)
def test_what_is_no_rectangle_is_refused(bounds):
    with pytest.raises(ValueError, match="no range"):
        PlaneChoice(bounds=bounds)


def test_a_held_value_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="b is held at nan"):
        PlaneChoice(held=(("b", math.nan),))
