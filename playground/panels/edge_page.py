"""The inspector of one edge: its weight, its lock, and what the newest step did to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from playground.document import edits
from playground.network.errors import WeightTextError
from playground.network.model import Edge
from playground.network.weight import format_weight, parse_weight
from playground.panels.formula import edge_formula
from playground.panels.inspected import Inspected
from playground.panels.inspector_page import InspectorPage
from playground.widgets.lock_button import LockButton
from playground.widgets.number_edit import CommitEdit


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
        super().__init__(parent)
        self._edge: Edge | None = None
        self._weight = CommitEdit()
        self._lock_button = LockButton("weight")
        self._start = QLabel()
        tip = "Type 0.5, 1/3, or *2 and /3 to change it"
        self._form.add_row("&Weight", self._weight, tip, beside=self._lock_button)
        self._form.add_row("At first", self._start, "The weight that training began from")
        self._weight.committed.connect(self._type_weight)
        self._weight.refused.connect(self.refused)
        self._lock_button.lock_chosen.connect(self._lock)

    def show_edge(self, edge: Edge, inspected: Inspected) -> None:
        self._edge = edge
        names = inspected.names
        kind = "Weight set to 0 by L1" if edge.dead else "Weight"
        self.show_title(f"{names[edge.source]} → {names[edge.target]}", kind)
        self._weight.show_text(format_weight(inspected.weight(edge), 4))
        self._lock_button.show_locked(edge.locked)
        self._start.setText(format_weight(edge.start or edge.weight, 4))
        self.show_rows(self._weight, self._start)
        self.show_formula(edge_formula(edge, inspected))

    def _type_weight(self, text: str) -> None:
        if self._edge is None:
            return
        try:
            parse_weight(text, self._edge.weight)
        except WeightTextError as error:
            self._weight.refuse(str(error))
            return
        self.edit_requested.emit(edits.type_weight([self._edge.id], text))

    def _lock(self, locked: bool) -> None:
        if self._edge is not None:
            self.edit_requested.emit(edits.set_locked([self._edge.id], locked))
