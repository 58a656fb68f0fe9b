"""The first rows of a file, as a grid with the role of each column over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from playground.data.csv_peek import CsvOptions, Preview
from playground.widgets.described import described

_MOST_ROWS = 30
_MOST_COLUMNS = 60


class PreviewTable(QTableWidget):
    """Read-only cells; the header says name and role (input, target, not used)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        described(self, "Preview", "The first rows of the file")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)

    def show_preview(self, preview: Preview, options: CsvOptions) -> None:
        columns, rows = preview.columns[:_MOST_COLUMNS], preview.rows[:_MOST_ROWS]
        self.setColumnCount(len(columns))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels([f"{n}\n{_role(n, options)}" for n in columns])
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells[: len(columns)]):
                item = QTableWidgetItem(text)
                if preview.kinds[column] == "numbers":
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(row, column, item)
        for column in range(len(columns)):
            self.setColumnWidth(column, min(160, max(72, self.sizeHintForColumn(column) + 12)))


def _role(name: str, options: CsvOptions) -> str:
    if name == options.target:
        return "target"
    if name == options.split:
        return "train or test"
    return "input" if name in options.inputs else "not used"
