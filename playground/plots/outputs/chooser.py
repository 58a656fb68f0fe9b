"""Which nodes are laid over one another: a list with check boxes that opens from a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.widgets.described import described

_ID = Qt.ItemDataRole.UserRole
_WIDTH, _MOST_ROWS = 240, 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that can be chosen, and what it is."""

    id: str
    name: str
    kind: str
    is_chosen: bool


class NodeChooser(QPushButton):
    """Says how many nodes are chosen and opens the list of all.

    Signals
    -------
    opened() : the list is about to be seen; `set_candidates` fills it.
    nodes_chosen(object) : ids in the order of the list, or None for all outputs.
    selected_requested() : the nodes that are selected in the drawing are wanted.
    """

    opened = Signal()
    nodes_chosen = Signal(object)
    selected_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Nodes…")
        self._popup = _Popup(self)
        described(self, "Nodes", "Choose the nodes whose regions are laid over one another")
        self.clicked.connect(self._open)
        self._popup.changed.connect(self._tell_chosen)
        self._popup.all_outputs.clicked.connect(self._tell_outputs)
        self._popup.selected.clicked.connect(self.selected_requested)

    @property
    def is_open(self) -> bool:
        return self._popup.isVisible()

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Fill the list."""
        self._popup.fill(candidates)

    def _open(self) -> None:
        self.opened.emit()
        self._popup.open_below()

    def _tell_chosen(self) -> None:
        self.nodes_chosen.emit(self._popup.chosen())

    def _tell_outputs(self) -> None:
        self.nodes_chosen.emit(None)


class _Popup(QFrame):
    changed = Signal()

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self._button = button
        self.setProperty("role", "popup")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._candidates: tuple[Candidate, ...] = ()
        title = QLabel("Show the regions of")
        title.setProperty("role", "small")
        self._list = described(
            QListWidget(), "Nodes", "The space bar switches a node on or off, Esc closes the list"
        )
        self.all_outputs = described(
            QPushButton("All outputs"), "All outputs", "Show all outputs, whichever there are"
        )
        self.selected = described(
            QPushButton("Selected"), "Selected", "Show the nodes that are selected in the drawing"
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.all_outputs)
        buttons.addWidget(self.selected)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(title)
        column.addWidget(self._list)
        column.addLayout(buttons)
        self._list.itemChanged.connect(self.changed)

    def fill(self, candidates: Sequence[Candidate]) -> None:
        old, self._candidates = self._candidates, tuple(candidates)
        if self._candidates == old:
            return
        self._list.blockSignals(True)
        if [candidate.id for candidate in old] != [candidate.id for candidate in candidates]:
            self._list.clear()
            for _ in candidates:
                item = QListWidgetItem(self._list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        for row, candidate in enumerate(candidates):
            item = self._list.item(row)
            item.setData(_ID, candidate.id)
            item.setText(f"{candidate.name}   {candidate.kind}")
            on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
            item.setCheckState(on if candidate.is_chosen else off)
        self._list.blockSignals(False)
        self._list.viewport().update()

    def chosen(self) -> tuple[str, ...]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def open_below(self) -> None:
        button = self._button
        rows = max(2, min(self._list.count(), _MOST_ROWS))
        self._list.setFixedHeight(rows * max(18, self._list.sizeHintForRow(0)) + 8)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        place = button.mapToGlobal(QPoint(button.width() - _WIDTH, button.height() + 2))
        room = button.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._button.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
