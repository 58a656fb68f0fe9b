"""How to read a CSV file: a preview, what was found, and what to take from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from playground.data.choice import DataChoice, Table
from playground.data.csv_peek import SEPARATORS, CsvOptions, Preview, peek, with_target
from playground.data.csv_rows import is_number
from playground.data.errors import DataError
from playground.panels.columns_dialog import ColumnChecks
from playground.panels.preview_table import PreviewTable
from playground.panels.table_section import KINDS
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described
from playground.widgets.labelled_rows import LabelledRows
from playground.widgets.segmented_tabs import SegmentedTabs


class CsvDialog(QDialog):
    """Gathers the options for reading a file; the reading itself is left to the caller."""

    def __init__(self, path: str | Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path(path)
        self._preview: Preview | None = None
        self._options = CsvOptions()
        self.setWindowTitle(f"Open {self._path.name[:80]}")
        self._table = PreviewTable(self)
        separators = [Choice(key, name.capitalize()) for key, name in SEPARATORS.items()]
        self._separator = described(
            ChoiceBox(separators, self), "Separator", "What stands between two columns"
        )
        self._header = described(
            QCheckBox("First row has the &names", self),
            "First row has the names",
            "Whether the first row names the columns",
        )
        self._comma = described(
            QCheckBox("&Decimal comma", self), "Decimal comma", "Whether 1,5 is a number"
        )
        self._split = described(
            QCheckBox("&Split as the file says", self),
            "Split as the file says",
            "A column says train or test for each row: take that rather than a random split",
        )
        self._target = described(
            ChoiceBox(parent=self), "Target column", "The column that the network learns to tell"
        )
        self._kind = SegmentedTabs(KINDS, self)
        self._inputs = ColumnChecks(self)
        self._error = QLabel(self)
        self._error.setProperty("role", "error")
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._lay_out()
        self._separator.key_chosen.connect(self._choose_separator)
        self._header.clicked.connect(self._choose_header)
        self._comma.clicked.connect(self._choose_comma)
        self._split.clicked.connect(self._choose_split)
        self._target.key_chosen.connect(self._choose_target)
        self._inputs.itemChanged.connect(self._choose_inputs)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.resize(720, 560)
        self._look()
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setFocus()

    @property
    def options(self) -> CsvOptions:
        """How the file is to be read."""
        return self._options

    def choice_for(self, table: Table, present: DataChoice) -> DataChoice:
        """The data choice for the table that was read; share and seed stay as at present."""
        return replace(
            present,
            source="table",
            table=table,
            inputs=self._options.inputs,
            target=self._options.target,
            kind="classes" if self._kind.key == "classes" else "numbers",
            split=self._options.split,
        )

    def _lay_out(self) -> None:
        grid = LabelledRows(
            (("&Separator", self._separator), ("&Target", self._target), ("Learn as", self._kind))
        )
        grid.setHorizontalSpacing(12)
        grid.addWidget(self._header, 3, 0, 1, 2)
        grid.addWidget(self._comma, 4, 0, 1, 2)
        grid.addWidget(self._split, 5, 0, 1, 2)
        grid.setRowStretch(6, 1)
        self._inputs_label = QLabel("&Inputs", self)
        self._inputs_label.setBuddy(self._inputs)
        grid.addWidget(self._inputs_label, 0, 2)
        grid.addWidget(self._inputs, 1, 2, 6, 1)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._table, 3)
        column.addLayout(grid, 2)
        column.addWidget(self._error)
        column.addWidget(self._buttons)

    def _look(self, separator: str | None = None, header: bool | None = None) -> None:
        """Guess again from the file; what is given is taken for granted."""
        try:
            self._preview = peek(self._path, separator, header)
        except DataError as error:
            self._show_error(str(error))
            return
        self._options = self._preview.options
        self._show()

    def _show(self) -> None:
        preview, options = self._preview, self._options
        if preview is None:
            return
        self._table.show_preview(preview, options)
        self._separator.show_key(options.separator)
        self._header.setChecked(options.header)
        self._comma.setChecked(options.decimal_comma)
        self._comma.setEnabled(options.separator != ",")
        self._split.setVisible(bool(with_target(preview, options.target).split))
        self._split.setChecked(bool(options.split))
        self._target.set_choices([Choice(name, name) for name in preview.columns])
        self._target.show_key(options.target)
        self._kind.set_enabled(
            "numbers", not options.target_text, "The target holds text, so it is classes"
        )
        self._kind.show_key("classes" if self._target_looks_like_classes() else "numbers")
        self._inputs.show_columns(self._numeric(), options.inputs)
        self._check()

    def _numeric(self) -> tuple[str, ...]:
        """Columns of numbers that are not the target."""
        if self._preview is None:
            return ()
        pairs = zip(self._preview.columns, self._preview.kinds, strict=True)
        return tuple(n for n, kind in pairs if kind == "numbers" and n != self._options.target)

    def _target_looks_like_classes(self) -> bool:
        """Texts, or few different whole numbers in the rows that are seen."""
        preview = self._preview
        if preview is None or self._options.target_text:
            return True
        column = preview.columns.index(self._options.target)
        cells = {row[column].strip() for row in preview.rows}
        return len(cells) <= 10 and all(cell.lstrip("+-").isdigit() for cell in cells)

    def _check(self) -> None:
        none_numeric = "No column holds numbers only; choose another separator or decimal comma."
        error = "" if self._options.inputs else "Tick at least one column of numbers as an input."
        self._show_error(error if self._numeric() or not error else none_numeric)

    def _show_error(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        button = self._buttons.button(QDialogButtonBox.StandardButton.Open)
        button.setEnabled(not error)
        button.setToolTip(error)

    def _choose_separator(self, separator: str) -> None:
        self._look(separator)

    def _choose_header(self, header: bool) -> None:
        self._look(self._options.separator, header)

    def _choose_comma(self, comma: bool) -> None:
        preview = self._preview
        if preview is None:
            return
        columns = list(zip(*preview.rows, strict=True)) or [() for _ in preview.columns]
        self._preview = replace(
            preview,
            options=replace(self._options, decimal_comma=comma),
            kinds=tuple(
                "numbers" if all(is_number(cell, comma) for cell in cells) else "text"
                for cells in columns
            ),
        )
        self._choose_target(self._options.target)

    def _choose_target(self, target: str) -> None:
        if self._preview is not None:
            self._options = with_target(self._preview, target)
            self._show()

    def _choose_split(self, splits: bool) -> None:
        if self._preview is not None:
            split = self._preview.options.split if splits else ""
            self._options = replace(self._options, split=split)
            self._show()

    def _choose_inputs(self) -> None:
        self._options = replace(self._options, inputs=self._inputs.chosen)
        if self._preview is not None:
            self._table.show_preview(self._preview, self._options)
        self._check()
