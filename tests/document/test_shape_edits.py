"""A drawn shape becomes neurons that fire on exactly it, beside what was drawn before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.data.dataset import Dataset
from playground.data.load import load
from playground.document.content import Content
from playground.document.edits import Edit
from playground.document.lowering import Lowering
from playground.document.plane_axes import plane_axes, to_network, to_plane
from playground.document.shape_edits import carve_shapes
from playground.geometry.cells import arrange
from playground.geometry.request import CellsRequest
from playground.geometry.shapes import Shape
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node
from playground.network.templates import MAX_NODES
from playground.network.weight import Weight
from tests.document.test_edits import done
from tests.helpers import assert_sound, small_network

TRIANGLE = Shape("polygon", ((0, 0), (2, 0), (1, 2)))
ANGLE = Shape("polygon", ((0, 0), (3, 0), (3, 1), (1, 1), (1, 3), (0, 3)))
FAR = Shape("polygon", ((-4, -4), (-2, -4), (-3, -2.5)))
STRIP = Shape("strip", ((0, 3), (1, 3), (0, 4)))


def carved(content: Content, edit: Edit) -> float:
    """The area on which the selected node fires, as the document is lowered."""
    assert edit.select is not None
    by_column = {node.column: node.id for node in content.network.inputs()}
    network = Lowering().lower(content, load(content.data)).network
    request = CellsRequest(
        network, by_column["x1"], by_column["x2"], outputs=edit.select, max_seconds=None
    )
    return float(arrange(request).label_areas()["1"])


def neurons(edit: Edit) -> list[Node]:
    news = [change.new for change in edit.changes]
    return [new for new in news if isinstance(new, Node) and not new.is_input]


def test_a_triangle_on_an_empty_canvas() -> None:
    content = Content()
    edit = done(content, carve_shapes([TRIANGLE]))
    network = content.network
    assert edit.text == "Carve Triangle"
    assert [node.column for node in network.inputs()] == ["x1", "x2"]
    assert [network.role(node.id) for node in neurons(edit)] == ["hidden"] * 3 + ["output"]
    assert all(node.activation == "step" for node in neurons(edit))
    top = network.nodes[edit.select[0]]  # type: ignore[index]
    assert (top.name, top.bias) == ("Triangle", Weight(-2.5))
    assert [edge.weight for edge in network.incoming(top.id)] == [Weight(1.0)] * 3
    assert carved(content, edit) == pytest.approx(2.0)
    assert_sound(content)


def test_as_in_the_document_the_thirds_stay_thirds() -> None:
    content = Content()
    edit = done(content, carve_shapes([TRIANGLE], "document"))
    top = content.network.nodes[edit.select[0]]  # type: ignore[index]
    assert top.bias == Weight(-1.0)
    assert [e.weight for e in content.network.incoming(top.id)] == [Weight(1 / 3, "1/3")] * 3
    assert carved(content, edit) == pytest.approx(2.0)


@pytest.mark.parametrize("style", ["robust", "document"])
def test_several_shapes_have_a_group_each_and_one_that_joins_them(style: str) -> None:
    content = Content()
    edit = done(content, carve_shapes([TRIANGLE, FAR, STRIP], style))  # type: ignore[arg-type]
    names = [node.name for node in neurons(edit) if node.name]
    assert edit.text == "Carve 3 Shapes"
    assert names == ["Triangle 1", "Triangle 2", "Strip", "Union"]
    assert carved(content, edit) == pytest.approx(2.0 + 1.5 + 12.0)
    assert carve_shapes([TRIANGLE, FAR])(content).text == "Carve 2 Polygons"


def test_a_polygon_with_a_dent_is_several_convex_parts() -> None:
    content = Content()
    edit = done(content, carve_shapes([ANGLE]))
    assert [node.name for node in neurons(edit) if node.name] == ["Hexagon"]
    assert len(neurons(edit)) > 6 + 1
    assert carved(content, edit) == pytest.approx(5.0)


def test_the_literal_union_leaks() -> None:
    content = Content()
    edit = done(content, carve_shapes([TRIANGLE, FAR], "literal"))
    assert len(neurons(edit)) == 6 + 1
    assert carved(content, edit) > 0.6 * 144


def test_the_inputs_are_found_and_what_was_there_stays() -> None:
    content = Content(small_network())
    before = list(content.network.nodes), list(content.network.edges)
    edit = done(content, carve_shapes([TRIANGLE, FAR]))
    assert list(content.network.nodes)[:5] == before[0]
    assert list(content.network.edges)[:6] == before[1]
    assert len(content.network.inputs()) == 2
    lowest = max(node.y for node in before[0])
    assert min(node.y for node in neurons(edit)) > lowest
    assert_sound(content)


@pytest.mark.parametrize("shapes", [[TRIANGLE], [ANGLE, FAR, STRIP], [STRIP, STRIP, STRIP]])
def test_no_two_nodes_overlap(shapes: list[Shape]) -> None:
    for network in (Network(), small_network(), Network([Node("n1", 50, 60, column="x2")])):
        content = Content(network)
        done(content, carve_shapes(shapes))
        done(content, carve_shapes(shapes))
        places = np.array([(node.x, node.y) for node in content.network.nodes])
        gaps = np.abs(places[:, None] - places).max(axis=2) + 1000 * np.eye(len(places))
        # Those of `small_network` are 80 apart.
        assert gaps.min() >= 80


def data(columns: tuple[str, ...], **more: object) -> Dataset:
    points = np.arange(4.0 * len(columns)).reshape(4, -1)
    return Dataset(columns, points, np.zeros(4), "numbers", (), 4, **more)  # type: ignore[arg-type]


def test_of_other_columns_the_two_of_the_plane_are_used() -> None:
    content = Content()
    axes = plane_axes(data(("width", "length", "depth")))
    done(content, carve_shapes([TRIANGLE], axes=axes))
    assert [node.column for node in content.network.inputs()] == ["width", "length"]


def test_where_inputs_are_normalized_the_shape_lies_where_it_was_drawn() -> None:
    dataset = data(("x1", "x2"), scales={"x1": (1.5, 2.0), "x2": (-40.0, 0.25)})
    axes = plane_axes(dataset)
    edit = carve_shapes([TRIANGLE, FAR], axes=axes)(Content())
    sides = [node for node in neurons(edit) if not node.name]
    edges = [change.new for change in edit.changes if isinstance(change.new, Edge)]
    for point in [(1.0, 0.5), (-3.0, -3.0), (1.0, -0.01), (0.1, 1.0), (-3.0, -2.4)]:
        scaled = {"n1": (point[0] - 1.5) / 2, "n2": (point[1] + 40) / 0.25}
        fires = [
            sum(e.weight.value * scaled[e.source] for e in edges if e.target == node.id)
            + node.bias.value
            >= 0
            for node in sides
        ]
        assert (all(fires[:3]) or all(fires[3:])) == (point in [(1.0, 0.5), (-3.0, -3.0)])
    line = (0.6, -0.8, 3.0)
    assert to_plane(to_network(line, axes), axes) == pytest.approx(line)


def test_without_two_columns_there_is_no_plane() -> None:
    with pytest.raises(NetworkError, match="single input column"):
        plane_axes(data(("width",)))
    with pytest.raises(NetworkError, match="before the data"):
        plane_axes(None)


def test_what_is_no_shape_is_refused_in_a_sentence() -> None:
    crossing = Shape("polygon", ((0, 0), (2, 2), (2, 0), (0, 2)))
    with pytest.raises(NetworkError, match="Sides 1 and 3"):
        carve_shapes([crossing])(Content())
    full = Network(Node(f"n{index + 1}", 0, 0) for index in range(MAX_NODES - 4))
    with pytest.raises(NetworkError, match="at most 10,000 nodes"):
        carve_shapes([TRIANGLE])(Content(full))


def test_a_cross_entropy_loss_changes_nothing() -> None:
    content = Content()
    content.training = replace(content.training, loss="binary_cross_entropy")
    edit = done(content, carve_shapes([TRIANGLE]))
    assert carved(content, edit) == pytest.approx(2.0)
