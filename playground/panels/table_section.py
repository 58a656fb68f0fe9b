"""What was opened from a file: its name, its target, and which columns are inputs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from playground.data.choice import DataChoice
from playground.data.load import target_kind
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.segmented_tabs import SegmentedTabs

KINDS = (
    Choice("classes", "Classes", "Each different value of the target is a class"),
    Choice("numbers", "Numbers", "The target is a number to come close to"),
)


class TableSection(QWidget):
    """The file's facts and the choice of its target.

    Signals
    -------
    target_chosen(str), kind_chosen(str), columns_requested() : wishes of a person.
    """

    target_chosen = Signal(str)
    kind_chosen = Signal(str)
    columns_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(parent=self)
        self._name.setProperty("role", "title")
        self._rows = QLabel(self)
        self._rows.setProperty("role", "small")
        self._target = described(
            ChoiceBox(parent=self), "Target column", "The column that the network learns to tell"
        )
        self._target_label = QLabel("&Predict", self)
        self._target_label.setProperty("role", "caption")
        self._target_label.setBuddy(self._target)
        self._kind = SegmentedTabs(KINDS, self)
        self._columns = described(
            QPushButton("&Input columns…", self),
            "Input columns",
            "Choose which columns of the file can be inputs",
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._rows, 1, 0, 1, 2)
        grid.addWidget(self._target_label, 2, 0)
        grid.addWidget(self._target, 2, 1)
        grid.addWidget(self._kind, 3, 0, 1, 2)
        grid.addWidget(self._columns, 4, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self._target.key_chosen.connect(self.target_chosen)
        self._kind.key_chosen.connect(self.kind_chosen)
        self._columns.clicked.connect(self.columns_requested)

    def show_choice(self, choice: DataChoice) -> None:
        """Show the table of a choice; does nothing without one."""
        table = choice.table
        if table is None:
            return
        target = choice.target or table.columns[-1]
        self._name.show_text(table.file_name)
        rows = f"{table.row_count:,} row" + "s" * (table.row_count != 1)
        self._rows.setText(f"{rows}, {len(table.columns)} columns")
        self._target.set_choices([Choice(name, name) for name in table.columns])
        self._target.show_key(target)
        if target not in table.columns:
            return
        is_text = bool(table.categories[table.columns.index(target)])
        self._kind.set_enabled("numbers", not is_text, "This target holds text, so it is classes")
        self._kind.show_key(target_kind(table, target) if choice.kind == "auto" else choice.kind)
