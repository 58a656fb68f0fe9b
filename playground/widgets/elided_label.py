"""A label that shortens its text instead of asking for more room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_SLACK = 2  # letters may lean out of their box


class ElidedLabel(QLabel):
    """Plain text with an ellipsis where the room ends; the tool tip has all of it.

    It draws its text itself, because a QLabel has the window laid out anew for every new text.
    This one asks for that only where its width hangs on its text: not when its horizontal policy
    is `Ignored`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        # A line of something, so that there is a height to go by.
        super().__init__("\N{NO-BREAK SPACE}", parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""

    @property
    def full_text(self) -> str:
        return self._full

    def show_text(self, text: str) -> None:
        self.setToolTip(text)
        if text == self._full:
            return
        self._full = text
        self.setAccessibleName(text)
        if self.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Ignored:
            self.updateGeometry()
        self.update()

    def fill_row(self) -> None:
        """Take the width that there is, whatever the text."""
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What is left of the text at the present width."""
        room = max(0, self.contentsRect().width())
        return self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.drawFrame(painter)
        flags = self.style().visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            flags,
            self.palette(),
            self.isEnabled(),
            self.text(),
            self.foregroundRole(),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        padding = self.width() - self.contentsRect().width()
        wanted = self.fontMetrics().horizontalAdvance(self._full) + padding + _SLACK
        return QSize(wanted, super().sizeHint().height())
