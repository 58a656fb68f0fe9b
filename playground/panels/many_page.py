"""The inspector of many nodes and edges at once: what they share can be changed together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QWidget

from playground.document import edits
from playground.engine.activations import Activation
from playground.network.errors import WeightTextError
from playground.network.model import Edge, Node
from playground.network.weight import Weight, format_weight, parse_weight
from playground.panels.formula import shared_formula
from playground.panels.inspected import Inspected
from playground.panels.inspector_page import InspectorPage
from playground.panels.node_choices import activation_choices
from playground.widgets.choice import ChoiceBox
from playground.widgets.decimals import DECIMALS
from playground.widgets.number_edit import CommitEdit

_Value = TypeVar("_Value")


class ManyPage(InspectorPage):
    """Shows what many items have in common and asks for edits of all of them.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, activations: Mapping[str, Activation], parent: QWidget | None = None):
        super().__init__(parent)
        self._neurons: list[Node] = []
        self._edges: list[Edge] = []
        self._activation = ChoiceBox(activation_choices(activations))
        self._bias, self._weight = CommitEdit(), CommitEdit()
        self._locked = QCheckBox("don't train")
        add = self._form.add_row
        add("A&ctivation", self._activation, "The activation of all selected neurons")
        add("&Biases", self._bias, "One number for all, or *2 and /3 to change each from its own")
        add("&Weights", self._weight, "One number for all, or *2 and /3 to change each")
        add("Loc&k", self._locked, "Locked weights and biases don't train")
        self._activation.key_chosen.connect(self._choose_activation)
        self._bias.committed.connect(self._type_biases)
        self._weight.committed.connect(self._type_weights)
        self._locked.clicked.connect(self._lock)
        for line in (self._bias, self._weight):
            line.setPlaceholderText("several")
            line.refused.connect(self.refused)

    def show_icons(self, icons: Mapping[str, QIcon]) -> None:
        self._activation.show_icons(icons)

    def show_items(
        self, nodes: Sequence[Node], edges: Sequence[Edge], inspected: Inspected
    ) -> None:
        self._neurons = [node for node in nodes if not node.is_input]
        self._edges = list(edges)
        counts = ((len(nodes), "node"), (len(edges), "edge"))
        words = [f"{count:,} {word}{'s' * (count != 1)}" for count, word in counts if count]
        self.show_title(" and ".join(words), "selected")
        rows: list[QWidget] = []
        if self._neurons:
            self._activation.show_key(_common(node.activation for node in self._neurons))
            self._bias.show_text(_common_text(inspected.bias(node) for node in self._neurons))
            rows += [self._activation, self._bias]
        if self._edges:
            self._weight.show_text(_common_text(inspected.weight(edge) for edge in self._edges))
            rows.append(self._weight)
        if rows:
            self._show_locks()
            rows.append(self._locked)
        self.show_rows(*rows)
        self.show_formula(shared_formula(self._neurons, self._edges, inspected))

    def _items(self) -> list[Node | Edge]:
        return [*self._neurons, *self._edges]

    def _show_locks(self) -> None:
        locks = {item.locked for item in self._items()}
        both = Qt.CheckState.PartiallyChecked
        states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        self._locked.setTristate(len(locks) > 1)
        self._locked.setCheckState(both if len(locks) > 1 else states[locks.pop()])

    def _choose_activation(self, activation: str) -> None:
        ids = [node.id for node in self._neurons]
        self.edit_requested.emit(edits.set_activation(ids, activation))

    def _type_biases(self, text: str) -> None:
        values = {node.id: node.bias for node in self._neurons}
        self._type(text, values, self._bias)

    def _type_weights(self, text: str) -> None:
        values = {edge.id: edge.weight for edge in self._edges}
        self._type(text, values, self._weight)

    def _type(self, text: str, values: Mapping[str, Weight], line: CommitEdit) -> None:
        try:
            for weight in values.values():
                parse_weight(text, weight)
        except WeightTextError as error:
            line.refuse(str(error))
            return
        self.edit_requested.emit(edits.type_weight(values, text))

    def _lock(self) -> None:
        items = self._items()
        locked = not all(item.locked for item in items)
        self.edit_requested.emit(edits.set_locked([item.id for item in items], locked))


def _common(values: Iterable[_Value]) -> _Value | None:
    """The value that all share; stops at the first that differs, for there may be many."""
    rest = iter(values)
    first = next(rest, None)
    return first if all(value == first for value in rest) else None


def _common_text(weights: Iterable[Weight]) -> str:
    common = _common(weights)
    return "" if common is None else format_weight(common, DECIMALS.of(4))
