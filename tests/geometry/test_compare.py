"""Two networks are proved equal, or the cells say where they are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.geometry.cells import arrange
from playground.geometry.compare import compare
from playground.geometry.errors import GeometryError
from playground.geometry.lines import crossings, plane_bounds
from tests.geometry.networks import golden, layered, request, three_polygons

# |x1| − |x2| in two ways.
ABSOLUTE = layered([[(1, 0), (0, 1)], [[1, -1]]], [[0, 0], [0]], ["abs", "identity"])
PAIRS = layered(
    [[(1, 0), (-1, 0), (0, 1), (0, -1)], [[1, 1, -1, -1]]],
    [[0, 0, 0, 0], [0]],
    ["relu", "identity"],
)


def test_the_same_function_drawn_in_two_ways() -> None:
    found = compare(request(ABSOLUTE), request(PAIRS))
    assert found.equal
    assert found.equal_values
    assert found.largest_gap == 0.0
    assert compare(request(golden((2, 6, 6, 1), 1)), request(golden((2, 6, 6, 1), 1))).equal_values


def test_equal_decisions_are_not_equal_outputs() -> None:
    doubled = replace(
        PAIRS,
        edges=tuple(
            replace(edge, weight=2 * edge.weight) if edge.target == "h2.0" else edge
            for edge in PAIRS.edges
        ),
    )
    found = compare(request(ABSOLUTE), request(doubled))
    assert found.equal
    assert not found.equal_values
    assert found.largest_gap == pytest.approx(6.0)


def test_where_they_differ() -> None:
    left = layered([[(1, 0)]], [[0]], ["step"])
    right = layered([[(1, 0)]], [[-1.5]], ["step"])
    found = compare(request(left), request(right))
    assert not found.equal
    assert found.differing_area == pytest.approx(1.5 * 12)
    (face,) = found.differing
    assert found.arrangement.polygon(face)[:, 0].tolist() == pytest.approx([0, 1.5, 1.5, 0]) or set(
        np.round(found.arrangement.polygon(face)[:, 0], 12)
    ) == {0.0, 1.5}
    assert found.first_says[0, face]
    assert not found.second_says[0, face]
    assert found.certified


def test_a_difference_outside_the_rectangle_is_found_on_the_plane() -> None:
    plain = layered([[(1, 0)]], [[0]], ["step"])
    far = layered([[(1, 0), (0, 1)], [[1, 1]]], [[0, -50], [-0.5]], ["step", "step"])
    assert compare(request(plain), request(far)).equal
    found = compare(request(plain), request(far), whole_plane=True)
    assert not found.equal
    assert found.whole_plane


def test_activations_and_recipes_of_the_same_boundary() -> None:
    soft = layered([[(1, 2)]], [[0.5]], ["sigmoid"])
    hard = layered([[(1, 2)]], [[0.5]], ["step"])
    assert compare(request(soft), request(hard), whole_plane=True).equal
    network = three_polygons()
    found = compare(request(network), request(network), whole_plane=True)
    assert found.equal
    assert found.certified
    assert found.arrangement.cell_count == 1 + 10 + 45 - 2  # two pairs of sides are parallel
    assert max(map(abs, found.arrangement.request.bounds)) > 6


@pytest.mark.parametrize("activation", ["relu", "step"])
def test_what_two_networks_share_is_drawn_once_and_certified(activation: str) -> None:
    network = golden((2, 6, 6, 1), 1, activation)
    found = compare(request(network), request(network))
    assert found.equal
    assert found.certified
    assert found.shared == {
        node.id: node.id for node in network.nodes if node.id not in network.outputs
    }
    alone = arrange(request(network))
    assert found.arrangement.face_count == alone.face_count
    other = replace(
        network,
        nodes=(*network.nodes[:-1], replace(network.nodes[-1], bias=network.nodes[-1].bias + 1)),
    )
    found = compare(request(network), request(other))
    assert len(found.shared) == 14
    assert found.certified


def test_equal_neurons_of_one_network_count_twice() -> None:
    twice = layered([[(1, 0), (1, 0)], [[1, 1]]], [[0, 0], [-1.5]], ["step", "step"])
    once = layered([[(1, 0)], [[1]]], [[0], [-1.5]], ["step", "step"])
    found = compare(request(twice), request(once))
    assert found.differing_area == pytest.approx(72.0)
    assert found.shared == {"x1": "x1", "x2": "x2", "h1.0": found.shared["h1.0"]}
    assert compare(request(twice), request(twice)).equal


def test_what_can_not_be_compared() -> None:
    one, two = golden((2, 3, 1), 0), golden((2, 3, 2), 0)
    with pytest.raises(GeometryError, match="1 and 2 outputs"):
        compare(request(one), request(two))
    with pytest.raises(GeometryError, match="decides by its highest"):
        compare(request(two), request(two, rule="threshold"))
    with pytest.raises(GeometryError, match="compare over a rectangle"):
        compare(request(golden((2, 3, 3, 1), 0)), request(one), whole_plane=True)
    with pytest.raises(GeometryError, match="too many cells together"):
        compare(request(one, max_faces=2), request(one))


def test_the_rectangle_for_the_whole_plane() -> None:
    lines = np.array([(1.0, 0.0, -3.0), (0.0, 1.0, 40.0), (1.0, 1.0, 0.0)])
    x0, x1, y0, y1 = plane_bounds(lines)
    points = crossings(lines)
    assert len(points) == 3
    assert (np.abs(points) < x1).all()
    assert (x0, y0, y1) == (-x1, -x1, x1)
    with pytest.raises(GeometryError, match="nearly parallel"):
        plane_bounds(np.array([(1.0, 0.0, 0.0), (1.0, 1e-9, 1.0)]))
