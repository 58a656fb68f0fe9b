"""Who is taken for whom, as a table that fits into its room."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from playground.palette import mix
from playground.widgets.described import described
from playground.widgets.theming import LOOK_CHANGES, current_theme

_LEAST_ROW, _MOST_ROW = 18, 30
_LEAST_COLUMN, _MOST_COLUMN = 34, 120
_LONGEST_NAME = 14
_STRENGTH = 0.4


class ConfusionTable(QTableWidget):
    """Counts of points by true class (rows) and by what they are taken for (columns)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._confusion: NDArray[np.int64] = np.zeros((0, 0), dtype=np.int64)
        self._names: tuple[str, ...] = ()
        described(
            self,
            "Confusion matrix",
            "How many points of each class (rows) are taken for which class (columns)",
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setMinimumSectionSize(_LEAST_COLUMN)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(_LEAST_ROW)
        for header in (across, down):
            header.setHighlightSections(False)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_confusion(self, confusion: NDArray[np.int64], names: tuple[str, ...]) -> None:
        """Show (k, k) counts of classes with these names."""
        shown = (confusion.tobytes(), names, current_theme().name)
        if shown == self._shown:
            return
        self._shown, self._confusion, self._names = shown, confusion, names
        size = len(confusion)
        self.setRowCount(size)
        self.setColumnCount(size)
        for index, name in enumerate(names[:size]):
            for put in (self.setVerticalHeaderItem, self.setHorizontalHeaderItem):
                item = QTableWidgetItem(short_name(name))
                item.setToolTip(name)
                put(index, item)
        for true in range(size):
            total = int(confusion[true].sum())
            for found in range(size):
                self.setItem(true, found, self._cell(true, found, total))
        self._fit()

    def _cell(self, true: int, found: int, total: int) -> QTableWidgetItem:
        theme, count = current_theme(), int(self._confusion[true, found])
        share = count / max(1, total)
        item = QTableWidgetItem(f"{count:,}")
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        names = self._names[true], self._names[found]
        item.setToolTip(
            f"{count:,} of the {total:,} points of class {names[0]} ({100 * share:.1f} %) "
            f"are taken for {names[1]}"
        )
        # The root, so that among many classes a few mistakes can still be seen.
        color = theme.good if true == found else theme.error
        item.setBackground(QBrush(QColor(mix(theme.surface, color, _STRENGTH * share**0.5))))
        return item

    def _fit(self) -> None:
        count = max(1, self.rowCount())
        room = self.height() - self.horizontalHeader().sizeHint().height() - 4
        self.verticalHeader().setDefaultSectionSize(min(max(room // count, _LEAST_ROW), _MOST_ROW))
        wide = self.verticalHeader().sizeHint().width() + count * _MOST_COLUMN
        self.setMaximumWidth(wide)

    def sizeHint(self) -> QSize:
        return QSize(360, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES and len(self._confusion):
            self.show_confusion(self._confusion, self._names)


def short_name(name: str) -> str:
    """A class's name where room is scarce."""
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
