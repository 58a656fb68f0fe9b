"""What must not change the picture, or must change it in a known way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.spec import EdgeSpec, NetworkSpec
from playground.geometry.cells import arrange
from playground.geometry.report import report
from tests.geometry.networks import golden, request, three_polygons

EXACT = ("cells", "faces", "vertices", "edges", "linear_pieces", "pieces", "boundary_segments")


def numbers(network: NetworkSpec, bounds=(-6, 6, -6, 6)) -> tuple[dict, dict]:
    found = report(arrange(request(network, bounds)))
    sizes = {"length": found["boundary_length"], **found["areas"]}
    return {key: found[key] for key in EXACT}, sizes


def assert_same(one: tuple[dict, dict], other: tuple[dict, dict]) -> None:
    assert one[0] == other[0]
    assert one[1] == pytest.approx(other[1], rel=1e-9, abs=1e-9)


networks = pytest.mark.parametrize(
    "network",
    [golden((2, 8, 8, 1), 1), golden((2, 6, 6, 1), 2, "step"), three_polygons()],
    ids=["relu", "step", "polygons"],
)


@networks
def test_the_order_of_nodes_and_edges(network: NetworkSpec) -> None:
    rng = np.random.default_rng(0)
    neurons = network.nodes[2:]
    shuffled = NetworkSpec(
        (*network.nodes[:2], *(neurons[i] for i in rng.permutation(len(neurons)))),
        tuple(network.edges[i] for i in rng.permutation(len(network.edges))),
        network.outputs,
    )
    assert_same(numbers(network), numbers(shuffled))


@networks
@pytest.mark.parametrize("factor", [0.001, 3.0, 1000.0])
def test_a_units_scale(network: NetworkSpec, factor: float) -> None:
    chosen = "h1.1"
    step = next(node for node in network.nodes if node.id == chosen).activation == "step"
    nodes = tuple(
        replace(node, bias=node.bias * factor) if node.id == chosen else node
        for node in network.nodes
    )
    edges = tuple(
        replace(edge, weight=edge.weight * factor)
        if edge.target == chosen
        else replace(edge, weight=edge.weight / factor)
        if edge.source == chosen and not step
        else edge
        for edge in network.edges
    )
    assert_same(numbers(network), numbers(NetworkSpec(nodes, edges, network.outputs)))


@networks
def test_an_edge_of_weight_zero(network: NetworkSpec) -> None:
    edges = (
        *network.edges,
        EdgeSpec("skip", "x1", network.outputs[0], 0.0),
        EdgeSpec("across", "h1.0", network.outputs[0], 0.0)
        if not any(e.source == "h1.0" and e.target == network.outputs[0] for e in network.edges)
        else EdgeSpec("across", "x2", network.outputs[0], 0.0),
    )
    assert_same(numbers(network), numbers(replace(network, edges=edges)))


@networks
@pytest.mark.parametrize("shift", [(1.5, -0.25), (1000.0, 500.0)])
def test_moving_the_plane(network: NetworkSpec, shift: tuple[float, float]) -> None:
    moves = {
        node.id: sum(
            edge.weight * shift[("x1", "x2").index(edge.source)]
            for edge in network.edges
            if edge.target == node.id and edge.source in ("x1", "x2")
        )
        for node in network.nodes
    }
    nodes = tuple(replace(node, bias=node.bias - moves[node.id]) for node in network.nodes)
    x, y = shift
    moved = numbers(replace(network, nodes=nodes), (x - 6, x + 6, y - 6, y + 6))
    assert_same(numbers(network), moved)


@networks
def test_a_quarter_turn(network: NetworkSpec) -> None:
    weights = {(e.source, e.target): e.weight for e in network.edges}
    edges = tuple(
        replace(edge, weight=-weights["x2", edge.target])
        if edge.source == "x1"
        else replace(edge, weight=weights["x1", edge.target])
        if edge.source == "x2"
        else edge
        for edge in network.edges
    )
    assert_same(numbers(network), numbers(replace(network, edges=edges)))


@networks
def test_four_quarters_make_the_whole(network: NetworkSpec) -> None:
    whole = arrange(request(network))
    cuts = (-6.0, 0.37, 6.0)
    quarters = [
        arrange(request(network, (cuts[i], cuts[i + 1], cuts[j], cuts[j + 1])))
        for i in (0, 1)
        for j in (0, 1)
    ]
    areas: dict[str, float] = {}
    for quarter in quarters:
        for text, area in quarter.label_areas().items():
            areas[text] = areas.get(text, 0.0) + area
    assert areas == pytest.approx(whole.label_areas())
    # Each face that the two lines of the cut cross is counted once for each part of it.
    vertices, offsets = whole.outlines
    extra = 0
    for axis in (0, 1):
        above = whole.vertices[vertices, axis] > cuts[1]
        crossed = np.logical_or.reduceat(above, offsets[:-1]) & ~np.logical_and.reduceat(
            above, offsets[:-1]
        )
        extra += int(crossed.sum())
    # The face with the point where the two lines meet has four parts, not three.
    assert sum(quarter.face_count for quarter in quarters) == whole.face_count + extra + 1


def test_more_of_the_plane_has_more_cells_and_the_same_inside() -> None:
    network = golden((2, 16, 16, 1), 0)
    counts = [
        arrange(request(network, (-size, size, -size, size))).cell_count for size in (1, 6, 100)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
