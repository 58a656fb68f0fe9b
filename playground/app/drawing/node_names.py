"""What nodes are called, the same on the canvas and in every panel."""

from __future__ import annotations

from collections.abc import Mapping

from playground.canvas.labels import automatic_names
from playground.canvas.view import CanvasView
from playground.network.model import Network


class NodeNames:
    """Takes the names that the canvas has worked out; of a large drawing that takes a while."""

    def __init__(self, canvas: CanvasView) -> None:
        self._scene = canvas.network_scene

    def __call__(self, network: Network, columns: Mapping[str, str]) -> dict[str, str]:
        names = self._scene.names
        if names.keys() == {node.id for node in network.nodes}:
            return dict(names)
        # Somebody asks while the canvas has yet to hear of a change.
        return automatic_names(network, columns, self._scene.document.view.label_style)
