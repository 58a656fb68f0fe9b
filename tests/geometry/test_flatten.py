"""One hidden layer or the proof that there is none; whatever is returned decides the same."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from playground.engine.field import NodeEvaluator
from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry import flatten as module
from playground.geometry.cells import arrange
from playground.geometry.compare import compare
from playground.geometry.errors import GeometryError
from playground.geometry.normal_form import convex_cover, normal_form
from playground.geometry.polygons import Region, carve
from playground.geometry.proofs import in_words
from tests.geometry.networks import golden, layered, request, three_polygons

# On a machine that is stopped for a while the search shall go on afterwards.
flatten = partial(module.flatten, seconds=math.inf)


def regular(cx: float, cy: float, r: float, sides: int, phase: float) -> Region:
    angles = phase + 2 * np.pi * np.arange(sides) / sides
    return tuple(
        (float(-np.cos(a)), float(-np.sin(a)), float(np.cos(a) * cx + np.sin(a) * cy + r))
        for a in angles
    )


def nowhere(regions: list[Region]) -> NetworkSpec:
    """Fires outside all regions."""
    network = carve(regions).network
    (output,) = network.outputs
    return NetworkSpec(
        tuple(replace(n, bias=0.5) if n.id == output else n for n in network.nodes),
        tuple(replace(e, weight=-1.0) if e.target == output else e for e in network.edges),
        network.outputs,
    )


def exactly_one(regions: list[Region]) -> NetworkSpec:
    """Fires inside one of two regions but not inside both."""
    network = carve(regions).network
    nodes = [node for node in network.nodes if node.id != "any"]
    edges = [edge for edge in network.edges if edge.target != "any"]
    for index, (yes, no) in enumerate((("all1", "all2"), ("all2", "all1"))):
        nodes.append(NodeSpec(f"only{index}", activation="step", bias=-0.5))
        edges.append(EdgeSpec(f"yes{index}", yes, f"only{index}", 1.0))
        edges.append(EdgeSpec(f"no{index}", no, f"only{index}", -1.0))
        edges.append(EdgeSpec(f"up{index}", f"only{index}", "one", 1.0))
    nodes.append(NodeSpec("one", activation="step", bias=-0.5))
    return NetworkSpec(tuple(nodes), tuple(edges), ("one",))


def random_triples(count: int) -> list[list[Region]]:
    """Two triangles and a square that overlap in all eight ways."""
    rng = np.random.default_rng(7)
    found: list[list[Region]] = []
    while len(found) < count:
        regions = [
            regular(*rng.uniform(-1.3, 1.3, 2), rng.uniform(1, 2), sides, rng.uniform(0, 6))
            for sides in (3, 3, 4)
        ]
        network = replace(carve(regions).network, outputs=("all1", "all2", "all3"))
        if len(arrange(request(network)).label_texts) == 8:
            found.append(regions)
    return found


def depth(network: NetworkSpec) -> int:
    level = {node.id: 0 for node in network.nodes}
    for _ in network.nodes:
        for edge in network.edges:
            level[edge.target] = max(level[edge.target], level[edge.source] + 1)
    return max(level.values())


def test_the_three_polygons_flatten_to_2_10_8() -> None:
    network = three_polygons()
    found = flatten(request(network), all_edges=True)
    assert found.network is not None
    assert (found.before, found.after) == ((74, 21), (100, 18))
    assert found.whole_plane
    assert depth(found.network) == 2
    assert all(output.extra == 0 for output in found.outputs)
    assert compare(request(network), request(found.network), whole_plane=True).equal
    points = np.random.default_rng(0).uniform(-6, 6, (100_000, 2))
    before, after = (
        NodeEvaluator(net).evaluate(points, network.outputs) for net in (network, found.network)
    )
    assert (before == after).all()
    sparse = flatten(request(network))
    assert sparse.after is not None
    assert sparse.after < (100, 18)


def test_weights_are_small_whole_numbers() -> None:
    found = flatten(request(three_polygons()))
    for output in found.outputs:
        assert output.weights is not None
        assert max(map(abs, output.weights.values())) <= 24
        assert (2 * output.bias).is_integer()


def test_none_of_three_polygons_needs_few_more_units() -> None:
    extras = []
    for regions in random_triples(12):
        network = nowhere(regions)
        found = flatten(request(network), most_extra=3)
        (output,) = found.outputs
        assert found.network is not None, output.reason
        extras.append(output.extra)
        comparison = compare(request(network), request(found.network))
        assert comparison.differing_area < 1e-9
        if output.extra:
            assert output.unrealizable is not None
            assert not found.whole_plane
            assert f"{output.extra} more hidden neuron" in output.reason
        else:
            assert comparison.equal
    assert min(extras) == 0
    assert 1 <= max(extras) <= 3


def test_without_extra_units_there_is_a_proof_in_words() -> None:
    regions = next(
        regions
        for regions in random_triples(12)
        if flatten(request(nowhere(regions))).outputs[0].extra
    )
    found = flatten(request(nowhere(regions)), most_extra=0)
    (output,) = found.outputs
    assert found.network is None
    proof = output.unrealizable
    assert proof is not None
    sums = [
        sum(weight * np.array([*pattern, 1]) for weight, pattern in side)
        for side in (proof.firing, proof.silent)
    ]
    assert (sums[0] == sums[1]).all()
    assert "add up to the same" in in_words(proof)
    assert in_words(proof) in output.reason
    assert "over the lines A, " in in_words(proof, lambda id_: {proof.lines[0]: "A"}.get(id_, id_))


def test_exactly_one_of_two_triangles_is_impossible_in_one_layer() -> None:
    network = exactly_one([regular(-0.7, 0, 1.5, 3, 0.3), regular(0.7, 0.2, 1.5, 3, 1.1)])
    found = flatten(request(network))
    (output,) = found.outputs
    assert found.network is None
    assert output.two_faced is not None
    assert "whatever the number of hidden neurons" in output.reason
    assert in_words(output.two_faced) in output.reason
    evaluate = NodeEvaluator(network).evaluate
    line = {
        edge.source: edge.weight for edge in network.edges if edge.target == output.two_faced.line
    }
    normal = np.array([line["x1"], line["x2"]])
    for segment, above in ((output.two_faced.fires_above, 1), (output.two_faced.fires_below, 0)):
        middle = np.mean(segment, axis=0)
        sides = evaluate(np.array([middle - 1e-6 * normal, middle + 1e-6 * normal]), ["one"])[0]
        assert sides.tolist() == ([0.0, 1.0] if above else [1.0, 0.0])
    layered_form = normal_form(request(network))
    assert depth(layered_form) == 3
    assert compare(request(network), request(layered_form), whole_plane=True).equal


@pytest.mark.parametrize("seed", range(6))
def test_the_normal_form_of_any_step_network(seed: int) -> None:
    network = golden((2, 5, 4, 3), seed, "step")
    nodes = tuple(
        replace(node, activation="step" if node.id != "h3.1" else "sign")
        if node.id in network.outputs
        else node
        for node in network.nodes
    )
    network = replace(network, nodes=nodes)
    found = normal_form(request(network))
    assert depth(found) <= 3
    assert compare(request(network), request(found), whole_plane=True).equal
    points = np.random.default_rng(0).uniform(-50, 50, (5000, 2))
    before, after = (
        NodeEvaluator(net).evaluate(points, network.outputs) for net in (network, found)
    )
    assert (before == after).all()


def test_lines_that_decide_nothing_are_dropped_and_equal_ones_merged() -> None:
    lines = [(1, 0), (2, 0), (-1, 0), (0, 1), (0, 0)]
    network = layered(
        [lines, [[1, 1, -1, 0, 5]], [[1]]],
        [[0, 0, 0, 3, 1], [-5.5], [-0.5]],
        ["step", "step", "step"],
    )
    found = flatten(request(network))
    assert found.network is not None
    assert [node.id for node in found.network.nodes] == ["x1", "x2", "h1.0", "h3.0"]
    assert compare(request(network), request(found.network), whole_plane=True).equal


def test_outputs_that_never_change_or_are_lines_themselves() -> None:
    constant = layered([[(1, 0)], [[1]], [[1]]], [[0], [5], [-0.5]], ["step"] * 3)
    found = flatten(request(constant))
    assert found.network is not None
    assert found.after == (0, 1)
    assert arrange(request(found.network)).label_areas() == {"0": 0.0, "1": 144.0}
    line = layered([[(1, 0)]], [[2]], ["step"])
    found = flatten(request(line))
    assert found.network is not None
    assert compare(request(line), request(found.network), whole_plane=True).equal
    assert depth(normal_form(request(line))) == 3


def test_other_networks_are_refused_by_name() -> None:
    with pytest.raises(GeometryError, match=r"“h1\.0” is ReLU"):
        flatten(request(golden((2, 3, 1), 0)))
    skip = layered([[(1, 0)], [[1]]], [[0], [0]], ["step", "step"])
    skip = replace(skip, edges=(*skip.edges, EdgeSpec("s", "x2", "h2.0", 1.0)))
    with pytest.raises(GeometryError, match=r"“h2\.0” is fed by x₁ or x₂ and by other"):
        flatten(request(skip))


def test_the_search_can_be_called_off() -> None:
    regions = next(
        regions
        for regions in random_triples(12)
        if flatten(request(nowhere(regions))).outputs[0].extra
    )
    asked: list[int] = []
    seen: list[tuple[int, int]] = []

    def soon() -> bool:
        asked.append(1)
        return bool(seen)

    found = flatten(request(nowhere(regions)), cancelled=soon, progress=lambda *at: seen.append(at))
    assert found.network is None
    assert "no time to say" in found.outputs[0].reason
    assert seen == [(0, 1)]
    assert len(asked) > 10
    with pytest.raises(GeometryError, match="too many cells"):
        flatten(request(nowhere(regions)), cancelled=lambda: True)


def test_convex_cover_keeps_silent_cells_out() -> None:
    patterns = {(0, 0): True, (0, 1): False, (1, 0): False, (1, 1): True}
    assert convex_cover(patterns) == [((0, False), (1, False)), ((0, True), (1, True))]
    assert convex_cover({(0,): True, (1,): True}) == [()]
    assert convex_cover({(0,): False, (1,): False}) == []
    with pytest.raises(GeometryError, match="called off"):
        convex_cover(patterns, lambda: True)
