"""The box with its surfaces on the screen, turned by mouse and keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.palette import LIGHT, Theme
from playground.plots.surface.camera import Camera, Projection
from playground.plots.surface.picture import SurfacePicture
from playground.plots.surface.scene import SurfaceScene

_RADIANS_PER_PIXEL = math.radians(0.5)
_KEY_TURN = math.radians(6)
_KEY_MOVE = 0.1
_ZOOM_STEP = 1.15
_SETTLE_MS = 180
_MOST_PIXELS_MOVING, _MOST_PIXELS_AT_REST = 600_000, 3_000_000
_MOST_PIXELS_IN_FILES = 16_000_000
_PIXELS = (
    QPaintEngine.Type.Raster,
    QPaintEngine.Type.X11,
    QPaintEngine.Type.OpenGL,
    QPaintEngine.Type.OpenGL2,
)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {
    Qt.Key.Key_Plus: _ZOOM_STEP,
    Qt.Key.Key_Equal: _ZOOM_STEP,
    Qt.Key.Key_Minus: 1 / _ZOOM_STEP,
}


class SurfaceChart(QWidget):
    """Shows one scene from one camera; what moves is drawn coarser than what stands still.

    Signals
    -------
    cursor_moved : x, y in data units and the output where the pointer is over a surface.
    cursor_left : the pointer is no longer over one.
    """

    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._scene: SurfaceScene | None = None
        self._camera = Camera()
        self._picture: tuple[Projection, SurfacePicture] | None = None
        self._drag: tuple[QPointF, Camera, bool] | None = None
        self._cursor: QPointF | None = None
        self._is_moving = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 120)

    @property
    def camera(self) -> Camera:
        """From where the scene is seen."""
        return self._camera

    def set_theme(self, theme: Theme) -> None:
        """Draw the ground in other colours."""
        self._theme = theme
        self.update()

    def show_scene(self, scene: SurfaceScene | None) -> None:
        """Show that, seen as before."""
        self._scene = scene
        self._stir()
        if self._cursor is not None:
            self._tell_cursor()

    def set_camera(self, camera: Camera) -> None:
        """Look from there."""
        if camera != self._camera:
            self._camera = camera
            self._stir()

    def go_home(self) -> None:
        """Undo all turning, moving and zooming."""
        self.set_camera(Camera())

    def _stir(self) -> None:
        """Something changed; soon after it was painted for an earlier change, it moves."""
        is_painted = self._picture is not None
        self._is_moving |= is_painted and self._settle.isActive()
        self._settle.start()
        self._picture = None
        self.update()

    def _on_settled(self) -> None:
        if self._is_moving:
            self._is_moving = False
            self._picture = None
            self.update()

    def _look(self, scene: SurfaceScene) -> tuple[Projection, SurfacePicture]:
        """What is seen on the screen; it is kept until it changes."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            if self._is_moving:
                coarse = ratio / math.sqrt(scene.weight)
                self._picture = self._take(scene, coarse, _MOST_PIXELS_MOVING)
            else:
                self._picture = self._take(scene, 2 * ratio, _MOST_PIXELS_AT_REST)
        return self._picture

    def _take(
        self, scene: SurfaceScene, fineness: float, most: int
    ) -> tuple[Projection, SurfacePicture]:
        size = QSizeF(self.size())
        fineness = min(fineness, math.sqrt(most / max(1.0, size.width() * size.height())))
        projection = scene.project(self._camera, size)
        return projection, scene.take_picture(projection, size, fineness)

    def _tell_cursor(self) -> None:
        found = None
        if self._cursor is not None and self._scene is not None:
            found = self._scene.value_at(self._cursor, *self._look(self._scene))
        if found is None:
            self.cursor_left.emit()
        else:
            self.cursor_moved.emit(*found)

    def _end_drag(self) -> None:
        self._drag = None
        self.unsetCursor()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(0.92 * width)

    def sizeHint(self) -> QSize:
        return QSize(340, self.heightForWidth(340))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        scene = self._scene
        if scene is not None and min(self.width(), self.height()) > 1:
            density = painter.deviceTransform().m11()
            if painter.paintEngine().type() not in _PIXELS:
                scene.draw(painter, *self._look(scene), as_polygons=True)
            elif density == self.devicePixelRatioF():
                scene.draw(painter, *self._look(scene), keep_for=QSizeF(self.size()))
            else:
                # A picture of the view may be finer than the screen.
                scene.draw(painter, *self._take(scene, 2 * density, _MOST_PIXELS_IN_FILES))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.selection))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event) -> None:
        self._stir()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._stir()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = Qt.MouseButton
        if event.button() in (buttons.LeftButton, buttons.MiddleButton):
            self._cursor = None
            self.cursor_left.emit()
            moves = event.button() == buttons.MiddleButton
            moves |= bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._drag = event.position(), self._camera, moves
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._cursor = event.position()
            self._tell_cursor()
        else:
            start, camera, moves = self._drag
            way = event.position() - start
            if moves:
                unit = 1.0 if self._scene is None else self._look(self._scene)[0].unit
                self.set_camera(camera.moved(way.x() / unit, way.y() / unit))
            else:
                way *= _RADIANS_PER_PIXEL
                self.set_camera(camera.turned(way.x(), way.y()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end_drag()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.go_home()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._scene is not None:
            turned = event.angleDelta().y() or event.angleDelta().x()
            projection = self._look(self._scene)[0]
            at = (event.position() - projection.middle) / projection.unit
            self.set_camera(self._camera.zoomed(_ZOOM_STEP ** (turned / 120), at.x(), at.y()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._cursor = None
        self.cursor_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._drag is not None:
            self.set_camera(self._drag[1])
            self._end_drag()
        elif key in _ARROWS:
            right, up = _ARROWS[key]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.set_camera(self._camera.moved(_KEY_MOVE * right, -_KEY_MOVE * up))
            else:
                self.set_camera(self._camera.turned(_KEY_TURN * right, _KEY_TURN * up))
        elif key in _ZOOMS:
            self.set_camera(self._camera.zoomed(_ZOOMS[key]))
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            event.ignore()
