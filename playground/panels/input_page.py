"""The inspector of an input: its column of the data, and its name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.document import edits
from playground.network.model import Node
from playground.panels.formula import input_formula
from playground.panels.inspected import Inspected
from playground.panels.inspector_page import InspectorPage
from playground.panels.name_edit import NameEdit
from playground.panels.node_choices import NAME_TIP, column_choices
from playground.widgets.choice import ChoiceBox


class InputPage(InspectorPage):
    """Shows one input and asks for edits of it.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Node | None = None
        self._column, self._name = ChoiceBox(), NameEdit()
        self._form.add_row("C&olumn", self._column, "The column of the data that this input shows")
        self._form.add_row("Na&me", self._name, NAME_TIP)
        self.show_rows(self._column, self._name)
        self._column.key_chosen.connect(self._bind)
        self._name.committed.connect(self._rename)
        self._name.refused.connect(self.refused)

    def show_input(self, node: Node, inspected: Inspected) -> None:
        self._node = node
        name = inspected.names[node.id]
        self.show_title(name, "Input")
        self._name.setPlaceholderText(name)
        self._name.show_text(node.name)
        self._column.set_choices(column_choices(node, inspected))
        self._column.show_key(node.column)
        self.show_formula(input_formula(node, inspected))

    def _bind(self, column: str) -> None:
        if self._node is not None:
            self.edit_requested.emit(edits.bind_column(self._node.id, column))

    def _rename(self, name: str) -> None:
        if self._node is not None:
            self.edit_requested.emit(edits.rename(self._node.id, name))
