"""Where a dragged line lies, and what of it can be held."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from playground.plots.plane.line_handles import Grip, nearest, seen_part, shifted, turned

numbers = st.floats(-3, 3).filter(lambda value: abs(value) > 1e-2)
places = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


def height(line: tuple[float, float, float], x: float, y: float) -> float:
    w1, w2, b = line
    return w1 * x + w2 * y + b


@given(numbers, numbers, numbers, places, places)
def test_a_shifted_line_keeps_its_weights_and_goes_through_the_cursor(w1, w2, b, start, end):
    line = (w1, w2, b)
    foot = nearest(line, QPointF(*start))
    assert height(line, *foot) == pytest.approx(0, abs=1e-9)
    found = shifted(Grip("n1", line, foot, QPointF()), QPointF(*end))
    assert found[:2] == (w1, w2)
    assert height(found, *end) == pytest.approx(0, abs=1e-9)


@given(numbers, numbers, numbers, places, st.floats(0.5, 3), places, st.booleans())
def test_a_turned_line_goes_through_pivot_and_cursor(w1, w2, b, start, away, end, ahead):
    line, size = (w1, w2, b), math.hypot(w1, w2)
    pivot = nearest(line, QPointF(*start))
    sign = 1 if ahead else -1
    held = pivot[0] + sign * away * w2 / size, pivot[1] - sign * away * w1 / size
    grip = Grip("n1", line, held, QPointF(), pivot)
    if math.dist(end, pivot) < 1e-3:
        return
    found = turned(grip, pivot, QPointF(*end))
    assert math.hypot(*found[:2]) == pytest.approx(size)
    assert height(found, *pivot) == pytest.approx(0, abs=1e-8)
    assert height(found, *end) == pytest.approx(0, abs=1e-8)
    # Where the cursor has not moved nothing has: it is positive on the same side.
    assert turned(grip, pivot, QPointF(*held)) == pytest.approx(line, abs=1e-8)


def test_a_cursor_on_the_pivot_turns_nothing():
    grip = Grip("n1", (1.0, 0.0, 0.0), (0.0, 2.0), QPointF(), (0.0, 0.0))
    assert turned(grip, (0.0, 0.0), QPointF(0.0, 0.0)) == grip.line


def test_what_is_seen_of_a_line():
    box = (-6.0, 6.0, -6.0, 6.0)
    assert seen_part((1.0, 0.0, -2.0), box) == ((2.0, -6.0), (2.0, 6.0))
    assert seen_part((0.0, 2.0, 2.0), box) == ((-6.0, -1.0), (6.0, -1.0))
    assert seen_part((1.0, -1.0, 0.0), box) == ((-6.0, -6.0), (6.0, 6.0))
    assert seen_part((1.0, 0.0, -7.0), box) is None
    assert seen_part((1.0, 1.0, -12.0), box) is None
    assert seen_part((0.0, 0.0, 1.0), box) is None
