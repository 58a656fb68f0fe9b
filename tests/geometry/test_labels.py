"""Labels are what the engine says: at the faces' points and at a hundred thousand others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.field import NodeEvaluator
from playground.engine.passes import ForwardPass
from playground.engine.program import Program
from playground.engine.recipes import run
from playground.engine.spec import NetworkSpec
from playground.geometry.arrangement import Arrangement
from playground.geometry.boundaries import boundary_edges, segments
from playground.geometry.cells import arrange
from playground.geometry.errors import GeometryError
from playground.geometry.knife_edges import knife_edges
from playground.geometry.polygons import carve, circle
from tests.geometry.networks import drawn, golden, layered, request, three_polygons
from tests.geometry.oracle import upstream

POINTS = 20_000


def with_output(network: NetworkSpec, activation: str) -> NetworkSpec:
    nodes = tuple(
        replace(node, activation=activation) if node.id in network.outputs else node
        for node in network.nodes
    )
    return replace(network, nodes=nodes)


def faces_at(found: Arrangement, points: np.ndarray) -> np.ndarray:
    """The face of each point, by counting in which polygon it lies."""
    where = np.full(len(points), -1)
    for face in range(found.face_count):
        polygon = found.polygon(face)
        sides = np.roll(polygon, -1, axis=0) - polygon
        relative = points[:, None] - polygon
        turns = sides[:, 0] * relative[..., 1] - sides[:, 1] * relative[..., 0]
        where[(turns > 0).all(axis=1)] = face
    return where


def distance(points: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Distance of each point to the nearest segment."""
    start, along = lines[:, 0], lines[:, 1] - lines[:, 0]
    relative = points[:, None] - start
    t = np.clip((relative * along).sum(axis=2) / (along**2).sum(axis=1), 0, 1)
    return np.linalg.norm(relative - t[..., None] * along, axis=2).min(axis=1)


def random_points(count: int) -> np.ndarray:
    return np.random.default_rng(0).uniform(-6, 6, (count, 2))


@pytest.mark.parametrize(
    ("activation", "threshold"),
    [("identity", 0.0), ("sigmoid", 0.6), ("tanh", 0.3), ("hard_tanh", 0.3), ("gaussian", 0.3)],
)
def test_one_output_against_the_engine(activation: str, threshold: float) -> None:
    network = with_output(golden((2, 8, 8, 1), 1), activation)
    found = arrange(request(network, threshold=threshold))
    points = random_points(POINTS)
    says = NodeEvaluator(network).evaluate(points, network.outputs)[0] >= threshold
    where = faces_at(found, points)
    inside = where >= 0
    assert inside.mean() > 0.999
    wrong = np.flatnonzero(inside)[found.labels[where[inside]] != says[inside]]
    assert len(wrong) == 0 or distance(points[wrong], lines_of(found)).max() < 1e-9
    assert 0 < says.sum() < POINTS


def lines_of(found: Arrangement) -> np.ndarray:
    return found.frame.to_plane(segments(found, boundary_edges(found)))


@pytest.mark.parametrize("activation", ["identity", "relu", "tanh"])
def test_the_highest_of_several_outputs(activation: str) -> None:
    network = with_output(golden((2, 8, 8, 4), 4), activation)
    found = arrange(request(network))
    points = random_points(4000)
    values = NodeEvaluator(network).evaluate(points, network.outputs)
    second, first = np.sort(values, axis=0)[-2:]
    where = faces_at(found, points)
    clear = (where >= 0) & (first - second > 1e-9)
    assert (found.labels[where[clear]] == values.argmax(axis=0)[clear]).all()
    assert found.label_texts == ("0", "1", "2", "3")


def test_three_equal_outputs_meet_in_points_that_need_no_luck() -> None:
    lines = [(1.0, 0.0), (-0.5, 0.8), (-0.4, -0.9)]
    found = arrange(request(layered([lines], [[0.1, 0.0, 0.2]], ["identity"])))
    assert found.certified
    assert len(boundary_edges(found)) == 3
    tie = layered([[*lines, (0.0, 0.0)]], [[0.0, 0.0, 0.0, 0.0]], ["identity"])
    assert not arrange(request(tie)).certified


@pytest.mark.parametrize("seed", range(5))
def test_mixed_drawings_against_the_engine(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = drawn(rng, 9, ("step", "relu"), lambda: float(rng.normal()), 0.8, output="identity")
    found = arrange(request(network))
    points = random_points(4000)
    z, a = NodeEvaluator(network).forward(points)
    where = faces_at(found, points)
    inside = where >= 0
    assert inside.mean() > 0.999
    reaching = upstream(network, network.outputs)
    for index, node in enumerate(network.nodes):
        if node.activation != "step" or node.id not in reaching:
            continue
        wrong = found.values(node.id)[where[inside]] != a[index][inside]
        assert np.abs(z[index][inside][wrong]).max(initial=0.0) < 1e-9
    says = a[-1][inside] >= 0
    wrong = found.labels[where[inside]] != says
    assert np.abs(a[-1][inside][wrong]).max(initial=0.0) < 1e-9


def test_a_hundred_thousand_points_of_the_three_polygons() -> None:
    network = three_polygons()
    found = arrange(request(network))
    points = np.random.default_rng(1).uniform(-6, 6, (100_000, 2))
    values = NodeEvaluator(network).evaluate(points, network.outputs)
    texts = np.array(found.label_texts)[found.labels]
    where = faces_at(found, points)
    inside = where >= 0
    said = np.array(["".join(column) for column in values.astype(int).astype(str).T[inside]])
    wrong = np.flatnonzero(inside)[texts[where[inside]] != said]
    assert len(wrong) == 0 or distance(points[wrong], lines_of(found)).max() < 1e-9


def engine_values(network: NetworkSpec, points: np.ndarray, dtype: type) -> np.ndarray:
    """The outputs (outputs, M) as the engine computes them in a given precision."""
    program = Program(network, dtype=dtype)
    forward = ForwardPass(program, len(points))
    forward.inputs[:] = points.T
    run(forward.forward)
    return forward.outputs


@pytest.mark.parametrize("recipe", ["document", "robust"])
@pytest.mark.parametrize("k", range(3, 65))
def test_a_recipe_fires_inside_and_only_there_in_any_precision(k: int, recipe: str) -> None:
    network = carve([circle((0.1, -0.2), 1.0, k)], recipe).network
    found = arrange(request(network))
    sides = tuple(node.id for node in network.nodes if node.id.startswith("side"))
    inside = np.array(found.patterns(sides)) == "1" * k
    assert (found.labels == inside).all()
    assert inside.sum() == 1
    wide = found.areas > 1e-6
    for dtype in (np.float32, np.float64):
        values = engine_values(network, found.centres[wide], dtype)
        assert (values[0] == inside[wide]).all()
    # As thumbnails are drawn.
    pixels = NodeEvaluator(network).evaluate(
        found.centres[wide], network.outputs, np.empty((1, int(wide.sum())), dtype=np.float32)
    )
    assert (pixels[0] == inside[wide]).all()


@pytest.mark.parametrize("k", range(1, 65))
def test_a_sum_of_k_kth_parts_is_one_wherever_it_is_computed(k: int) -> None:
    network = layered([[(1, 0)] * k, [[1 / k] * k]], [[0.0] * k, [-1.0]], ["step", "step"])
    found = arrange(request(network))
    assert found.label_areas() == {"0": 72.0, "1": 72.0}
    points = np.array([(1.0, 0.0), (-1.0, 0.0)])
    for dtype in (np.float32, np.float64):
        assert engine_values(network, points, dtype).tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize("k", [3, 4, 7, 64])
def test_a_knifes_edge_is_reported_with_a_bias_that_mends_it(k: int) -> None:
    network = carve([circle((0, 0), 1.0, k)], "document").network
    found = arrange(request(network))
    (edge,) = knife_edges(found)
    assert edge.node_id == "all1"
    assert abs(edge.sum) < 1e-12
    assert edge.bias == pytest.approx(-(1 - 1 / (2 * k)))
    nodes = tuple(
        replace(node, bias=edge.bias) if node.id == "all1" else node for node in network.nodes
    )
    mended = arrange(request(replace(network, nodes=nodes)))
    assert (mended.labels == found.labels).all()
    assert knife_edges(mended) == []
    assert knife_edges(arrange(request(carve([circle((0, 0), 1.0, k)]).network))) == []


def test_a_knifes_edge_of_a_strict_step() -> None:
    network = layered([[(1, 0), (0, 1)], [[1, 1]]], [[0, 0], [-1]], ["step", "step"])
    strict = replace(network.nodes[-1], parameters=(("strict", 1.0),))
    network = replace(network, nodes=(*network.nodes[:-1], strict))
    found = arrange(request(network))
    (edge,) = knife_edges(found)
    assert edge.bias == -1.5
    assert found.label_areas() == {"0": 108.0, "1": 36.0}


def test_strict_and_tolerant_steps_on_a_cell_of_zeros() -> None:
    network = layered([[(1, 0)], [[1]]], [[0], [0]], ["relu", "step"])
    strict = replace(
        network,
        nodes=(*network.nodes[:-1], replace(network.nodes[-1], parameters=(("strict", 1.0),))),
    )
    assert arrange(request(network)).label_areas() == {"0": 0.0, "1": 144.0}
    assert arrange(request(strict)).label_areas() == {"0": 72.0, "1": 72.0}


def test_a_sum_that_is_zero_but_for_rounding_reaches_its_threshold() -> None:
    lines = [(1, 0)] * 3
    network = layered([lines, [[0.1, 0.2, -0.3]]], [[0] * 3, [0]], ["relu", "identity"])
    found = arrange(request(network))
    assert np.abs(found.sums("h2.0")).max() > 0.0
    assert found.label_areas() == {"0": 0.0, "1": 144.0}


def test_a_rule_for_several_outputs_can_be_chosen() -> None:
    network = three_polygons()
    assert len(arrange(request(network)).label_texts) == 8
    assert arrange(request(network, rule="argmax")).label_texts == tuple("01234567")
    lines = layered([[(1, 0), (0, 1)]], [[0, 0]], ["identity"])
    patterns = arrange(request(lines, rule="threshold"))
    assert patterns.label_areas() == {"00": 36.0, "01": 36.0, "10": 36.0, "11": 36.0}
    assert arrange(request(lines)).label_areas() == pytest.approx({"0": 72.0, "1": 72.0})


@pytest.mark.parametrize(
    ("activation", "threshold", "crossing"),
    [
        ("sigmoid", 0.5, 0.0),
        ("sigmoid", 0.8, np.log(4.0)),
        ("tanh", 0.5, np.arctanh(0.5)),
        ("softsign", -0.5, -1.0),
        ("softplus", 1.0, np.log(np.e - 1)),
        ("elu", -0.5, np.log(0.5)),
        ("elu", 2.0, 2.0),
        ("selu", -1.0, None),
        ("silu", 0.0, 0.0),
        ("gelu", 0.0, 0.0),
        ("mish", 0.0, 0.0),
    ],
)
def test_a_smooth_output_passes_its_threshold_on_a_line(
    activation: str, threshold: float, crossing: float | None
) -> None:
    network = layered([[(1, 0)]], [[0]], [activation])
    found = arrange(request(network, threshold=threshold))
    (line,) = lines_of(found)
    assert line[0, 0] == pytest.approx(line[1, 0])
    at = NodeEvaluator(network).evaluate(np.array([[line[0, 0], 0.0]]), ["h1.0"])[0, 0]
    assert at == pytest.approx(threshold, abs=1e-12)
    if crossing is not None:
        assert line[0, 0] == pytest.approx(crossing)


def test_two_crossings_and_none() -> None:
    bell = layered([[(1, 0)]], [[0]], ["gaussian"])
    assert arrange(request(bell, threshold=0.5)).label_islands() == {"0": 2, "1": 1}
    assert arrange(request(bell, threshold=1.5)).label_areas() == {"0": 144.0, "1": 0.0}
    valley = layered([[(1, 0)]], [[0]], ["square"])
    assert arrange(request(valley, threshold=4.0)).label_areas()["0"] == pytest.approx(48.0)
    wave = layered([[(1, 0)]], [[0]], ["sine"])
    with pytest.raises(GeometryError, match=r"Sine output .* passes 0 can't"):
        arrange(request(wave))
