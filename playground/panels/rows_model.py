"""Nodes or edges as the rows of a table; editing asks and waits for the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from playground.network.model import Edge, Node, serial
from playground.panels.columns import Column
from playground.panels.inspected import Inspected
from playground.widgets.choice import Choice

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKED = _SHOWN | Qt.ItemFlag.ItemIsUserCheckable
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable


class RowsModel(QAbstractTableModel):
    """Shows items through columns; the ids are kept in the order in which they are sorted.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why a typed text can't be taken.
    sorting(), was_sorted() : the rows are about to change places, and have done so.
    """

    edit_requested = Signal(object)
    refused = Signal(str)
    sorting = Signal()
    was_sorted = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        title: Callable[[Any, Inspected], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ids: list[str] = []
        self.together: Callable[[str], Sequence[str]] = lambda item_id: (item_id,)
        self._title = title
        self._items: Callable[[str], Node | Edge | None] = lambda _: None
        self._rows: Mapping[str, int] = {}
        self.inspected: Inspected | None = None
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)

    def show_items(
        self,
        ids: Sequence[str],
        items: Callable[[str], Node | Edge | None],
        inspected: Inspected,
    ) -> bool:
        """Show these items; whether the rows are other ones than before.

        Rows that stay keep their order when their numbers change, so that none runs away.
        """
        self._items, self.inspected = items, inspected
        if len(ids) == len(self.ids) and all(item_id in self._rows for item_id in ids):
            if self.ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, self._last))
            return False
        self.beginResetModel()
        self.ids = list(ids)
        self._order(*self._sorted)
        self._rows = {item_id: row for row, item_id in enumerate(self.ids)}
        self.endResetModel()
        return True

    def row_of(self, item_id: str) -> int | None:
        return self._rows.get(item_id)

    def item(self, index: Index) -> Node | Edge | None:
        """What the row shows; None in the moment after it was removed."""
        return self._items(self.ids[index.row()]) if index.isValid() else None

    def is_editable(self, index: Index) -> bool:
        return bool(self.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def number(self, index: Index) -> float:
        """What the cell is sorted by, such as the weight of a slider."""
        column, item = self.columns[index.column()], self.item(index)
        if item is None or column.key is None or self.inspected is None:
            return 0.0
        return column.key(item, self.inspected)

    def choices(self, index: Index) -> tuple[list[Choice], str]:
        """What a cell offers and the key of what it has."""
        column, item = self.columns[index.column()], self.item(index)
        if item is None or column.choices is None or column.chosen is None:
            return [], ""
        assert self.inspected is not None, "there are no rows before the first moment"
        return column.choices(item, self.inspected), column.chosen(item)

    def check(self, index: Index, text: str) -> str:
        """Why the text can't be taken by any of the items it is for; "" when it can."""
        column = self.columns[index.column()]
        if column.check is None or not index.isValid():
            return ""
        items = (self._items(item_id) for item_id in self.together(self.ids[index.row()]))
        reasons = (column.check(item, text) for item in items if item is not None)
        return next((reason for reason in reasons if reason), "")

    @property
    def _last(self) -> int:
        return len(self.columns) - 1

    def _text(self, index: Index) -> str | None:
        item = self.item(index)
        if item is None or self.inspected is None:
            return None
        return self.columns[index.column()].text(item, self.inspected)

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        self.ids.sort(key=serial)
        inspected = self.inspected
        if column < 0 or inspected is None:
            return
        shown = self.columns[column]

        def key(item_id: str) -> Any:
            item = self._items(item_id)
            if shown.key is not None:
                return 0.0 if item is None else shown.key(item, inspected)
            return "" if item is None else shown.text(item, inspected) or ""

        self.ids.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == _ROLE.DisplayRole:
            return column.header
        if role in (_ROLE.ToolTipRole, _ROLE.WhatsThisRole, _ROLE.StatusTipRole):
            return column.tip
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if column.decimals else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = self.columns[index.column()]
        if column.edit is None or self._text(index) is None:
            return _SHOWN
        return _TICKED if column.is_ticked is not None else _EDITED

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        item, inspected = self.item(index), self.inspected
        if item is None or inspected is None:
            return None
        column = self.columns[index.column()]
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if column.decimals else _LEFT
        if role in (_ROLE.ToolTipRole, _ROLE.WhatsThisRole, _ROLE.StatusTipRole):
            return column.tip
        text = column.text(item, inspected)
        if role == _ROLE.AccessibleTextRole:
            spoken = "nothing" if text is None else text or "empty"
            return f"{self._title(item, inspected)}, {column.header}: {spoken}"
        if role == _ROLE.CheckStateRole and column.is_ticked is not None and text is not None:
            return Qt.CheckState.Checked if column.is_ticked(item) else Qt.CheckState.Unchecked
        if role == _ROLE.DisplayRole and (column.is_ticked is not None or column.slides):
            return None
        return text if role in (_ROLE.DisplayRole, _ROLE.EditRole) else None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        column, item = self.columns[index.column()], self.item(index)
        if item is None or column.edit is None:
            return False
        if role == _ROLE.CheckStateRole:
            value = "locked" if Qt.CheckState(value) == Qt.CheckState.Checked else "trains"
        elif value == (column.chosen(item) if column.chosen else self._text(index)):
            return False
        elif reason := self.check(index, value):
            self.refused.emit(reason)
            return False
        self.edit_requested.emit(column.edit(self.together(item.id), value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; −1 brings back the order in which they were drawn."""
        self._sorted = column, order
        self.sorting.emit()
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        held = [self.ids[index.row()] for index in old]
        self._order(column, order)
        self._rows = {item_id: row for row, item_id in enumerate(self.ids)}
        new = [
            self.index(self._rows[item_id], index.column())
            for item_id, index in zip(held, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()
        self.was_sorted.emit()
