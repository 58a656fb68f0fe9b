"""The sheet of all keys and gestures, grouped and searchable."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from playground.app.help.canvas_help import CANVAS_KEYS, GESTURES, PLANE, VIEWS, Help
from playground.app.menus.table import BAR, ActionTable, plain
from playground.palette import Theme
from playground.widgets.described import described
from playground.widgets.theming import LOOK_CHANGES, current_theme

_SIZE = (860, 680)
_TWO_COLUMNS = 620
Groups = tuple[tuple[str, tuple[Help, ...]], ...]


def groups(table: ActionTable) -> Groups:
    """Every key of the menus and the canvas, under headings."""
    found: dict[str, list[Help]] = {plain(menu.title): [] for menu in BAR}
    for where, action in table.entries():
        keys = tuple(
            keys.toString(QKeySequence.SequenceFormat.PortableText) for keys in action.shortcuts()
        )
        if keys:
            found[where.partition(" ▸ ")[0]].append(Help(keys, plain(action.text())))
    menus = tuple((title, tuple(rows)) for title, rows in found.items() if rows)
    return (
        ("Canvas: keys", CANVAS_KEYS),
        ("Canvas: mouse", GESTURES),
        ("Regions", PLANE),
        ("Other views", VIEWS),
        *menus,
    )


def matching(all_groups: Groups, query: str) -> Groups:
    """The groups with only the rows that answer a query."""
    kept = (
        (
            title,
            tuple(
                row for row in rows if _answers(query, f"{title} {' '.join(row.keys)} {row.does}")
            ),
        )
        for title, rows in all_groups
    )
    return tuple((title, rows) for title, rows in kept if rows)


def as_html(shown: Groups, theme: Theme, columns: int = 2) -> str:
    """Tables side by side, a key in a box each."""
    if not shown:
        return f'<p style="color:{theme.muted_text}">No key does that; try another word.</p>'
    parts: list[list[str]] = [[] for _ in range(columns)]
    lengths = [0] * columns
    for title, rows in shown:
        shortest = lengths.index(min(lengths))
        parts[shortest].append(_group(title, rows, theme))
        lengths[shortest] += len(rows) + 2
    cells = "".join(
        f'<td width="{100 // columns}%" style="padding-right:16px">{"".join(part)}</td>'
        for part in parts
    )
    return f'<table width="100%"><tr>{cells}</tr></table>'


class ShortcutSheet(QDialog):
    """Lists what `groups` finds; typing narrows it, Escape closes it."""

    def __init__(self, table: ActionTable, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Keyboard shortcuts")
        self._groups = groups(table)
        self._line = described(
            QLineEdit(self), "Search the shortcuts", "Type a key or what it is to do"
        )
        self._line.setPlaceholderText("Search: a key, or what it is to do")
        self._line.setClearButtonEnabled(True)
        self._page = described(
            QTextBrowser(self), "Shortcuts", "Keys and gestures, by where they work"
        )
        self._page.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._columns = 2
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        described(close, "Close", "Close the sheet (Esc)")
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self._line, self._page, self._buttons):
            column.addWidget(widget)
        self._line.textChanged.connect(self._show)
        room = window.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
        self._show()

    def _show(self) -> None:
        self._columns = 2 if self.width() >= _TWO_COLUMNS else 1
        found = matching(self._groups, self._line.text())
        self._page.setHtml(as_html(found, current_theme(), self._columns))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _TWO_COLUMNS) != (self._columns == 2):
            self._show()


def _answers(query: str, text: str) -> bool:
    # Scattered letters are found everywhere in rows as long as these.
    return all(word in text.casefold() for word in query.casefold().split())


def _group(title: str, rows: Iterable[Help], theme: Theme) -> str:
    lines = "".join(
        f'<tr><td width="40%" style="padding:3px 12px 3px 0; color:{theme.text}">'
        f'<div style="line-height:125%">{_keys(row.keys, theme)}</div></td>'
        f'<td style="padding:3px 0; color:{theme.muted_text}">{escape(row.does)}</td></tr>'
        for row in rows
    )
    return (
        f'<p style="margin:12px 0 2px 0"><b style="color:{theme.text}">{escape(title)}</b></p>'
        f'<table cellspacing="0" width="100%">{lines}</table>'
    )


def _keys(keys: Iterable[str], theme: Theme) -> str:
    boxes = (
        f'<span style="background:{theme.border if not theme.is_dark else theme.grid_dot}">'
        f"&nbsp;{escape(_native(key)).replace(' ', '&nbsp;')}&nbsp;</span>"
        for key in _short(tuple(keys))
    )
    return " ".join(boxes)


def _short(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys with the four arrows as one."""
    for held in ("", "Shift+", "Alt+"):
        arrows = tuple(f"{held}{name}" for name in ("Left", "Right", "Up", "Down"))
        if set(arrows) <= set(keys):
            return (f"{held}Arrows", *(key for key in keys if key not in arrows))
    return keys


def _native(key: str) -> str:
    """The key as this system writes it; what is no key stays as it is."""
    if key == "Backtab":
        return "Shift+Tab"
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
