"""How cells of a table are typed into, chosen from, and drawn as sliders."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from playground.panels.rows_model import Index, RowsModel
from playground.widgets.choice import ChoiceBox
from playground.widgets.described import described
from playground.widgets.theming import current_theme
from playground.widgets.weight_slider import paint_slider, reach_for

_COMMITS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ROLE = Qt.ItemDataRole


class CellDelegate(QStyledItemDelegate):
    """Frames the current cell of a table that has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            painter.save()
            painter.setPen(QColor(current_theme().selection))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.restore()


class TypedDelegate(CellDelegate):
    """Lines that keep what is typed, also while new numbers arrive or when it can't be taken.

    Signals
    -------
    refused(str) : why a typed text can't be taken.
    """

    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index: Index | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setProperty("fresh", True)
        self._index = index
        line.textEdited.connect(self._forgive)
        return described(line, index.data(_ROLE.AccessibleTextRole), index.data(_ROLE.ToolTipRole))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor.property("fresh"):
            editor.setProperty("fresh", False)
            super().setEditorData(editor, index)

    def _forgive(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and line.property("invalid") == "true":
            _mark(line, "false")

    def _refusal(self, line: QLineEdit) -> str:
        index = self._index
        if index is None or not isinstance(model := index.model(), RowsModel):
            return ""
        return "" if line.text() == index.data(_ROLE.EditRole) else model.check(index, line.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        commits = isinstance(event, QKeyEvent) and event.key() in _COMMITS
        if commits and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            reason = self._refusal(editor)
            if reason:
                _mark(editor, "true")
                editor.setToolTip(reason)
                self.refused.emit(reason)
                return True
        return super().eventFilter(editor, event)


class ChoiceDelegate(CellDelegate):
    """Boxes with the choices of the cell; choosing one closes the box."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RowsModel), "only such tables have choices"
        choices, chosen = model.choices(index)
        box = ChoiceBox(choices, parent)
        box.show_key(chosen)
        box.key_chosen.connect(self._take)
        return described(box, index.data(_ROLE.AccessibleTextRole), index.data(_ROLE.ToolTipRole))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The box has its key from the beginning."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceBox) and editor.key is not None:
            model.setData(index, editor.key)

    def _take(self) -> None:
        box = self.sender()
        if isinstance(box, QWidget):
            self.commitData.emit(box)
            self.closeEditor.emit(box)


class SliderDelegate(CellDelegate):
    """Draws the number of a cell as a slider; all rows have the same reach, to be compared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reach = reach_for(0.0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        assert isinstance(model, RowsModel), "only such tables have sliders"
        share = model.number(index) / self.reach
        paint_slider(painter, QRectF(option.rect), share, current_theme())


def _mark(line: QLineEdit, invalid: str) -> None:
    line.setProperty("invalid", invalid)
    line.style().unpolish(line)
    line.style().polish(line)
