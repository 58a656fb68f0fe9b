"""A small line edit over a label; a refused text stays with the reason below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from playground.canvas.style import CanvasStyle

Commit = Callable[[str], str]  # takes the text; returns why it is refused, or ""


class InlineEditor(QLineEdit):
    """Enter or leaving takes the text, Esc drops it.

    `closed(bool)` when it is gone: whether the keyboard was still here.
    """

    closed = Signal(bool)

    def __init__(
        self, parent: QWidget, box: QRect, text: str, what: str, style: CanvasStyle, commit: Commit
    ) -> None:
        super().__init__(text, parent)
        self._commit = commit
        self._first = text
        self._open = True
        self.setAccessibleName(what)
        self.setToolTip(what)
        self.setStatusTip(f"{what}: Enter takes it, Esc leaves it as it was")
        self.setFont(style.small)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet(
            f"QLineEdit {{ background: {style.theme.surface}; color: {style.theme.text};"
            f" border: 2px solid {style.theme.selection}; border-radius: 5px; padding: 0 4px; }}"
        )
        self._room = parent
        self._error = QLabel(parent)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        self._error.setFont(style.small)
        self._error.setStyleSheet(
            f"background: {style.theme.surface}; color: {style.theme.error};"
            f" border: 1px solid {style.theme.error}; border-radius: 5px; padding: 3px 6px;"
        )
        self._error.hide()
        width = max(box.width() + 16, 84)
        self.setGeometry(box.center().x() - width // 2, box.center().y() - 13, width, 27)
        self.textEdited.connect(self._error.hide)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> bool:
        """Take the text if it is changed and not refused; whether the editor closed."""
        reason = self._commit(self.text()) if self.text() != self._first else ""
        if reason and self._open:
            self._error.setText(reason)
            room = self._room.rect()
            self._error.setMaximumWidth(max(room.width() - 8, 80))
            self._error.adjustSize()
            x = max(4, min(self.x(), room.right() - self._error.width() - 4))
            y = self.geometry().bottom() + 4
            if y + self._error.height() > room.bottom():
                y = self.y() - self._error.height() - 4
            self._error.move(x, y)
            self._error.show()
            return False
        self.close_editor()
        return True

    def close_editor(self) -> None:
        """Leave without a change."""
        if self._open:
            self._open = False
            had_focus = self.hasFocus()
            self.hide()
            self._error.deleteLater()
            self.deleteLater()
            self.closed.emit(had_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._open and event.reason() != Qt.FocusReason.PopupFocusReason:
            reason = self._commit(self.text()) if self.text() != self._first else ""
            if not reason:
                self.close_editor()
            else:
                QTimer.singleShot(0, self.close_editor)
