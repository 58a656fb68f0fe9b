"""The second opinion's tanh and exp against V8's own values, most of which a C library rounds
the other way."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from tests.conformance.page_math import HALF_LN2, exp, tanh


@pytest.mark.parametrize(
    ("function", "x", "value"),
    [
        (tanh, 1.273e-09, 1.273e-09),
        (tanh, 0.1348, 0.13398940582891605),
        (tanh, 0.2136, 0.21040971291233854),
        (tanh, -0.7626, -0.6426058622253963),
        (tanh, 1.8782, 0.9543317370568974),
        (tanh, 8.2523, 0.9999998641144552),
        (tanh, 15.4696, 0.9999999999999268),
        (tanh, 20.5106, 1.0),
        (tanh, -1e300, -1.0),
        (tanh, -math.inf, -1.0),
        (exp, -0.1434, 0.8664074365990118),
        (exp, 0.9453, 2.5735853383900835),
        (exp, 10.9124, 54852.33305578689),
        (exp, 624.8872, 2.426960857342107e271),
        (exp, -710.3896, 3.031912883947754e-309),
        (exp, -746.0, 0.0),
        (exp, 710.0, math.inf),
    ],
)
def test_values_of_a_browser(function: Callable[[float], float], x: float, value: float) -> None:
    assert function(x) == value


@pytest.mark.parametrize(("function", "reference"), [(tanh, math.tanh), (exp, math.exp)])
def test_never_further_than_one_rounding_from_the_c_library(
    function: Callable[[float], float], reference: Callable[[float], float]
) -> None:
    borders = [HALF_LN2, HALF_LN2 / 2, math.log(2) / 2, 1.0, 22.0, 6.75 * math.log(2)]
    around = [x * (1 + side * 1e-9) for x in borders for side in (-1, 0, 1)]
    for x in (*around, *(step / 37 for step in range(1000))):
        for signed in (x, -x):
            expected = reference(signed)
            assert abs(function(signed) - expected) <= math.ulp(expected)


def test_special_numbers() -> None:
    assert math.isnan(tanh(math.nan))
    assert math.isnan(exp(math.nan))
    assert math.copysign(1.0, tanh(-0.0)) == -1.0
    assert exp(1.0) == math.e
