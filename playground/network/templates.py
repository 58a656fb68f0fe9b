"""Networks made by numbers: `2-8-8-1` becomes nodes and edges in tidy columns."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise

from playground.network.errors import LayersTextError
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight

MAX_NODES = 10_000
MAX_EDGES = 200_000
FIRST_BIAS = 0.1


def draw_weight(seed: int, edge_id: str) -> Weight:
    """The first weight of an edge, U(−½, ½); the same seed and edge give the same number."""
    return Weight(random.Random(f"{seed}:{edge_id}").uniform(-0.5, 0.5))


def parse_layers(text: str) -> list[int]:
    """Widths from inputs to outputs, `2-8-8-1`; spaces and commas separate too.

    Raises LayersTextError when the text is no such list or asks for too much.
    """
    if len(text) > 200 or not re.fullmatch(r"\s*\d{1,5}(?:[\s,–-]+\d{1,5})+\s*", text):
        raise LayersTextError("Type the width of each layer from inputs to outputs, like 2-8-8-1.")
    widths = [int(width) for width in re.findall(r"\d+", text)]
    if 0 in widths:
        raise LayersTextError("Every layer needs at least one node.")
    nodes, edges, _ = layered_counts(widths)
    if nodes > MAX_NODES or edges > MAX_EDGES:
        raise LayersTextError(
            f"This network would have {nodes:,} nodes and {edges:,} edges; "
            f"the limits are {MAX_NODES:,} and {MAX_EDGES:,}."
        )
    return widths


def layered_counts(widths: Sequence[int]) -> tuple[int, int, int]:
    """Nodes, weights and biases of fully connected layers."""
    return sum(widths), sum(a * b for a, b in pairwise(widths)), sum(widths[1:])


def layered(
    widths: Sequence[int],
    columns: Sequence[str],
    *,
    activation: str = "tanh",
    seed: int = 1,
    network: Network | None = None,
) -> tuple[list[Node], list[Edge]]:
    """Fully connected layers, input k bound to `columns[k]`; ids are taken from `network`.

    Raises ValueError when there are fewer columns than inputs.
    """
    if len(columns) < widths[0]:
        raise ValueError(f"{widths[0]} inputs need as many columns, not {len(columns)}")
    ids = network if network is not None else Network()
    layers: list[list[Node]] = []
    for depth, places in enumerate(column_positions(widths)):
        layers.append(
            [
                Node(ids.new_id("n"), x, y, column=columns[row])
                if depth == 0
                else Node(ids.new_id("n"), x, y, activation=activation, bias=Weight(FIRST_BIAS))
                for row, (x, y) in enumerate(places)
            ]
        )
    edges = []
    for sources, targets in pairwise(layers):
        for target in targets:
            for source in sources:
                edge_id = ids.new_id("e")
                edges.append(Edge(edge_id, source.id, target.id, draw_weight(seed, edge_id)))
    return [node for layer in layers for node in layer], edges
