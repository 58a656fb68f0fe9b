"""A neuron's line and the weights that put it elsewhere."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.document.content import Content
from playground.document.line_edits import drawn_line, line_values, move_line, refusal
from playground.document.plane_axes import PLAIN_AXES, Axis
from playground.network.errors import NetworkError
from playground.network.model import Network
from playground.network.weight import Weight
from tests.document.test_edits import done
from tests.helpers import assert_sound, small_network

NAMES = ("x₁", "x₂")
SCALED = (Axis("x1", 1.5, 2.0), Axis("x2", -40.0, 0.25))
numbers = st.floats(-5, 5).filter(lambda value: abs(value) > 1e-3)


def network(w1: float = 3.0, w2: float = 4.0, b: float = -1.0) -> Network:
    found = small_network()
    n3 = found.nodes["n3"]
    found.put_node(replace(n3, bias=Weight(b)))
    first, second = found.incoming("n3")
    found.put_edge(replace(first, weight=Weight(w1)))
    found.put_edge(replace(second, weight=Weight(w2)))
    found.put_edge(replace(found.incoming("n4")[0], weight=Weight(2.0)))
    return found


def test_only_what_sees_the_plane_alone_has_a_line() -> None:
    found = {node.id: drawn_line(network(), node.id, PLAIN_AXES) for node in network().nodes}
    assert [node_id for node_id, drawn in found.items() if drawn] == ["n3", "n4"]
    assert found["n3"].line == (3.0, 4.0, -1.0)  # type: ignore[union-attr]
    assert found["n4"].edges[0] is None  # type: ignore[union-attr]
    assert drawn_line(network(0.0, 0.0), "n3", PLAIN_AXES) is None
    assert drawn_line(network(), "n3", (Axis("x1"), Axis("other"))) is None


def test_what_training_has_made_of_it_counts() -> None:
    drawn = drawn_line(network(), "n3", PLAIN_AXES, {"n3": 7.0, "e6": 1.0})
    assert drawn is not None
    assert drawn.line == (1.0, 4.0, 7.0)


def test_a_shift_changes_the_bias_alone() -> None:
    content = Content(network())
    drawn = drawn_line(content.network, "n3", PLAIN_AXES)
    assert drawn is not None
    assert line_values(drawn, (3.0, 4.0, 2.0), PLAIN_AXES) == {"n3": 2.0}
    edit = done(content, move_line(drawn, (3.0, 4.0, 2.0), PLAIN_AXES, "key"))
    assert (edit.text, edit.merge_key, len(edit.changes)) == ("Move Line", "key", 1)
    assert_sound(content)


@given(numbers, numbers, numbers, st.sampled_from([PLAIN_AXES, SCALED]))
def test_a_line_lies_where_it_was_put_and_weights_keep_their_length(w1, w2, b, axes) -> None:
    content = Content(network())
    drawn = drawn_line(content.network, "n3", axes)
    assert drawn is not None
    done(content, move_line(drawn, (w1, w2, b), axes))
    moved = drawn_line(content.network, "n3", axes)
    assert moved is not None
    weights = [edge.weight.value for edge in content.network.incoming("n3")]
    assert math.hypot(*weights) == pytest.approx(5.0)
    scale = math.hypot(w1, w2) / math.hypot(*moved.line[:2])
    assert [scale * value for value in moved.line] == pytest.approx([w1, w2, b], abs=1e-9)


def test_why_a_line_stays_where_it_is() -> None:
    drawn = drawn_line(network(), "n3", PLAIN_AXES)
    assert drawn is not None
    first, second = drawn.edges
    assert first is not None
    assert refusal(drawn, NAMES, "h", turns=True) == ""
    bias = replace(drawn, node=replace(drawn.node, locked=True))
    assert "bias of h is locked" in refusal(bias, NAMES, "h", turns=False)
    weight = replace(drawn, edges=(replace(first, locked=True), second))
    assert refusal(weight, NAMES, "h", turns=False) == ""
    assert "weight of h is locked" in refusal(weight, NAMES, "h", turns=True)
    alone = drawn_line(network(), "n4", PLAIN_AXES)
    assert alone is not None
    assert "Nothing connects x₁" in refusal(alone, NAMES, "h", turns=True)


def test_a_line_beyond_all_numbers_is_refused() -> None:
    content = Content(network())
    drawn = drawn_line(content.network, "n3", PLAIN_AXES)
    assert drawn is not None
    with pytest.raises(NetworkError, match="too far away"):
        move_line(drawn, (3.0, 4.0, 1e13), PLAIN_AXES)(content)
