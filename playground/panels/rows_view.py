"""A table of nodes or edges that is worked by keyboard and mouse alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from playground.document import arrange_edits, edits
from playground.network.model import Edge
from playground.network.weight import Weight
from playground.panels.cell_editors import ChoiceDelegate, SliderDelegate, TypedDelegate
from playground.panels.columns import Column
from playground.panels.rows_model import Index, RowsModel
from playground.widgets.decimals import DECIMALS
from playground.widgets.weight_slider import STOPS, grab_offset, reach_for, share_at

ROW_HEIGHT = 24
_AROUND_NUMBER = 14
_DIGIT = 8
"""The width of a digit in the usual text, which columns of words are made for."""
_DELETES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


@dataclass(slots=True)
class _Drag:
    """A slider being held: whose, where beside its middle, what was before."""

    edge: Edge
    area: QRectF
    grab: float
    before: Weight
    merge_key: object


class RowsView(QTableView):
    """Enter, F2 or typing edits a cell; a slider is dragged, or stepped by + and −.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why something typed can't be taken.
    delete_requested(), insert_requested() : the keys for it were pressed.
    """

    edit_requested = Signal(object)
    refused = Signal(str)
    delete_requested = Signal()
    insert_requested = Signal()

    def __init__(self, rows: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        rows.setParent(self)
        self.setModel(rows)
        self._drag: _Drag | None = None
        self._visit = object()
        self._typed, self._chooser = TypedDelegate(self), ChoiceDelegate(self)
        self._sliders = SliderDelegate(self)
        for number, column in enumerate(rows.columns):
            delegate = self._chooser if column.choices else self._typed
            self.setItemDelegateForColumn(number, self._sliders if column.slides else delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._corner = QWidget(self)
        self.setCornerWidget(self._corner)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # A header asks of every row whether it is selected, only to draw its own border.
        self._unselected = QItemSelectionModel(rows, self)
        header.setSelectionModel(self._unselected)
        header.setMinimumSectionSize(32)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.fit_columns()
        DECIMALS.changed.connect(self._on_decimals_changed)
        # Qt carries a selection of thousands through a sort row by row, which takes seconds.
        self._carried: list[str] = []
        rows.sorting.connect(self._put_selection_aside)
        rows.was_sorted.connect(self._take_selection_back)
        rows.edit_requested.connect(self.edit_requested)
        rows.refused.connect(self.refused)
        self._typed.refused.connect(self.refused)

    def width_of(self, column: Column[Any]) -> int:
        """The column's width, or what its texts or numbers need in text of this size."""
        metrics = self.fontMetrics()
        if not column.decimals:
            return max(column.width, round(column.width * metrics.horizontalAdvance("0") / _DIGIT))
        sample = f"−0.{'0' * DECIMALS.of(column.decimals)}"
        return max(column.width, metrics.horizontalAdvance(sample) + _AROUND_NUMBER)

    def fit_columns(self) -> None:
        """Give each column the room that it needs."""
        for number, column in enumerate(self.rows.columns):
            self.setColumnWidth(number, self.width_of(column))

    def fit_sliders(self, numbers: Sequence[float], fresh: bool) -> None:
        """Let the sliders reach as far as the numbers; less far than now only if `fresh`."""
        largest = max((abs(value) for value in numbers), default=0.0)
        if self._drag is None and (fresh or largest >= self._sliders.reach):
            self._sliders.reach = reach_for(largest)

    def selected_ids(self) -> list[str]:
        """Ids of the selected rows, from top to bottom."""
        rows: set[int] = set()
        parts = self.selectionModel().selection()
        for part in (parts.at(number) for number in range(parts.count())):
            rows.update(range(part.top(), part.bottom() + 1))
        return [self.rows.ids[row] for row in sorted(rows)]

    def select_ids(self, ids: Sequence[str]) -> None:
        """Select the rows of these ids, bring the first into view and make it the current one."""
        rows = sorted(row for row in map(self.rows.row_of, ids) if row is not None)
        selection, last = QItemSelection(), self.rows.columnCount() - 1
        start = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                selection.select(self.rows.index(rows[start], 0), self.rows.index(row, last))
                start = place + 1
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.select(selection, flags.ClearAndSelect)
        if rows and self.currentIndex().row() not in set(rows):
            column = max(0, self.currentIndex().column())
            current = self.rows.index(rows[0], column)
            model.setCurrentIndex(current, flags.NoUpdate)
            self.scrollTo(current)

    def selected_with(self, item_id: str) -> list[str]:
        """The id, and those of the other selected rows where its own is among them."""
        chosen = self.selected_ids()
        if item_id not in chosen:
            return [item_id]
        return [item_id, *(other for other in chosen if other != item_id)]

    def stand_near(self, row: int, column: int) -> None:
        """Make the cell there, or the last row's, the current one; nothing gets selected."""
        if row >= 0 and self.rows.rowCount():
            place = self.rows.index(min(row, self.rows.rowCount() - 1), column)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(place, flag)

    def _on_decimals_changed(self) -> None:
        self.fit_columns()
        self.viewport().update()

    def _put_selection_aside(self) -> None:
        self._carried = self.selected_ids()
        with QSignalBlocker(self.selectionModel()):
            self.clearSelection()

    def _take_selection_back(self) -> None:
        with QSignalBlocker(self.selectionModel()):
            self.select_ids(self._carried)
        self.viewport().update()

    def _press_slider(self, index: Index, x: float) -> None:
        edge, inspected = self.rows.item(index), self.rows.inspected
        if not isinstance(edge, Edge) or inspected is None:
            return
        area = QRectF(self.visualRect(index))
        grab = grab_offset(area, self.rows.number(index) / self._sliders.reach, x)
        self._drag = _Drag(edge, area, grab, inspected.weight(edge), object())
        self.setCurrentIndex(index)
        self._drag_to(self._drag, x)

    def _drag_to(self, drag: _Drag, x: float) -> None:
        self._slide(drag.edge.id, share_at(drag.area, x - drag.grab), drag.merge_key)

    def _cancel(self, drag: _Drag) -> None:
        self._drag = None
        dead = frozenset([drag.edge.id] if drag.edge.dead else [])
        before = {drag.edge.id: drag.before}
        self.edit_requested.emit(arrange_edits.put_back(before, drag.merge_key, dead))

    def _step(self, index: Index, steps: int) -> None:
        position = round(self.rows.number(index) / self._sliders.reach * STOPS) + steps
        self._slide(self.rows.ids[index.row()], position / STOPS, self._visit)

    def _slide(self, item_id: str, share: float, merge_key: object) -> None:
        value = self._sliders.reach * round(share * STOPS) / STOPS
        self.edit_requested.emit(edits.set_weights({item_id: value}, merge_key))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        self._visit = object()
        super().currentChanged(current, previous)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._visit = object()
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_columns()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and index.isValid() and self.rows.columns[index.column()].slides:
            self._press_slider(index, event.position().x())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag_to(self._drag, event.position().x())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = None
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self._cancel(self._drag)
        elif key in _DELETES:
            self.delete_requested.emit()
        elif key == Qt.Key.Key_Insert:
            self.insert_requested.emit()
        elif not index.isValid():
            super().keyPressEvent(event)
        elif self.rows.columns[index.column()].slides and key in _STEPS:
            self._step(index, _STEPS[Qt.Key(key)])
        elif key in _ENTERS and self.rows.is_editable(index):
            # The key that ended an edit comes here as well.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(index)
        else:
            super().keyPressEvent(event)
