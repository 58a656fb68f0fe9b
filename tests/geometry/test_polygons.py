"""Drawn regions come out as exactly those regions, or are refused in a sentence."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.geometry.arrangement import Arrangement
from playground.geometry.cells import arrange
from playground.geometry.compare import compare
from playground.geometry.convex import convex_pieces
from playground.geometry.corners import is_convex, ordered, turn
from playground.geometry.errors import GeometryError
from playground.geometry.polygons import (
    Carving,
    carve,
    carve_literally,
    circle,
    circle_error,
    half_plane,
    polygon,
    strip,
    wedge,
)
from tests.geometry.networks import request

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]
ANGLE = [(0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3)]
STAR = [
    (math.cos(math.pi * i / 5) * (5 - 3 * (i % 2)), math.sin(math.pi * i / 5) * (5 - 3 * (i % 2)))
    for i in range(10)
]
COMB = [(-5, 0), (5, 0), (5, 4), (4, 4), (4, 1), (1, 1), (1, 4), (0, 4), (0, 1), (-4, 1), (-4, 4),
        (-5, 4)]  # fmt: skip
FAR_APART = [
    *polygon([(-4, -4), (-2, -4), (-3, -2.5)]),
    *polygon([(2, 2), (4, 2), (3, 3.5)]),
]


def area_of(points: list[tuple[float, float]]) -> float:
    x, y = np.array(points).T
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2


def fired(carving: Carving) -> Arrangement:
    return arrange(request(carving.network))


@pytest.mark.parametrize("recipe", ["robust", "document"])
@pytest.mark.parametrize("points", [SQUARE, ANGLE, STAR, COMB], ids=["square", "L", "star", "comb"])
def test_a_polygon_and_nothing_else(points: list[tuple[float, float]], recipe: str) -> None:
    for drawn in (points, points[::-1]):
        found = fired(carve(polygon(drawn), recipe))
        assert found.label_areas()["1"] == pytest.approx(area_of(points), rel=1e-12)
        assert found.label_islands() == {"0": 1, "1": 1}


@given(
    st.integers(3, 12),
    st.lists(st.floats(0.5, 5.0), min_size=12, max_size=12),
    st.floats(0.0, 6.0),
)
def test_any_star_shaped_polygon(count: int, radii: list[float], phase: float) -> None:
    angles = phase + 2 * np.pi * np.arange(count) / count
    points = [
        (float(r * np.cos(a)), float(r * np.sin(a))) for r, a in zip(radii, angles, strict=False)
    ]
    pieces = convex_pieces(points)
    assert all(is_convex(piece) for piece in pieces)
    assert sum(map(area_of, pieces)) == pytest.approx(area_of(points), rel=1e-9)
    assert fired(carve(polygon(points))).label_areas()["1"] == pytest.approx(area_of(points))


def test_a_convex_polygon_is_one_group_with_one_unit_a_side() -> None:
    carving = carve(polygon(SQUARE))
    assert [len(group) for group in carving.groups] == [4]
    bias = {node.id: node.bias for node in carving.network.nodes}
    assert bias["all1"] == -3.5
    document = carve(polygon(SQUARE), "document")
    weights = {edge.id: edge.weight for edge in document.network.edges}
    assert weights["side1.1>all1"] == 0.25
    assert document.texts == {f"side1.{side}>all1": "1/4" for side in range(1, 5)}
    assert carving.texts == {}


def test_needless_corners_are_left_out() -> None:
    points = [(0, 0), (1, 0), (2, 0), (2, 0), (2, 2), (0, 2), (0, 1)]
    assert ordered(points) == [(0, 0), (2, 0), (2, 2), (0, 2)]
    assert len(carve(polygon(points)).groups[0]) == 4


def test_unbounded_regions() -> None:
    bent = fired(carve([wedge((0, 0), (1, 1), (1, -1))]))
    assert bent.label_areas()["1"] == pytest.approx(36.0)
    assert bent.label_areas() == fired(carve([wedge((0, 0), (1, -1), (1, 1))])).label_areas()
    assert fired(carve([strip((0, 0), (1, 0), (3, 2))])).label_areas()["1"] == pytest.approx(24.0)
    assert fired(carve([strip((0, 0), (1, 0), (3, -1))])).label_areas()["1"] == pytest.approx(12.0)
    assert fired(carve([half_plane((0, 0), (1, 0))])).label_areas()["1"] == pytest.approx(72.0)
    both = carve([half_plane((0, 3), (1, 3)), wedge((0, 0), (1, 1), (1, -1))])
    assert fired(both).label_areas()["1"] == pytest.approx(36 + 36 - 4.5)


def test_several_regions_have_a_group_each() -> None:
    carving = carve(FAR_APART)
    assert [len(group) for group in carving.groups] == [3, 3]
    found = fired(carving)
    assert found.label_islands()["1"] == 2
    assert found.label_areas()["1"] == pytest.approx(3.0)


def test_the_union_recipe_read_literally_leaks() -> None:
    found = compare(request(carve(FAR_APART).network), request(carve_literally(FAR_APART).network))
    assert not found.equal
    assert found.differing_area > 0.6 * 144
    assert (found.second_says | ~found.first_says).all()
    one = polygon(SQUARE)
    planes = [half_plane((-5, -5), (-4, -5)), half_plane((5, 5), (4, 5))]
    assert compare(
        request(carve([*one, *planes]).network), request(carve_literally([*one, *planes]).network)
    ).equal


@pytest.mark.parametrize("seed", range(12))
def test_the_literal_union_is_right_for_one_bounded_polygon_and_never_for_two(seed: int) -> None:
    rng = np.random.default_rng(seed)
    disc = circle(tuple(rng.uniform(-2, 2, 2)), rng.uniform(0.5, 2), int(rng.integers(3, 9)))
    planes = [half_plane(*map(tuple, rng.uniform(-6, 6, (2, 2)))) for _ in range(seed % 4 + 1)]
    # Far enough from the first that neither covers a side of the other.
    other = circle(tuple(rng.uniform(4.5, 5.5, 2)), rng.uniform(0.2, 0.4), int(rng.integers(3, 9)))
    for regions, is_right in (([disc, *planes], True), ([disc, other], False)):
        right, literal = (request(made(regions).network) for made in (carve, carve_literally))
        assert compare(right, literal).equal == is_right


@pytest.mark.parametrize("sides", [3, 4, 5, 8, 16, 64])
def test_a_circle_costs_half_planes(sides: int) -> None:
    area = fired(carve([circle((0.5, -1), 2, sides)])).label_areas()["1"]
    error, distance = circle_error(sides)
    assert area == pytest.approx(4 * math.pi * (1 + error))
    assert distance == pytest.approx(1 / math.cos(math.pi / sides) - 1)


def test_more_half_planes_are_closer_to_a_circle() -> None:
    errors = [circle_error(sides) for sides in range(3, 100)]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1][0] < 4e-4


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([], "at least three corners"),
        ([(0, 0), (1, 1)], "at least three corners"),
        ([(0, 0), (0, 0), (1, 1), (1, 1)], "at least three corners"),
        ([(0, 0), (1, 1), (2, 2)], "on one line"),
        ([(0, 0), (2, 2), (2, 0), (0, 2)], "Sides 1 and 3"),
        ([(0, 0), (2, 0), (1, 0), (1, 3)], "Sides 1 and 2"),
        ([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)], "Sides 1 and 3"),
        ([(0, 0), (1, 0), (math.nan, 1)], "finite"),
        ([(0, 0), (1, 0), (1e12, 1)], "below 1e9"),
        ([(math.cos(i), math.sin(i)) for i in range(300)], "200 corners"),
    ],
)
def test_what_is_no_polygon_is_refused(points: list[tuple[float, float]], words: str) -> None:
    with pytest.raises(GeometryError, match=words):
        polygon(points)


def test_what_is_no_region_is_refused() -> None:
    for call, words in (
        (lambda: wedge((0, 0), (0, 0), (1, 1)), "differ"),
        (lambda: wedge((0, 0), (1, 1), (2, 2)), "one line"),
        (lambda: strip((0, 0), (1, 0), (5, 0)), "apart"),
        (lambda: half_plane((1, 1), (1, 1)), "differ"),
        (lambda: circle((0, 0), 1, 2), "three half-planes"),
        (lambda: circle((0, 0), 0, 5), "above 0"),
        (lambda: carve([]), "no region"),
    ):
        with pytest.raises(GeometryError, match=words):
            call()


def test_turns_are_exact_where_floats_are_not() -> None:
    # Three decimals on a line, which in binary is not quite straight.
    a, b, c = (0.1, 0.1), (0.2, 0.2), (0.3, 0.3)
    assert turn(a, b, c) == 0
    assert turn((0.1, 0.3), (0.2, 0.6), (0.3, 0.9)) != turn((0.3, 0.9), (0.2, 0.6), (0.1, 0.3))
    assert turn((0, 0), (1, 0), (0.5, 1e-300)) == 1
