"""Ways of edges around what lies between their ends."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.canvas import geometry
from playground.canvas.geometry import RADIUS
from playground.canvas.wiring import lay_wires

EVERYWHERE = np.linspace(0.0, 1.0, 101)
places = st.tuples(st.floats(-800, 800), st.floats(-800, 800))


def test_an_edge_goes_around_a_node_on_its_way() -> None:
    centres = np.array([[0.0, 0.0], [180.0, 0.0], [360.0, 0.0]])
    ends = np.array([[0, 1], [1, 2], [0, 2]])
    curves = lay_wires(ends, centres, {})
    straight = geometry.edge_curves(centres[ends[:, 0]], centres[ends[:, 1]])
    np.testing.assert_array_equal(curves[:2], straight[:2])
    gaps = np.hypot(*(geometry.sample(curves[2:], EVERYWHERE)[0] - centres[1]).T)
    assert gaps.min() > RADIUS


def test_where_every_way_is_blocked_the_edge_goes_straight_on() -> None:
    wall = [[200.0, y] for y in range(-600, 601, 40)]
    centres = np.array([[0.0, 0.0], [400.0, 0.0], *wall])
    curves = lay_wires(np.array([[0, 1]]), centres, {})
    np.testing.assert_array_equal(curves, geometry.edge_curves(centres[:1], centres[1:2]))


@given(st.lists(places, min_size=2, max_size=7, unique=True), places)
def test_edges_start_at_rims_and_end_there_or_where_they_are_told_to(nodes, landing) -> None:
    centres = np.array(nodes)
    ends = np.array([(0, row) for row in range(1, len(nodes))])
    curves = lay_wires(ends, centres, {0: landing})
    rim = (RADIUS + 3, 0)
    np.testing.assert_allclose(curves[:, :2], centres[[0] * len(ends)] + rim)
    np.testing.assert_allclose(curves[0, 6:8], landing)
    np.testing.assert_allclose(curves[1:, 6:8], centres[2:] - rim)
