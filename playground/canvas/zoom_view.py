"""A view that zooms at the pointer, pans and lies on a grid of dots."""

from __future__ import annotations

import math

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QInputDevice,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from playground.canvas.grid_dots import draw_dots
from playground.canvas.style import CanvasStyle

ZOOM_STEP = 1.2
MIN_ZOOM, MAX_ZOOM = 0.1, 8.0
_FIT_MARGIN = 36
_MAX_FIT = 1.5
GLIDE_MS = 160


class ZoomView(QGraphicsView):
    """Shows everything at any size until a person zooms, pans or goes elsewhere.

    `zoom_changed(float)` carries the new scale, 1 at 100 %.
    """

    zoom_changed = Signal(float)

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.style_now = CanvasStyle()
        self._shows_everything = True
        self._fitted = QRectF()
        self._animated = False
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._show_window)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def zoom(self) -> float:
        return float(self.transform().m11())

    @property
    def is_animated(self) -> bool:
        return self._animated

    def set_animated(self, animated: bool) -> None:
        """Whether views and nodes glide to where they are sent, or jump."""
        self._animated = animated

    def zoom_by(self, factor: float, anchor: QPoint | None = None) -> None:
        """Zoom within 10 % to 800 %, keeping the scene point under `anchor` in place."""
        self._glide.stop()
        self._shows_everything = False
        anchor = anchor if anchor is not None else self.viewport().rect().center()
        before = self.mapToScene(anchor)
        target = min(MAX_ZOOM, max(MIN_ZOOM, self.zoom * factor))
        self._set_zoom(target)
        after = self.viewportTransform().map(before)
        self.pan(QPoint(round(after.x()), round(after.y())) - anchor)

    def pan(self, by: QPoint) -> None:
        """Move the window over the scene by screen pixels."""
        self._shows_everything = False
        for bar, step in ((self.horizontalScrollBar(), by.x()), (self.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() + step)

    def look_at(self, x: float, y: float) -> None:
        """Bring a place of the scene into the middle at once."""
        self._glide.stop()
        self._shows_everything = False
        self.centerOn(x, y)

    def zoom_in(self) -> None:
        self.zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Back to 100 %, the middle kept."""
        self._go(1.0, self.mapToScene(self.viewport().rect().center()))

    def fit_box(self, box: QRectF) -> None:
        """Show a rectangle of the scene as large as sensible; an empty one means the origin."""
        if box.isEmpty():
            self._go(1.0, QPointF(0, 0))
            return
        room = self.viewport().rect()
        wide = max(room.width() - 2 * _FIT_MARGIN, 20) / box.width()
        high = max(room.height() - 2 * _FIT_MARGIN, 20) / box.height()
        self._go(min(_MAX_FIT, max(MIN_ZOOM, min(wide, high))), box.center())

    def fit(self) -> None:
        """Show everything."""
        self._fitted = self.everything()
        self.fit_box(self._fitted)
        self._shows_everything = True

    def everything(self) -> QRectF:
        """The rectangle of the scene that `fit` shows."""
        return self.scene().itemsBoundingRect()

    def _fits_anew(self) -> bool:
        """Whether another size is a reason to fit: what was drawn since would jump needlessly."""
        everything = self.everything()
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return everything == self._fitted or not seen.contains(everything)

    def _go(self, scale: float, centre: QPointF) -> None:
        self._glide.stop()
        self._shows_everything = False
        goal = QRectF(centre.x(), centre.y(), scale, 0)
        if not self._animated or not self.isVisible():
            self._show_window(goal)
            return
        middle = self.mapToScene(self.viewport().rect().center())
        self._glide.setStartValue(QRectF(middle.x(), middle.y(), self.zoom, 0))
        self._glide.setEndValue(goal)
        self._glide.start()

    def _show_window(self, window: QRectF) -> None:
        """Centre x and y, and the scale as the width, in one value that can be animated."""
        self._set_zoom(window.width())
        self.centerOn(window.x(), window.y())

    def _set_zoom(self, scale: float) -> None:
        if not math.isclose(scale, self.zoom, rel_tol=1e-9):
            self.resetTransform()
            self.scale(scale, scale)
            self.zoom_changed.emit(scale)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        to_screen = painter.worldTransform()
        painter.resetTransform()
        # Of a pan that goes askew two strips are new; clipped to both, lines take far longer.
        parts: list[QRect] = list(painter.clipRegion())  # type: ignore[call-overload]
        for part in parts or [self.viewport().rect()]:
            painter.resetTransform()
            painter.setClipRect(part)
            painter.fillRect(part, self.style_now.canvas)  # many times faster without a scale
            painter.setWorldTransform(to_screen)
            exposed = to_screen.inverted()[0].mapRect(QRectF(part))
            draw_dots(painter, exposed, self.style_now.grid_dot)
            super().drawBackground(painter, exposed)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers that part or meet on a trackpad zoom."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(max(0.1, 1.0 + event.value()), event.position().toPoint())
            elif event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.fit()
            event.accept()
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        modifiers = event.modifiers()
        pixels = _pixels(event)
        if not pixels.isNull() and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.pan(-pixels)
            return
        turn = event.angleDelta().y() or event.angleDelta().x()
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.pan(QPoint(-turn, 0))
        else:
            self.zoom_by(ZOOM_STEP ** (turn / 120), event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shows_everything and self.isVisible() and self._fits_anew():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shows_everything:
            self.fit()


def _pixels(event: QWheelEvent) -> QPoint:
    """How far fingers on a trackpad moved; nothing for a wheel."""
    pixels = event.pixelDelta()
    is_pad = event.pointingDevice().type() == QInputDevice.DeviceType.TouchPad
    # Under X11 trackpads tell angles alone.
    return event.angleDelta() / 2 if is_pad and pixels.isNull() else pixels
