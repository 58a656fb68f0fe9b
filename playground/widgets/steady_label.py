"""A label for a text that changes all the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
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
