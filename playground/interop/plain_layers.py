"""Networks given as plain layers of numbers.

`{"layers": [{"weights": [[target][source]], "biases": [], "activation": "relu"}, …]}`: the first
layer reads the inputs x1, x2, …; absent biases are 0, an absent activation is the identity.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from playground.engine.spec import ACTIVATION_NAMES
from playground.interop.errors import LayersError
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.templates import MAX_EDGES, MAX_NODES
from playground.network.weight import Weight

_LARGEST = 1e12


def has_layers(text: bytes) -> bool:
    """Whether the text is a JSON object with layers rather than a document."""
    start = text[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and b'"layers"' in start and b'"format"' not in start


def parse_layers_file(text: bytes) -> Network:
    """The network of a text of plain layers.

    Raises
    ------
    LayersError
        When the text is no JSON, or its layers don't fit together.
    """
    try:
        content = json.loads(text.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise LayersError(f"The layers can't be read: {error}.") from None
    layers = content.get("layers") if isinstance(content, dict) else None
    if not isinstance(layers, list) or not layers:
        raise LayersError("There are no layers; “layers” must be a list with at least one.")
    return _build([_Layer(number, layer) for number, layer in enumerate(layers, start=1)])


class _Layer:
    """One checked layer."""

    def __init__(self, number: int, raw: Any) -> None:
        if not isinstance(raw, dict):
            raise LayersError(f"Layer {number} is no object with weights.")
        rows = raw.get("weights")
        if not isinstance(rows, list) or not rows or not all(isinstance(r, list) for r in rows):
            raise LayersError(f"Layer {number} needs weights: a list with a list for each node.")
        self.weights = [_numbers(row, f"a row of weights of layer {number}") for row in rows]
        self.sources = len(self.weights[0])
        if self.sources == 0 or any(len(row) != self.sources for row in self.weights):
            raise LayersError(
                f"The rows of weights of layer {number} differ in length or are empty."
            )
        biases = raw.get("biases") or [0.0] * len(rows)
        self.biases = _numbers(biases, f"the biases of layer {number}")
        if len(self.biases) != len(rows):
            raise LayersError(
                f"Layer {number} has {len(rows)} rows of weights but {len(self.biases)} biases."
            )
        self.activation = raw.get("activation", "identity")
        if self.activation not in ACTIVATION_NAMES:
            raise LayersError(
                f"Layer {number} has the unknown activation {str(self.activation)[:40]!r}; known "
                f"are {', '.join(ACTIVATION_NAMES)}."
            )


def _numbers(values: Any, what: str) -> list[float]:
    if not isinstance(values, list):
        raise LayersError(f"{what.capitalize()} is no list of numbers.")
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise LayersError(f"{what.capitalize()} holds {str(value)[:40]!r}, which is no number.")
        if not math.isfinite(value) or abs(value) > _LARGEST:
            raise LayersError(f"{what.capitalize()} holds a number beyond {_LARGEST:g}.")
    return [float(value) for value in values]


def _build(layers: Sequence[_Layer]) -> Network:
    widths = [layers[0].sources, *(len(layer.weights) for layer in layers)]
    for number, (layer, sources) in enumerate(zip(layers, widths, strict=False), start=1):
        if layer.sources != sources:
            raise LayersError(
                f"Layer {number} reads {layer.sources} values, but there are {sources} before it."
            )
    edges = sum(layer.sources * len(layer.weights) for layer in layers)
    if sum(widths) > MAX_NODES or edges > MAX_EDGES:
        raise LayersError(
            f"The layers have {sum(widths):,} nodes and {edges:,} edges; the limits are "
            f"{MAX_NODES:,} and {MAX_EDGES:,}."
        )
    network = Network()
    places = column_positions(widths)
    below = [
        Node(network.new_id("n"), x, y, column=f"x{row}")
        for row, (x, y) in enumerate(places[0], start=1)
    ]
    for node in below:
        network.put_node(node)
    for layer, column in zip(layers, places[1:], strict=True):
        above = [
            Node(network.new_id("n"), x, y, activation=layer.activation, bias=Weight(bias))
            for (x, y), bias in zip(column, layer.biases, strict=True)
        ]
        for node, row in zip(above, layer.weights, strict=True):
            network.put_node(node)
            for source, weight in zip(below, row, strict=True):
                network.put_edge(Edge(network.new_id("e"), source.id, node.id, Weight(weight)))
        below = above
    return network


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")
