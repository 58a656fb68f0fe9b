"""The training panel: every hyperparameter, each explaining itself in What's This."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.document import edits
from playground.document.content import SettingName
from playground.document.document import Document
from playground.engine.spec import StopRules
from playground.panels.training_fields import FIELDS, Field
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.collapsible_section import CollapsibleSection
from playground.widgets.described import described
from playground.widgets.number_edit import NumberBox, NumberEdit, format_number

_CONTROL_WIDTH = 112


@dataclass(frozen=True, slots=True)
class TrainingChoices:
    """What may be chosen, in the order in which it is offered."""

    losses: tuple[Choice, ...]
    optimizers: tuple[Choice, ...]
    schedules: tuple[Choice, ...]
    regularizations: tuple[Choice, ...]
    activations: tuple[Choice, ...]
    initializers: tuple[Choice, ...]
    remainders: tuple[Choice, ...] = (
        Choice("apply", "own step", "The rest of the points makes a smaller batch of its own"),
        Choice("carry", "carry over", "The rest waits for the next epoch's first points"),
    )
    step_gradients: tuple[Choice, ...] = (
        Choice("none", "no gradient", "Weights before a step neuron don't train"),
        Choice("surrogate", "as sigmoid", "The slope of a sigmoid stands in for the step's"),
        Choice("perceptron", "perceptron", "The perceptron rule, for a single layer"),
    )


class FieldRow(QObject):
    """Label and control of one setting; `entered` only for what a person chose.

    Signals
    -------
    entered(object, object) : the Field and the new value.
    refused(str) : why the typed text can't be taken.
    """

    entered = Signal(object, object)
    refused = Signal(str)

    def __init__(self, field: Field, choices: tuple[Choice, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        name = field.label.replace("&", "")
        tip = field.help.split(". ")[0].rstrip(".")
        self.label: QLabel | None = None
        self.control: ChoiceBox | NumberBox | NumberEdit | QCheckBox
        if field.is_flag:
            self.control = QCheckBox(field.label, parent)
            self.control.clicked.connect(self._enter)
        elif field.choices_from:
            self.control = ChoiceBox(choices, parent)
            self.control.key_chosen.connect(self._enter)
        elif field.numbers:
            self.control = NumberBox(
                field.numbers,
                field.minimum,
                field.maximum,
                whole=field.whole,
                zero=field.zero,
                parent=parent,
            )
            self.control.number_entered.connect(self._enter_number)
            self.control.refused.connect(self.refused)
        else:
            self.control = NumberEdit(
                field.minimum, field.maximum, whole=field.whole, parent=parent
            )
            self.control.number_entered.connect(self._enter_number)
            self.control.refused.connect(self.refused)
        described(self.control, name, tip, field.help)
        if not field.is_flag:
            self.label = QLabel(field.label, parent)
            self.label.setProperty("role", "caption")
            self.label.setBuddy(self.control)
            self.label.setToolTip(tip)
            self.label.setWhatsThis(field.help)
            self.control.setFixedWidth(_CONTROL_WIDTH)

    def show_value(self, value: Any) -> None:
        """Show the document's value without telling anyone."""
        if isinstance(self.control, QCheckBox):
            self.control.setChecked(value)
        elif isinstance(self.control, ChoiceBox):
            self.control.show_key(value)
        else:
            self.control.show_number(value)

    def set_visible(self, is_visible: bool) -> None:
        self.control.setVisible(is_visible)
        if self.label is not None:
            self.label.setVisible(is_visible)

    def _enter_number(self, number: float) -> None:
        self._enter(int(number) if self.field.whole else number)

    def _enter(self, value: object) -> None:
        self.entered.emit(self.field, value)


class TrainingPanel(QWidget):
    """Shows the document's training settings and asks for other ones.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(
        self, document: Document, choices: TrainingChoices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._heading = QLabel("TRAINING", self)
        self._heading.setProperty("role", "heading")
        self._main, self._more, self._stops = QWidget(self), QWidget(self), QWidget(self)
        self._more_section = CollapsibleSection("More settings", self._more, self)
        self._stop_section = CollapsibleSection("Stop when", self._stops, self)
        parts = {"main": self._main, "more": self._more, "stops": self._stops}
        grids = {part: _grid(widget) for part, widget in parts.items()}
        self._rows: list[FieldRow] = []
        for field in FIELDS:
            options = getattr(choices, field.choices_from) if field.choices_from else ()
            row = FieldRow(field, options, parts[field.part])
            row.entered.connect(self._enter)
            row.refused.connect(self.refused)
            self._rows.append(row)
            grid = grids[field.part]
            line = grid.rowCount()
            if row.label is not None:
                grid.addWidget(row.label, line, 0)
                grid.addWidget(row.control, line, 1)
            else:
                grid.addWidget(row.control, line, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._heading, self._main, self._more_section, self._stop_section):
            column.addWidget(widget)
        document.training_changed.connect(self._show)
        document.stops_changed.connect(self._show)
        document.new_items_changed.connect(self._show)
        document.replaced.connect(self._show)
        self._show()

    def _show(self) -> None:
        for row in self._rows:
            row.show_value(getattr(getattr(self._document, row.field.setting), row.field.name))
            row.set_visible(row.field.applies(self._document.training))
        self._stop_section.set_summary(stop_summary(self._document.stops))

    def _enter(self, field: Field, value: object) -> None:
        setting: SettingName = field.setting
        self.edit_requested.emit(edits.change_field(field.edit, setting, **{field.name: value}))


def stop_summary(stops: StopRules) -> str:
    """The rules that are on, in a few words."""
    rules = []
    if stops.epochs:
        rules.append(f"{stops.epochs:,} epochs")
    if stops.loss_below:
        rules.append(f"loss < {format_number(stops.loss_below)}")
    if stops.accuracy_from:
        rules.append(f"accuracy ≥ {stops.accuracy_from:.4g}")
    if stops.patience:
        rules.append(f"{stops.patience:,} without progress")
    return ", ".join(rules) or "paused"


def _grid(widget: QWidget) -> QGridLayout:
    widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    return grid
