"""A slider that tries out a bias: cells light up in the order of their sums. Nothing is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from playground.plots.numbers import format_number
from playground.widgets.described import described
from playground.widgets.fonts import tabular_font
from playground.widgets.icons import IconToolButton
from playground.widgets.sliders import QuietSlider
from playground.widgets.steady_label import SteadyLabel

_STOPS = 400
_TICK_MS = 30
_PLAY_SECONDS = 6.0
_MARGIN = 0.06
_NARROWEST = 0.5


class CellsSweep(QWidget):
    """Play, slider, the tried bias, Apply and Leave; hidden until `begin`.

    Signals
    -------
    tried(float) : the bias to show as if it were the node's.
    left() : show the node's own bias again.
    apply_requested(float) : the tried bias shall be the node's.
    """

    tried = Signal(float)
    left = Signal()
    apply_requested = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._low, self._high = -1.0, 1.0
        self._play = IconToolButton("ph.play-fill", "Play")
        described(self._play, "Play the sweep", "Run the bias through its range, up to the end")
        self._slider = QuietSlider()
        self._slider.setRange(0, _STOPS)
        self._slider.setPageStep(_STOPS // 20)
        described(
            self._slider,
            "Tried bias",
            "Try a bias: cells light up in the order of the sums that reach the node",
        )
        self._value = SteadyLabel("b −0.0000")
        self._value.setFont(tabular_font())
        self._apply = QPushButton("&Apply")
        described(self._apply, "Apply the tried bias", "Make this the node’s bias, in one step")
        self._leave = IconToolButton("ph.x", "Leave the sweep")
        described(self._leave, "Leave the sweep", "Show the node’s own bias again (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._play)
        row.addWidget(self._slider, 1)
        for widget in (self._value, self._apply, self._leave):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._play.clicked.connect(self._toggle)
        self._slider.valueChanged.connect(self._on_value)
        self._slider.sliderPressed.connect(self._stop)
        self._apply.clicked.connect(self._on_apply)
        self._leave.clicked.connect(self.leave)
        self.hide()

    @property
    def is_active(self) -> bool:
        """Whether a bias is tried out."""
        return not self.isHidden()

    @property
    def bias(self) -> float:
        """The bias that is tried."""
        return self._low + (self._high - self._low) * self._slider.value() / _STOPS

    def begin(self, bias: float, sums: tuple[float, float]) -> None:
        """Sweep from where no cell is lit to where all are.

        `sums` are the lowest and highest sum that reach the node now, with its present `bias`.
        """
        low, high = bias - sums[1], bias - sums[0]
        margin = max(_MARGIN * (high - low), _NARROWEST * (high == low), 1e-9 * abs(low))
        self._low, self._high = low - margin, high + margin
        share = (bias - self._low) / (self._high - self._low)
        self._slider.blockSignals(True)
        self._slider.setValue(round(_STOPS * min(1.0, max(0.0, share))))
        self._slider.blockSignals(False)
        self._show_value()
        self.show()
        self._slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Show the node's own bias again."""
        if self.is_active:
            self._stop()
            self.hide()
            self.left.emit()

    def _toggle(self) -> None:
        if self._timer.isActive():
            self._stop()
            return
        if self._slider.value() == _STOPS:
            self._slider.setValue(0)
        self._timer.start()
        self._play.show_icon("ph.pause-fill")

    def _stop(self) -> None:
        self._timer.stop()
        self._play.show_icon("ph.play-fill")

    def _tick(self) -> None:
        stride = max(1, round(_STOPS * _TICK_MS / (1000 * _PLAY_SECONDS)))
        self._slider.setValue(self._slider.value() + stride)
        if self._slider.value() == _STOPS:
            self._stop()

    def _on_value(self, _: int) -> None:
        self._show_value()
        self.tried.emit(self.bias)

    def _show_value(self) -> None:
        self._value.show_text(f"b {format_number(self.bias)}")
        self._value.setAccessibleName(f"Tried bias {format_number(self.bias)}")

    def _on_apply(self) -> None:
        bias = self.bias
        self._stop()
        self.hide()
        self.apply_requested.emit(bias)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()
