"""Widgets one below the other that scroll up and down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_LAID_OUT = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize})


class ScrolledColumn(QScrollArea):
    """A stack without a frame, whose size follows what is in it."""

    def __init__(
        self,
        widgets: tuple[QWidget, ...],
        margins: QMargins,
        spacing: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = QWidget()
        self.column.setProperty("role", "column")
        layout = QVBoxLayout(self.column)
        layout.setContentsMargins(margins)
        layout.setSpacing(spacing)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(self.column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area watches its widget by itself.
        if watched is self.column and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        handled = super().eventFilter(watched, event)
        if watched is self.column and event.type() in _LAID_OUT:
            self._keep_height()
        return handled

    def _keep_height(self) -> None:
        """Never press the column together: Qt may go by a height from before a line was broken."""
        needed = self.column.heightForWidth(self.column.width())
        if needed != self.column.minimumHeight():
            self.column.setMinimumHeight(max(0, needed))
