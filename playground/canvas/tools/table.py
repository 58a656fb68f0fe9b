"""Which gesture begins on what, and what the status bar says there."""

from __future__ import annotations

from collections.abc import Mapping

from playground.canvas.hit import Hit
from playground.canvas.scene import NetworkScene
from playground.canvas.tools.connect import ConnectTool
from playground.canvas.tools.move import MoveTool
from playground.canvas.tools.pick_activation import PickActivationTool
from playground.canvas.tools.reconnect import ReconnectTool
from playground.canvas.tools.scrub_weight import ScrubTool
from playground.canvas.tools.select import BandTool, PickTool
from playground.canvas.tools.tool import Tool

TOOLS: Mapping[str, type[Tool]] = {
    "empty": BandTool,
    "edge": PickTool,
    "body": MoveTool,
    "name": MoveTool,
    "rim": ConnectTool,
    "activation": PickActivationTool,
    "bias": ScrubTool,
    "chip": ScrubTool,
    "source_end": ReconnectTool,
    "target_end": ReconnectTool,
}
_HINTS: Mapping[str, str] = {
    "rim": "Drag to a node to connect, or to empty canvas for a connected neuron",
    "edge": "Click to select, double-click to put a neuron on this edge",
    "chip": "Drag sideways to change the weight, double-click to type it",
    "bias": "Drag sideways to change the bias, double-click to type it",
    "activation": "Click to choose another activation",
    "source_end": "Drag to another node to reconnect",
    "target_end": "Drag to another node to reconnect",
}


def hint_for(scene: NetworkScene, hit: Hit) -> str:
    """What the status bar says of a part: what is wrong with it, or what can be done there."""
    item = scene.nodes.get(hit.id)
    if item is not None and item.unknown_column:
        return f"The data has no column “{item.node.column}”: right-click to bind another"
    if item is not None and item.role == "idle":
        return "Not connected, so it doesn’t train: drag from or onto its rim to connect it"
    return _HINTS.get(hit.kind, "")
