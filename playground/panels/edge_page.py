"""The inspector of one edge: its weight, its lock, and what the newest step did to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from playground.network.model import Edge
from playground.network.weight import format_weight
from playground.panels.formula import edge_formula
from playground.panels.inspected import Inspected
from playground.panels.inspector_page import InspectorPage
from playground.panels.weight_control import WeightControl
from playground.widgets.decimals import DECIMALS


class EdgePage(InspectorPage):
    """Shows one edge and asks for edits of it.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._weight = WeightControl(
            "&Weight",
            "weight",
            "Type 0.5, 1/3, or *2 and /3 to change it",
            "How much the source counts for the target: its output is multiplied by the weight "
            "before it is added to the sum. A negative weight works against the target.",
        )
        super().__init__(parent, self._weight)
        self._start = QLabel()
        self._form.add_row("At first", self._start, "The weight that training began from")
        self.show_rows(self._start)
        self._weight.edit_requested.connect(self.edit_requested)
        self._weight.refused.connect(self.refused)

    def show_edge(self, edge: Edge, inspected: Inspected) -> None:
        names = inspected.names
        kind = "Weight set to 0 by L1" if edge.dead else "Weight"
        self.show_title(f"{names[edge.source]} → {names[edge.target]}", kind)
        self._weight.show_item(edge, inspected.weight(edge))
        self._start.setText(format_weight(edge.start or edge.weight, DECIMALS.of(4)))
        self.show_formula(edge_formula(edge, inspected))
