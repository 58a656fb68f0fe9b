"""The incoming weights of a neuron as rows to edit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from playground.document import edits
from playground.network.errors import WeightTextError
from playground.network.model import Edge
from playground.network.weight import format_weight, parse_weight
from playground.panels.formula import slope_text
from playground.panels.inspected import Inspected
from playground.widgets.described import described

_Index = QModelIndex | QPersistentModelIndex
_HEADERS = ("From", "Weight", "Lock", "∂E/∂w")
_TIPS = (
    "The node that this weight listens to",
    "Type a number, a fraction such as 1/3, or *2 and /3 to change it",
    "A locked weight doesn't train",
    "Slope of the loss in the newest step",
)
_FROM, _WEIGHT, _LOCK, _SLOPE = range(4)
_ROLE = Qt.ItemDataRole
_ROW_HEIGHT = 24
_LEAST_ROWS = 3
_LEAST_WIDTH = 235


class IncomingModel(QAbstractTableModel):
    """A row for each edge; editing asks and waits for the document.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    refused(str) : why a typed weight can't be taken.
    """

    edit_requested = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edges: list[Edge] = []
        self._inspected: Inspected | None = None

    def show_edges(self, edges: list[Edge], inspected: Inspected) -> None:
        same_rows = [edge.id for edge in edges] == [edge.id for edge in self._edges]
        if not same_rows:
            self.beginResetModel()
        self._edges, self._inspected = edges, inspected
        if not same_rows:
            self.endResetModel()
        elif edges:
            last = self.index(len(edges) - 1, len(_HEADERS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._edges)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _ROLE.DisplayRole:
            return _HEADERS[section]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == _WEIGHT:
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == _LOCK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        inspected = self._inspected
        if inspected is None or not index.isValid():
            return None
        edge, column = self._edges[index.row()], index.column()
        if role == _ROLE.ToolTipRole:
            return _TIPS[column]
        if role == _ROLE.TextAlignmentRole:
            return _alignment(column)
        if role == _ROLE.CheckStateRole and column == _LOCK:
            return Qt.CheckState.Checked if edge.locked else Qt.CheckState.Unchecked
        if role == _ROLE.AccessibleTextRole:
            weight = format_weight(inspected.weight(edge), 4)
            return f"{_HEADERS[column]}, from {inspected.names[edge.source]}, weight {weight}"
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return self._text(edge, column, inspected)
        return None

    def setData(self, index: _Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        edge = self._edges[index.row()]
        if role == _ROLE.CheckStateRole:
            locked = Qt.CheckState(value) == Qt.CheckState.Checked
            self.edit_requested.emit(edits.set_locked([edge.id], locked))
            return True
        assert self._inspected is not None, "there are no rows before the first edges"
        if value == self._text(edge, index.column(), self._inspected):
            return False
        try:
            parse_weight(value, edge.weight)
        except WeightTextError as error:
            self.refused.emit(str(error))
            return False
        self.edit_requested.emit(edits.type_weight([edge.id], value))
        return True

    def _text(self, edge: Edge, column: int, inspected: Inspected) -> str:
        if column == _FROM:
            return inspected.names[edge.source]
        if column == _WEIGHT:
            return format_weight(inspected.weight(edge), 4)
        slope = inspected.gradient(edge.id)
        if column == _SLOPE and slope is not None:
            return slope_text(slope)
        return ""


def _alignment(column: int) -> int:
    is_number = column in (_WEIGHT, _SLOPE)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class _TypedDelegate(QStyledItemDelegate):
    """Leaves alone what is being typed while new numbers arrive."""

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


class IncomingTable(QTableView):
    """The view of an IncomingModel; F2, Enter or typing edits the weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        described(
            self,
            "Incoming weights",
            "The weights that feed this neuron; type over one to change it",
        )
        self.incoming = IncomingModel(self)
        self.setModel(self.incoming)
        self._delegate = _TypedDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setProperty("role", "bare")
        self.setShowGrid(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_WEIGHT, 72), (_LOCK, 44), (_SLOPE, 78)):
            header.resizeSection(column, width)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self.incoming.rowCount(), 1), _LEAST_ROWS)
        return QSize(_LEAST_WIDTH, self.horizontalHeader().height() + rows * _ROW_HEIGHT + 4)
