import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from playground.plots.plane.boundary import contour
from playground.plots.plane.points import values_at

BOUNDS = (-6.0, 6.0, -3.0, 3.0)


def sampled(function, rows=40, columns=60, bounds=BOUNDS):
    x0, x1, y0, y1 = bounds
    x = x0 + (np.arange(columns) + 0.5) * (x1 - x0) / columns
    y = y0 + (np.arange(rows) + 0.5) * (y1 - y0) / rows
    return function(*np.meshgrid(x, y)).astype(np.float32)


def test_line_of_a_plane_is_exact():
    x, y = contour(sampled(lambda x, y: 2 * x - y + 1), BOUNDS, 0.5)
    assert len(x) > 20
    np.testing.assert_allclose(2 * x - y + 1, 0.5, atol=1e-5)


def test_circle_is_closed_and_as_long_as_it_should_be():
    x, y = contour(sampled(lambda x, y: np.hypot(x, y)), BOUNDS, 2.0)
    np.testing.assert_allclose(np.hypot(x, y), 2.0, atol=0.01)
    length = np.hypot(x[::2] - x[1::2], y[::2] - y[1::2]).sum()
    assert length == pytest.approx(4 * np.pi, rel=0.01)
    ends = np.round(np.stack([x, y], axis=1), 9)
    _, counts = np.unique(ends, axis=0, return_counts=True)
    assert set(counts) == {2}


@pytest.mark.parametrize(("value", "level"), [(0.0, 0.0), (1.0, 0.0), (-1.0, 0.0)])
def test_constant_field_has_no_line(value, level):
    x, _ = contour(np.full((5, 5), value, dtype=np.float32), BOUNDS, level)
    assert len(x) == 0


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (1, 9), (9, 1)])
def test_too_few_samples_have_no_line(shape):
    assert len(contour(np.ones(shape, dtype=np.float32), BOUNDS, 0.0)[0]) == 0


@pytest.mark.parametrize(("corner", "segments_touch"), [(3.0, "below"), (1.5, "above")])
def test_saddle_goes_by_its_middle(corner, segments_touch):
    """Corners +c and -2: the middle is above for a large c, and the lines then cut off -2."""
    values = np.array([[corner, -2.0], [-2.0, corner]], dtype=np.float32)
    x, y = contour(values, (0.0, 2.0, 0.0, 2.0), 0.0)
    assert len(x) == 4
    middles = np.stack([x.reshape(-1, 2).mean(axis=1), y.reshape(-1, 2).mean(axis=1)], axis=1)
    on_rising_diagonal = np.abs(middles[:, 0] - middles[:, 1]) < 1e-9
    assert on_rising_diagonal.all() == (segments_touch == "above")


@given(
    arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=7),
        elements=st.floats(-(2.0**100), 2.0**100, width=32),
    )
)
def test_every_segment_parts_above_from_below(values):
    rows, columns = values.shape
    x, y = contour(values, (0.0, float(columns), 0.0, float(rows)), 0.0)
    assert len(x) == len(y)
    assert len(x) % 2 == 0
    assert np.isfinite(x).all()
    assert np.isfinite(y).all()
    assert ((x >= 0.5 - 1e-9) & (x <= columns - 0.5 + 1e-9)).all()
    above = values > 0
    if len(x) == 0:
        assert above.all() or not above.any()
    else:
        assert above.any()
        assert not above.all()


def test_field_is_looked_up_at_its_nearest_sample():
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    x = np.array([0.1, 3.9, 4.0, 0.0, 4.1, np.nan])
    y = np.array([0.1, 2.9, 3.0, 3.0, 1.0, 1.0])
    found = values_at(values, (0.0, 4.0, 0.0, 3.0), x, y)
    np.testing.assert_array_equal(found, [0, 11, 11, 8, np.nan, np.nan])
