"""The inspector: what is selected, in numbers that can be typed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from playground.data.dataset import Dataset
from playground.document.document import Document
from playground.engine.activations import Activation
from playground.palette import Theme
from playground.panels.activation_icons import activation_icons
from playground.panels.edge_page import EdgePage
from playground.panels.input_page import InputPage
from playground.panels.inspected import NameNodes
from playground.panels.inspection import Inspection
from playground.panels.many_page import ManyPage
from playground.panels.neuron_page import NeuronPage
from playground.widgets.in_sight import InSight
from playground.widgets.theming import LOOK_CHANGES, current_theme


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
        self._icon_theme: Theme | None = None
        self._ids: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._inspection = Inspection(document, activations, name_nodes, self)
        self._empty = QLabel("Select a neuron or an edge to see and change its numbers.", self)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._input = InputPage(self)
        self._neuron = NeuronPage(activations, self)
        self._edge = EdgePage(self)
        self._many = ManyPage(activations, self)
        self._pages = QStackedWidget(self)
        for page in (self._empty, self._input, self._neuron, self._edge, self._many):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        for page in (self._input, self._neuron, self._edge, self._many):
            page.edit_requested.connect(self.edit_requested)
            page.refused.connect(self.refused)
        self._in_sight = InSight(self, self._refresh)
        self._inspection.changed.connect(self._in_sight.show)
        self._inspection.moved.connect(self._refresh_if_in_use)
        self._inspection.numbers_arrived.connect(self._in_sight.show)
        self._show_icons()
        self._refresh()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Show these nodes and edges, as soon as nothing is being typed or slid."""
        self._wanted = tuple(ids)
        if self._wanted != self._ids:
            self._in_sight.show()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data that columns and targets are named after."""
        self._inspection.set_dataset(dataset)

    def show_live(
        self,
        biases: ArrayLike,
        weights: ArrayLike,
        bias_gradients: ArrayLike,
        weight_gradients: ArrayLike,
        step: int = 0,
    ) -> None:
        """Show numbers of the newest step, in the order of the drawing's nodes and edges.

        Step 0 means that nothing was trained yet, so that there are no slopes to show.
        """
        self._inspection.show_live(biases, weights, bias_gradients, weight_gradients, step)

    def show_sample(self, point: str, values: Mapping[str, tuple[float, float]]) -> None:
        """Show what each node makes of one point: (z, a) by node id; "" and {} for none."""
        self._inspection.show_sample(point, values)

    def _refresh_if_in_use(self) -> None:
        if self._is_in_use():
            self._refresh()

    def _refresh(self) -> None:
        # The pointer that passes over another node must not carry away what is being typed.
        if not self._is_in_use():
            self._ids = self._wanted
        network = self._document.network
        nodes = [network.nodes[key] for key in self._ids if key in network.nodes]
        edges = [network.edges[key] for key in self._ids if key in network.edges]
        page: QWidget = self._empty
        if nodes or edges:
            inspected = self._inspection.now()
            if len(nodes) + len(edges) > 1:
                page = self._many
                self._many.show_items(nodes, edges, inspected)
            elif edges:
                page = self._edge
                self._edge.show_edge(edges[0], inspected)
            elif nodes[0].is_input:
                page = self._input
                self._input.show_input(nodes[0], inspected)
            else:
                page = self._neuron
                self._neuron.show_neuron(nodes[0], inspected)
        self._pages.setCurrentWidget(page)

    def _is_in_use(self) -> bool:
        used = QApplication.focusWidget()
        if used is None or not self.isAncestorOf(used):
            return False
        if isinstance(used, QLineEdit):
            return used.isModified()
        return isinstance(used, QAbstractSlider) and used.isSliderDown()

    def _show_icons(self) -> None:
        theme = current_theme()
        if theme == self._icon_theme:
            return
        self._icon_theme = theme
        icons = activation_icons(self._activations, theme)
        self._neuron.show_icons(icons)
        self._many.show_icons(icons)

    def sizeHint(self) -> QSize:
        return QSize(900, 160)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self._show_icons()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._in_sight.show()
