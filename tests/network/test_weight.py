from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.network.errors import WeightTextError
from playground.network.weight import MAX_TEXT, Weight, format_weight, parse_weight

ONE = Weight(1.0)


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("0.5", 0.5, None),
        ("0,5", 0.5, None),
        (" -2 ", -2.0, None),
        ("−2", -2.0, None),
        ("1/3", 1 / 3, "1/3"),
        ("-2/3", -2 / 3, "-2/3"),
        ("2/6", 1 / 3, "1/3"),
        ("4/2", 2.0, None),
        (".5/2", 0.25, "1/4"),
        ("1e-3", 0.001, None),
    ],
)
def test_reads_numbers_and_keeps_fractions(text: str, value: float, kept: str | None) -> None:
    assert parse_weight(text, ONE) == Weight(value, kept)


def test_relative_changes_start_from_the_present_weight() -> None:
    assert parse_weight("*2", Weight(1.5)) == Weight(3.0)
    assert parse_weight("/3", Weight(1.0)).value == pytest.approx(1 / 3)
    assert parse_weight("*2", Weight(1 / 3, "1/3")) == Weight(2 / 3, "2/3")
    assert parse_weight("/3", Weight(1 / 3, "1/3")) == Weight(1 / 9, "1/9")
    assert parse_weight("*3", Weight(1 / 3, "1/3")) == Weight(1.0, None)


@pytest.mark.parametrize(
    "text", ["", "a", "1/0", "/0", "1e999", "1e13", "nan", "inf", "0x10", "1/2/3", "1" * 41, "*"]
)
def test_refuses_with_a_sentence_what_is_no_number(text: str) -> None:
    with pytest.raises(WeightTextError, match=r"[.;] ?.*\.$"):
        parse_weight(text, ONE)


@given(st.text(max_size=60))
def test_any_text_gives_a_finite_number_or_the_one_error(text: str) -> None:
    try:
        weight = parse_weight(text, ONE)
    except WeightTextError:
        return
    assert abs(weight.value) < 1e12


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6))
def test_a_typed_fraction_is_exact(fraction: Fraction) -> None:
    text = f"{fraction.numerator}/{fraction.denominator}"
    weight = parse_weight(text, ONE)
    assert weight.value == float(fraction)
    if weight.text is not None:
        assert weight.fraction == fraction
        assert len(weight.text) <= MAX_TEXT


def test_shows_a_true_minus_and_no_negative_zero() -> None:
    assert format_weight(Weight(-0.001)) == "0.00"
    assert format_weight(Weight(-1.5)) == "\N{MINUS SIGN}1.50"
    assert format_weight(Weight(-2.5e279)) == "\N{MINUS SIGN}2.50e+279"
    assert format_weight(Weight(-1 / 3, "-1/3")) == "\N{MINUS SIGN}1/3"


def test_a_number_that_is_too_large_is_not_written_out():
    with pytest.raises(WeightTextError, match=r"“1e\+200” is too large; numbers stay below 1e12"):
        parse_weight("1e200", Weight(0.0))
