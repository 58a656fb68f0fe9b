"""The plane with its axes, moved by mouse and keys."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from playground.data.plane import Bounds
from playground.palette import Theme
from playground.plots.chart import BOTTOM_HEIGHT, LEFT_WIDTH, RIGHT_MARGIN, TOP_MARGIN, Chart
from playground.plots.plane.tool import PlaneTool
from playground.plots.plane.tool_hand import ToolHand

LEFT_SPACE = LEFT_WIDTH + 12
_BOTTOM_SPACE = BOTTOM_HEIGHT + 14
_LONGEST_NAME = 140
_ZOOM_STEP = 1.2
_PAN_SHARE = 0.1
_DEEPEST, _WIDEST = 1e-10, 1e3
# Less than this part of its distance from the origin, and numbers have too few digits to draw.
_FINEST = 1e-9
_MOST_STRETCHED = 2.5
_SETTLE_MS = 50

_PANS = {
    Qt.Key.Key_Left: (-_PAN_SHARE, 0.0),
    Qt.Key.Key_Right: (_PAN_SHARE, 0.0),
    Qt.Key.Key_Up: (0.0, _PAN_SHARE),
    Qt.Key.Key_Down: (0.0, -_PAN_SHARE),
}
_ZOOMS = {
    Qt.Key.Key_Plus: 1 / _ZOOM_STEP,
    Qt.Key.Key_Equal: 1 / _ZOOM_STEP,
    Qt.Key.Key_Minus: _ZOOM_STEP,
}


class PlaneChart(Chart):
    """A rectangle of the plane, seen whole until someone pans or zooms.

    One unit is as long on both axes unless the plane is so stretched that it would be a sliver.
    `bounds_changed` comes when a pan or zoom has settled, `cursor_moved` with a place on the
    plane, `tool_changed` with the tool that the left button and the arrow keys lead from now on,
    or None when they pan.
    """

    bounds_changed = Signal(object)
    cursor_moved = Signal(float, float)
    cursor_left = Signal()
    tool_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._home: Bounds = (-1.0, 1.0, -1.0, 1.0)
        self._bounds = self._home
        self._grip: QPointF | None = None
        self._hand = ToolHand(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._announce)
        self.left.setWidth(LEFT_SPACE)
        self.bottom.setHeight(_BOTTOM_SPACE)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 120)
        self._look_at(self._home)

    @property
    def bounds(self) -> Bounds:
        """What is in view, (x0, x1, y0, y1) in data units."""
        return self._bounds

    @property
    def pixel_size(self) -> tuple[float, float]:
        """How wide and high a pixel is in data units."""
        x0, x1, y0, y1 = self._bounds
        return (x1 - x0) / max(1.0, self.box.width()), (y1 - y0) / max(1.0, self.box.height())

    @property
    def tool(self) -> PlaneTool | None:
        """What the left button leads; None pans."""
        return self._hand.tool

    @property
    def has_crosshair(self) -> bool:
        """Whether the keyboard leads the tool at the moment."""
        return self._hand.has_crosshair

    @property
    def is_led(self) -> bool:
        """Whether the left button would lead a tool where the mouse is."""
        return self._hand.is_led

    def set_tool(self, tool: PlaneTool | None) -> None:
        """Lead another tool from now on; what the one before had midway is cancelled."""
        if tool is not self._hand.tool:
            self._hand.take(tool)
            self.tool_changed.emit(tool)

    def cancel_tool(self) -> None:
        """Give up the gesture that is midway, for what it was about has changed."""
        self._hand.cancel()

    def set_resting_tool(self, tool: PlaneTool) -> None:
        """Lead this tool wherever it reaches while no other is in hand."""
        self._hand.resting = tool

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._hand.set_theme(theme)

    def set_home(self, bounds: Bounds) -> None:
        """Show that rectangle; where it was home already, a pan or zoom stays.

        What stays in view is announced again, for whoever thinks that home is in view.
        """
        if bounds != self._home:
            self._home = bounds
            self._look_at(bounds)
            self.updateGeometry()
            self._fit_box()
        elif self._bounds != bounds:
            self._settle.start()

    def show_bounds(self, bounds: Bounds) -> None:
        """Look where another view of the same plane looks; nothing is announced."""
        if bounds != self._bounds:
            self._settle.stop()
            self._look_at(bounds)

    def set_names(self, x_name: str, y_name: str) -> None:
        """Name the axes; pyqtgraph takes names for HTML."""
        for axis, name in ((self.bottom, x_name), (self.left, y_name)):
            shortened = self.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, _LONGEST_NAME
            )
            axis.setLabel(html.escape(shortened))

    def go_home(self) -> None:
        """Undo every pan and zoom."""
        self._move_to(self._home)

    def place_of(self, position: QPointF) -> QPointF:
        """The place on the plane under a position in the widget."""
        return self.box.mapSceneToView(position)

    def _move_to(self, bounds: Bounds) -> None:
        if bounds != self._bounds:
            self._look_at(bounds)
            self._settle.start()

    def _look_at(self, bounds: Bounds) -> None:
        self._bounds = bounds
        x0, x1, y0, y1 = bounds
        self.box.setRange(xRange=(x0, x1), yRange=(y0, y1), padding=0)

    def _zoom(self, factor: float, at: QPointF) -> None:
        x0, x1, y0, y1 = self._bounds
        share = (x1 - x0) * factor / (self._home[1] - self._home[0])
        size = (x1 - x0) * factor
        if factor > 1.0:
            fits = share <= _WIDEST
        else:
            fits = share >= _DEEPEST and size > _FINEST * max(map(abs, self._bounds))
        if fits:
            self._move_to(
                (
                    at.x() + (x0 - at.x()) * factor,
                    at.x() + (x1 - at.x()) * factor,
                    at.y() + (y0 - at.y()) * factor,
                    at.y() + (y1 - at.y()) * factor,
                )
            )

    def _pan(self, dx: float, dy: float) -> None:
        x0, x1, y0, y1 = self._bounds
        self._move_to((x0 + dx, x1 + dx, y0 + dy, y1 + dy))

    def _announce(self) -> None:
        self.bounds_changed.emit(self._bounds)

    def _aspect(self) -> float:
        x0, x1, y0, y1 = self._home
        aspect = (x1 - x0) / (y1 - y0)
        return aspect if 1 / _MOST_STRETCHED <= aspect <= _MOST_STRETCHED else 1.0

    def _room(self) -> QRectF:
        """Where the plane may lie, beside the axes."""
        return QRectF(self.rect()).adjusted(LEFT_SPACE, TOP_MARGIN, -RIGHT_MARGIN, -_BOTTOM_SPACE)

    def _fit_box(self) -> None:
        room = self._room()
        width = min(room.width(), room.height() * self._aspect())
        spare_x = max(0.0, room.width() - width)
        spare_y = max(0.0, room.height() - width / self._aspect())
        self.centralLayout.setContentsMargins(
            spare_x / 2, TOP_MARGIN, RIGHT_MARGIN + spare_x / 2, spare_y
        )
        # The margins of before may have kept the layout wider than the widget is now.
        self.centralWidget.setGeometry(QRectF(self.rect()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = max(0, width - LEFT_SPACE - RIGHT_MARGIN)
        return round(inner / self._aspect()) + TOP_MARGIN + _BOTTOM_SPACE

    def sizeHint(self) -> QSize:
        return QSize(340, self.heightForWidth(340))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        # pyqtgraph calls this once while it builds its view.
        if hasattr(self, "_home"):
            self._fit_box()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self._hand.claims(event) or event.key() == Qt.Key.Key_Home)
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._hand.press(event):
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = event.position()
            self._hand.follow_cursor(is_panning=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._grip is None:
            self._hand.release(event)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grip = None
            self._hand.follow_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        place = self.place_of(event.position())
        if self._grip is not None:
            moved = self.place_of(self._grip) - place
            self._grip = event.position()
            self._pan(moved.x(), moved.y())
            return
        self._hand.look(place)
        if self.box.sceneBoundingRect().contains(event.position()):
            self.cursor_moved.emit(place.x(), place.y())
        else:
            self.cursor_left.emit()
        self._hand.move(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if not self._hand.double_click(event):
            self.go_home()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        self._zoom(_ZOOM_STEP ** (-turned / 120), self.place_of(event.position()))
        event.accept()

    def leaveEvent(self, event) -> None:
        self._hand.leave()
        self.cursor_left.emit()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._hand.cancel()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._hand.lose_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._hand.key_press(event):
            event.accept()
            return
        key = Qt.Key(event.key())
        x0, x1, y0, y1 = self._bounds
        if key in _PANS:
            dx, dy = _PANS[key]
            self._pan(dx * (x1 - x0), dy * (y1 - y0))
        elif key in _ZOOMS:
            self._zoom(_ZOOMS[key], QPointF((x0 + x1) / 2, (y0 + y1) / 2))
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._hand.key_release(event))
