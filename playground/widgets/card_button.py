"""A button that is drawn as a card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.widgets.theming import LOOK_CHANGES, current_theme


class CardButton(QAbstractButton):
    """Its rim tells the focused card, the chosen one and the one under the pointer.

    What is on the card is for the subclass to paint.
    """

    def __init__(self, text: str, radius: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def draw_card(self, painter: QPainter) -> None:
        """Paint the ground and the rim."""
        theme = current_theme()
        rim, width = theme.border, 1.0
        if self.hasFocus():
            rim, width = theme.selection, 2.0
        elif self.isChecked():
            rim, width = theme.text, 2.0
        elif self.underMouse():
            rim = theme.muted_text
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(rim), width))
        painter.setBrush(QColor(theme.canvas))
        inset = width / 2
        card = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(card, self._radius, self._radius)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
