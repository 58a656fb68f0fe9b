"""A neuron that decides on exactly 0 is found, and decides the same with the other bias."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.data.load import load
from playground.document import edits
from playground.document.content import Content
from playground.document.knife_edges import knife_edge, use_safe_bias
from playground.document.lowering import Lowering
from playground.document.shape_edits import carve_shapes
from playground.engine.field import NodeEvaluator
from playground.engine.passes import ForwardPass
from playground.engine.program import Program
from playground.engine.recipes import run
from playground.geometry import knife_edges as by_cells
from playground.geometry.cells import arrange
from playground.geometry.request import CellsRequest
from playground.geometry.shapes import Shape
from playground.network.errors import NetworkError
from playground.network.model import Network
from playground.network.weight import Weight
from tests.document.test_edits import done


def carved(k: int, style: str) -> tuple[Content, str]:
    """A shape of k sides, carved, and the id of what joins them."""
    if k == 1:
        shape = Shape("half_plane", ((-3, -1), (4, 2)))
    elif k == 2:
        shape = Shape("strip", ((-3, -1), (4, 2), (0, 3)))
    else:
        shape = Shape("circle", ((0.1, -0.2), (2.3, 0.4)), k)
    content = Content()
    edit = done(content, carve_shapes([shape], style))  # type: ignore[arg-type]
    assert edit.select is not None
    return content, edit.select[0]


def test_the_documents_triangle() -> None:
    content, top = carved(3, "document")
    found = knife_edge(content.network, top)
    assert found is not None
    assert found.terms == "1/3 + 1/3 + 1/3 − 1.00"
    assert found.bias == Weight(-5 / 6, "-5/6")
    edit = done(content, use_safe_bias(top))
    assert (edit.text, len(edit.changes)) == ("Use Safe Bias", 1)
    assert content.network.nodes[top].bias == Weight(-5 / 6, "-5/6")
    assert knife_edge(content.network, top) is None
    with pytest.raises(NetworkError, match="any more"):
        use_safe_bias(top)(content)


def test_many_terms_are_shortened_and_sides_have_none() -> None:
    content, top = carved(8, "document")
    found = knife_edge(content.network, top)
    assert found is not None
    assert found.terms == "1/8 + 1/8 + … + 1/8 − 1.00"
    for node in content.network.nodes:
        assert node.id == top or knife_edge(content.network, node.id) is None


def with_bias(network: Network, node_id: str, **fields: object) -> Network:
    network.put_node(replace(network.nodes[node_id], **fields))  # type: ignore[arg-type]
    return network


def test_rounded_decimals_are_no_knifes_edge_but_never_fire() -> None:
    content, top = carved(3, "document")
    for edge in content.network.incoming(top):
        content.network.put_edge(replace(edge, weight=Weight(0.33)))
    assert knife_edge(content.network, top) is None


def test_a_strict_step_gets_its_room_above() -> None:
    content, top = carved(2, "robust")
    strict = with_bias(content.network, top, bias=Weight(-1.0), parameters=(("strict", 1.0),))
    found = knife_edge(strict, top)
    assert found is not None
    assert (found.terms, found.bias.value) == ("1.00 − 1.00", -1.5)


def test_signs_count_from_minus_one() -> None:
    content, top = carved(2, "robust")
    for edge in content.network.incoming(top):
        with_bias(content.network, edge.source, activation="sign")
    found = knife_edge(with_bias(content.network, top, bias=Weight(2.0)), top)
    assert found is not None
    assert (found.terms, found.bias.value) == ("−1.00 − 1.00 + 2.00", 2.5)


def test_what_sees_anything_but_steps_has_no_knifes_edge() -> None:
    content, top = carved(3, "document")
    side = content.network.incoming(top)[0].source
    with_bias(content.network, side, activation="relu")
    assert knife_edge(content.network, top) is None
    assert all(knife_edge(content.network, node.id) is None for node in content.network.nodes)


def test_too_many_sums_are_not_counted() -> None:
    content, top = carved(20, "document")
    for index, edge in enumerate(content.network.incoming(top)):
        content.network.put_edge(replace(edge, weight=Weight(2.0**-index)))
    assert knife_edge(content.network, top) is None


def test_sums_beyond_all_numbers_have_no_knifes_edge() -> None:
    content, top = carved(3, "document")
    for edge in content.network.incoming(top):
        content.network.put_edge(replace(edge, weight=Weight(1e308)))
    assert knife_edge(content.network, top) is None


@pytest.mark.parametrize("k", range(2, 65))
def test_the_remedy_is_that_of_the_cells(k: int) -> None:
    content, top = carved(k, "document")
    found = knife_edge(content.network, top)
    assert found is not None
    assert found.bias.value == pytest.approx(-(1 - 1 / (2 * k)), abs=1e-15)
    if k > 12:
        return  # the cells take their time
    (edge,) = by_cells.knife_edges(arrange(request(content, top)))
    assert (edge.node_id, edge.bias) == (top, pytest.approx(found.bias.value))


def request(content: Content, top: str) -> CellsRequest:
    by_column = {node.column: node.id for node in content.network.inputs()}
    network = Lowering().lower(content, load(content.data)).network
    return CellsRequest(network, by_column["x1"], by_column["x2"], outputs=(top,), max_seconds=None)


@pytest.mark.parametrize("style", ["document", "robust", "mended"])
@pytest.mark.parametrize("k", range(1, 65))
def test_engine_thumbnails_and_cells_agree(k: int, style: str) -> None:
    content, top = carved(k, "robust" if style == "robust" else "document")
    if style == "mended" and k > 1:
        done(content, use_safe_bias(top))
    # A wide rectangle of mostly thin cells would tell no more and take longer.
    found = arrange(replace(request(content, top), bounds=(-3.0, 3.2, -3.0, 3.0)))
    lowered = Lowering().lower(content, load(content.data))
    wide = found.areas > 1e-6
    points = found.centres[wide]
    cells = found.labels[wide] == found.label_texts.index("1")
    assert 0 < cells.sum() < len(cells)
    thumbnails = np.empty((1, len(points)), dtype=np.float32)
    NodeEvaluator(lowered.network).evaluate(points, [top], thumbnails)
    assert (thumbnails[0] == cells).all()
    for dtype in (np.float32, np.float64):
        program = Program(lowered.network, dtype=dtype)
        forward = ForwardPass(program, len(points))
        forward.inputs[:] = points.T
        run(forward.forward)
        assert (forward.outputs[0] == cells).all()


def test_an_edit_in_between_is_heeded() -> None:
    content, top = carved(3, "document")
    done(content, edits.type_weight([top], "-0.9"))
    with pytest.raises(NetworkError, match="any more"):
        use_safe_bias(top)(content)
