from __future__ import annotations

import pytest

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.document.output_edits import add_outputs
from playground.network.errors import NetworkError
from playground.network.layout import ROW_STEP
from playground.network.model import Network, Node
from playground.network.templates import layered
from tests.helpers import assert_sound


def content_of(*widths: int) -> Content:
    nodes, edges = layered(list(widths), ["x1", "x2"], activation="sigmoid")
    return Content(Network(nodes, edges), DataChoice("blobs", classes=4))


def carried_out(content: Content, count: int) -> Content:
    for change in add_outputs(count)(content).changes:
        if isinstance(change.new, Node):
            content.network.put_node(change.new)
        else:
            content.network.put_edge(change.new)
    return content


def test_the_data_say_how_many_outputs_are_missing():
    for widths, missing in (((2, 3, 1), 3), ((2, 4), 0), ((2, 6), 0), ((2,), 0)):
        content = content_of(*widths) if len(widths) > 1 else Content()
        dataset = load(content_of(2, 1).data)
        lowered = Lowering().lower(content, dataset)
        assert lowered.missing_outputs == missing
        if missing:
            assert f"add {missing} more" in lowered.problem


def test_new_outputs_are_like_the_lowest_one_and_make_the_drawing_trainable():
    content = carried_out(content_of(2, 3, 1), 3)
    outputs = content.network.outputs()
    assert len(outputs) == 4
    assert {node.activation for node in outputs} == {"sigmoid"}
    assert all(len(content.network.incoming(node.id)) == 3 for node in outputs)
    assert [node.y for node in outputs] == [k * ROW_STEP for k in range(4)]
    assert_sound(content)
    assert Lowering().lower(content, load(content.data)).problem == ""


def test_new_outputs_leave_room_for_what_stands_below():
    content = content_of(2, 1)
    (output,) = content.network.outputs()
    content.network.put_node(Node("n90", output.x + 10, output.y + ROW_STEP + 20))
    before = content.network.nodes["n90"]
    content = carried_out(content, 2)
    places = [(node.x, node.y) for node in content.network.nodes]
    assert len(set(places)) == len(places)
    new = [node.y for node in content.network.outputs() if node.id != output.id]
    assert all(abs(y - before.y) > 70 for y in new)


def test_without_an_output_there_is_nothing_to_take_after():
    with pytest.raises(NetworkError, match="no output yet"):
        add_outputs(2)(Content())
