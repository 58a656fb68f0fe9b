"""A view as a picture: without its controls, on a ground of its own, in any colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from playground.app.theme import style_sheet
from playground.palette import Theme
from playground.plots.paint.bar import PaintBar
from playground.plots.shapes.bar import ShapeBar
from playground.widgets.icons import IconToolButton

MARGIN = 16
_LAYOUTS = 3
_TOOLS = (IconToolButton, PaintBar, ShapeBar)
"""What is for the hand in any view, beside the controls that each one names."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A view, its parts that a picture has no use for, and how it takes on other colours."""

    view: QWidget
    controls: tuple[QWidget, ...]
    set_theme: Callable[[Theme], None]

    @property
    def size(self) -> QSize:
        """What `draw` fills, in pixels of the screen."""
        with self._bare():
            return self._filled().size() + QSize(2 * MARGIN, 2 * MARGIN)

    def draw(self, painter: QPainter, theme: Theme, shown: Theme) -> None:
        """Draw it in a theme; afterwards it looks as `shown` again, and no one saw it change."""
        with self._bare(), self._themed(theme, shown):
            place = self._filled()
            painter.translate(MARGIN - place.left(), MARGIN - place.top())
            self.view.render(painter, QPoint(), place, QWidget.RenderFlag.DrawChildren)

    def hide_controls(self) -> list[QWidget]:
        """Hide what a picture has no use for, and return what was visible of it."""
        tools = [tool for kind in _TOOLS for tool in self.view.findChildren(kind)]
        hidden = [part for part in (*self.controls, *tools) if part.isVisibleTo(self.view)]
        for part in hidden:
            part.hide()
        return hidden

    def _filled(self) -> QRect:
        """The part of the view in which there is anything."""
        box, direct = QRect(), Qt.FindChildOption.FindDirectChildrenOnly
        for part in self.view.findChildren(QWidget, options=direct):
            if part.isVisibleTo(self.view):
                box = box.united(part.geometry())
        return box

    def _lay_out(self) -> None:
        """Give all parts their places now; a part inside a part may change the room of the rest."""
        layout = self.view.layout()
        assert layout is not None, "every view lays out its parts"
        for _ in range(_LAYOUTS):
            for part in (*self.view.findChildren(QWidget), self.view):
                QCoreApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)
            layout.activate()

    @contextmanager
    def _bare(self) -> Iterator[None]:
        focus = self.view.window().focusWidget()
        holder = focus if focus is not None and self.view.isAncestorOf(focus) else None
        if holder is not None:
            # The frame around what has the focus is nothing for a picture.
            holder.clearFocus()
        hidden = self.hide_controls()
        self._lay_out()
        try:
            yield
        finally:
            for part in hidden:
                part.show()
            self._lay_out()
            if holder is not None:
                holder.setFocus(Qt.FocusReason.OtherFocusReason)

    @contextmanager
    def _themed(self, theme: Theme, shown: Theme) -> Iterator[None]:
        if theme == shown:
            yield
            return
        plain = f"QLabel {{ color: {theme.text}; }}"
        self.view.setStyleSheet(plain + style_sheet(theme, QApplication.font()))
        self._take_on(theme)
        try:
            yield
        finally:
            self.view.setStyleSheet("")
            self._take_on(shown)

    def _take_on(self, theme: Theme) -> None:
        self.set_theme(theme)
        for part in self.view.findChildren(QWidget):
            # A widget put into a layout shows itself with the next events, too late for this one.
            QCoreApplication.sendPostedEvents(part, QEvent.Type.MetaCall)
