"""The drawing as two tables, of nodes and of edges: the same document for eyes and ears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from playground.data.dataset import Dataset
from playground.document import edits
from playground.document.document import Document
from playground.engine.activations import Activation
from playground.engine.snapshot import Snapshot
from playground.network.model import Edge, Node
from playground.panels.columns import EDGE_COLUMNS, NODE_COLUMNS
from playground.panels.inspected import Inspected, NameNodes
from playground.panels.inspection import Inspection
from playground.panels.places import place_for_input, place_for_neuron
from playground.panels.rows_model import RowsModel
from playground.panels.rows_view import RowsView
from playground.panels.table_bar import TableBar
from playground.widgets.choice import Choice
from playground.widgets.described import described
from playground.widgets.in_sight import InSight

_KEEPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_HELP = (
    "Enter, F2 or typing changes a cell, Space ticks a lock, Delete removes the selected rows, "
    "Insert adds a neuron. With several rows selected a typed number changes all of them."
)


class TablePanel(QWidget):
    """Shows every node and edge as a row and asks for edits of them.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    selection_changed(tuple) : ids of the rows that a person selected.
    """

    edit_requested = Signal(object)
    refused = Signal(str)
    selection_changed = Signal(tuple)

    def __init__(
        self,
        document: Document,
        activations: Mapping[str, Activation],
        name_nodes: NameNodes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._inspection = Inspection(document, activations, name_nodes, self)
        self._ids: tuple[str, ...] = ()
        self._following = False
        self._nodes = described(
            RowsView(RowsModel(NODE_COLUMNS, _node_title), self),
            "Nodes",
            "Every node of the drawing with its activation and bias",
            _HELP,
        )
        self._edges = described(
            RowsView(RowsModel(EDGE_COLUMNS, _edge_title), self),
            "Edges",
            "Every edge of the drawing with its weight",
            _HELP,
        )
        self._views = (self._nodes, self._edges)
        self._bar = TableBar(self._nodes.rows, self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        for view in self._views:
            view.edit_requested.connect(self.edit_requested)
            view.refused.connect(self.refused)
            view.delete_requested.connect(self._remove)
            view.insert_requested.connect(self._add_neuron)
        self._nodes.selectionModel().selectionChanged.connect(self._on_nodes_selected)
        self._edges.selectionModel().selectionChanged.connect(self._on_edges_selected)
        self._bar.neuron_requested.connect(self._add_neuron)
        self._bar.input_requested.connect(self._add_input)
        self._bar.delete_requested.connect(self._remove)
        self._bar.connect_requested.connect(self._connect_nodes)
        self._bar.refused.connect(self.refused)
        self._bar.menu_opening.connect(self._offer_inputs)
        self._in_sight = InSight(self, self._refresh)
        self._inspection.changed.connect(self._in_sight.show)
        self._inspection.numbers_arrived.connect(self._in_sight.show)

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data that columns and targets are named after."""
        self._inspection.set_dataset(dataset)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the newest numbers of the training, at most ten times a second."""
        self._inspection.show_live(
            snapshot.biases,
            snapshot.weights,
            snapshot.bias_gradients,
            snapshot.weight_gradients,
            snapshot.step,
        )

    def select(self, ids: Sequence[str]) -> None:
        """Select the rows of these ids, as the canvas has them, without telling anyone."""
        self._ids = tuple(ids)
        if set(self._ids) != set(self._selected()):
            self._in_sight.show()

    def _lay_out(self) -> None:
        self._split.setChildrenCollapsible(False)
        for place, (view, share) in enumerate(zip(self._views, (3, 2), strict=True)):
            self._split.addWidget(view)
            self._split.setStretchFactor(place, share)
            view.setSelectionBehavior(RowsView.SelectionBehavior.SelectRows)
            view.setMinimumHeight(60)
            view.rows.together = view.selected_with
            header = view.horizontalHeader()
            header.setStretchLastSection(True)
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            view.setSortingEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addWidget(self._split, 1)

    def _selected(self) -> list[str]:
        return [*self._nodes.selected_ids(), *self._edges.selected_ids()]

    def _refresh(self) -> None:
        inspected, network = self._inspection.now(), self._document.network
        ends = self._bar.ends()
        places = [view.currentIndex() for view in self._views]
        cells = [(place.row(), max(0, place.column())) for place in places]
        nodes, edges = list(network.nodes.keys()), list(network.edges.keys())
        new_nodes = self._nodes.rows.show_items(nodes, network.nodes.get, inspected)
        new_edges = self._edges.rows.show_items(edges, network.edges.get, inspected)
        if not new_nodes and not new_edges:
            if set(self._ids) != set(self._selected()):
                self._follow()
            return
        for view, cell, is_new in zip(self._views, cells, (new_nodes, new_edges), strict=True):
            if is_new:
                view.stand_near(*cell)
        self._bar.show_ends(ends)
        self._follow()

    def _follow(self) -> None:
        """Select in both tables what is selected elsewhere."""
        self._following = True
        for view in self._views:
            view.select_ids(self._ids)
        self._following = False
        self._offer_ends()

    def _offer_ends(self) -> None:
        """Let an edge lead from the first selected node to the last."""
        chosen = self._nodes.selected_ids()
        self._bar.show_ends(chosen[:1] if len(chosen) < 2 else [chosen[0], chosen[-1]])

    def _on_nodes_selected(self) -> None:
        self._tell(self._edges)

    def _on_edges_selected(self) -> None:
        self._tell(self._nodes)

    def _tell(self, other: RowsView) -> None:
        """A selection in one table ends that in the other, unless it is being added to."""
        if self._following:
            return
        if not QApplication.keyboardModifiers() & _KEEPING:
            with QSignalBlocker(other.selectionModel()):
                other.clearSelection()
            other.viewport().update()
        self._ids = tuple(self._selected())
        self._offer_ends()
        self.selection_changed.emit(self._ids)

    def _remove(self) -> None:
        if self._ids:
            self.edit_requested.emit(edits.remove(self._ids))

    def _offer_inputs(self) -> None:
        used = {node.column for node in self._document.network.inputs()}
        features = self._inspection.now().facts.features
        self._bar.offer_inputs(
            Choice(feature.key, feature.label) for feature in features if feature.key not in used
        )

    def _add_input(self, column: str) -> None:
        place = place_for_input(self._document.network)
        self.edit_requested.emit(edits.place_input(column, *place))

    def _add_neuron(self) -> None:
        place = place_for_neuron(self._document.network, self._nodes.selected_ids())
        self.edit_requested.emit(edits.place_neuron(*place))

    def _connect_nodes(self, source: str, target: str) -> None:
        self.edit_requested.emit(edits.connect(source, target))

    def sizeHint(self) -> QSize:
        return QSize(900, 160)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._in_sight.show()


def _node_title(node: Node, inspected: Inspected) -> str:
    return inspected.names.get(node.id, "")


def _edge_title(edge: Edge, inspected: Inspected) -> str:
    return f"{inspected.names.get(edge.source, '')} to {inspected.names.get(edge.target, '')}"
