"""The third step of a neuron, activate: the function to choose, plotted with the present point."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.engine.activations import ACTIVATIONS, Activation
from playground.network.model import Node
from playground.panels.activation_curve import LEAST_REACH, activation_curve, reach_for_sum
from playground.panels.formula import activation_formula, number
from playground.panels.inspected import Forward, Inspected
from playground.panels.node_choices import activation_choices
from playground.widgets.choice import ChoiceBox
from playground.widgets.described import described
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.function_plot import FunctionPlot, Mark

_COLUMN, _COMPACT_COLUMN = 138, 104


class ActivationStep(QWidget):
    """Shows what the activation makes of z.

    Signals
    -------
    activation_chosen(str) : key of another activation than the shown one.
    """

    activation_chosen = Signal(str)

    def __init__(
        self, activations: Mapping[str, Activation], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown = ("", 0.0)
        self._is_compact = False
        self._heading = QLabel("3  A&CTIVATE", self)
        self._heading.setProperty("role", "heading")
        self.box = described(
            ChoiceBox(activation_choices(activations), self),
            "Activation",
            "The function that is applied to the weighted sum",
            "The activation turns the sum z into the neuron's output a. Without a bent one a "
            "network of any size is a single linear function.",
        )
        self._heading.setBuddy(self.box)
        self._formula = FormulaLabel(self)
        self._plot = FunctionPlot(self)
        column = QVBoxLayout()
        column.setSpacing(4)
        self._parts = (self._heading, self.box, self._formula)
        for widget in self._parts:
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(column)
        row.addWidget(self._plot, 1)
        self.box.key_chosen.connect(self.activation_chosen)

        self.set_compact(False)

    def set_compact(self, is_compact: bool) -> None:
        """Whether there is little room, so that words are saved."""
        self._is_compact = is_compact
        for widget in self._parts:
            widget.setFixedWidth(_COMPACT_COLUMN if is_compact else _COLUMN)

    def show_icons(self, icons: Mapping[str, QIcon]) -> None:
        self.box.show_icons(icons)

    def show_step(self, node: Node, forward: Forward | None, inspected: Inspected) -> None:
        self.box.show_key(node.activation)
        self._formula.show_formula(activation_formula(node, forward, inspected, self._is_compact))
        applied = inspected.applies_activation(node)
        activation = inspected.activations[node.activation] if applied else ACTIVATIONS["identity"]
        parameters = node.parameters if applied else ()
        z = forward.z if forward is not None else 0.0
        # The axis only grows while a neuron is shown, so that it doesn't breathe in training.
        grown = self._shown[1] if self._shown[0] == node.id else LEAST_REACH
        self._shown = node.id, max(grown, reach_for_sum(z))
        self._plot.show_curve(activation_curve(activation, parameters, self._shown[1]))
        mark = None
        if forward is not None and all(map(math.isfinite, (z, forward.a, forward.slope))):
            mark = Mark(z, forward.a, forward.slope)
        self._plot.show_mark(mark)
        where = "no point is shown"
        if mark is not None:
            where = f"z {number(mark.z)}, output {number(mark.a)}, slope {number(mark.slope)}"
        name = f"{activation.label}: {activation.formula}"
        if self._plot.accessibleDescription() != where or self._plot.accessibleName() != name:
            described(self._plot, name, where, f"{name}. {activation.help} Dashed: the slope.")
            self._plot.setToolTip(f"Solid: {name}. Dashed: its slope. Now {where}.")
