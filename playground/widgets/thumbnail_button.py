"""A picture with its name under it, one of several to choose from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.widgets.theming import LOOK_CHANGES, current_theme

PICTURE = 42
_MARGIN = 4


class ThumbnailButton(QAbstractButton):
    """Checkable card; the chosen one has a strong rim, the focused one the focus colour."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._picture = QPixmap()

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def _small(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        return font

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self.update()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()  # two lines of another font are another height
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        lines = 2 * QFontMetrics(self._small()).lineSpacing()
        return QSize(PICTURE + 2 * _MARGIN, PICTURE + 2 * _MARGIN + lines)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim, width = theme.border, 1.0
        if self.isChecked():
            rim, width = theme.text, 2.0
        elif self.underMouse():
            rim = theme.muted_text
        if self.hasFocus():
            rim, width = theme.selection, 2.0
        painter.setPen(QPen(QColor(rim), width))
        painter.setBrush(QColor(theme.canvas))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        left = (self.width() - PICTURE) // 2
        painter.drawPixmap(QRect(left, _MARGIN, PICTURE, PICTURE), self._picture)
        painter.setFont(self._small())
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted_text))
        room = self.rect().adjusted(2, PICTURE + _MARGIN, -2, -2)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self.text())
