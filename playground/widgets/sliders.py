"""Sliders: one with its name and a value to type, one on a logarithmic scale."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from playground.widgets.described import described
from playground.widgets.number_edit import NumberEdit


class QuietSlider(QSlider):
    """A horizontal slider that takes the wheel only while it has the focus.

    `merge_key` names the present gesture: a drag, or the keys of one visit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.merge_key = object()
        self.sliderPressed.connect(self.begin_gesture)
        self.sliderReleased.connect(self.begin_gesture)

    def begin_gesture(self) -> None:
        """Let what follows be an undo step of its own."""
        self.merge_key = object()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.begin_gesture()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SliderRow(QWidget):
    """A name, a slider under it, and the value: dragged, or typed for numbers in between.

    Signals
    -------
    changed(float, object) : the new number and the merge key of the gesture.
    refused(str) : why the typed text is no such number.
    """

    changed = Signal(float, object)
    refused = Signal(str)

    def __init__(
        self,
        label: str,
        minimum: float,
        maximum: float,
        *,
        stops: tuple[float, ...],
        suffix: str = "",
        whole: bool = False,
        tip: str = "",
        whats_this: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stops = stops
        self._label = QLabel(label, self)
        self._label.setProperty("role", "caption")
        self._slider = QuietSlider(self)
        self._slider.setRange(0, len(stops) - 1)
        self._slider.setPageStep(max(1, len(stops) // 10))
        self._edit = NumberEdit(minimum, maximum, whole=whole, suffix=suffix, parent=self)
        self._edit.setProperty("role", "readout")
        self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._edit.setFixedWidth(72)
        name = label.replace("&", "")
        described(self._slider, name, tip, whats_this)
        described(self._edit, f"{name} as a number", tip, whats_this)
        self._label.setBuddy(self._slider)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._edit, 0, 1)
        grid.addWidget(self._slider, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._slider.valueChanged.connect(self._slide)
        self._edit.number_entered.connect(self._type)
        self._edit.refused.connect(self.refused)

    def show_number(self, value: float) -> None:
        """Show a number without telling anyone; the handle stands at the nearest stop."""
        nearest = min(range(len(self._stops)), key=lambda k: abs(self._stops[k] - value))
        self._slider.blockSignals(True)
        if not self._slider.isSliderDown():
            self._slider.setValue(nearest)
        self._slider.blockSignals(False)
        self._edit.show_number(value)

    def _slide(self, position: int) -> None:
        self._edit.show_number(self._stops[position])
        self.changed.emit(self._stops[position], self._slider.merge_key)

    def _type(self, value: float) -> None:
        self.show_number(value)
        self.changed.emit(value, None)


class LogSlider(QuietSlider):
    """A slider from `minimum` to `maximum` in equal ratios; its right end means no limit.

    Signals
    -------
    number_changed(float) : infinity at the right end.
    """

    number_changed = Signal(float)
    _POSITIONS = 100

    def __init__(self, minimum: float, maximum: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._ratio = minimum, maximum / minimum
        self.setRange(0, self._POSITIONS + 1)
        self.setPageStep(10)
        self.valueChanged.connect(self._tell)

    @property
    def number(self) -> float:
        if self.value() > self._POSITIONS:
            return math.inf
        return float(self._low * self._ratio ** (self.value() / self._POSITIONS))

    def show_number(self, number: float) -> None:
        """Stand at a number without telling anyone."""
        position = float(self._POSITIONS + 1)
        if number < math.inf:
            position = math.log(number / self._low) / math.log(self._ratio) * self._POSITIONS
        self.blockSignals(True)
        self.setValue(round(position))
        self.blockSignals(False)
        self.update()

    def _tell(self) -> None:
        self.number_changed.emit(self.number)
