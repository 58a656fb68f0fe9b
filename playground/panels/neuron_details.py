"""What else there is to say of a neuron: name, target, parameters, and its newest step."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.document import edits
from playground.engine.activations import Activation, Parameter
from playground.network.model import Node
from playground.panels.form import Form
from playground.panels.formula import bias_step
from playground.panels.inspected import Inspected
from playground.panels.name_edit import NameEdit
from playground.panels.node_choices import (
    NAME_TIP,
    ROLES,
    target_choices,
    target_key,
    target_of,
)
from playground.widgets.choice import ChoiceBox
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.number_edit import NumberEdit


class NeuronDetails(QWidget):
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
        self._activations = activations
        self._node: Node | None = None
        self._parameters: dict[str, NumberEdit] = {}
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._kind = QLabel()
        self._kind.setProperty("role", "small")
        self._form = Form()
        self._name, self._target = NameEdit(), ChoiceBox()
        self._form.add_row("Na&me", self._name, NAME_TIP)
        self._form.add_row("Tar&get", self._target, "What this output is trained towards")
        self._step = FormulaLabel()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._kind)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._form)
        column.addWidget(self._step)
        column.addStretch(1)
        self._name.committed.connect(self._rename)
        self._name.refused.connect(self.refused)
        self._target.key_chosen.connect(self._choose_target)

    @property
    def first(self) -> QWidget:
        """The control that the Tab key comes to first."""
        return self._name

    def show_neuron(self, node: Node, inspected: Inspected) -> None:
        role, name = inspected.network.role(node.id), inspected.names[node.id]
        self._node = node
        self._title.show_text(name)
        self._kind.setText(ROLES[role])
        self._name.setPlaceholderText(name)
        self._name.show_text(node.name)
        rows: list[QWidget] = [self._name]
        if role == "output":
            self._target.set_choices(target_choices(node, inspected))
            self._target.show_key(target_key(node))
            rows.append(self._target)
        rows += self._show_parameters(node)
        if self._form.show_rows(*rows):
            chain = self._form.focus_chain()
            for first, second in pairwise(chain):
                QWidget.setTabOrder(first, second)
        text = bias_step(node, inspected)
        self._step.setVisible(bool(text))
        self._step.show_formula(text)

    def _show_parameters(self, node: Node) -> list[NumberEdit]:
        parameters = self._activations[node.activation].parameters
        names = [parameter.name for parameter in parameters]
        if names != list(self._parameters):
            for edit in self._parameters.values():
                self._form.remove_row(edit)
            self._parameters = {parameter.name: self._edit(parameter) for parameter in parameters}
        given = dict(node.parameters)
        for parameter in parameters:
            value = given.get(parameter.name, parameter.default)
            self._parameters[parameter.name].show_number(value)
        return list(self._parameters.values())

    def _edit(self, parameter: Parameter) -> NumberEdit:
        edit = NumberEdit(parameter.minimum, parameter.maximum, parent=self)
        edit.setProperty("parameter", parameter.name)
        edit.number_entered.connect(self._set_parameter)
        edit.refused.connect(self.refused)
        label = parameter.label[:1].upper() + parameter.label[1:]
        self._form.add_row(label, edit, parameter.help, parameter.help)
        return edit

    def _rename(self, name: str) -> None:
        if self._node is not None:
            self.edit_requested.emit(edits.rename(self._node.id, name))

    def _choose_target(self, key: str) -> None:
        if self._node is not None:
            self.edit_requested.emit(edits.set_target(self._node.id, target_of(key)))

    def _set_parameter(self, value: float) -> None:
        if self._node is None:
            return
        given = dict(self._node.parameters)
        given[self.sender().property("parameter")] = value
        recipe = edits.set_parameters([self._node.id], tuple(sorted(given.items())))
        self.edit_requested.emit(recipe)
