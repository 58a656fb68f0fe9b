"""One unit or a proof that there is none: all Boolean functions of few inputs, and random ones."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.geometry.separation import Contradiction, Separation, separate


def check(patterns: list[tuple[int, ...]], fires: list[bool]) -> bool:
    """Whether they were separated; fails when the answer proves nothing."""
    answer = separate(patterns, fires)
    if isinstance(answer, Separation):
        sums = np.array(patterns) @ np.array(answer.weights, dtype=float) + answer.bias
        assert ((sums > 0) == fires).all()
        assert np.abs(sums).min() >= 0.5
        return True
    assert isinstance(answer, Contradiction)
    assert all(fires[index] and weight > 0 for weight, index in answer.firing)
    assert all(not fires[index] and weight > 0 for weight, index in answer.silent)
    sides = [
        sum(weight * np.array([*patterns[index], 1]) for weight, index in part)
        for part in (answer.firing, answer.silent)
    ]
    assert (sides[0] == sides[1]).all()
    return False


@pytest.mark.parametrize(("inputs", "threshold_functions"), [(1, 4), (2, 14), (3, 104)])
def test_all_boolean_functions(inputs: int, threshold_functions: int) -> None:
    patterns = list(product((0, 1), repeat=inputs))
    functions = product((False, True), repeat=len(patterns))
    assert sum(check(patterns, list(fires)) for fires in functions) == threshold_functions


@given(st.data())
def test_any_patterns(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 8))
    pattern = st.tuples(*[st.integers(0, 1)] * size)
    patterns = data.draw(st.lists(pattern, min_size=1, max_size=40, unique=True))
    fires = data.draw(st.lists(st.booleans(), min_size=len(patterns), max_size=len(patterns)))
    check(patterns, fires)


@given(st.data())
def test_what_a_unit_decides_is_found_again(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 8))
    weights = np.array(data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size)))
    bias = data.draw(st.integers(-20, 20)) + 0.5
    patterns = list(product((0, 1), repeat=size))
    assert check(patterns, [bool(np.dot(weights, pattern) + bias > 0) for pattern in patterns])


def test_exclusive_or_has_the_textbook_proof() -> None:
    answer = separate([(0, 0), (0, 1), (1, 0), (1, 1)], [False, True, True, False])
    assert answer == Contradiction(((1, 1), (1, 2)), ((1, 0), (1, 3)))
