"""Words on a plot: why there is no picture, or what lies under the cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLabel, QWidget

from playground.palette import LIGHT, Theme
from playground.plots.plane.chart import PlaneChart

_PADDING = 8
_WIDEST = 320
_AWAY = 14


class MessageCard(QLabel):
    """A card over its parent, hidden until it has something to say; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._theme = LIGHT
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stays_in_middle = False
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_message(self) -> bool:
        """Whether it stands in the middle, and not beside something."""
        return self._stays_in_middle

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.foregroundRole(), QColor(theme.text))
        self.setPalette(palette)

    def show_text(self, text: str) -> None:
        """Show a sentence in the middle."""
        self._stays_in_middle = True
        self.setWordWrap(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.show()
        self._place_in_middle()

    def show_beside(self, text: str, position: QPointF) -> None:
        """Show lines beside a position in the parent, wherever there is room.

        Not over a plane on which a tool is led: there they would cover what is being done.
        """
        if isinstance(self._ground, PlaneChart) and self._ground.is_led:
            self.hide()
            return
        self.setText(text)
        self.adjustSize()
        room = self._ground.rect()
        x, y = round(position.x()) + _AWAY, round(position.y()) + _AWAY
        if x + self.width() > room.width():
            x = max(0, round(position.x()) - _AWAY - self.width())
        if y + self.height() > room.height():
            y = max(0, round(position.y()) - _AWAY - self.height())
        self.move(QPoint(x, y))
        self.show()

    def _place_in_middle(self) -> None:
        room = self._ground.rect()
        line = self.fontMetrics().horizontalAdvance(self.text()) + 4 * _PADDING
        width = max(1, min(line, _WIDEST, room.width() - 2 * _PADDING))
        size = QSize(width, self.heightForWidth(width))
        self.resize(size)
        self.move((room.width() - size.width()) // 2, (room.height() - size.height()) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._stays_in_middle and event.type() == QEvent.Type.Resize:
            self._place_in_middle()
        return False

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.border), 1))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)
