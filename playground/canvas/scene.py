"""What is selected and pointed at; follows the document's facts, never changing it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from playground.canvas.drawing_scene import DrawingScene
from playground.canvas.hit import NOTHING, Hit, find_hit
from playground.canvas.node_item import NodeItem
from playground.canvas.style import NORMAL, RECEDED, STRONG
from playground.document.document import Document
from playground.network.model import Node

_WORLD = QRectF(-20_000, -20_000, 40_000, 40_000)


class NetworkScene(DrawingScene):
    """Items of a Document, the selection and the live values.

    Signals: `selection_changed(tuple)` of ids, `node_hovered(str)` an id or "",
    `nodes_jumped(dict)` with the place (x, y) where each node stood before an edit moved it.
    """

    selection_changed = Signal(tuple)
    node_hovered = Signal(str)
    nodes_jumped = Signal(dict)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(document, parent)
        self.current = ""
        self._stale = False
        for fact, slot in (
            (document.nodes_added, self._on_shape_changed),
            (document.nodes_removed, self._on_shape_changed),
            (document.nodes_changed, self._on_nodes_changed),
            (document.edges_added, self._on_shape_changed),
            (document.edges_removed, self._on_shape_changed),
            (document.edges_changed, self._on_edges_changed),
            (document.network_changed, self._on_network_changed),
            (document.view_changed, self._on_view_changed),
            (document.replaced, self._on_replaced),
        ):
            fact.connect(slot)
        self.rebuild()

    @property
    def selection(self) -> tuple[str, ...]:
        return tuple(self._selection)

    def select(self, ids: Iterable[str]) -> None:
        """Select exactly these; unknown ids are passed over. The last node is the current one."""
        known = {
            item_id: None for item_id in ids if item_id in self.nodes or item_id in self.edges.index
        }
        if list(known) == list(self._selection):
            return
        self._selection = known
        nodes = self.selected_nodes
        self.current = nodes[-1] if nodes else ""
        self._show_selection()
        self.selection_changed.emit(self.selection)

    def toggle(self, item_id: str) -> None:
        """Add to the selection, or take out of it."""
        ids = dict(self._selection)
        if item_id in ids:
            del ids[item_id]
        else:
            ids[item_id] = None
        self.select(ids)

    def set_hover(self, hit: Hit) -> None:
        """What the pointer is over; tells which node."""
        if hit == self.hover:
            return
        old, self.hover = self.hover, hit
        old_node = old.id if old.id in self.nodes else ""
        new_node = hit.id if hit.id in self.nodes else ""
        if old_node != new_node:
            for node_id in (old_node, new_node):
                if node_id in self.nodes:
                    self.nodes[node_id].hovered = node_id == new_node
            self.node_hovered.emit(new_node)
        if {old.id, hit.id} & self.edges.index.keys():
            self._place_chips()
        self.update()

    def light(self, ids: Iterable[str]) -> None:
        """Put a ring around exactly these nodes; unknown ids are passed over."""
        wanted = set(ids)
        for node_id, item in self.nodes.items():
            item.lit = node_id in wanted
        self.update()

    def hit(self, at: QPointF, scale: float) -> Hit:
        """What lies at a point when one scene pixel shows as `scale` screen pixels."""
        return find_hit(self, at, scale)

    def node_at(self, at: QPointF, scale: float) -> str | None:
        """The node on which a wire would land."""
        hit = self.hit(at, scale)
        return hit.id if hit.id in self.nodes else None

    def hide_edge(self, edge_id: str | None) -> None:
        """Leave one edge to a gesture that draws it itself."""
        self.edges.hidden = self.edges.index.get(edge_id, -1) if edge_id else -1
        self._show_selection()

    def rebuild(self) -> None:
        """Take over nodes, edges and their order from the document."""
        network = self.network
        kept = self.nodes
        self.nodes = {}
        jumped: dict[str, tuple[float, float]] = {}
        for node in network.nodes:
            item = kept.get(node.id)
            if item is None:
                item = NodeItem(node, self.style_now)
            elif max(abs(item.x() - node.x), abs(item.y() - node.y)) > 1.0:
                jumped[node.id] = item.x(), item.y()
            item.node = node
            item.move_to(node.x, node.y)
            self.nodes[node.id] = item
        self._rows = {node_id: row for row, node_id in enumerate(self.nodes)}
        self._positions = np.array([(node.x, node.y) for node in network.nodes]).reshape(-1, 2)
        self.node_layer.reset(self.nodes, self._positions)
        edges = list(network.edges)
        self._ends = np.array(
            [(self._rows[edge.source], self._rows[edge.target]) for edge in edges], dtype=np.int64
        ).reshape(-1, 2)
        self.operations.put((), {})
        self._laid = None
        self.edges.reset(
            [edge.id for edge in edges],
            np.zeros((len(edges), 8)),
            np.array([edge.weight.value for edge in edges], dtype=np.float64),
        )
        self._lay_edges()
        self.setSceneRect(_WORLD.united(self.bounds().adjusted(-4000, -4000, 4000, 4000)))
        self._live = False
        self._stale = False
        self.chips.put({})
        self._chip_places.forget()
        self._show_own_weights()
        self._describe()
        if self.hover.id and self.hover.id not in self.nodes | self.edges.index:
            self.set_hover(NOTHING)
        old = self.selection
        self._selection = {key: None for key in old if key in self.nodes or key in self.edges.index}
        if self.current not in self.nodes:
            self.current = ""
        self._show_selection()
        if self.selection != old:
            self.selection_changed.emit(self.selection)
        if jumped:
            self.nodes_jumped.emit(jumped)

    def _show_selection(self) -> None:
        chosen = set(self.selected_nodes)
        for node_id, item in self.nodes.items():
            item.selected = node_id in chosen
            item.is_current = node_id == self.current and len(chosen) > 1
        selected = np.zeros(len(self.edges.ids), dtype=bool)
        selected[[self.edges.index[edge_id] for edge_id in self.selected_edges]] = True
        emphasis = np.full(len(self.edges.ids), NORMAL)
        if chosen and len(emphasis):
            rows = [self._rows[node_id] for node_id in chosen]
            touched = np.isin(self._ends, rows).any(axis=1)
            emphasis = np.where(touched, STRONG, RECEDED)
        emphasis[selected] = STRONG
        self.node_layer.touch()
        self.edges.set_emphasis(emphasis, selected, self.edges.hidden)
        self._show_operations()
        self._place_chips()
        self.update()

    def _on_view_changed(self) -> None:
        self._describe()
        self._place_chips()

    def _on_shape_changed(self, ids: tuple[str, ...]) -> None:
        self._stale = True

    def _on_nodes_changed(self, ids: tuple[str, ...]) -> None:
        for node_id in ids:
            item, node = self.nodes.get(node_id), self.network.nodes[node_id]
            if item is None or _shape(item.node) != _shape(node):
                self._stale = True
            else:
                item.node = node

    def _on_edges_changed(self, ids: tuple[str, ...]) -> None:
        rows = list(self._rows)
        for edge_id in ids:
            row = self.edges.index.get(edge_id)
            edge = self.network.edges[edge_id]
            if row is None or (edge.source, edge.target) != tuple(
                rows[end] for end in self._ends[row]
            ):
                self._stale = True

    def _on_network_changed(self) -> None:
        if self._stale:
            self.rebuild()
        else:
            self._live = False
            self._show_own_weights()
            self.update()

    def _on_replaced(self) -> None:
        self.nodes = {}
        self._selection = {}
        self.current = ""
        self.hover = NOTHING
        self.rebuild()
        self.selection_changed.emit(())


def _shape(node: Node) -> tuple[object, ...]:
    """What names and places on the canvas depend on."""
    return node.x, node.y, node.name, node.column, node.activation
