"""What has no exact picture is refused in one sentence that names the reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry import cells
from playground.geometry.cells import arrange
from playground.geometry.errors import GeometryError
from playground.geometry.report import report
from playground.geometry.request import CellsRequest
from tests.geometry.networks import golden, layered, request


def refusal(asked: CellsRequest) -> str:
    with pytest.raises(GeometryError) as caught:
        arrange(asked)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    return text


def test_a_smooth_hidden_unit_is_named() -> None:
    network = golden((2, 3, 1), 0, "tanh")
    text = refusal(request(network, names={"h1.0": "left"}))
    assert "“left” is Tanh" in text


def test_a_smooth_unit_that_reaches_nothing_does_no_harm() -> None:
    network = golden((2, 4, 1), 0)
    extra = replace(
        network,
        nodes=(*network.nodes, NodeSpec("aside", activation="tanh")),
        edges=(
            *network.edges,
            EdgeSpec("in", "x1", "aside", 1.0),
            EdgeSpec("zero", "aside", "h2.0", 0.0),
        ),
    )
    assert report(arrange(request(extra))) == report(arrange(request(network)))


def test_another_input_is_named() -> None:
    nodes = (
        NodeSpec("x1", column=0),
        NodeSpec("x2", column=1),
        NodeSpec("product", column=2),
        NodeSpec("y", activation="step"),
    )
    edges = (EdgeSpec("a", "x1", "y", 1.0), EdgeSpec("b", "product", "y", 1.0))
    network = NetworkSpec(nodes, edges, ("y",))
    assert "“x₁·x₂” reaches the output too" in refusal(request(network, names={"product": "x₁·x₂"}))
    without = replace(network, edges=edges[:1])
    assert arrange(request(without)).label_areas() == {"0": 72.0, "1": 72.0}


def test_one_input_is_enough() -> None:
    network = NetworkSpec(
        (NodeSpec("height", column=0), NodeSpec("y", activation="step", bias=-3.0)),
        (EdgeSpec("e", "height", "y", 1.0),),
        ("y",),
    )
    found = arrange(CellsRequest(network, None, "height"))
    assert found.label_areas() == {"0": 108.0, "1": 36.0}


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((0, 0, 0, 1), "empty"),
        ((1, 0, 0, 1), "empty"),
        ((float("nan"), 1, 0, 1), "finite"),
        ((-1e200, 1e200, 0, 1), "finite"),
        ((1e12, 1e12 + 12, 0, 12), "too small for its distance"),
        ((1, 1 + 1e-12, 1, 1 + 1e-12), "too small for its distance"),
        ((0, 1, 0, 1e-9), "million times longer"),
    ],
)
def test_rectangles(bounds: tuple[float, ...], words: str) -> None:
    assert words in refusal(request(golden((2, 3, 1), 0), bounds))


def test_numbers_beyond_all_bounds() -> None:
    infinite = layered([[(np.inf, 1)], [[1]]], [[0], [0]], ["relu", "identity"])
    assert "not finite" in refusal(request(infinite))
    huge = layered([[(1e300, 1e300)], [[1e300]]], [[0], [0]], ["relu", "identity"])
    assert "beyond all numbers" in refusal(request(huge))
    mixed = layered([[(1e300, 1e300)], [[1e300]]], [[0], [0]], ["relu", "relu"])
    nodes = (*mixed.nodes, NodeSpec("s", activation="step"))
    edges = (*mixed.edges, EdgeSpec("q", "x1", "s", 1.0), EdgeSpec("r", "s", "h2.0", 1.0))
    assert "beyond all numbers" in refusal(request(replace(mixed, nodes=nodes, edges=edges)))


def test_names_that_are_not_there() -> None:
    network = golden((2, 3, 1), 0)
    assert "“nobody” is not a neuron" in refusal(request(network, outputs=("nobody",)))
    assert "“x1” is not a neuron" in refusal(request(network, outputs=("x1",)))
    assert "“h1.0” is not an input" in refusal(CellsRequest(network, "h1.0", None))
    assert "no output yet" in refusal(
        CellsRequest(NetworkSpec((NodeSpec("x", column=0),), ()), "x")
    )


def test_outputs_that_can_not_be_compared() -> None:
    network = layered([[(1, 0), (0, 1)]], [[0, 0]], ["identity"])
    nodes = (*network.nodes[:-1], replace(network.nodes[-1], activation="tanh"))
    assert "“h1.1” can't be compared" in refusal(request(replace(network, nodes=nodes)))
    bells = layered([[(1, 0), (0, 1)]], [[0, 0]], ["gaussian"])
    assert "can't be compared" in refusal(request(bells))


def test_the_budget_stops_between_levels_and_says_so() -> None:
    network = golden((2, 16, 16, 16, 1), 0)
    full = arrange(request(network))
    one_level = arrange(request(layered_part(network), max_faces=10**6))
    stopped = arrange(request(network, max_faces=one_level.cell_count))
    assert not stopped.is_complete
    assert stopped.levels_done == 1
    assert stopped.face_count == one_level.cell_count < full.cell_count
    assert not stopped.certified
    assert stopped.areas.sum() == pytest.approx(144.0)
    with pytest.raises(GeometryError, match=r"first 1 of 4 levels .* look at a smaller part"):
        report(stopped)
    late = arrange(request(network, max_seconds=0.0))
    assert (late.levels_done, late.face_count) == (0, 1)


def grid(lines: int) -> NetworkSpec:
    """That many step units across and as many upright; their cells are squares."""
    places = np.linspace(-5.5, 5.5, lines)
    weights = [[(1, 0)] * lines + [(0, 1)] * lines, [[(-1) ** i for i in range(2 * lines)]]]
    return layered(weights, [[*-places, *-places], [-0.5]], ["step", "step"])


def test_a_hundred_thousand_cells_are_right() -> None:
    found = arrange(CellsRequest(grid(316), "x1", "x2", max_seconds=None))
    assert (found.cell_count, found.is_complete, found.certified) == (317**2, True, True)
    assert len(found.local) == 318**2
    sides = np.diff([-6.0, *np.linspace(-5.5, 5.5, 316), 6.0])
    assert np.sort(found.areas) == pytest.approx(np.sort(np.outer(sides, sides).ravel()))


def test_what_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_NUMBERS", 10_000)
    asked = request(grid(20))
    assert 43 * 21**2 > 10_000
    found = arrange(asked)
    assert not found.is_complete
    with pytest.raises(GeometryError, match="too many cells; look at a smaller part"):
        report(found)
    assert arrange(replace(asked, bounds=(-1, 1, -1, 1))).is_complete


def layered_part(network: NetworkSpec) -> NetworkSpec:
    """The first hidden layer with a sum of nothing on top."""
    nodes = tuple(node for node in network.nodes if not node.id.startswith(("h2", "h3", "h4")))
    first = [node.id for node in nodes if node.id.startswith("h1")]
    top = NodeSpec("top", bias=1e9)
    edges = tuple(edge for edge in network.edges if edge.target in first)
    edges += tuple(EdgeSpec(f"{id_}>top", id_, "top", 1.0) for id_ in first)
    return NetworkSpec((*nodes, top), edges, ("top",))


def test_what_does_not_reach_the_output_has_no_lines() -> None:
    network = golden((2, 3, 1), 0)
    found = arrange(request(network, outputs=("h1.0",)))
    assert found.cell_count == 2
    with pytest.raises(GeometryError, match=r"“h1\.1” does not reach"):
        found.pieces_of("h1.1")
    assert found.sums("h1.1").shape == (2,)
