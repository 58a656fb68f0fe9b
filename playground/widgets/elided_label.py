"""A label that shortens its text instead of asking for more room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class ElidedLabel(QLabel):
    """Plain text with an ellipsis where the room ends; the tool tip has all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""
        self.show_text(text)

    @property
    def full_text(self) -> str:
        return self._full

    def show_text(self, text: str) -> None:
        self._full = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        # What is shown may stay the same where there was no room, and QLabel would not tell.
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - self._padding())
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))

    def _padding(self) -> int:
        """What a style sheet leaves free beside the text; nothing else tells how much."""
        shown = self.fontMetrics().horizontalAdvance(self.text())
        # Qt's hint is no narrower than a width that was set, which is no padding.
        return max(0, super().sizeHint().width() - max(shown, self.minimumWidth()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance(self._full) + self._padding() + 2,
            super().sizeHint().height(),
        )
