"""The scrub bar: every moment of the training, to go back to and on from."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.widgets.described import described
from playground.widgets.fonts import tabular_font
from playground.widgets.sliders import QuietSlider
from playground.widgets.steady_label import SteadyLabel

_TIP = "Go to an earlier epoch and train on from there (arrow keys, Home, End)"
_WHATS_THIS = (
    "Training keeps its past: drag to see the network as it was, with its weights, drawing and "
    "settings of then. What came later stays reachable until you train on from an earlier epoch."
)
# Few epochs are divided, for each may be long.
_FEW_EPOCHS = 10
_FEW_STEPS = 100


class _TimeSlider(QuietSlider):
    """Keeps Home and End for itself while it has the focus."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End))
            return event.isAccepted() or super().event(event)
        return super().event(event)


class TimelineBar(QWidget):
    """Shows where training stands in its past and asks for other moments.

    Signals
    -------
    seek_requested(float, object) : an epoch, and the merge key of the gesture.
    """

    seek_requested = Signal(float, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._oldest = self._newest = 0.0
        self._unit = 1.0
        self._slider = described(_TimeSlider(self), "Time", _TIP, _WHATS_THIS)
        self._text = SteadyLabel(parent=self)
        self._text.setProperty("role", "small")
        self._text.setFont(tabular_font(self._text.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._slider, 1)
        row.addWidget(self._text)
        self._slider.valueChanged.connect(self._slide)
        self.show_range(0.0, 0.0, 0.0)

    def show_range(self, oldest: float, newest: float, position: float) -> None:
        """Show which epochs can be reached, and which one is shown; whole ones but at the end."""
        self._oldest, self._newest = oldest, newest
        span = newest - oldest
        self._unit = 1.0 if span >= _FEW_EPOCHS else span / _FEW_STEPS or 1.0
        self._slider.setEnabled(span > 0)
        self._slider.blockSignals(True)
        # Training that kept no past stands at its end too.
        self._slider.setRange(0, math.ceil(span / self._unit - 1e-9) or min(1, math.ceil(newest)))
        self._slider.setPageStep(max(1, self._slider.maximum() // 10))
        if not self._slider.isSliderDown():
            step = (position - oldest) / self._unit
            self._slider.setValue(round(step) if position < newest else self._slider.maximum())
        self._slider.blockSignals(False)
        self._show_text(position)

    def _slide(self, step: int) -> None:
        at_end = step == self._slider.maximum()
        epochs = self._newest if at_end else self._oldest + step * self._unit
        self._show_text(epochs)
        self.seek_requested.emit(epochs, self._slider.merge_key)

    def _show_text(self, position: float) -> None:
        self._text.show_text(_text(position, self._newest))


def _text(position: float, newest: float) -> str:
    return f"Epoch {_number(position)} of {_number(newest)}"


def _number(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
