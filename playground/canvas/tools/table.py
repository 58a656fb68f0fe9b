"""Which gesture begins on what, and what the status bar says there."""

from __future__ import annotations

from collections.abc import Mapping

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
HINTS: Mapping[str, str] = {
    "rim": "Drag to a node to connect, or to empty canvas for a connected neuron",
    "edge": "Click to select, double-click to put a neuron on this edge",
    "chip": "Drag sideways to change the weight, double-click to type it",
    "bias": "Drag sideways to change the bias, double-click to type it",
    "activation": "Click to choose another activation",
    "source_end": "Drag to another node to reconnect",
    "target_end": "Drag to another node to reconnect",
}
