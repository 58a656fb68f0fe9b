"""Which node people look at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from playground.app.controller import Controller
from playground.app.training.display import default_node
from playground.canvas.view import CanvasView


class Focus(QObject):
    """The node pointed at, the selected one, or else the output.

    Signals
    -------
    changed() : another node, or another selection.
    """

    changed = Signal()

    def __init__(self, controller: Controller, canvas: CanvasView) -> None:
        super().__init__(controller)
        self._controller = controller
        self._canvas = canvas
        self._hovered = ""
        self._selected: tuple[str, ...] = ()
        self._told: tuple[str, tuple[str, ...]] = ("", ())
        canvas.node_hovered.connect(self._on_hovered)
        canvas.selection_changed.connect(self._on_selected)
        controller.lowered_changed.connect(self._tell)

    @property
    def node_id(self) -> str:
        """Id of the node, "" for none."""
        network = self._controller.document.network
        for node_id in (self._hovered, *self._selected):
            if node_id in network.nodes:
                return node_id
        return default_node(self._controller.document.content, self._controller.lowered)

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of all nodes and edges that are selected."""
        return self._selected

    def name_of(self, node_id: str) -> str:
        """What the canvas calls a node, with its sub- and superscripts as characters."""
        return self._canvas.network_scene.nodes[node_id].name

    def _tell(self) -> None:
        present = self.node_id, self._selected
        if present != self._told:
            self._told = present
            self.changed.emit()

    def _on_hovered(self, node_id: str) -> None:
        self._hovered = node_id
        self._tell()

    def _on_selected(self, ids: tuple[str, ...]) -> None:
        self._selected = ids
        self._tell()
