"""The steps so far as a list; a click goes to one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QShowEvent, QUndoStack
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from playground.widgets.described import described
from playground.widgets.in_sight import InSight
from playground.widgets.theming import LOOK_CHANGES, current_theme

_START = "Start"
_STATES = {-1: "present step", 1: "taken back"}


class HistoryList(QListWidget):
    """Shows the undo stack; steps that were taken back are pale.

    Signals
    -------
    step_requested(int) : so many steps are to stand.
    """

    step_requested = Signal(int)

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self._shown: list[tuple[str, bool, int] | None] = []
        self.setProperty("role", "bare")
        described(
            self,
            "History",
            "Every step so far, the present one marked; click a step to go there, or walk with "
            "the arrow keys and press Enter",
        )
        self._in_sight = InSight(self, self._show)
        stack.indexChanged.connect(self._in_sight.show)
        stack.cleanChanged.connect(self._in_sight.show)
        self.itemClicked.connect(self._ask)
        self.itemActivated.connect(self._ask)
        self._show()

    def _show(self) -> None:
        stack = self._stack
        present, clean = stack.index(), stack.cleanIndex()
        rows = [
            (text, row == clean and row > 0, (row > present) - (row == present))
            for row, text in enumerate((_START, *map(stack.text, range(stack.count()))))
        ]
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        del self._shown[len(rows) :]
        for number, row in enumerate(rows):
            if number == len(self._shown):
                self.addItem(QListWidgetItem())
                self._shown.append(None)
            if self._shown[number] != row:
                self._shown[number] = row
                self._show_row(self.item(number), *row)
        self.setCurrentRow(present)
        self.scrollToItem(self.item(present))

    def _show_row(self, item: QListWidgetItem, text: str, saved: bool, beyond: int) -> None:
        """`beyond` is 0 for a step that stands, −1 for the present one, 1 for one taken back."""
        theme = current_theme()
        font = self.font()
        font.setBold(beyond < 0)
        item.setFont(font)
        item.setText(f"{text} (saved)" if saved else text)
        item.setForeground(QColor(theme.muted_text if beyond > 0 else theme.text))
        spoken = f"{text}, {_STATES[beyond]}" if beyond else text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        tip = f"{_STATES[beyond]}: {text}".capitalize() if beyond else f"Go back to: {text}"
        item.setToolTip(tip)
        item.setStatusTip(tip)

    def _ask(self, item: QListWidgetItem) -> None:
        if self.row(item) != self._stack.index():
            self.step_requested.emit(self.row(item))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._in_sight.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._shown = [None] * len(self._shown)
            self._show()
