"""Bands and dividers against what the samples say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from playground.plots.curve.bands import (
    UNKNOWN,
    highest_bands,
    margin_to_second,
    threshold_bands,
)

COUNT = 40
X = (np.arange(COUNT) + 0.5) / COUNT
ANY = st.floats(-1e30, 1e30) | st.sampled_from([np.nan, np.inf, -np.inf, 0.0])
outputs = arrays(np.float64, (3, COUNT), elements=ANY)


def class_at(bands, x):
    return bands.classes[np.searchsorted(bands.edges[1:-1], x, side="right")]


@given(outputs)
def test_every_sample_lies_in_the_band_of_its_winner(values):
    bands = highest_bands(X, values, 0.0, 1.0)
    known = ~np.isnan(values).any(axis=0)
    winners = np.where(known, np.argmax(values, axis=0), UNKNOWN)
    # An edge may fall on a sample exactly; the two samples beside it keep their sides.
    clear = ~np.isin(X, bands.edges)
    assert (class_at(bands, X)[clear] == winners[clear]).all()
    assert bands.edges[0] == 0
    assert bands.edges[-1] == 1
    assert (np.diff(bands.edges) >= 0).all()
    assert (bands.classes[1:] != bands.classes[:-1]).all()


@given(arrays(np.float64, COUNT, elements=ANY), st.floats(-2, 2))
def test_a_threshold_makes_two_classes(values, threshold):
    bands = threshold_bands(X, values, threshold, 0.0, 1.0)
    wanted = np.where(np.isnan(values), UNKNOWN, values >= threshold)
    clear = ~np.isin(X, bands.edges)
    assert (class_at(bands, X)[clear] == wanted[clear]).all()
    assert len(bands.dividers) <= len(bands.classes) - 1


def test_dividers_lie_where_straight_lines_cross():
    assert threshold_bands(X, 2 * X - 0.7, 0.5, 0, 1).dividers == pytest.approx([0.6])
    three = np.array([1 - 3 * X, np.full(COUNT, 0.4), 3 * X - 2])
    bands = highest_bands(X, three, 0, 1)
    assert bands.classes.tolist() == [0, 1, 2]
    assert bands.dividers == pytest.approx([0.2, 0.8])


def test_a_perceptron_crosses_zero_in_the_same_place_with_and_without_tanh():
    # S67; the crossing lies between two samples, where tanh is straight enough.
    x = -6 + 12 * (np.arange(960) + 0.5) / 960
    z = 1.3 * x - 2.1
    crossings = [threshold_bands(x, f(z), 0.0, -6, 6).dividers for f in (np.tanh, np.copy)]
    assert crossings[0] == pytest.approx(crossings[1], abs=1e-4)
    assert crossings[1] == pytest.approx([2.1 / 1.3])


def test_what_is_no_number_has_no_class_and_no_divider():
    values = np.where((X > 0.4) & (X < 0.6), np.nan, X - 0.2)
    bands = threshold_bands(X, values, 0.0, 0, 1)
    assert bands.classes.tolist() == [0, 1, UNKNOWN, 1]
    assert bands.dividers == pytest.approx([0.2])


def test_the_margin_is_from_the_highest_to_the_second():
    first, second = margin_to_second(np.array([[1.0, 5], [3, 2], [2, 4]]))
    assert first.tolist() == [3, 5]
    assert second.tolist() == [2, 4]
