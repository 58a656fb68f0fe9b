"""F6 walks the parts of the window: the canvas, the docks in view, the transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow


class Areas:
    """Moves the keyboard's focus from part to part."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def go_on(self) -> None:
        self._go(1)

    def go_back(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        window = self._window
        focus = window.focusWidget()
        here: int | None = None
        entries: list[QWidget] = []
        for part in (window.canvas, *window.docks.values(), window.transport):
            entry = _entry(part)
            if entry is None:
                continue
            if focus is not None and (part is focus or part.isAncestorOf(focus)):
                here = len(entries)
            entries.append(entry)
        if entries:
            there = 0 if here is None else (here + step) % len(entries)
            entries[there].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _entry(part: QWidget) -> QWidget | None:
    """The first widget of a part that takes the keyboard's focus, the part itself included."""
    widget: QWidget | None = part
    while widget is not None:
        inside = widget is part or part.isAncestorOf(widget)
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        # A dock behind another one's tab is shown, yet nothing of it can be seen.
        if inside and takes and widget.isEnabled() and not widget.visibleRegion().isEmpty():
            return widget
        widget = widget.nextInFocusChain()
        if widget is part:
            break
    return None
