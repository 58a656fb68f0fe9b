"""The arrangement itself: golden numbers, invariants, lines alone, degenerate drawings."""

from __future__ import annotations

import numpy as np
import pytest

from playground.geometry.boundaries import boundary_edges, fold_edges, lengths, segments
from playground.geometry.cells import TAGS, arrange
from playground.geometry.faces import half_edges
from playground.geometry.planar_map import LEFT, TAG, A, B
from playground.geometry.report import report
from tests.geometry.networks import golden, layered, request, three_polygons, triangle

# (sizes, seed): cells, faces after the output's cut, boundary segments and their length.
GOLDEN = {
    ((2, 8, 8, 1), 0): (125, 143, 18, 7.880266214),
    ((2, 8, 8, 1), 1): (95, 121, 26, 16.865605817),
    ((2, 8, 8, 1), 2): (152, 152, 0, 0.0),
    ((2, 32, 32, 1), 0): (2018, 2018, 0, 0.0),
    ((2, 32, 32, 1), 1): (1700, 1780, 80, 26.270385387),
    ((2, 32, 32, 1), 2): (2252, 2293, 41, 12.645774083),
    ((2, 64, 64, 64, 1), 0): (14653, 14796, 143, 12.037353339),
    ((2, 64, 64, 64, 1), 1): (15805, 16015, 210, 14.051625022),
    ((2, 64, 64, 64, 1), 2): (18090, 18299, 209, 14.057882427),
}


@pytest.mark.parametrize(("sizes", "seed"), GOLDEN)
def test_golden_table(sizes: tuple[int, ...], seed: int) -> None:
    found = arrange(request(golden(sizes, seed)))
    boundary = boundary_edges(found)
    cells, faces, count, length = GOLDEN[sizes, seed]
    assert (found.cell_count, found.face_count, len(boundary)) == (cells, faces, count)
    assert lengths(found, boundary).sum() == pytest.approx(length, abs=1e-8)
    assert found.certified
    assert found.areas.sum() == pytest.approx(144.0, rel=1e-12)
    assert found.areas.min() > 0.0


def test_the_three_polygons() -> None:
    found = report(arrange(request(three_polygons())))
    assert (found["cells"], found["pieces"], found["boundary_segments"]) == (45, 10, 36)
    assert len(found["areas"]) == 8
    assert all(label.count("1") == 1 for label in found["areas"])
    assert found["certified"]


def test_the_triangle() -> None:
    found = report(arrange(request(triangle())))
    assert (found["cells"], found["pieces"], found["boundary_segments"]) == (7, 2, 3)
    assert found["areas"] == pytest.approx({"0": 140.0, "1": 4.0})
    assert found["faces"] - found["edges"] + found["vertices"] == 1


@pytest.mark.parametrize("seed", range(30))
def test_lines_alone_make_one_cell_each_and_one_for_each_crossing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 20))
    normals, offsets = rng.normal(size=(n, 2)), rng.uniform(-4, 4, n)
    network = layered([normals, np.ones((1, n))], [offsets, [0.0]], ["relu", "identity"])
    corners = np.array([(-6, -6), (6, -6), (6, 6), (-6, 6)])
    hits = (np.ptp(np.sign(corners @ normals.T + offsets), axis=0) > 0).sum()
    crossings = 0
    for i in range(n):
        for j in range(i):
            point = np.linalg.solve(normals[[i, j]], -offsets[[i, j]])
            crossings += bool((np.abs(point) < 6).all())
    assert arrange(request(network)).cell_count == 1 + hits + crossings


def test_every_edge_lies_on_the_fold_that_made_it() -> None:
    found = arrange(request(golden((2, 32, 32, 1), 1)))
    ends = found.local[found.edges[A : B + 1]]
    middles = ends.mean(axis=0)
    for unit in range(32):
        node = f"h1.{unit}"
        edges = np.flatnonzero(found.edges[TAG] // TAGS == found.plan.program.row_of[node])
        w1, w2, b = found.maps(node)[0]
        x, y = found.frame.to_plane(middles[edges]).T
        assert np.abs(w1 * x + w2 * y + b).max() / np.hypot(w1, w2) < 1e-11
    for node in ("h2.0", "h2.31", "h3.0"):
        edges = np.flatnonzero(found.edges[TAG] // TAGS == found.plan.program.row_of[node])
        for side in (LEFT, LEFT + 1):
            w1, w2, b = found.maps(node)[found.edges[side, edges]].T
            x, y = found.frame.to_plane(middles[edges]).T
            assert np.abs(w1 * x + w2 * y + b).max(initial=0.0) < 1e-11


def test_continuous_units_agree_across_every_edge() -> None:
    found = arrange(request(golden((2, 16, 16, 1), 3)))
    maps = found.maps("h3.0")
    edges = found.inner_edges
    for end in (A, B):
        x, y = found.vertices[found.edges[end, edges]].T
        sides = [maps[found.edges[side, edges]] @ np.eye(3) for side in (LEFT, LEFT + 1)]
        values = [m[:, 0] * x + m[:, 1] * y + m[:, 2] for m in sides]
        assert np.abs(values[0] - values[1]).max() < 1e-11


@pytest.mark.parametrize("hidden", ["relu", "step"])
def test_outlines_are_convex_loops_against_the_clock(hidden: str) -> None:
    found = arrange(request(golden((2, 12, 12, 1), 5, hidden)))
    vertices, offsets = found.outlines
    assert offsets[-1] == len(vertices) == len(half_edges(found.edges)[0])
    for face in range(found.face_count):
        polygon = found.polygon(face)
        sides = np.roll(polygon, -1, axis=0) - polygon
        following = np.roll(sides, -1, axis=0)
        turns = sides[:, 0] * following[:, 1] - sides[:, 1] * following[:, 0]
        assert turns.min() > -1e-9
        x, y = polygon.T
        area = (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2
        assert area == pytest.approx(found.areas[face], abs=1e-12)
        assert found.face_at(*found.centres[face]) == face
    assert found.face_at(7.0, 0.0) is None


DEGENERATE = {
    "all zero": ([[0, 0]] * 3, [0, 0, 0], 1),
    "all through one point": ([(1, 0), (0, 1), (1, 1), (1, -1), (2, 1)], [0] * 5, 10),
    "one line five times": ([(1, 2), (1, 2), (2, 4), (-1, -2), (-3, -6)], [1, 1, 2, -1, -3], 2),
    "along the border": ([(1, 0), (1, 0), (0, 1), (0, -1)], [6, -6, 6, 6], 1),
    "through the corners": ([(1, 1), (1, -1), (1, 0)], [0, 0, 0], 6),
    "touching a corner": ([(1, 1), (1, -1)], [12, -12], 1),
    "parallel": ([(1, 0)] * 5, [-2, -1, 0, 1, 2], 6),
    "a grid": ([(1, 0), (1, 0), (0, 1), (0, 1), (1, 1)], [-1, 1, -1, 1, 0], 12),
}  # fmt: skip


@pytest.mark.parametrize("case", DEGENERATE)
@pytest.mark.parametrize("activation", ["relu", "step", "abs"])
def test_degenerate_lines(case: str, activation: str) -> None:
    normals, offsets, cells = DEGENERATE[case]
    network = layered([normals, [[1] * len(normals)]], [offsets, [-0.5]], [activation, "identity"])
    found = arrange(request(network))
    assert found.cell_count == cells
    assert found.areas.min() > 1e-6


@pytest.mark.parametrize(
    ("offset", "size"),
    [(0.0, 1e-9), (0.0, 1.0), (0.0, 1e6), (1e3, 1e-5), (1e3, 1.0), (1e6, 1.0), (1e6, 1e6)],
)
def test_a_rectangle_anywhere_and_of_any_size(offset: float, size: float) -> None:
    rng = np.random.default_rng(1)
    normals = rng.normal(size=(10, 2))
    points = rng.uniform(-0.6, 0.6, (10, 2)) * size + offset
    network = layered(
        [normals, [[1] * 10]], [-(normals * points).sum(axis=1), [0]], ["relu", "identity"]
    )
    bounds = (offset - size, offset + size, offset - size, offset + size)
    plain = layered(
        [normals, [[1] * 10]],
        [-(normals * (points - offset) / size).sum(axis=1), [0]],
        ["relu", "identity"],
    )
    found = arrange(request(network, bounds))
    assert found.cell_count == arrange(request(plain, (-1, 1, -1, 1))).cell_count
    assert found.areas.sum() == pytest.approx(4 * size * size, rel=1e-9)


@pytest.mark.parametrize("separation", [1e-3, 1e-6, 1e-9])
def test_nearly_coincident_lines_are_told_apart(separation: float) -> None:
    network = layered(
        [[(1, 0.5), (1, 0.5)], [[1, 1]]], [[0.3, 0.3 + separation], [0]], ["relu", "identity"]
    )
    found = arrange(request(network))
    assert found.cell_count == 3
    assert found.areas.min() == pytest.approx(12 * separation, rel=1e-3)


def test_lines_closer_than_numbers_can_tell_are_one_and_not_certified() -> None:
    network = layered(
        [[(1, 0.5), (1, 0.5)], [[1, 1]]], [[0.3, 0.3 + 1e-15], [0]], ["relu", "identity"]
    )
    found = arrange(request(network))
    assert found.cell_count == 2
    assert not found.certified


def test_folds_of_coincident_units_are_both_there() -> None:
    network = layered([[(1, 0), (2, 0)], [[1, 1]]], [[0, 0], [-1]], ["step", "step"])
    found = arrange(request(network))
    for node in ("h1.0", "h1.1", "h2.0"):
        (segment,) = found.frame.to_plane(segments(found, fold_edges(found, node)))
        assert sorted(segment.tolist()) == [[0.0, -6.0], [0.0, 6.0]]
