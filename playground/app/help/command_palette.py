"""Any action, example or recent file, found by typing some letters of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from playground.app.examples.catalog import EXAMPLES
from playground.app.files.documents import DocumentFiles
from playground.app.help.fuzzy import score
from playground.app.menus.table import plain
from playground.widgets.described import described
from playground.widgets.theming import current_theme

_WIDTH, _ROWS, _ROW_HEIGHT, _PAD = 560, 12, 30, 10
_DRAWN = Qt.ItemDataRole.UserRole
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be run: where it stands, its keys, and whether it is possible now."""

    text: str
    where: str
    run: Callable[[], object]
    keys: str = ""
    tip: str = ""
    enabled: bool = True


def commands(
    entries: Iterable[tuple[str, QAction]], documents: DocumentFiles
) -> tuple[Command, ...]:
    """The entries of the menus, then the examples."""
    found = [
        Command(
            plain(action.text()),
            where,
            action.trigger,
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.statusTip(),
            action.isEnabled(),
        )
        for where, action in entries
    ]
    for example in EXAMPLES.values():
        found.append(
            Command(
                example.title, "Example", partial(documents.open, example.key), "", example.about
            )
        )
    return tuple(found)


class CommandPalette(QDialog):
    """A line to type in over a list of what it finds; Enter runs, Escape closes."""

    def __init__(
        self,
        entries: Iterable[tuple[str, QAction]],
        documents: DocumentFiles,
        window: QWidget,
    ) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._commands = commands(entries, documents)
        self.setProperty("role", "palette")
        self.setWindowTitle("Find action")
        self.setAccessibleName("Find action")
        self._line = described(
            QLineEdit(self), "Find action", "Type some letters of an action, example or file"
        )
        self._line.setPlaceholderText("Type an action, an example or a recent file")
        self._line.setClearButtonEnabled(True)
        self._line.installEventFilter(self)
        self._list = described(
            QListWidget(self), "Found actions", "Enter runs the chosen one, Escape closes the list"
        )
        self._list.setProperty("role", "bare")
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._painter = _CommandDelegate(self._list)
        self._list.setItemDelegate(self._painter)
        self._tip = QLabel(self)
        self._tip.setProperty("role", "small")
        self._tip.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self._line, self._list, self._tip):
            column.addWidget(widget)
        self._list.setFixedHeight(_ROWS * _ROW_HEIGHT + 4)
        self._line.textChanged.connect(self._find)
        self._list.currentRowChanged.connect(self._describe)
        self._list.itemClicked.connect(self._run)
        self._line.returnPressed.connect(self._run)
        self._found: list[Command] = []
        self._line.setFocus()
        self._find("")
        width = min(_WIDTH, window.width() - 24)
        self.setFixedWidth(width)
        top = window.mapToGlobal(window.rect().topLeft())
        self.move(top.x() + (window.width() - width) // 2, top.y() + window.height() // 9)

    def _find(self, query: str) -> None:
        rated = (
            (score(query, f"{command.text} {command.where}"), command) for command in self._commands
        )
        found = [(rating, command) for rating, command in rated if rating is not None]
        if query.strip():
            found.sort(key=lambda pair: (not pair[1].enabled, -pair[0]))
        self._found = [command for _, command in found]
        self._list.clear()
        for command in self._found:
            item = QListWidgetItem()
            item.setData(_DRAWN, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(command))
            item.setToolTip(command.tip)
            if not command.enabled:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self._list.addItem(item)
        self._list.setCurrentRow(0 if self._found else -1)
        self._describe(self._list.currentRow())

    def _describe(self, row: int) -> None:
        if 0 <= row < len(self._found):
            command = self._found[row]
            self._tip.setText(command.tip if command.enabled else f"{command.tip} (not now)")
        elif not self._found:
            self._tip.setText("Nothing is called like that; try fewer letters.")

    def _run(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._found) and self._found[row].enabled:
            self.accept()
            self._found[row].run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _WALKING
        ):
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


class _CommandDelegate(QStyledItemDelegate):
    """Text and menu on the left, keys on the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)  # the ground of the chosen row
        theme, command = current_theme(), index.data(_DRAWN)
        room: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        metrics = option.fontMetrics
        painter.save()
        painter.setPen(QColor(theme.muted_text))
        painter.drawText(room, middle | right, command.keys)
        if command.keys:
            room.setRight(room.right() - metrics.horizontalAdvance(command.keys) - 2 * _PAD)
        pale = theme.text if command.enabled else theme.muted_text
        painter.setPen(QColor(pale))
        text = metrics.elidedText(command.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, text)
        room.setLeft(room.left() + metrics.horizontalAdvance(text) + _PAD)
        painter.setPen(QColor(theme.muted_text))
        where = command.where if command.enabled else f"{command.where} · not now"
        painter.drawText(
            room, middle, metrics.elidedText(where, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _ROW_HEIGHT)


def _spoken(command: Command) -> str:
    return ", ".join(part for part in (command.text, command.where, command.keys) if part)
