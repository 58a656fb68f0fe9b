"""F6 walks the parts of the window: the canvas, the docks in view, their tabs, the transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTabBar, QWidget

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
        only_own = Qt.FindChildOption.FindDirectChildrenOnly
        tabs = window.findChildren(QTabBar, options=only_own)
        for part in (window.canvas, *window.docks.values(), *tabs, window.transport):
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
    """The part itself where it takes the keyboard's focus, else what does so at its top left."""
    # Not along nextInFocusChain(): PySide then believes that each widget owns the next one, and
    # forgets half of the window when one of them is deleted.
    found = [widget for widget in (part, *part.findChildren(QWidget)) if _takes_focus(widget)]
    if not found or found[0] is part:
        return found[0] if found else None
    return min(found, key=lambda widget: _reading_order(widget, part))


def _takes_focus(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    # A dock behind another one's tab is shown, yet nothing of it can be seen.
    return takes and widget.isEnabled() and not widget.visibleRegion().isEmpty()


def _reading_order(widget: QWidget, part: QWidget) -> tuple[int, int]:
    place = widget.mapTo(part, QPoint())
    return place.y(), place.x()
