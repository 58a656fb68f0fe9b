"""What can be wished for the selection, by menu, key or the app's own actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, SignalInstance

from playground.canvas import clipboard
from playground.canvas.geometry import GRID
from playground.document import arrange_edits, edits
from playground.document.edits import Recipe
from playground.network.errors import NetworkError
from playground.network.layout import free_below
from playground.network.model import Edge, Node

if TYPE_CHECKING:
    from playground.canvas.scene import NetworkScene

_BURST_MS = 900
_DUPLICATE_SHIFT = 2 * GRID


class Bursts:
    """One merge key for wishes of a kind that follow one another quickly."""

    def __init__(self) -> None:
        self._kind: object = None
        self._key: object = None
        self._since = QElapsedTimer()

    def key(self, kind: object) -> object:
        goes_on = self._since.isValid() and self._since.elapsed() < _BURST_MS
        if kind != self._kind or not goes_on:
            self._kind, self._key = kind, object()
        self._since.start()
        return self._key


class SelectionActions:
    """Mixed into the view. Every method reads the selection and emits at most one wish."""

    network_scene: NetworkScene
    edit_requested: SignalInstance
    message_shown: SignalInstance
    bursts: Bursts
    columns: Mapping[str, str]
    activations: Mapping[str, str]
    centre: Callable[[], QPointF]
    cancel_tool: Callable[[], bool]
    show_node: Callable[[str], None]

    def wish(self, recipe: Recipe) -> None:
        """Ask for an edit; a gesture under way is cancelled first."""
        self.cancel_tool()
        self.edit_requested.emit(recipe)

    def delete_selection(self) -> None:
        if self.network_scene.selection:
            self.wish(edits.remove(self.network_scene.selection))

    def select_all(self) -> None:
        self.network_scene.select([*self.network_scene.nodes, *self.network_scene.edges.ids])

    def clear_selection(self) -> None:
        self.network_scene.select(())

    def invert_selection(self) -> None:
        """Select the nodes that are not, and nothing else."""
        chosen = set(self.network_scene.selection)
        self.network_scene.select([key for key in self.network_scene.nodes if key not in chosen])

    def select_incoming(self) -> None:
        """Add the edges into the selected nodes."""
        self._add_edges(incoming=True)

    def select_outgoing(self) -> None:
        """Add the edges out of the selected nodes."""
        self._add_edges(incoming=False)

    def tidy(self) -> None:
        self.wish(edits.tidy_up())

    def align(self, side: arrange_edits.Side) -> None:
        self.wish(arrange_edits.align(self.network_scene.selected_nodes, side))

    def distribute(self, axis: arrange_edits.Axis) -> None:
        self.wish(arrange_edits.distribute(self.network_scene.selected_nodes, axis))

    def connect_selection(self) -> None:
        self.wish(arrange_edits.connect_selection(self.network_scene.selected_nodes))

    def place_neuron_at_centre(self) -> None:
        """A neuron at the nearest free place to the middle of the view."""
        at = self.centre()
        network = self.network_scene.network
        self.wish(edits.place_neuron(*free_below(network, at.x(), at.y())))
        # The free place may lie below what is in view.
        for node_id in self.network_scene.selected_nodes:
            self.show_node(node_id)

    def next_free_column(self) -> str | None:
        """The first data column without an input."""
        used = {node.column for node in self.network_scene.network.inputs()}
        return next((key for key in self.columns if key not in used), None)

    def lock_edges(self) -> None:
        """Lock the selected weights, or unlock them when all are."""
        self._toggle_locks(self.network_scene.selected_edges)

    def lock_biases(self) -> None:
        """Lock the selected neurons' biases, or unlock them when all are."""
        nodes = self.network_scene.network.nodes
        self._toggle_locks(
            [key for key in self.network_scene.selected_nodes if not nodes[key].is_input]
        )

    def weighted_selection(self, item_id: str) -> list[str]:
        """The selected edges and neurons if `item_id` is among them, otherwise just that one."""
        if item_id not in self.network_scene.selection:
            return [item_id]
        nodes = self.network_scene.network.nodes
        return [
            key
            for key in self.network_scene.selection
            if key not in nodes or not nodes[key].is_input
        ]

    def step_weights(self, item_id: str, by: float) -> None:
        """Change the selected weights by an amount; a burst of steps is one undo step."""
        ids = self.weighted_selection(item_id)
        values = {key: self.network_scene.weight_of(key).value + by for key in ids}
        self.wish(edits.set_weights(values, self.bursts.key(("step", tuple(ids)))))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected nodes by scene pixels; a burst of nudges is one undo step."""
        nodes = self.network_scene.network.nodes
        ids = self.network_scene.selected_nodes
        places = {key: (nodes[key].x + dx, nodes[key].y + dy) for key in ids}
        self.wish(edits.move(places, self.bursts.key(("nudge", tuple(ids)))))

    def set_activation(self, activation: str) -> None:
        self.wish(edits.set_activation(self.network_scene.selected_nodes, activation))

    def copy(self) -> bool:
        """Put the selected nodes and the edges between them on the clipboard, if it takes them."""
        nodes, edges = self._selected_pieces()
        if not nodes:
            self.message_shown.emit("Select nodes to copy; edges between them come along.")
            return False
        try:
            clipboard.put(nodes, edges)
        except NetworkError as error:
            self.message_shown.emit(str(error))
            return False
        return True

    def cut(self) -> None:
        if self.network_scene.selected_nodes and self.copy():
            self.wish(edits.remove(self.network_scene.selection))

    def paste(self, at: QPointF | None = None) -> None:
        """What was copied, here or in another window, at a place or the middle of the view."""
        try:
            nodes, edges = clipboard.get()
        except NetworkError as error:
            self.message_shown.emit(str(error))
            return
        strange = {node.activation for node in nodes} - self.activations.keys()
        if strange:
            self.message_shown.emit(
                f"There is no activation “{min(strange)}”, so nothing was pasted."
            )
            return
        at = self._free_place(at if at is not None else self.centre())
        x = (min(node.x for node in nodes) + max(node.x for node in nodes)) / 2
        y = (min(node.y for node in nodes) + max(node.y for node in nodes)) / 2
        self.wish(arrange_edits.paste(nodes, edges, at.x() - x, at.y() - y))

    def duplicate(self) -> None:
        nodes, edges = self._selected_pieces()
        if nodes:
            self.wish(
                arrange_edits.paste(nodes, edges, _DUPLICATE_SHIFT, _DUPLICATE_SHIFT, "Duplicate")
            )

    def _selected_pieces(self) -> tuple[list[Node], list[Edge]]:
        """The selected nodes and the edges between them."""
        chosen = set(self.network_scene.selected_nodes)
        network = self.network_scene.network
        return (
            [node for node in network.nodes if node.id in chosen],
            [edge for edge in network.edges if {edge.source, edge.target} <= chosen],
        )

    def _free_place(self, at: QPointF) -> QPointF:
        """A place, stepped aside from nodes that are already there."""
        taken = {(round(item.x()), round(item.y())) for item in self.network_scene.nodes.values()}
        while (round(at.x()), round(at.y())) in taken:
            at += QPointF(_DUPLICATE_SHIFT, _DUPLICATE_SHIFT)
        return at

    def _add_edges(self, incoming: bool) -> None:
        network = self.network_scene.network
        find = network.incoming if incoming else network.outgoing
        found = [edge.id for key in self.network_scene.selected_nodes for edge in find(key)]
        self.network_scene.select([*self.network_scene.selection, *found])

    def _toggle_locks(self, ids: list[str]) -> None:
        network = self.network_scene.network
        items: list[Node | Edge] = [
            network.nodes[key] if key in network.nodes else network.edges[key] for key in ids
        ]
        if items:
            self.wish(edits.set_locked(ids, not all(item.locked for item in items)))
