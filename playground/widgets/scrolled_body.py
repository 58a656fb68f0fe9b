"""One widget that scrolls up and down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LAID_OUT = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize})


class ScrolledBody(QScrollArea):
    """As high as its layout needs, without a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = QWidget()
        self.body.setProperty("role", "column")
        self.setWidget(self.body)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area watches its widget by itself.
        handled = super().eventFilter(watched, event)
        if watched is self.body and event.type() in _LAID_OUT:
            self._keep_height()
        return handled

    def _keep_height(self) -> None:
        """Never press the body together: Qt may go by a height from before a line was broken."""
        needed = self.body.heightForWidth(self.body.width())
        if needed != self.body.minimumHeight():
            self.body.setMinimumHeight(max(0, needed))
