"""Which columns of a table are inputs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from playground.widgets.described import described


class ColumnChecks(QListWidget):
    """A box to tick for each column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        described(self, "Input columns", "Ticked columns can be inputs of the network")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked columns, in the order of the list."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)

    def show_columns(self, columns: Sequence[str], chosen: Sequence[str]) -> None:
        self.blockSignals(True)
        self.clear()
        for name in columns:
            item = QListWidgetItem(name, self)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = name in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)


class ColumnsDialog(QDialog):
    """Asks for the input columns of an open table; at least one.

    Signals
    -------
    chosen_columns(tuple) : names of the columns, once accepted.
    """

    chosen_columns = Signal(tuple)

    def __init__(
        self, columns: Sequence[str], chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Input columns")
        self._label = QLabel(
            "Ticked columns can be inputs; the first two are the axes of the plane.", self
        )
        self._label.setWordWrap(True)
        self._checks = ColumnChecks(self)
        self._checks.show_columns(columns, chosen)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        column = QVBoxLayout(self)
        column.addWidget(self._label)
        column.addWidget(self._checks)
        column.addWidget(self._buttons)
        self.resize(320, 360)
        self._checks.itemChanged.connect(self._allow)
        self._buttons.accepted.connect(self.accept)
        self.accepted.connect(self._tell)
        self._buttons.rejected.connect(self.reject)
        self._allow()

    def _tell(self) -> None:
        self.chosen_columns.emit(self._checks.chosen)

    def _allow(self) -> None:
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self._checks.chosen))
        ok.setToolTip("" if self._checks.chosen else "Tick at least one column")
