"""A sentence across the window that waits without stopping anyone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from playground.widgets.described import described
from playground.widgets.icons import IconToolButton

MessageKind = Literal["error", "info", "good"]
_ICONS = {"error": "ph.warning-circle", "info": "ph.info", "good": "ph.check-circle"}


class MessageStrip(QFrame):
    """Hidden until `show_message`; closed by its button or Escape.

    Signals
    -------
    action_triggered() : the action's button was pressed; the strip has closed.
    closed() : the strip went away.
    """

    action_triggered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._sign = IconToolButton("ph.info", "Message", self)
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton(self)
        self._close = IconToolButton("ph.x", "Close this message", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.close_message)
        self.hide()

    @property
    def message(self) -> str:
        """The shown sentence, "" when the strip is closed."""
        return "" if self.isHidden() else self._text.text()

    def show_message(self, text: str, action: str = "", kind: MessageKind = "error") -> None:
        """Show one sentence, with a button where there is something to do at once."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        described(self._action, action.replace("&", ""), action.replace("&", ""))
        self._sign.show_icon(_ICONS[kind], "text" if kind == "info" else kind)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def close_message(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _act(self) -> None:
        self.close_message()
        self.action_triggered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_message()
        else:
            super().keyPressEvent(event)
