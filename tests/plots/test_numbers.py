import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.plots.numbers import (
    format_fixed,
    format_number,
    format_place,
    format_ticks,
    round_up,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-0.5, "−0.5"),
        (0.12345, "0.123"),
        (1240, "1,240"),
        (123456.0, "123,456"),
        (3e8, "3e8"),
        (-1.25e-7, "−1.25e−7"),
        (1e300, "1e300"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "not a number"),
    ],
)
def test_numbers_are_short_and_have_a_real_minus(value, text):
    assert format_number(value) == text


def test_fixed_places_do_not_jump():
    assert [format_fixed(v, 2) for v in (1.0, -0.001, -2.5)] == ["1.00", "0.00", "−2.50"]


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([-5.0, 0.0, 5.0], 5.0, ["−5", "0", "5"]),
        ([0.0, 0.2, 0.4], 0.2, ["0.0", "0.2", "0.4"]),
        ([0.0, 1000.0], 1000.0, ["0", "1,000"]),
        ([0.0, 5e9, 1e10], 5e9, ["0", "5e9", "1e10"]),
        ([1e9, 1e9 + 2], 2.0, ["1e9", "1.000000002e9"]),
    ],
)
def test_ticks_tell_neighbours_apart_without_prefixes(values, spacing, texts):
    assert format_ticks(values, spacing) == texts


@given(st.floats(1e-300, 1e300))
def test_rounding_up_reaches_and_stays_near(value):
    assert value * (1 - 1e-9) <= round_up(value) <= 1.21 * value


@pytest.mark.parametrize(
    ("span", "texts"),
    [
        (12.0, ["−2.89", "2.80", "0.00"]),
        (1.0, ["−2.890", "2.800", "0.000"]),
        (4000.0, ["−3", "3", "0"]),
        (1e9, ["−2.89", "2.8", "0"]),
        (1e-5, ["−2.89", "2.8", "0"]),
        (0.0, ["−2.89", "2.8", "0"]),
    ],
)
def test_places_on_an_axis_are_all_as_exact(span, texts):
    assert [format_place(value, span) for value in (-2.89, 2.8, -0.0)] == texts


def test_places_on_a_tiny_axis_are_powers_of_ten_or_tell_neighbours_apart():
    assert format_place(9.1e-8, 6e-6) == "9.1e−8"
    assert format_place(1.00001234, 1e-5) == "1.0000123"
