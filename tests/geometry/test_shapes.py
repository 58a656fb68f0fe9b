"""Drawn shapes mean the regions that one sees, and a wrong carving is found out."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.geometry.cells import arrange
from playground.geometry.corners import next_side_meets, ordered
from playground.geometry.errors import GeometryError
from playground.geometry.polygons import carve
from playground.geometry.shapes import (
    KINDS,
    Shape,
    all_regions,
    bounds_round,
    check_carved,
    clipped,
)
from tests.geometry.networks import request

DRAWN = [
    (Shape("polygon", ((0, 0), (2, 0), (1, 2))), 2.0, "Triangle"),
    (Shape("polygon", ((0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3))), 5.0, "Hexagon"),
    (Shape("polygon", ((0, 0), (1, 0), (2, 0), (2, 2), (0, 2))), 4.0, "Quadrilateral"),
    (Shape("rectangle", ((2, -1), (-1, 1))), 6.0, "Rectangle"),
    (Shape("circle", ((0, 0), (0, 1)), 6), 2 * math.sqrt(3), "Circle"),
    (Shape("strip", ((0, 0), (1, 0), (3, 2))), 24.0, "Strip"),
    (Shape("wedge", ((0, 0), (1, 1), (1, -1))), 36.0, "Wedge"),
    (Shape("half_plane", ((0, 0), (1, 0))), 72.0, "Half-plane"),
]


@pytest.mark.parametrize(("shape", "area", "title"), DRAWN, ids=[row[2] for row in DRAWN])
def test_a_shape_is_its_regions_and_its_inside(shape: Shape, area: float, title: str) -> None:
    carving = carve(shape.regions())
    found = arrange(request(carving.network))
    assert found.label_areas()["1"] == pytest.approx(area)
    assert (shape.contains(found.centres) == (found.labels == 1)).all()
    assert shape.title == title
    check_carved(carving.network, "x1", "x2", carving.network.outputs[0], [shape])


def test_every_kind_is_tried() -> None:
    assert {shape.kind for shape, _, _ in DRAWN} == set(KINDS)


def test_bounded_shapes_have_corners_and_others_none() -> None:
    assert len(Shape("circle", ((0, 0), (1, 0)), 12).corners) == 12
    assert Shape("rectangle", ((0, 0), (2, 1))).corners == ((0, 0), (2, 0), (2, 1), (0, 1))
    assert Shape("wedge", ((0, 0), (1, 1), (1, -1))).corners == ()


def test_the_bounds_have_all_points_inside() -> None:
    shapes = [shape for shape, _, _ in DRAWN]
    x0, x1, y0, y1 = bounds_round(shapes)
    points = np.array([point for shape in shapes for point in shape.points])
    assert (points > (x0, y0)).all()
    assert (points < (x1, y1)).all()


@pytest.mark.parametrize("bias", [-1.5, -3.0])
def test_a_network_that_fires_elsewhere_is_refused(bias: float) -> None:
    shape = DRAWN[0][0]
    network = carve(shape.regions()).network
    wrong = replace(network, nodes=(*network.nodes[:-1], replace(network.nodes[-1], bias=bias)))
    if bias == -3.0:  # exactly k: the sides belong to it, so nothing changes
        check_carved(wrong, "x1", "x2", "all1", [shape])
        return
    with pytest.raises(GeometryError, match="too close together"):
        check_carved(wrong, "x1", "x2", "all1", [shape])


def test_small_and_far_shapes_keep_their_order_of_corners() -> None:
    for corner, size in (((1000.0, 1000.0), 1e-5), ((-3e6, 5e6), 0.01), ((0.0, 0.0), 1e-9)):
        x, y = corner
        shape = Shape("rectangle", ((x, y), (x + size, y + size)))
        network = carve(shape.regions()).network
        check_carved(network, "x1", "x2", "all1", [shape])


def test_what_is_no_shape_is_refused_in_a_sentence() -> None:
    for shapes, words in (
        ([Shape("strip", ((0, 0), (1, 0)))], "needs 3 points"),
        ([Shape("polygon", ((0, 0), (1, 0)))], "at least three corners"),
        ([Shape("polygon", ((0, 0), (2, 2), (2, 0), (0, 2)))], "cross"),
        ([Shape("rectangle", ((0, 0), (2, 0)))], "at least three corners"),
        ([Shape("circle", ((0, 0), (0, 0)), 5)], "above 0"),
        ([Shape("circle", ((0, 0), (1, 0)), 64)] * 3, "192 half-planes"),
    ):
        with pytest.raises(GeometryError, match=words):
            all_regions(shapes)


def test_what_is_seen_of_a_region_is_cut_by_the_view() -> None:
    (wedge,) = Shape("wedge", ((0, 0), (1, 1), (1, -1))).regions()
    seen = clipped(wedge, (-6, 6, -6, 6))
    x, y = np.array(seen).T
    assert abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2 == pytest.approx(36)
    assert clipped(wedge, (-6, -1, -6, 6)) == []


def test_a_side_that_would_meet_another_is_found_while_the_path_is_open() -> None:
    path = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]
    assert next_side_meets(path, (1.0, -1.0))
    assert next_side_meets(path, (1.0, 0.0))
    assert next_side_meets(path, (2.0, 1.0))  # back along the last side
    assert not next_side_meets(path, (0.0, 2.0))
    assert not next_side_meets(path, (0.0, 0.0))
    assert next_side_meets([(0.0, 0.0), (2.0, 0.0)], (1.0, 0.0))
    assert not next_side_meets([(0.0, 0.0)], (1.0, 0.0))


def test_a_side_that_would_close_a_polygon_badly_is_found() -> None:
    hook = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, -1.0)]
    assert next_side_meets(hook[:3], hook[3])
    assert next_side_meets([(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (3.0, 0.0)], (0.0, 0.0))
    around = [(0.0, 0.0), (1.0, 2.0), (2.0, 0.0), (3.0, 3.0), (-1.0, 3.0), (1.0, 1.0)]
    assert next_side_meets(around[:5], around[5])


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=8))
def test_side_by_side_the_same_polygons_are_refused(points: list[tuple[int, int]]) -> None:
    corners = [(float(x), float(y)) for x, y in points]
    if any(a == b for a, b in pairwise([*corners, corners[0]])):
        return
    open_meets = any(next_side_meets(corners[:i], corners[i]) for i in range(1, len(corners)))
    meets = open_meets or next_side_meets(corners, corners[0])
    try:
        ordered(corners)
    except GeometryError:
        assert meets
    else:
        assert not meets
