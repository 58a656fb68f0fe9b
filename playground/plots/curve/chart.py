"""One axis that is panned and zoomed, with values over it."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from playground.plots.chart import BOTTOM_HEIGHT, LEFT_WIDTH, Chart

LEFT_SPACE = LEFT_WIDTH + 8
_BOTTOM_SPACE = BOTTOM_HEIGHT + 14
_LONGEST_NAME = 140
_ZOOM_STEP = 1.2
_PAN_SHARE = 0.1
_DEEPEST, _WIDEST = 1e-4, 1e3
_SETTLE_MS = 50
_READING_STEPS = 100

_PANS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ZOOMS = {
    Qt.Key.Key_Plus: 1 / _ZOOM_STEP,
    Qt.Key.Key_Equal: 1 / _ZOOM_STEP,
    Qt.Key.Key_Minus: _ZOOM_STEP,
}


class CurveChart(Chart):
    """Values over one axis; the height is for others to set.

    `range_changed` comes when a pan or zoom has settled, `cursor_moved` with a place in the
    picture, by mouse or by Shift and the arrow keys.
    """

    range_changed = Signal(float, float)
    cursor_moved = Signal(float, float)
    cursor_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._home = (-1.0, 1.0)
        self._stretch = self._home
        self._grip: QPointF | None = None
        self._reading: float | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._announce)
        self.left.setWidth(LEFT_SPACE)
        self.bottom.setHeight(_BOTTOM_SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 120)
        self._look_at(self._stretch)

    def set_axis(self, home: tuple[float, float], name: str) -> None:
        """What double-click and Home go back to, and the axis' name; pyqtgraph takes HTML."""
        self._home = home
        short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        self.bottom.setLabel(html.escape(short), color=self._theme.muted_text)

    def set_value_name(self, name: str) -> None:
        self.left.setLabel(html.escape(name), color=self._theme.muted_text)

    def show_stretch(self, x0: float, x1: float) -> None:
        """Look at that stretch; nobody is told."""
        if (x0, x1) != self._stretch:
            self._settle.stop()
            self._look_at((x0, x1))

    def set_heights(self, low: float, high: float) -> None:
        self.box.setRange(yRange=(low, high), padding=0)

    def go_home(self) -> None:
        """Undo every pan and zoom."""
        self._move_to(self._home)

    def place_of(self, position: QPointF) -> QPointF:
        """What lies under a position in the widget."""
        return self.box.mapSceneToView(position)

    def _move_to(self, new: tuple[float, float]) -> None:
        if new != self._stretch:
            self._look_at(new)
            self._settle.start()

    def _look_at(self, new: tuple[float, float]) -> None:
        self._stretch = new
        self.box.setRange(xRange=new, padding=0)

    def _announce(self) -> None:
        self.range_changed.emit(*self._stretch)

    def _pan(self, distance: float) -> None:
        x0, x1 = self._stretch
        self._move_to((x0 + distance, x1 + distance))

    def _zoom(self, factor: float, at: float) -> None:
        x0, x1 = self._stretch
        share = (x1 - x0) * factor / (self._home[1] - self._home[0])
        if _DEEPEST <= share <= _WIDEST:
            self._move_to((at + (x0 - at) * factor, at + (x1 - at) * factor))

    def _read(self, steps: int) -> None:
        x0, x1 = self._stretch
        middle = (x0 + x1) / 2
        place = middle if self._reading is None else self._reading
        self._reading = min(max(place + steps * (x1 - x0) / _READING_STEPS, x0), x1)
        self.cursor_moved.emit(self._reading, sum(self.box.viewRange()[1]) / 2)

    def _leave(self) -> None:
        self._reading = None
        self.cursor_left.emit()

    def sizeHint(self) -> QSize:
        return QSize(340, 260)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_of(event.position())
        if self._grip is not None:
            moved = self.place_of(self._grip).x() - place.x()
            self._grip = event.position()
            self._pan(moved)
        elif self.box.sceneBoundingRect().contains(event.position()):
            self._reading = place.x()
            self.cursor_moved.emit(place.x(), place.y())
        else:
            self._leave()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.go_home()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        self._zoom(_ZOOM_STEP ** (-turned / 120), self.place_of(event.position()).x())
        event.accept()

    def leaveEvent(self, event) -> None:
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        x0, x1 = self._stretch
        if key in _PANS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._read(_PANS[key])
        elif key in _PANS:
            self._pan(_PANS[key] * _PAN_SHARE * (x1 - x0))
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key], (x0 + x1) / 2)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key == Qt.Key.Key_Escape and self._reading is not None:
            self._leave()
        else:
            event.ignore()
