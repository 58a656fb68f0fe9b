import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from playground.palette import DARK, LIGHT, rgb
from playground.plots.outputs.maps import (
    TIE,
    bounded,
    count_islands,
    highest,
    mixed_regions,
    winner_picture,
)

BLUE, ORANGE, GREEN = "#0072B2", "#E69F00", "#009E73"


def fields(*values):
    return np.array(values, dtype=np.float32)[:, None, :]


def channels(words):
    """Red, green and blue of each sample, as numbers that can be subtracted."""
    return np.stack([words >> 16 & 255, words >> 8 & 255, words & 255], axis=-1).astype(int)


def flooded(is_in):
    """The number of pieces, found by filling one after the other."""
    left, count = set(zip(*np.nonzero(is_in), strict=True)), 0
    while left:
        count += 1
        front = [left.pop()]
        while front:
            row, column = front.pop()
            for near in (
                (row - 1, column),
                (row + 1, column),
                (row, column - 1),
                (row, column + 1),
            ):
                if near in left:
                    left.remove(near)
                    front.append(near)
    return count


# -- the highest --


def test_the_highest_wins_by_its_distance_to_the_runner_up():
    found = highest(fields([3.0, 0.0], [1.0, 0.5], [2.5, -4.0]))
    assert found.winner.tolist() == [[0, 1]]
    assert found.margin.tolist() == [[0.5, 0.5]]
    assert found.gaps[:, 0, 0].tolist() == [0.5, -2.0, -0.5]


def test_equal_highest_ones_are_a_tie_but_equal_lower_ones_are_not():
    found = highest(fields([1.0, 2.0], [1.0, 0.0], [0.0, 0.0]))
    assert found.winner.tolist() == [[TIE, 0]]
    assert found.margin.tolist() == [[0.0, 2.0]]


def test_two_infinities_cannot_be_compared():
    found = highest(bounded(fields([np.inf, 1e38], [np.inf, -np.inf])))
    assert found.winner.tolist() == [[TIE, 0]]
    assert np.isfinite(found.margin).all()


@given(arrays(np.float32, (3, 4, 4), elements=st.floats(-9, 9, width=32)))
def test_a_winner_is_the_only_one_with_a_gap_above_zero(values):
    found = highest(values)
    above = found.gaps > 0
    assert (above.sum(axis=0) == (found.winner != TIE)).all()
    assert (above.argmax(axis=0) == found.winner)[found.winner != TIE].all()
    assert (found.margin >= 0).all()


# -- islands --


@given(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12)))
def test_islands_are_those_that_filling_finds(is_in):
    assert count_islands(is_in) == flooded(is_in)


def test_corners_do_not_connect():
    assert count_islands(np.eye(5, dtype=bool)) == 5


def test_a_ring_and_what_it_surrounds_are_two_islands():
    is_in = np.ones((7, 7), dtype=bool)
    is_in[1:-1, 1:-1] = False
    is_in[3, 3] = True
    assert count_islands(is_in) == 2
    assert count_islands(~is_in) == 1


# -- pictures --


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_no_region_leaves_the_ground_and_the_order_is_all_one(theme):
    is_in = np.array([[[0, 1, 0, 1]], [[0, 0, 1, 1]]], dtype=bool)
    picture = mixed_regions(is_in, [BLUE, ORANGE], theme)
    swapped = mixed_regions(is_in[::-1], [ORANGE, BLUE], theme)
    assert np.array_equal(picture, swapped)
    nothing, first, second, both = channels(picture)[0]
    assert tuple(nothing) == rgb(theme.surface)
    assert len({tuple(color) for color in (nothing, first, second, both)}) == 4
    away = [np.abs(color - nothing).sum() for color in (first, second, both)]
    assert away[2] > max(away[:2])


def test_inks_multiply_on_paper():
    is_in = np.array([[[1, 0, 1]], [[0, 1, 1]]], dtype=bool)
    first, second, both = channels(mixed_regions(is_in, [BLUE, GREEN], LIGHT))[0] / 255
    np.testing.assert_allclose(both, first * second, atol=2 / 255)


def test_ten_regions_on_top_of_one_another_can_still_be_told_from_nine():
    is_in = np.tri(10, dtype=bool).T[:, None, :]  # sample n lies in the first n + 1 regions
    for theme in (LIGHT, DARK):
        picture = channels(mixed_regions(is_in, [BLUE] * 10, theme))[0]
        assert (np.abs(np.diff(picture, axis=0)).sum(axis=1) > 0).all()


def test_a_clear_winner_has_more_color_than_a_close_one():
    found = highest(fields([1.0, 0.1, 0.0], [0.0, 0.0, 0.0]))
    clear, close, tie = channels(winner_picture(found, [BLUE, ORANGE], 1.0, LIGHT))[0]
    ground, blue = np.array(rgb(LIGHT.surface)), np.array(rgb(BLUE))
    assert np.abs(clear - blue).sum() < np.abs(close - blue).sum() < np.abs(ground - blue).sum()
    assert tuple(tie) == rgb(LIGHT.threshold)


def test_no_region_at_all_is_a_picture_of_the_ground():
    picture = mixed_regions(np.empty((0, 2, 3), dtype=bool), [], LIGHT)
    assert picture.shape == (2, 3)
    assert (channels(picture) == rgb(LIGHT.surface)).all()
