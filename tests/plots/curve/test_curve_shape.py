from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.plots.curve.reading import describe_reading, judged, reading_at
from playground.plots.curve.shape import (
    HUGE,
    CurveLine,
    CurvePoints,
    Curves,
    span_of,
    steadied,
)

spans = st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)).map(lambda s: (s[0], s[0] + s[1]))


def line(values, name="y", is_output=True):
    return CurveLine(name, "#000000", np.asarray(values, dtype=float), is_output)


def points(labels, heights=None):
    labels = np.asarray(labels, dtype=float)
    x = np.arange(len(labels), dtype=float)
    return CurvePoints(x, labels, heights, "classes", ("a", "b", "c"), 1)


@given(st.lists(st.floats(allow_nan=True, width=32), min_size=1, max_size=20))
def test_any_values_give_a_finite_span_with_room(values):
    low, high = span_of(Curves(0, 1, (line(values),)), None)
    assert np.isfinite([low, high]).all()
    assert low < high
    finite = np.clip([v for v in values if v == v], -HUGE, HUGE)
    assert (finite >= low).all()
    assert (finite <= high).all()


def test_points_and_the_threshold_have_to_be_seen_too():
    curves = Curves(0, 1, (line([0.1, 0.2]),), "threshold", 0.5, ("a", "b"))
    assert span_of(curves, None)[1] > 0.5
    low, high = span_of(curves, points([0, 1], np.array([-3.0, 4.0])))
    assert low < -3
    assert high > 4


@given(spans, spans)
def test_the_axis_moves_only_when_it_must(old, new):
    kept = steadied(old, new)
    assert kept[0] <= new[0] < new[1] <= kept[1]
    assert kept == new or kept == (min(old[0], new[0]), max(old[1], new[1]))


def test_values_are_read_at_the_nearest_sample():
    curves = Curves(-1, 1, (line([1, 2, 3, 4]), line([5, 6, 7, 8], "h", False)))
    assert reading_at(curves, -0.9).tolist() == [1, 5]
    assert reading_at(curves, 1.0).tolist() == [4, 8]
    assert reading_at(curves, 1.1) is None


def test_a_reading_says_place_values_and_what_they_come_to():
    one = Curves(0, 1, (line([0.7, 0.7]),), "threshold", 0.5, ("-1", "1"), answers=(0, 1))
    said = describe_reading(one, "x₁", 0.25, reading_at(one, 0.25))
    assert said == "x₁ = 0.250\ny = 0.7\nblue (1): 0.2 above 0.5"
    three = Curves(
        0, 1, (line([1], "a"), line([3], "b"), line([2.5], "c")), "highest", 0, tuple("ABC")
    )
    assert describe_reading(three, "x", 0.5, reading_at(three, 0.5)).endswith("B: 0.5 ahead of C")
    numbers = Curves(0, 1, (line([0.7]),))
    assert describe_reading(numbers, "x", 0.5, reading_at(numbers, 0.5)) == "x = 0.500\ny = 0.7"
    broken = Curves(0, 1, (line([np.nan]),), "threshold", 0.5, ("-1", "1"))
    assert "not a number" in describe_reading(broken, "x", 0.5, reading_at(broken, 0.5))


def test_wrong_points_are_those_whose_band_answers_another_class():
    values = (line([1, 0, 0]), line([0, 1, np.nan]))
    curves = Curves(-0.5, 2.5, values, "highest", 0, ("a", "c"), answers=(0, 2))
    x, labels = np.array([0.0, 1, 1, 2, 9]), np.array([2.0, 2, 1, 0, 0])
    assert judged(curves, x, labels).tolist() == [True, False, True, False, False]
    numbers = Curves(-0.5, 2.5, (line([1, 0, 0]),))
    assert not judged(numbers, x, labels).any()


def test_the_threshold_itself_is_above_as_for_the_scores():
    flat = Curves(0, 1, (line([0.5]),), "threshold", 0.5, ("no", "yes"), answers=(0, 1))
    assert judged(flat, np.array([0.5, 0.5]), np.array([0.0, 1.0])).tolist() == [True, False]
    assert describe_reading(flat, "x", 0.5, reading_at(flat, 0.5)).endswith("yes: 0 above 0.5")


def test_a_point_says_its_class_its_use_and_its_place():
    assert points([1, 2]).describe(1, "x₁") == "c, test point\nat x₁ = 1"
    numbers = CurvePoints(np.array([2.5]), np.array([-0.25]), np.array([-0.25]), "numbers", (), 1)
    assert numbers.describe(0, "x₁") == "−0.25, training point\nat x₁ = 2.5"
