"""The drawing as items: redrawn from the document's facts, never changing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from playground.canvas import geometry
from playground.canvas.chip_layer import ChipLayer, chip_places
from playground.canvas.edge_layer import EdgeLayer
from playground.canvas.geometry import FloatArray
from playground.canvas.hit import NOTHING, Hit, find_hit
from playground.canvas.labels import automatic_names
from playground.canvas.node_item import NodeItem, signed
from playground.canvas.node_layer import NodeLayer
from playground.canvas.overlay import Overlay
from playground.canvas.style import NORMAL, RECEDED, STRONG, CanvasStyle
from playground.document.document import Document
from playground.network.model import Network, Node
from playground.network.weight import Weight

FEW_EDGES = 12
MOST_CHIPS = 150
# Numbers that change sixty times a second can't be read, and cost a layout each time.
_TEXT_MS = 100
_WORLD = QRectF(-20_000, -20_000, 40_000, 40_000)


class NetworkScene(QGraphicsScene):
    """Items of a Document, the selection and the live values.

    Signals: `selection_changed(tuple)` of ids, `node_hovered(str)` an id or "",
    `nodes_jumped(dict)` with the place (x, y) where each node stood before an edit moved it.
    """

    selection_changed = Signal(tuple)
    node_hovered = Signal(str)
    nodes_jumped = Signal(dict)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.style_now = CanvasStyle()
        self.nodes: dict[str, NodeItem] = {}
        self.edges = EdgeLayer(self.style_now, self._redraw_edges)
        self.chips = ChipLayer(self.style_now)
        self.node_layer = NodeLayer(self.style_now)
        self.overlay = Overlay(self.style_now)
        for layer in (self.chips, self.node_layer, self.overlay):
            self.addItem(layer)
        self.current = ""
        self.hover = NOTHING
        self._selection: dict[str, None] = {}
        self._positions: FloatArray = np.empty((0, 2))
        self._ends: NDArray[np.int64] = np.empty((0, 2), dtype=np.int64)
        self._rows: dict[str, int] = {}
        self._activations: Mapping[str, str] = {}
        self._columns: Mapping[str, str] = {}
        self._live = False
        self._texts_since = QElapsedTimer()
        self._stale = False
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        for fact, slot in (
            (document.nodes_added, self._on_shape_changed),
            (document.nodes_removed, self._on_shape_changed),
            (document.nodes_changed, self._on_nodes_changed),
            (document.edges_added, self._on_shape_changed),
            (document.edges_removed, self._on_shape_changed),
            (document.edges_changed, self._on_edges_changed),
            (document.network_changed, self._on_network_changed),
            (document.replaced, self._on_replaced),
        ):
            fact.connect(slot)
        self.rebuild()

    @property
    def network(self) -> Network:
        return self.document.network

    @property
    def selection(self) -> tuple[str, ...]:
        return tuple(self._selection)

    @property
    def selected_nodes(self) -> list[str]:
        return [item_id for item_id in self._selection if item_id in self.nodes]

    @property
    def selected_edges(self) -> list[str]:
        return [item_id for item_id in self._selection if item_id in self.edges.index]

    def set_style(self, style: CanvasStyle) -> None:
        self.style_now = style
        self.edges.style = self.overlay.style = style
        self.chips.restyle(style)
        self.node_layer.restyle(style)
        self._describe()
        self._redraw_edges()

    def set_activations(self, labels: Mapping[str, str]) -> None:
        self._activations = labels
        self._describe()

    def set_columns(self, labels: Mapping[str, str]) -> None:
        self._columns = labels
        self._describe()

    def weight_of(self, item_id: str) -> Weight:
        """The weight of an edge or bias of a node as shown: the live one while training."""
        if item_id in self.nodes:
            return self.nodes[item_id].bias
        if self._live:
            return Weight(float(self.edges.weights[self.edges.index[item_id]]))
        return self.network.edges[item_id].weight

    def show_values(
        self,
        values: Mapping[str, NDArray[np.float32]],
        ranges: Mapping[str, tuple[float, float]],
    ) -> None:
        """Live pictures; nodes without one keep a plain ground."""
        for node_id, item in self.nodes.items():
            item.show_values(values.get(node_id), *ranges.get(node_id, (-1.0, 1.0)))
        self.node_layer.touch()
        self.update()

    def show_parameters(self, biases: FloatArray | None, weights: FloatArray | None) -> None:
        """Live numbers in the document's order; None or numbers of another drawing: its own."""
        if (
            biases is None
            or weights is None
            or len(biases) != len(self.nodes)
            or len(weights) != len(self.edges.ids)
        ):
            if self._live:
                self._live = False
                self._show_own_weights()
                self.update()
            return
        began, self._live = not self._live, True
        for item, bias in zip(self.nodes.values(), biases.tolist(), strict=True):
            item.live_bias = None if item.node.is_input else bias
        self.edges.set_weights(np.asarray(weights, dtype=np.float64), in_passing=not began)
        if began or self._texts_since.elapsed() >= _TEXT_MS:
            self._show_texts()
            self.update()

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

    def hit(self, at: QPointF, scale: float) -> Hit:
        """What lies at a point when one scene pixel shows as `scale` screen pixels."""
        return find_hit(self, at, scale)

    def nodes_near(self, at: QPointF, reach: float) -> list[NodeItem]:
        """Nodes within `reach` along each axis, the nearest first."""
        gaps = np.abs(self._positions - (at.x(), at.y()))
        near = np.flatnonzero((gaps < reach).all(axis=1))
        ids = list(self.nodes)
        order = near[np.argsort((gaps[near] ** 2).sum(axis=1))]
        return [self.nodes[ids[row]] for row in order.tolist()]

    def node_at(self, at: QPointF, scale: float) -> str | None:
        """The node on which a wire would land."""
        hit = self.hit(at, scale)
        return hit.id if hit.id in self.nodes else None

    def edge_ends(self, edge_id: str) -> tuple[QPointF, QPointF]:
        curve = self.edges.curves[self.edges.index[edge_id]]
        return QPointF(*curve[:2]), QPointF(*curve[6:8])

    def preview_positions(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Show nodes elsewhere while a gesture lasts; `settle` puts them back."""
        for node_id, (x, y) in positions.items():
            self.nodes[node_id].move_to(x, y)
            self._positions[self._rows[node_id]] = x, y
        rows = np.array([self._rows[node_id] for node_id in positions], dtype=np.int64)
        touched = np.flatnonzero(np.isin(self._ends, rows).any(axis=1))
        ends = self._positions[self._ends[touched]]
        self.edges.move(touched, geometry.edge_curves(ends[:, 0], ends[:, 1]))
        self.node_layer.measure()
        self._place_chips()
        self.update()

    def settle(self) -> None:
        """Nodes back to where the document has them."""
        self.preview_positions({node.id: (node.x, node.y) for node in self.network.nodes})

    def hide_edge(self, edge_id: str | None) -> None:
        """Leave one edge to a gesture that draws it itself."""
        self.edges.hidden = self.edges.index.get(edge_id, -1) if edge_id else -1
        self._show_selection()

    def bounds(self) -> QRectF:
        """The rectangle around all nodes with their names and pills; empty without nodes."""
        return self.bounds_of(self.nodes)

    def bounds_of(self, ids: Iterable[str]) -> QRectF:
        box = QRectF()
        for node_id in ids:
            box = box.united(self.nodes[node_id].bounds())
        return box

    def nodes_in(self, box: QRectF) -> list[str]:
        """Nodes whose body touches a rectangle."""
        return [
            node_id
            for node_id, item in self.nodes.items()
            if box.intersects(item.zone_box("body").translated(item.pos()))
        ]

    def still_places(self, moved: Iterable[str]) -> FloatArray:
        """Centres (N, 2) of the nodes that are not moved."""
        keep = np.ones(len(self._positions), dtype=bool)
        keep[[self._rows[node_id] for node_id in moved]] = False
        return self._positions[keep]

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
        ends = self._positions[self._ends]
        self.edges.reset(
            [edge.id for edge in edges],
            geometry.edge_curves(ends[:, 0], ends[:, 1]),
            np.array([edge.weight.value for edge in edges], dtype=np.float64),
        )
        self.setSceneRect(_WORLD.united(self.bounds().adjusted(-4000, -4000, 4000, 4000)))
        self._live = False
        self._stale = False
        self.chips.put({})
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

    def _describe(self) -> None:
        """Names, roles and colours, which depend on the drawing as a whole."""
        network = self.network
        names = automatic_names(network, self._columns)
        outputs = {node.id: number for number, node in enumerate(network.outputs())}
        for node_id, item in self.nodes.items():
            item.role = network.role(node_id)
            item.name = names[node_id]
            item.activation_label = self._activations.get(
                item.node.activation, item.node.activation
            )
            item.unknown_column = item.node.is_input and item.node.column not in self._columns
            item.rim = self.style_now.rim_of(outputs.get(node_id), len(outputs))
        self.node_layer.touch()
        self.update()

    def _show_own_weights(self) -> None:
        self.edges.set_weights(
            np.array([edge.weight.value for edge in self.network.edges], dtype=np.float64)
        )
        for item in self.nodes.values():
            item.live_bias = None
        self.chips.locked = frozenset(edge.id for edge in self.network.edges if edge.locked)
        self._show_texts()

    def _show_texts(self) -> None:
        """Write the numbers of this moment on pills and chips."""
        self._texts_since.start()
        for item in self.nodes.values():
            item.show_bias()
        self._show_chip_texts()

    def _show_chip_texts(self) -> None:
        self.chips.texts = {key: signed(self.weight_of(key)) for key in self.chips.places}

    def _redraw_edges(self) -> None:
        """They lie in the background, which the view keeps until it is told otherwise."""
        for view in self.views():
            seen = view.mapToScene(view.viewport().rect()).boundingRect()
            self.invalidate(seen, QGraphicsScene.SceneLayer.BackgroundLayer)

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
        self._place_chips()
        self.update()

    def _place_chips(self) -> None:
        """Few edges: a chip on each; many: on those selected, hovered, or at a selected node.

        Where that would be too many to read, only the hovered and the last selected have one.
        """
        layer = self.edges
        always = set(self.selected_edges)
        if self.hover.id in layer.index:
            always.add(self.hover.id)
        wanted = set(always)
        if len(layer.ids) <= FEW_EDGES:
            wanted.update(layer.ids)
        else:
            for node_id in self.selected_nodes:
                for edge in (*self.network.incoming(node_id), *self.network.outgoing(node_id)):
                    wanted.add(edge.id)
        if len(wanted) > MOST_CHIPS:
            wanted = always = {self.hover.id, *self.selected_edges[-1:]} & layer.index.keys()
        if layer.hidden >= 0:
            wanted.discard(layer.ids[layer.hidden])
        ids = sorted(wanted, key=lambda edge_id: (edge_id not in always, layer.index[edge_id]))
        curves = layer.curves[[layer.index[edge_id] for edge_id in ids]]
        places = chip_places(ids, always, curves, self._positions)
        self.chips.selected = frozenset(self.selected_edges)
        self.chips.hovered = self.hover.id
        self.chips.receded = layer.receded(places)
        self.chips.put(places)
        self._show_chip_texts()

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

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self.edges.paint(painter, QRectF(rect))


def _shape(node: Node) -> tuple[object, ...]:
    """What names and places on the canvas depend on."""
    return node.x, node.y, node.name, node.column, node.activation
