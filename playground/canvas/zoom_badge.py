"""The zoom in the corner of the canvas; a click fits everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolButton

from playground.canvas.zoom_view import ZoomView
from playground.palette import Theme

_MARGIN = 8


class ZoomBadge(QToolButton):
    """Stays in the right bottom corner of its view."""

    def __init__(self, view: ZoomView) -> None:
        super().__init__(view)
        self._view = view
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip("Fit the whole network into view (Home)")
        self.setStatusTip("Fit the whole network into view")
        self.setWhatsThis("How large the drawing is shown; a click fits the whole network.")
        self.setAccessibleName("Zoom")
        self.clicked.connect(view.fit)
        view.zoom_changed.connect(self.show_zoom)
        view.installEventFilter(self)
        self.show_zoom(view.zoom)

    def set_theme(self, theme: Theme) -> None:
        self.setStyleSheet(
            f"QToolButton {{ color: {theme.muted_text}; background: {theme.surface};"
            f" border: 1px solid {theme.border}; border-radius: 6px; padding: 3px 8px; }}"
            f"QToolButton:hover {{ color: {theme.text}; border-color: {theme.muted_text}; }}"
        )
        self._settle()

    def show_zoom(self, zoom: float) -> None:
        self.setText(f"{round(100 * zoom)} % · Fit")
        self._settle()

    def _settle(self) -> None:
        self.adjustSize()
        corner = self._view.rect().bottomRight()
        self.move(corner.x() - self.width() - _MARGIN, corner.y() - self.height() - _MARGIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False
