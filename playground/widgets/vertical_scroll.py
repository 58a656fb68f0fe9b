"""A column of panels that scrolls up and down only."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QWidget

from playground.widgets.scrolled_column import ScrolledColumn


class VerticalScroll(ScrolledColumn):
    """Stacks widgets and is as wide as they need, its scroll bar included."""

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(widgets, QMargins(12, 8, 4, 8), 12, parent)

    def _needed_width(self) -> int:
        return self.body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()

    def sizeHint(self) -> QSize:
        return QSize(max(240, self._needed_width()), self.body.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed_width(), 120)
