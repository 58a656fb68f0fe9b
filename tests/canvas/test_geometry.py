"""Shapes and places, as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.canvas import geometry

places = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))


@given(st.lists(st.tuples(places, places), min_size=1, max_size=6))
def test_edges_leave_to_the_right_and_arrive_from_the_left(pairs) -> None:
    ends = np.array(pairs)
    curves = geometry.edge_curves(ends[:, 0], ends[:, 1])
    assert np.isfinite(curves).all()
    assert (curves[:, 2] >= curves[:, 0]).all()
    assert (curves[:, 4] <= curves[:, 6]).all()
    np.testing.assert_array_equal(curves[:, 1], curves[:, 3])
    np.testing.assert_array_equal(curves[:, 5], curves[:, 7])
    points = geometry.sample(curves, np.linspace(0, 1, 9))
    np.testing.assert_allclose(points[:, 0], curves[:, :2], atol=1e-9)
    np.testing.assert_allclose(points[:, -1], curves[:, 6:], atol=1e-9)
    boxes = geometry.boxes_of(curves)
    assert (points >= boxes[:, None, :2] - 1e-6).all()
    assert (points <= boxes[:, None, 2:] + 1e-6).all()


def test_points_along_a_polyline() -> None:
    corner = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 5.0]])
    assert geometry.length(corner) == 15
    spots = geometry.along(corner, np.array([4.0, 12.0]))
    np.testing.assert_array_equal(spots, [[4, 0], [10, 2]])
    assert geometry.distances_to(corner[None], 4, 3)[0] == 3


@given(
    st.lists(st.tuples(places, places, st.integers(-1, 32)), min_size=1, max_size=8),
    st.lists(places, max_size=6),
)
def test_chips_never_touch_a_node_or_each_other(wires, nodes) -> None:
    ends = np.array([wire[:2] for wire in wires])
    wanted = [wire[2] for wire in wires]
    lines = geometry.sample(geometry.edge_curves(ends[:, 0], ends[:, 1]), np.linspace(0, 1, 33))
    boxes = np.array([(x - 26, y - 48, x + 26, y + 46) for x, y in nodes]).reshape(-1, 4)
    spots = geometry.place_chips(lines, (23, 9.5), boxes, wanted)
    found = [line[spot] for line, spot in zip(lines, spots, strict=True) if spot is not None]
    chips = [(x - 23, y - 9.5, x + 23, y + 9.5) for x, y in found]
    everything = [*map(tuple, boxes.tolist()), *chips]
    for row, chip in enumerate(chips):
        others = everything[: len(boxes) + row]
        assert not any(overlap(chip, other) for other in others)


def overlap(first, second) -> bool:
    """Whether two boxes share more than a rounding error."""
    return (
        min(first[2], second[2]) - max(first[0], second[0]) > 1e-6
        and min(first[3], second[3]) - max(first[1], second[1]) > 1e-6
    )


def test_snap_takes_the_nearest_line_within_reach() -> None:
    still = np.array([[0.0, 0.0], [100.0, 50.0]])
    assert geometry.snap([(97.0, 20.0)], still, 6) == (3.0, 0.0, 100.0, None)
    assert geometry.snap([(97.0, 20.0)], still[:0], 6) == (0.0, 0.0, None, None)


@pytest.mark.parametrize(
    ("side", "found"), [("right", "near"), ("left", None), ("up", "above"), ("down", "far")]
)
def test_nearest_towards(side: str, found: str | None) -> None:
    spots = {"near": (50.0, 0.0), "far": (300.0, 10.0), "above": (10.0, -80.0)}
    assert geometry.nearest_towards((0.0, 0.0), spots, side) == found
