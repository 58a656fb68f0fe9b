import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.plots.curves import thinned


@given(st.integers(0, 3000), st.integers(10, 200), st.integers(0, 5))
def test_a_thin_curve_keeps_its_ends_and_extremes(count, limit, seed):
    x = np.arange(count, dtype=float)
    y = np.random.default_rng(seed).normal(size=count)
    thin_x, thin_y = thinned(x, y, limit)
    assert len(thin_x) == len(thin_y) <= limit + 4
    np.testing.assert_array_equal(thin_y, y[thin_x.astype(int)])
    if count:
        assert (thin_x[0], thin_x[-1]) == (x[0], x[-1])
        assert (thin_y.min(), thin_y.max()) == (y.min(), y.max())
        assert (np.diff(thin_x) > 0).all()


def test_a_gap_stays_a_gap():
    y = np.ones(10_000)
    y[4000:6000] = np.nan
    x, thin = thinned(np.arange(10_000.0), y, 200)
    gap = x[np.isnan(thin)]
    assert 4000 <= gap.min() < 4200
    assert 5800 < gap.max() < 6000
    assert not np.isnan(thin[(x < 3900) | (x > 6100)]).any()


def test_a_lone_gap_does_not_swallow_its_neighbours():
    y = np.ones(10_000)
    y[1234] = np.nan
    assert not np.isnan(thinned(np.arange(10_000.0), y, 200)[1]).any()
