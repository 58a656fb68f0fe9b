"""A picture with its name under it, one of several to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.widgets.card_button import CardButton
from playground.widgets.theming import current_theme

PICTURE = 42
_MARGIN = 4


class ThumbnailButton(CardButton):
    """Checkable card."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, 6, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = QPixmap()

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def _small(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()  # two lines of another font are another height
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        lines = 2 * QFontMetrics(self._small()).lineSpacing()
        return QSize(PICTURE + 2 * _MARGIN, PICTURE + 2 * _MARGIN + lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        self.draw_card(painter)
        left = (self.width() - PICTURE) // 2
        painter.drawPixmap(QRect(left, _MARGIN, PICTURE, PICTURE), self._picture)
        painter.setFont(self._small())
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted_text))
        room = self.rect().adjusted(2, PICTURE + _MARGIN, -2, -2)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.text())
