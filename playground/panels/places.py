"""Where a node goes that was added without pointing at a place."""

from __future__ import annotations

from collections.abc import Sequence

from playground.network.layout import COLUMN_STEP, ROW_STEP, free_below
from playground.network.model import Network


def place_for_input(network: Network) -> tuple[float, float]:
    """A free place below the other inputs, or left of everything when there are none."""
    inputs = network.inputs()
    nodes = list(network.nodes)
    if inputs:
        x, y = min(node.x for node in inputs), max(node.y for node in inputs) + ROW_STEP
    elif nodes:
        x, y = min(node.x for node in nodes) - COLUMN_STEP, min(node.y for node in nodes)
    else:
        x, y = 0.0, 0.0
    return free_below(network, x, y)


def place_for_neuron(network: Network, beside: Sequence[str] = ()) -> tuple[float, float]:
    """A free place right of the nodes with the ids `beside`, or of everything."""
    nodes = [network.nodes[node_id] for node_id in beside] or list(network.nodes)
    if not nodes:
        return 0.0, 0.0
    right = max(nodes, key=lambda node: node.x)
    return free_below(network, right.x + COLUMN_STEP, right.y)
