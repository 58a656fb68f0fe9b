"""Painted points: what trains, what stays, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset
from playground.data.errors import DataError
from playground.data.features import available_features, input_columns
from playground.data.load import load
from playground.data.painted import POINT_LIMIT, Painted, copy_of


def painted(count: int, label: float = 0.0) -> Painted:
    return Painted().put(np.column_stack([np.arange(count), -np.arange(count)]), label)


def test_nothing_painted_is_a_plane_without_points() -> None:
    dataset = load(DataChoice(source="painted"))
    assert (dataset.count, dataset.class_count, dataset.columns) == (0, 2, ("x1", "x2"))
    assert dataset.domain == (-6, 6, -6, 6)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(0, 20))
def test_the_share_trains_however_points_are_put(strokes: list[int], twentieths: int) -> None:
    points, share = Painted(), 5.0 * twentieths
    for count in strokes:
        points = points.put(np.zeros((count, 2)), 1)
    wanted = points.count * share / 100
    assert abs(points.dataset(share).train_count - wanted) <= 3


def test_a_point_keeps_its_part_when_others_come_and_go() -> None:
    first = painted(10)
    was_training = first.dataset(50).inputs_train[:, 0].tolist()
    more = first.put(np.full((7, 2), 99.0), 1)
    more = more.erase(np.flatnonzero(more.values[:, 0] == 3))
    now = [x for x in more.dataset(50).inputs_train[:, 0].tolist() if x != 99]
    assert now == [x for x in was_training if x != 3]


def test_put_move_and_erase_by_rows() -> None:
    points = painted(5).move(np.array([1, 3]), np.array([[7.0, 8.0], [9.0, 10.0]]))
    assert points.values[1, :2].tolist() == [7, 8]
    assert points.values[3, :2].tolist() == [9, 10]
    assert points.erase(np.array([0, 2, 4])).values[:, 0].tolist() == [7, 9]


def test_a_new_class_comes_with_its_first_points() -> None:
    points = painted(3).put(np.zeros((2, 2)), 2, new_class="C")
    assert points.class_names == ("-1", "1", "C")
    assert sorted(points.dataset(100).labels) == [0, 0, 0, 2, 2]


@pytest.mark.parametrize("share", [0, 10, 50, 90, 100])
def test_a_copy_of_a_generated_set_is_that_set(share: float) -> None:
    choice = DataChoice(source="spiral", noise=10, count=120, train_share=share)
    before = load(choice)
    after = copy_of(before, share).dataset(share)
    assert after.train_count == before.train_count
    np.testing.assert_array_equal(after.inputs, before.inputs)
    np.testing.assert_array_equal(after.labels, before.labels)
    assert (after.class_names, after.domain) == (before.class_names, before.domain)


def test_a_copy_of_numbers_keeps_them() -> None:
    choice = DataChoice(source="reg_plane", count=50)
    points = copy_of(load(choice), 50).put(np.zeros((1, 2)), 0.25)
    assert points.kind == "numbers"
    assert 0.25 in points.dataset(50).labels


def test_data_of_other_columns_is_refused() -> None:
    three = Dataset(("a", "b", "c"), np.zeros((2, 3)), np.zeros(2), "numbers", (), 2)
    with pytest.raises(DataError, match="two input columns, this data has 3"):
        copy_of(three, 50)


def test_too_many_points_are_refused() -> None:
    many = Painted().put(np.zeros((POINT_LIMIT, 2)), 0)
    with pytest.raises(DataError, match="at most 20,000"):
        many.put(np.zeros((1, 2)), 0)


@pytest.mark.parametrize(
    "values",
    [
        [[np.nan, 0, 0, 0.5]],
        [[1e13, 0, 0, 0.5]],
        [[0, 0, 2, 0.5]],
        [[0, 0, 0.5, 0.5]],
        [[0, 0, 0, 1.0]],
        [[0, 0, 0, 0.5], [0, 0, 0, 0.2]],
        [[0, 0, 0]],
    ],
)
def test_what_does_not_fit_together_is_refused(values: list[list[float]]) -> None:
    with pytest.raises(DataError):
        Painted(np.array(values))


def test_painted_points_offer_the_features_of_the_plane() -> None:
    choice = DataChoice(source="painted", painted=painted(3))
    keys = tuple(feature.key for feature in available_features(load(choice)))
    assert input_columns(choice) == keys
    assert len(keys) == 7


def test_normalizing_knows_no_points() -> None:
    assert load(DataChoice(source="painted", normalize=True)).count == 0


def test_content_makes_them_equal() -> None:
    assert painted(4) == painted(4)
    assert hash(painted(4)) == hash(painted(4))
    assert painted(4) != painted(5)
