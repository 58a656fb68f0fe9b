from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.interop.errors import LayersError
from playground.interop.plain_layers import has_layers, parse_layers_file

LAYER = {"weights": [[1, 2], [3, 4], [5, 6]], "biases": [7, 8, 9], "activation": "relu"}
LAST = {"weights": [[0.5, 0.25, -1]]}


def text(*layers: object) -> bytes:
    return json.dumps({"layers": list(layers)}).encode()


def test_layers_become_a_drawing_with_their_numbers():
    network = parse_layers_file(text(LAYER, LAST))
    assert [node.column for node in network.inputs()] == ["x1", "x2"]
    hidden = [node for node in network.nodes if network.role(node.id) == "hidden"]
    assert [(node.activation, node.bias.value) for node in hidden] == [
        ("relu", 7.0),
        ("relu", 8.0),
        ("relu", 9.0),
    ]
    weights = [edge.weight.value for edge in network.incoming(hidden[1].id)]
    assert weights == [3.0, 4.0]
    (output,) = network.outputs()
    assert (output.activation, output.bias.value) == ("identity", 0.0)
    assert [edge.weight.value for edge in network.incoming(output.id)] == [0.5, 0.25, -1.0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "can't be read"),
        (b'{"layers": []}', "no layers"),
        (b'{"layers": [{"weights": [[NaN]]}]}', "NaN"),
        (text(3), "no object"),
        (text({"weights": []}), "needs weights"),
        (text({"weights": [[1], [1, 2]]}), "differ in length"),
        (text({"weights": [["a"]]}), "no number"),
        (text({"weights": [[1e300]]}), "beyond"),
        (text({"weights": [[1]], "biases": [1, 2]}), "2 biases"),
        (text({"weights": [[1]], "activation": "magic"}), "magic"),
        (text(LAYER, LAYER), "reads 2 values, but there are 3"),
        (b'{"layers": ' + b"[" * 100_000, "can't be read"),
    ],
)
def test_refuses_with_one_sentence(content: bytes, words: str):
    with pytest.raises(LayersError, match=words) as caught:
        parse_layers_file(content)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 400


@given(st.recursive(st.none() | st.floats() | st.text(max_size=3), st.lists, max_leaves=6))
def test_any_layers_give_a_network_or_the_one_error(raw: object):
    try:
        parse_layers_file(json.dumps({"layers": [{"weights": raw}]}).encode())
    except LayersError:
        return


def test_documents_are_not_taken_for_layers():
    assert has_layers(text(LAYER))
    assert not has_layers(b'{"format": "nnplay", "layers": 1}')
    assert not has_layers(b'["layers"]')
