"""Labels for texts that change all the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_SLACK = QSize(2, 2)  # letters may lean out of their box


class SteadyLabel(QLabel):
    """Has room for `sample`, grows with longer texts and never shrinks: neighbours stand still.

    Its size is fixed at any time, so a changed digit is no cause to lay out the window anew.
    """

    def __init__(self, sample: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample = sample

    def show_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self._fit(self.minimumSize())

    def _fit(self, least: QSize) -> None:
        self.ensurePolished()
        metrics = self.fontMetrics()
        wanted = metrics.size(0, self._sample).expandedTo(metrics.size(0, self.text()))
        wanted = (wanted + _SLACK).expandedTo(least)
        if wanted != self.minimumSize():
            self.setFixedSize(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit(QSize())


class WrappedReadout(QLabel):
    """Two lines, right-aligned, for words that change all the time; never a cause for layout.

    It is at least `width` wide, and as wide as the `sample` where there is room. What does not
    fit is cut at the end; the tool tip has all of it.
    """

    def __init__(self, width: int, sample: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_width = width
        self._sample = sample
        self._shown = ""

    def text(self) -> str:
        return self._shown

    def show_text(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max(self._least_width, metrics.horizontalAdvance(self._sample) + 2)
        return QSize(width, 2 * metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width, self.sizeHint().height())

    def lines(self) -> str:
        """The text as it is shown: a long one broken between words into two lines."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        parts = self._shown.split("\n")
        if len(parts) == 1:
            words = self._shown.split()
            count = len(words)
            while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > room:
                count -= 1
            parts = [" ".join(words[:count]), " ".join(words[count:])]
        elide = Qt.TextElideMode.ElideRight
        return "\n".join(metrics.elidedText(part, elide, room) for part in parts if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter = QPainter(self)
        painter.drawText(self.contentsRect(), flags, self.lines())
