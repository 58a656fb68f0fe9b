"""The inspector: what is selected, in numbers that can be typed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from playground.data.dataset import Dataset
from playground.document.document import Document
from playground.engine.activations import Activation
from playground.panels.activation_icons import activation_icons
from playground.panels.edge_page import EdgePage
from playground.panels.inspected import Facts, Inspected, Live, NameNodes
from playground.panels.many_page import ManyPage
from playground.panels.node_page import NodePage
from playground.widgets.theming import LOOK_CHANGES, current_theme

REFRESH_MS = 100


class InspectorPanel(QWidget):
    """Shows the selected nodes and edges and asks for edits of them.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        document: Document,
        activations: Mapping[str, Activation],
        name_nodes: NameNodes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._activations = activations
        self._name_nodes = name_nodes
        self._ids: tuple[str, ...] = ()
        self._dataset: Dataset | None = None
        self._facts: Facts | None = None
        self._live: Live | None = None
        self._point = ""
        self._sample: Mapping[str, tuple[float, float]] = {}
        self._empty = QLabel("Select a neuron or an edge to see and change its numbers.", self)
        self._empty.setProperty("role", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._node = NodePage(activations, self)
        self._edge = EdgePage(self)
        self._many = ManyPage(activations, self)
        self._pages = QStackedWidget(self)
        for page in (self._empty, self._node, self._edge, self._many):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        # Numbers of a running training come faster than anyone reads.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        for page in (self._node, self._edge, self._many):
            page.edit_requested.connect(self.edit_requested)
            page.refused.connect(self.refused)
        document.network_changed.connect(self._forget_run)
        document.replaced.connect(self._forget_run)
        document.training_changed.connect(self._forget_facts)
        self._show_icons()
        self._refresh()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Show these nodes and edges."""
        self._ids = tuple(ids)
        self._refresh()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data that columns and targets are named after."""
        self._dataset = dataset
        self._forget_facts()

    def show_live(
        self,
        biases: ArrayLike,
        weights: ArrayLike,
        bias_gradients: ArrayLike,
        weight_gradients: ArrayLike,
    ) -> None:
        """Show numbers of the newest step, in the order of the drawing's nodes and edges."""
        self._live = Live.of(biases, weights, bias_gradients, weight_gradients)
        self._refresh_soon()

    def show_sample(self, point: str, values: Mapping[str, tuple[float, float]]) -> None:
        """Show what each node makes of one point: (z, a) by node id; "" and {} for none."""
        self._point, self._sample = point, values
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _forget_run(self) -> None:
        self._live = None
        self._sample = {}
        self._forget_facts()

    def _forget_facts(self) -> None:
        self._facts = None
        self._refresh()

    def _refresh(self) -> None:
        network = self._document.network
        nodes = [network.nodes[key] for key in self._ids if key in network.nodes]
        edges = [network.edges[key] for key in self._ids if key in network.edges]
        if not nodes and not edges:
            self._pages.setCurrentWidget(self._empty)
            return
        if self._facts is None:
            self._facts = Facts.of(self._document, self._name_nodes, self._dataset)
        inspected = Inspected(
            network,
            self._document.training,
            self._activations,
            self._facts,
            self._live,
            self._point,
            self._sample,
        )
        if len(nodes) == 1 and not edges:
            self._node.show_node(nodes[0], inspected)
            self._pages.setCurrentWidget(self._node)
        elif len(edges) == 1 and not nodes:
            self._edge.show_edge(edges[0], inspected)
            self._pages.setCurrentWidget(self._edge)
        else:
            self._many.show_items(nodes, edges, inspected)
            self._pages.setCurrentWidget(self._many)

    def _show_icons(self) -> None:
        icons = activation_icons(self._activations, current_theme())
        self._node.show_icons(icons)
        self._many.show_icons(icons)

    def sizeHint(self) -> QSize:
        return QSize(900, 160)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self._show_icons()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
