"""The line of a neuron that sees the plane itself, and moving it; in the style of `edits`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from playground.document.content import Content
from playground.document.edits import Edit, Recipe, set_weights
from playground.document.plane_axes import Axes, Line, to_network, to_plane
from playground.network.errors import NetworkError
from playground.network.model import Edge, Network, Node

_SAME = 1e-12
_LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """w1·x1 + w2·x2 + b = 0 in data units; `edges` carry w1 and w2, None where there is none."""

    node: Node
    edges: tuple[Edge | None, Edge | None]
    line: Line


def drawn_line(
    network: Network, node_id: str, axes: Axes, live: Mapping[str, float] = MappingProxyType({})
) -> DrawnLine | None:
    """The line of a neuron that only the plane's inputs feed, None for any other.

    `live` are weights and biases by id that are newer than the drawing's.
    """
    node = network.nodes[node_id]
    edges: list[Edge | None] = [None, None]
    columns = [axis.column for axis in axes]
    for edge in network.incoming(node_id):
        column = network.nodes[edge.source].column
        if column not in columns:
            return None
        edges[columns.index(column)] = edge
    w1, w2 = (0.0 if edge is None else live.get(edge.id, edge.weight.value) for edge in edges)
    if node.is_input or not (w1 or w2):
        return None
    b = live.get(node_id, node.bias.value)
    return DrawnLine(node, (edges[0], edges[1]), to_plane((w1, w2, b), axes))


def refusal(drawn: DrawnLine, axis_names: tuple[str, str], name: str, turns: bool) -> str:
    """Why a line can't be shifted, or turned, and what to do; "" when it can."""
    if drawn.node.locked:
        return f"The bias of {name} is locked, so its line can't move; unlock it with Ctrl+L."
    for edge, axis in zip(drawn.edges, axis_names, strict=True):
        if turns and edge is None:
            return f"Nothing connects {axis} to {name}, so its line can't turn; connect them."
        if turns and edge is not None and edge.locked:
            return f"A weight of {name} is locked, so its line can't turn; unlock it with L."
    return ""


def move_line(drawn: DrawnLine, line: Line, axes: Axes, merge_key: object = None) -> Recipe:
    """The weights and the bias that put the neuron's line there.

    The weights keep their length as the neuron has it; a mere shift leaves them as they are.
    """
    values = line_values(drawn, line, axes)

    def recipe(content: Content) -> Edit:
        if not all(math.isfinite(v) and abs(v) < _LARGEST for v in values.values()):
            raise NetworkError("The line is too far away for numbers; drag it closer.")
        return replace(set_weights(values, merge_key)(content), text="Move Line")

    return recipe


def line_values(drawn: DrawnLine, line: Line, axes: Axes) -> dict[str, float]:
    """What `move_line` sets, by the ids of the bias and of the weights that change."""
    old, new = to_network(drawn.line, axes), to_network(line, axes)
    size = math.hypot(*old[:2]) / math.hypot(*new[:2])
    turned = abs(old[0] * new[1] - old[1] * new[0]) > _SAME * math.hypot(*old[:2]) * math.hypot(
        *new[:2]
    )
    values = {drawn.node.id: new[2] * size + 0.0}
    if turned:
        for edge, weight in zip(drawn.edges, new, strict=False):
            if edge is not None:
                values[edge.id] = weight * size + 0.0
    return values
