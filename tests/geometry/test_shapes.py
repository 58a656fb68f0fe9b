"""Drawn shapes mean the regions that one sees, and a wrong carving is found out."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from playground.geometry.cells import arrange
from playground.geometry.corners import meeting_sides
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


def test_sides_that_meet_are_found_while_the_path_is_open() -> None:
    path = [(0, 0), (2, 0), (2, 2), (1, -1)]
    assert meeting_sides(path, is_closed=False) == (0, 2)
    assert meeting_sides(path[:3], is_closed=False) is None
    assert meeting_sides([(0, 0), (2, 0), (1, 0)], is_closed=False) == (0, 1)
    # Only the side that would close it crosses.
    assert meeting_sides([(0, 0), (2, 2), (2, 0), (1, 3)], is_closed=False) == (0, 2)
    assert meeting_sides([(0, 0), (4, 0), (4, 4), (3, -1)][:3]) is None
