"""What is done to the drawing from its tables: add, delete, connect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from playground.panels.rows_model import RowsModel
from playground.widgets.choice import Choice, QuietComboBox
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout


class TableBar(QWidget):
    """Buttons, and the two ends of an edge to draw.

    Signals
    -------
    neuron_requested(), input_requested(str), delete_requested() : wishes of a person; an input
        is wanted for the column of that key.
    connect_requested(str, str) : ids of the source and the target.
    refused(str) : why nothing can be connected yet.
    menu_opening() : the menu of things to add is about to be shown; `offer_inputs` fills it.
    """

    neuron_requested = Signal()
    input_requested = Signal(str)
    delete_requested = Signal()
    connect_requested = Signal(str, str)
    refused = Signal(str)
    menu_opening = Signal()

    def __init__(self, nodes: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes = nodes
        self._add = described(
            QPushButton("A&dd", self), "Add", "Add a neuron (Insert), or an input for a column"
        )
        self._menu = QMenu(self._add)
        self._add.setMenu(self._menu)
        self._delete = described(
            QPushButton("De&lete", self), "Delete", "Remove the selected rows (Delete)"
        )
        self._ends = [self._end("From", "out of"), self._end("To", "into")]
        # The line under the access key costs the kerning, which the hint counts on.
        self._labels = [QLabel(f"{text}\N{THIN SPACE}", self) for text in ("Fro&m", "T&o")]
        self._connect = described(
            QPushButton("&Connect", self), "Connect", "Draw an edge between the two chosen nodes"
        )
        row = FlowLayout(6, 4)
        self.setLayout(row)
        row.addWidget(self._add)
        row.addWidget(self._delete)
        for label, box in zip(self._labels, self._ends, strict=True):
            label.setProperty("role", "caption")
            label.setBuddy(box)
            pair = QWidget(self)
            side_by_side = QHBoxLayout(pair)
            side_by_side.setContentsMargins(0, 0, 0, 0)
            side_by_side.addWidget(label)
            side_by_side.addWidget(box)
            row.addWidget(pair)
        row.addWidget(self._connect)
        self._menu.aboutToShow.connect(self.menu_opening)
        self._menu.triggered.connect(self._add_chosen)
        self._delete.clicked.connect(self.delete_requested)
        self._connect.clicked.connect(self._connect_ends)

    def offer_inputs(self, columns: Iterable[Choice]) -> None:
        """Let a neuron and these columns be added."""
        self._menu.clear()
        self._menu.addAction("Neuron").setData("")
        for column in columns:
            self._menu.addAction(f"Input {column.label}").setData(column.key)

    def show_ends(self, ids: Sequence[str]) -> None:
        """Choose the ends of an edge; an unknown id chooses none."""
        for box, node_id in zip(self._ends, ids, strict=False):
            row = self._nodes.row_of(node_id)
            box.setCurrentIndex(-1 if row is None else row)

    def ends(self) -> list[str]:
        """Ids of the chosen ends, "" for none."""
        rows = [box.currentIndex() for box in self._ends]
        return [self._nodes.ids[row] if row >= 0 else "" for row in rows]

    def _end(self, name: str, where: str) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setModel(self._nodes)
        box.setSizeAdjustPolicy(
            QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        box.setMinimumContentsLength(7)
        return described(box, name, f"The node that the new edge leads {where}")

    def _add_chosen(self, action: QAction) -> None:
        if action.data():
            self.input_requested.emit(action.data())
        else:
            self.neuron_requested.emit()

    def _connect_ends(self) -> None:
        source, target = self.ends()
        if source and target:
            self.connect_requested.emit(source, target)
        else:
            self.refused.emit("Choose the two nodes to connect first.")
