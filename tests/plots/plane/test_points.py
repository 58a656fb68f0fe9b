import numpy as np
import pytest

from playground.plots.plane.points import DRAWN_LIMIT, PointSet, drawn_sample, wrong_points


def points(count, **changes):
    values = np.linspace(-1, 1, count)
    fields = {
        "x": values,
        "y": values,
        "labels": (values > 0).astype(float),
        "kind": "classes",
        "class_names": ("no", "yes"),
        "train_count": count // 2,
    }
    return PointSet(**(fields | changes))


def test_up_to_the_limit_all_points_are_drawn():
    assert len(drawn_sample(points(DRAWN_LIMIT))) == DRAWN_LIMIT


def test_a_sample_is_the_same_each_time_and_in_order():
    many = points(DRAWN_LIMIT + 1000)
    rows = drawn_sample(many)
    assert len(rows) == DRAWN_LIMIT
    assert (np.diff(rows) > 0).all()
    np.testing.assert_array_equal(rows, drawn_sample(many))


def test_a_sample_hardly_changes_when_a_point_is_put():
    x = np.random.default_rng(1).uniform(-5, 5, DRAWN_LIMIT + 1000)
    before = points(len(x), x=x, y=x[::-1])
    after = points(len(x) + 1, x=np.append(x, 0.5), y=np.append(x[::-1], 0.5))
    drawn = set(drawn_sample(before).tolist())
    assert len(drawn & set(drawn_sample(after).tolist())) >= DRAWN_LIMIT - 1


def test_points_without_a_place_are_left_out():
    x = np.array([0.0, np.nan, np.inf, 1.0])
    rows = drawn_sample(points(4, x=x, y=np.zeros(4)))
    np.testing.assert_array_equal(rows, [0, 3])


@pytest.mark.parametrize(
    ("class_count", "labels", "predicted", "expected"),
    [
        (2, [0, 1, 0, 1], [-0.2, 0.2, 0.2, -0.2], [False, False, True, True]),
        (2, [0, 1], [np.nan, np.inf], [False, False]),
        (2, [0, 1], [0.0, 0.0], [True, False]),
        (3, [0, 1, 2], [0, 2, 2], [False, True, False]),
    ],
)
def test_wrong_is_the_other_side_or_another_class(class_count, labels, predicted, expected):
    wrong = wrong_points(
        np.array(labels, float), np.array(predicted, float), class_count, threshold=0.0
    )
    np.testing.assert_array_equal(wrong, expected)


def test_a_point_tells_its_class_its_use_and_its_place():
    some = points(3, x=np.array([-1.5, 0, 2]), y=np.array([1.0, 0, 2]), train_count=2)
    assert some.describe(0) == "no, training point\nat (−1.5, 1)"
    assert ", test point" in some.describe(2)
    assert points(2, kind="numbers", class_names=()).describe(1).startswith("1, test")
