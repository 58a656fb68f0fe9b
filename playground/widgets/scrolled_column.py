"""Widgets one below the other that scroll up and down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.widgets.scrolled_body import ScrolledBody


class ScrolledColumn(ScrolledBody):
    """A stack whose size follows what is in it."""

    def __init__(
        self,
        widgets: tuple[QWidget, ...],
        margins: QMargins,
        spacing: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(margins)
        layout.setSpacing(spacing)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.body and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
