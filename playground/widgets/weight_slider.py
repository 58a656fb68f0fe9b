"""A slider for a weight or bias: zero stands in its middle, and it reaches as far as needed."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.palette import Theme
from playground.widgets.sliders import QuietSlider
from playground.widgets.theming import current_theme

STOPS = 100
"""Positions on either side of zero."""
_LEAST = 1.0
_ROOM = 1.25
_INSET, _GROOVE, _KNOB, _GRIP = 7.0, 4.0, 5.5, 10.0


def reach_for(value: float) -> float:
    """How far a slider goes on either side of zero: 1, 2, 5, 10, 20, …, with room beyond."""
    wanted = abs(value) * _ROOM
    if wanted <= _LEAST:
        return _LEAST
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(nice * power for nice in (1.0, 2.0, 5.0, 10.0) if nice * power >= wanted)


def knob_place(area: QRectF, share: float) -> QPointF:
    """Where the knob stands for a share from −1 to 1."""
    half = area.width() / 2 - _INSET
    return QPointF(area.center().x() + max(-1.0, min(1.0, share)) * half, area.center().y())


def share_at(area: QRectF, x: float) -> float:
    """The share from −1 to 1 at a place; beyond the ends it is that of the end."""
    half = max(1.0, area.width() / 2 - _INSET)
    return max(-1.0, min(1.0, (x - area.center().x()) / half))


def grab_offset(area: QRectF, share: float, x: float) -> float:
    """How far beside its middle the knob is held; 0 where the groove is pressed instead."""
    beside = x - knob_place(area, share).x()
    return beside if abs(beside) <= _GRIP else 0.0


def paint_slider(
    painter: QPainter, area: QRectF, share: float, theme: Theme, focused: bool = False
) -> None:
    """Draw groove, tick at zero, the part from zero to the knob in the colour of its sign, knob."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    knob, zero = knob_place(area, share), knob_place(area, 0.0)
    groove = QRectF(0, 0, area.width() - 2 * _INSET, _GROOVE)
    groove.moveCenter(area.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.border))
    painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
    painter.setBrush(QColor(theme.above if share > 0 else theme.below))
    left, right = sorted((zero.x(), knob.x()))
    painter.drawRect(QRectF(left, groove.top(), right - left, _GROOVE))
    painter.setPen(QPen(QColor(theme.muted_text), 1))
    painter.drawLine(QPointF(zero.x(), zero.y() - 5), QPointF(zero.x(), zero.y() + 5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.selection if focused else theme.primary))
    painter.drawEllipse(knob, _KNOB, _KNOB)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.selection), 1))
        painter.drawEllipse(knob, _KNOB + 2, _KNOB + 2)
    painter.restore()


class WeightSlider(QuietSlider):
    """Slides a number of either sign; the arrow keys step it, Escape gives up a drag.

    Signals
    -------
    number_changed(float, object) : the new number and the merge key of the gesture.
    cancelled(object) : a drag was given up; its merge key.
    """

    number_changed = Signal(float, object)
    cancelled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reach = _LEAST
        self._grab = 0.0
        self.setRange(-STOPS, STOPS)
        self.setPageStep(STOPS // 10)
        self.setMinimumWidth(72)
        self.valueChanged.connect(self._tell)

    def show_number(self, value: float, fresh: bool = False) -> None:
        """Stand at a number without telling anyone; a held knob stays where it is held.

        The reach grows with the number and shrinks only for a `fresh` one, that of another item,
        which also ends a drag: it was meant for the item before.
        """
        if fresh and self.isSliderDown():
            self.setSliderDown(False)
        if self.isSliderDown():
            return
        if fresh or abs(value) >= self._reach:
            self._reach = reach_for(value)
        self.blockSignals(True)
        self.setValue(round(value / self._reach * STOPS))
        self.blockSignals(False)
        self.update()

    def _tell(self, position: int) -> None:
        self.number_changed.emit(self._reach * position / STOPS, self.merge_key)

    def _slide_to(self, x: float) -> None:
        self.setSliderPosition(round(share_at(QRectF(self.rect()), x - self._grab) * STOPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        self._grab = grab_offset(QRectF(self.rect()), self.value() / STOPS, x)
        self.setSliderDown(True)
        self._slide_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._slide_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isSliderDown():
            key = self.merge_key
            self.setSliderDown(False)
            self.cancelled.emit(key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, share = QRectF(self.rect()), self.value() / STOPS
        paint_slider(painter, area, share, current_theme(), self.hasFocus())

    def sizeHint(self) -> QSize:
        return QSize(120, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 22)
