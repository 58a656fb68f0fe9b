"""The inspector of a neuron: its formula, and the three steps weigh, sum + bias, activate."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.document import edits
from playground.engine.activations import Activation
from playground.network.model import Node
from playground.panels.activation_step import ActivationStep
from playground.panels.formula import neuron_formula, sum_formula
from playground.panels.incoming_table import IncomingTable
from playground.panels.inspected import Inspected
from playground.panels.knife_edge_note import KnifeEdgeNote
from playground.panels.neuron_details import NeuronDetails
from playground.panels.weight_control import WeightControl
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.scrolled_body import ScrolledBody

_SIDE_BY_SIDE, _ROOMY, _ALL_IN_A_ROW = 600, 780, 1180
_SUM_WIDTH = 190
_DETAILS_WIDTH = 230
_NO_LIMIT = (1 << 24) - 1
BIAS_TIP = "Added to the weighted sum; type 0.5, 1/3, or *2 and /3 to change it"
BIAS_HELP = (
    "How ready the neuron is to fire before anything reaches it: it is added to the weighted sum. "
    "A bias of −6 is the same decision as a threshold of 6."
)


class NeuronPage(ScrolledBody):
    """Shows one neuron and asks for edits of it.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(
        self, activations: Mapping[str, Activation], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._node: Node | None = None
        self._formula = FormulaLabel()
        self._incoming = IncomingTable()
        self._none = QLabel("Nothing feeds this neuron yet. Drag an edge to it.")
        self._none.setWordWrap(True)
        self._none.setProperty("role", "small")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        # All room below the heading is its own, or the headings of the steps would not be level.
        self._none.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._bias = WeightControl("+ &bias", "bias", BIAS_TIP, BIAS_HELP)
        self._sum = FormulaLabel()
        self._knife_edge = KnifeEdgeNote()
        self._activate = ActivationStep(activations)
        self._details = NeuronDetails(activations)
        self._weigh_step = _column(_heading("1  WEIGH"), self._incoming, self._none)
        self._sum_step = _column(_heading("2  SUM + BIAS"), self._bias, self._sum)
        self._sum_step.layout().addStretch(1)  # type: ignore[union-attr]
        self._arrows = [_arrow(), _arrow()]
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._steps.setSpacing(12)
        self._steps.addWidget(self._weigh_step, 5)
        self._steps.addWidget(self._arrows[0])
        self._steps.addWidget(self._sum_step)
        self._steps.addWidget(self._arrows[1])
        self._steps.addWidget(self._activate, 4)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._all.setSpacing(16)
        self._all.addLayout(self._steps, 1)
        # A row of its own asks for their height at the width that they have, not at all of it.
        beside = QHBoxLayout()
        beside.addWidget(self._details)
        beside.addStretch(1)
        self._all.addLayout(beside)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._formula)
        column.addWidget(self._knife_edge)
        column.addLayout(self._all, 1)
        chain = [self._incoming, *self._bias.focus_chain(), self._activate.box]
        for first, second in pairwise([*chain, self._details.first]):
            QWidget.setTabOrder(first, second)
        for part in (self._incoming, self._bias, self._details):
            part.edit_requested.connect(self.edit_requested)
            part.refused.connect(self.refused)
        self._knife_edge.edit_requested.connect(self.edit_requested)
        self._activate.activation_chosen.connect(self._choose_activation)
        self._arrange(1000)

    def show_icons(self, icons: Mapping[str, QIcon]) -> None:
        self._activate.show_icons(icons)

    def show_neuron(self, node: Node, inspected: Inspected) -> None:
        self._node = node
        edges = inspected.network.incoming(node.id)
        forward = inspected.forward(node, edges)
        self._formula.show_formula(neuron_formula(node, edges, forward, inspected))
        self._incoming.setVisible(bool(edges))
        self._none.setVisible(not edges)
        self._incoming.show_edges(edges, inspected)
        self._bias.show_item(node, inspected.bias(node))
        self._sum.show_formula(sum_formula(forward))
        self._knife_edge.show_node(inspected.network, node.id)
        self._activate.show_step(node, forward, inspected)
        self._details.show_neuron(node, inspected)

    def _choose_activation(self, activation: str) -> None:
        if self._node is not None:
            self.edit_requested.emit(edits.set_activation([self._node.id], activation))

    def _arrange(self, width: int) -> None:
        """Steps side by side, details at their right or below; everything stacked if narrow."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        is_wide = width >= _SIDE_BY_SIDE
        self._steps.setDirection(across if is_wide else down)
        self._all.setDirection(across if width >= _ALL_IN_A_ROW else down)
        self._sum_step.setMinimumWidth(_SUM_WIDTH if is_wide else 0)
        self._sum_step.setMaximumWidth(_SUM_WIDTH if is_wide else _NO_LIMIT)
        self._details.setFixedWidth(_DETAILS_WIDTH)
        self._activate.set_compact(is_wide and width < _ROOMY)
        for arrow in self._arrows:
            arrow.setVisible(width >= _ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(event.size().width())
        super().resizeEvent(event)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _arrow() -> QLabel:
    label = QLabel("→")
    label.setProperty("role", "caption")
    return label


def _column(*widgets: QWidget) -> QWidget:
    ground = QWidget()
    layout = QVBoxLayout(ground)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for widget in widgets:
        layout.addWidget(widget)
    return ground
