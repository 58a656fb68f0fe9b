"""The drawing in layers: where everything lies, what is written on it, the live values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from playground.canvas.chip_layer import HALF, ChipLayer
from playground.canvas.chip_places import ChipPlaces, node_boxes
from playground.canvas.edge_layer import EdgeLayer
from playground.canvas.geometry import FloatArray
from playground.canvas.hit import NOTHING
from playground.canvas.labels import Symbols, symbols
from playground.canvas.node_item import BiasPlace, NodeItem, signed
from playground.canvas.node_layer import NodeLayer
from playground.canvas.operations import OperationLayer, written_out
from playground.canvas.overlay import Overlay
from playground.canvas.style import CanvasStyle
from playground.canvas.wiring import lay_wires
from playground.document.document import Document
from playground.document.lowering import output_numbers
from playground.network.model import Network
from playground.network.weight import Weight
from playground.widgets.decimals import DECIMALS

FEW_EDGES = 12
MOST_CHIPS = 150
# Numbers that change sixty times a second can't be read, and cost a layout each time.
_TEXT_MS = 100


class DrawingScene(QGraphicsScene):
    """The layers, and what the drawing as a whole decides about them."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.style_now = CanvasStyle()
        self.nodes: dict[str, NodeItem] = {}
        self.edges = EdgeLayer(self.style_now, self._redraw_edges)
        self.chips = ChipLayer(self.style_now)
        self.node_layer = NodeLayer(self.style_now)
        self.operations = OperationLayer(self.style_now)
        self.overlay = Overlay(self.style_now)
        for layer in (self.chips, self.node_layer, self.operations, self.overlay):
            self.addItem(layer)
        self.hover = NOTHING
        self._selection: dict[str, None] = {}
        self._positions: FloatArray = np.empty((0, 2))
        self._ends: NDArray[np.int64] = np.empty((0, 2), dtype=np.int64)
        self._rows: dict[str, int] = {}
        self._laid: object = None  # what the ways of the edges were last made from
        self._chip_places = ChipPlaces()
        self._symbols = Symbols({}, {}, {}, {})
        self._activations: Mapping[str, str] = {}
        self._columns: Mapping[str, str] = {}
        self._live = False
        self._texts_since = QElapsedTimer()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        DECIMALS.changed.connect(self._write_anew)

    @property
    def network(self) -> Network:
        return self.document.network

    @property
    def names(self) -> Mapping[str, str]:
        """What the nodes are called, by id, in the chosen style."""
        return self._symbols.nodes

    @property
    def selected_nodes(self) -> list[str]:
        return [item_id for item_id in self._selection if item_id in self.nodes]

    @property
    def selected_edges(self) -> list[str]:
        return [item_id for item_id in self._selection if item_id in self.edges.index]

    def set_style(self, style: CanvasStyle) -> None:
        self.style_now = style
        self.edges.style = self.operations.style = self.overlay.style = style
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

    def preview_positions(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Show nodes elsewhere while a gesture lasts; `settle` puts them back."""
        for node_id, (x, y) in positions.items():
            self.nodes[node_id].move_to(x, y)
            self._positions[self._rows[node_id]] = x, y
        self.node_layer.measure()
        self._lay_edges()
        self._place_chips()
        self.update()

    def settle(self) -> None:
        """Nodes back to where the document has them."""
        self.preview_positions({node.id: (node.x, node.y) for node in self.network.nodes})

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

    def nodes_near(self, at: QPointF, reach: float) -> list[NodeItem]:
        """Nodes within `reach` along each axis, the nearest first."""
        gaps = np.abs(self._positions - (at.x(), at.y()))
        near = np.flatnonzero((gaps < reach).all(axis=1))
        ids = list(self.nodes)
        order = near[np.argsort((gaps[near] ** 2).sum(axis=1))]
        return [self.nodes[ids[row]] for row in order.tolist()]

    def edge_ends(self, edge_id: str) -> tuple[QPointF, QPointF]:
        curve = self.edges.curves[self.edges.index[edge_id]]
        return QPointF(*curve[:2]), QPointF(*curve[6:8])

    def _describe(self) -> None:
        """Names, roles and colours, which depend on the drawing as a whole."""
        network = self.network
        view = self.document.view
        self._symbols = symbols(network, self._columns, view.label_style)
        outputs = output_numbers(network)
        for node_id, item in self.nodes.items():
            item.role = network.role(node_id)
            item.name = self._symbols.nodes[node_id]
            item.bias_symbol = self._symbols.biases[node_id]
            column = "" if view.label_style == "names" else item.node.column or ""
            item.caption = self._columns.get(column, column)
            item.activation_label = self._activations.get(
                item.node.activation, item.node.activation
            )
            item.unknown_column = item.node.is_input and item.node.column not in self._columns
            item.rim = self.style_now.rim_of(outputs.get(node_id), len(outputs))
        self._show_operations()
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

    def _write_anew(self) -> None:
        """All numbers, with another count of decimals."""
        self._show_texts()
        self._place_chips()
        self.set_style(self.style_now)

    def _show_chip_texts(self) -> None:
        self.chips.texts = {key: signed(self.weight_of(key)) for key in self.chips.places}

    def _show_operations(self) -> None:
        """Write out what the selected neurons do, and say where each bias stands."""
        view = self.document.view
        heights = {node_id: item.y() for node_id, item in self.nodes.items()}
        found = written_out(
            self.network,
            self.selected_nodes if view.explicit else [],
            heights,
            self._symbols,
            with_biases=not view.show_bias_nodes,
        )
        explicit = {operation.node_id for operation in found}
        for node_id, item in self.nodes.items():
            place: BiasPlace = "below" if node_id in explicit else "beside"
            item.bias_at = place if view.show_bias_nodes else "pill"
        self.operations.put(found, {node_id: self.nodes[node_id].pos() for node_id in explicit})
        self._lay_edges()

    def _lay_edges(self) -> None:
        """Edges where they belong: at their nodes, or at the operations of these."""
        shown = self.operations.operations
        self.operations.put(shown, {one.node_id: self.nodes[one.node_id].pos() for one in shown})
        landings = {
            self.edges.index[edge_id]: place
            for one in shown
            for edge_id, place in one.landings(self.nodes[one.node_id].pos()).items()
        }
        laid = self._positions.tobytes(), self._ends.tobytes(), landings
        if laid != self._laid:
            self._laid = laid
            curves = lay_wires(self._ends, self._positions, landings)
            moved = np.flatnonzero((curves != self.edges.curves).any(axis=1))
            if len(moved):
                self.edges.move(moved, curves[moved])

    def _redraw_edges(self) -> None:
        """They lie in the background, which the view keeps until it is told otherwise."""
        for view in self.views():
            seen = view.mapToScene(view.viewport().rect()).boundingRect()
            self.invalidate(seen, QGraphicsScene.SceneLayer.BackgroundLayer)

    def _wanted_chips(self) -> tuple[set[str], set[str]]:
        """Few edges: a chip on each; many: on those selected, hovered, or at a selected node.

        Where that would be too many to read, only the hovered and the last selected have one.
        The second set are those that have one even where there is no room.
        """
        layer = self.edges
        chosen_edges = set(self.selected_edges) & layer.index.keys()
        always = {self.hover.id, *self.selected_edges} & layer.index.keys()
        if len(chosen_edges) > FEW_EDGES:
            always = {self.hover.id, self.selected_edges[-1]} & layer.index.keys()
        if len(layer.ids) <= FEW_EDGES:
            return set(layer.ids), always
        chosen = [self._rows[node_id] for node_id in self.selected_nodes]
        touched = np.flatnonzero(np.isin(self._ends, chosen).any(axis=1)).tolist()
        wanted = always | chosen_edges | {layer.ids[row] for row in touched}
        if len(wanted) > MOST_CHIPS:
            wanted = always = {self.hover.id, *self.selected_edges[-1:]} & layer.index.keys()
        return wanted, always

    def _place_chips(self) -> None:
        """Weights where they can be read: on their edges, or beside an operation."""
        layer = self.edges
        wanted, always = self._wanted_chips()
        if layer.hidden >= 0:
            wanted.discard(layer.ids[layer.hidden])
        places: dict[str, tuple[float, float]] = {}
        for one in self.operations.operations:
            places |= one.chips(self.nodes[one.node_id].pos())
        self.chips.symbols = {
            key: name for key, name in self._symbols.weights.items() if key not in places
        }
        wanted -= places.keys()
        back = layer.receded(wanted)
        # Where there is little room, what stands out has its numbers first; before all others
        # the one under the pointer, which stays there.
        under = self.hover.id if self.hover.kind == "chip" else ""
        ids = sorted(
            wanted,
            key=lambda key: (key != under, key not in always, key in back, layer.index[key]),
        )
        curves = layer.curves[[layer.index[edge_id] for edge_id in ids]]
        sample = f"+0.{'0' * DECIMALS.of(2)}"
        half = max([self.chips.half_of(key, sample) for key in ids], default=HALF[0])
        size = half, HALF[1]
        places |= self._chip_places.find(ids, always, curves, size, self._obstacles(places))
        self.chips.selected = frozenset(self.selected_edges)
        self.chips.hovered = self.hover.id
        self.chips.receded = layer.receded(places)
        self.chips.put(places)
        self._show_chip_texts()

    def _obstacles(self, places: Mapping[str, tuple[float, float]]) -> FloatArray:
        """Boxes (N, 4) that chips keep clear of: nodes, bias nodes and chips with a fixed place."""
        chips = np.array(list(places.values())).reshape(-1, 2)
        half = np.array(HALF)
        boxes = [node_boxes(self._positions), np.hstack((chips - half, chips + half))]
        if self.document.view.show_bias_nodes:
            biases = [item.bias_box() for item in self.nodes.values() if item.has_bias_node]
            boxes.append(np.array([box.getCoords() for box in biases]).reshape(-1, 4))
        return np.vstack(boxes)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self.edges.paint(painter, QRectF(rect))
