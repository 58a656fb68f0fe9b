"""The inspector of one node: what it is, its formula, its incoming weights."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from playground.document import edits
from playground.engine.activations import Activation, Parameter
from playground.network.errors import WeightTextError
from playground.network.model import Node
from playground.network.weight import format_weight, parse_weight
from playground.panels.formula import node_formula
from playground.panels.incoming_table import IncomingTable
from playground.panels.inspected import Inspected
from playground.panels.inspector_page import InspectorPage
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.lock_button import LockButton
from playground.widgets.number_edit import CommitEdit, NumberEdit

ROLES = {
    "input": "Input",
    "hidden": "Hidden neuron",
    "output": "Output",
    "idle": "Not connected",
}
_BY_PLACE = "auto"


class NodePage(InspectorPage):
    """Shows one node and asks for edits of it.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, activations: Mapping[str, Activation], parent: QWidget | None = None):
        self._incoming = IncomingTable()
        super().__init__(parent, self._incoming)
        self._activations = activations
        self._node: Node | None = None
        self._parameters: dict[str, NumberEdit] = {}
        self._name = CommitEdit()
        self._name.setMaxLength(edits.MAX_NAME)
        self._column = ChoiceBox()
        self._activation = ChoiceBox(activation_choices(activations))
        self._bias = CommitEdit()
        self._lock_button = LockButton("bias")
        self._target = ChoiceBox()
        add = self._form.add_row
        add("A&ctivation", self._activation, "The function that is applied to the weighted sum")
        add(
            "&Bias",
            self._bias,
            "Added to the weighted sum; type 0.5, 1/3, or *2",
            beside=self._lock_button,
        )
        add("Na&me", self._name, "A name of your own; empty brings back the automatic one")
        add("C&olumn", self._column, "The column of the data that this input shows")
        add("Tar&get", self._target, "What this output is trained towards")
        self._name.committed.connect(self._rename)
        self._column.key_chosen.connect(self._bind)
        self._activation.key_chosen.connect(self._choose_activation)
        self._bias.committed.connect(self._type_bias)
        self._lock_button.lock_chosen.connect(self._lock)
        self._target.key_chosen.connect(self._choose_target)
        for line in (self._name, self._bias):
            line.refused.connect(self.refused)
        self._incoming.incoming.edit_requested.connect(self.edit_requested)
        self._incoming.incoming.refused.connect(self.refused)

    def show_icons(self, icons: Mapping[str, QIcon]) -> None:
        self._activation.show_icons(icons)

    def show_node(self, node: Node, inspected: Inspected) -> None:
        role = inspected.network.role(node.id)
        self._node = node
        name = inspected.names[node.id]
        self.show_title(name, ROLES[role])
        self._name.setPlaceholderText(name)
        self._name.show_text(node.name)
        if node.is_input:
            self._show_columns(node, inspected)
            self.show_rows(self._column, self._name)
        else:
            self._activation.show_key(node.activation)
            self._bias.show_text(format_weight(inspected.bias(node), 4))
            self._lock_button.show_locked(node.locked)
            parameters = self._show_parameters(node)
            rows = [self._activation, self._bias, self._name, *parameters]
            if role == "output":
                self._show_targets(node, inspected)
                rows.append(self._target)
            self.show_rows(*rows)
        edges = inspected.network.incoming(node.id)
        self._incoming.setVisible(bool(edges))
        self._incoming.incoming.show_edges(edges, inspected)
        self.show_formula(node_formula(node, inspected))

    def _show_columns(self, node: Node, inspected: Inspected) -> None:
        choices = [Choice(feature.key, feature.label) for feature in inspected.facts.features]
        if node.column not in {choice.key for choice in choices} and node.column is not None:
            choices.append(Choice(node.column, f"{node.column} (not in the data)"))
        self._column.set_choices(choices)
        self._column.show_key(node.column)

    def _show_targets(self, node: Node, inspected: Inspected) -> None:
        names = inspected.facts.target_names
        matched = inspected.facts.targets.get(node.id)
        now = names[matched] if matched is not None and matched < len(names) else "none left"
        choices = [Choice(_BY_PLACE, f"By place: {now}", "Targets go from top to bottom")]
        choices += [Choice(str(index), name) for index, name in enumerate(names)]
        if node.target is not None and node.target >= len(names):
            choices.append(Choice(str(node.target), f"target {node.target + 1} (not in the data)"))
        self._target.set_choices(choices)
        self._target.show_key(_BY_PLACE if node.target is None else str(node.target))

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

    def _ids(self) -> list[str]:
        return [self._node.id] if self._node is not None else []

    def _rename(self, name: str) -> None:
        for node_id in self._ids():
            self.edit_requested.emit(edits.rename(node_id, name))

    def _bind(self, column: str) -> None:
        for node_id in self._ids():
            self.edit_requested.emit(edits.bind_column(node_id, column))

    def _choose_activation(self, activation: str) -> None:
        self.edit_requested.emit(edits.set_activation(self._ids(), activation))

    def _type_bias(self, text: str) -> None:
        if self._node is None:
            return
        try:
            parse_weight(text, self._node.bias)
        except WeightTextError as error:
            self._bias.refuse(str(error))
            return
        self.edit_requested.emit(edits.type_weight(self._ids(), text))

    def _lock(self, locked: bool) -> None:
        self.edit_requested.emit(edits.set_locked(self._ids(), locked))

    def _choose_target(self, key: str) -> None:
        target = None if key == _BY_PLACE else int(key)
        for node_id in self._ids():
            self.edit_requested.emit(edits.set_target(node_id, target))

    def _set_parameter(self, value: float) -> None:
        if self._node is None:
            return
        given = dict(self._node.parameters)
        given[self.sender().property("parameter")] = value
        self.edit_requested.emit(edits.set_parameters(self._ids(), tuple(sorted(given.items()))))


def activation_choices(activations: Mapping[str, Activation]) -> list[Choice]:
    """The activations as options, their formula as help."""
    return [
        Choice(key, activation.label, f"{activation.formula}. {activation.help}")
        for key, activation in activations.items()
    ]
