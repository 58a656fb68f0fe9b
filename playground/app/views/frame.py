"""What stands around each view: the choice of axes above it, a menu in its corner."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from playground.app.views.feed import Feed
from playground.app.views.plane import axis_names, column_label
from playground.app.views.range_dialog import RangeDialog
from playground.data.plane import Bounds, PlaneChoice, held_columns
from playground.document import edits
from playground.plots.plane.axes_bar import AxesBar, Held
from playground.widgets.choice import Choice
from playground.widgets.described import described, explained
from playground.widgets.icons import IconToolButton

_MARGINS = (12, 6, 12, 8)
_BUTTON = 29
_TIP = "Save or copy this picture"
_MOVES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})
_LEAST_WIDTH = 216
_ITEMS = {
    "save": ("&Save Picture…", "Save this view as a PNG or SVG file"),
    "copy": ("&Copy Picture", "Put this view into the clipboard as a picture"),
}
_PLANE_ITEMS = {
    "range": ("Set &Range…", "Type from where to where the axes go"),
    "whole": ("Show &All Data", "Let the axes go as far as the data again"),
}


class ViewMenu(IconToolButton):
    """The "…" in a view's corner; its menu is the view's context menu as well.

    Signals
    -------
    chosen(str) : a key of the menu.
    """

    chosen = Signal(str)

    def __init__(self, title: str, has_plane: bool, parent: QWidget) -> None:
        super().__init__("ph.dots-three-bold", f"More for {title}", parent)
        tip = f"{_TIP}, or set its range (Menu key)" if has_plane else f"{_TIP} (Menu key)"
        described(self, f"More for {title}", tip)
        self.setFixedSize(_BUTTON, _BUTTON)
        self.setIconSize(QSize(20, 20))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.entries = QMenu(self)
        self.entries.setToolTipsVisible(True)
        for key, (text, about) in _ITEMS.items():
            self._add(key, text, about)
        if has_plane:
            self.entries.addSeparator()
            for key, (text, about) in _PLANE_ITEMS.items():
                self._add(key, text, about)
        self.setMenu(self.entries)
        self.entries.triggered.connect(self._choose)

    def stand_in_corner(self, view: QWidget) -> None:
        """Go to the upper right corner of a view, which leaves `plots.head.CORNER` free there."""
        place = view.geometry()
        self.move(place.right() + 1 - _BUTTON, place.top())
        self.raise_()

    def _add(self, key: str, text: str, about: str) -> None:
        action = QAction(text, self.entries)
        action.setObjectName(key)
        explained(action, about)
        self.entries.addAction(action)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(action.objectName())


class ViewFrame(QWidget):
    """A view in its dock.

    Signals
    -------
    chosen(str) : "save" or "copy", where a picture of the view is wanted.
    moved() : it may have come into sight, or have gone.
    """

    chosen = Signal(str)
    moved = Signal()

    def __init__(self, feed: Feed) -> None:
        super().__init__()
        self._feed = feed
        self._dialog: RangeDialog | None = None
        self.axes = AxesBar(max(1, feed.axes), self)
        self.menu_button = ViewMenu(feed.title, feed.axes > 0, self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.addWidget(self.axes)
        column.addWidget(feed.widget, 1)
        feed.widget.installEventFilter(self)
        self.axes.axis_chosen.connect(self._choose_axis)
        self.axes.held_changed.connect(self._hold)
        self.axes.refused.connect(feed.told)
        self.menu_button.chosen.connect(self._choose)

    @property
    def is_in_sight(self) -> bool:
        """Whether any of it is on the screen, and not behind another tab."""
        # Docks behind another one's tab are visible for Qt, and far outside of the window.
        return not self.visibleRegion().isEmpty() and not self.window().isMinimized()

    def take_focus(self) -> None:
        """Give the keyboard to the largest part of the view that takes it: its chart."""
        view = self._feed.widget
        parts = [
            part
            for part in view.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(view)
        ]
        if parts:
            largest = max(parts, key=lambda part: part.width() * part.height())
            largest.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_plane(self) -> None:
        """Offer the columns of the data, and show which are axes and what the others are."""
        controller, axes = self._feed.controller, self._feed.axes
        dataset, plane = controller.dataset, controller.plane
        if not axes or dataset is None or plane is None:
            self.axes.hide()
            return
        names = dataset.columns
        labels = [Choice(name, column_label(name)) for name in names]
        shown = [names[plane.axes[number]] for number in plane.numbers(axes)]
        self.axes.show_columns(labels, shown)
        held = held_columns(dataset, plane, axes)
        self.axes.show_held(
            [
                Held(name, column_label(name), *span, plane.held[names.index(name)])
                for name, span in held.items()
            ]
        )

    def _choose_axis(self, number: int, column: str) -> None:
        """Other axes begin with all of their data; what was the other axis changes places.

        Where only a cut is seen, it goes along the other axis, and planes stay as they are.
        """
        dataset, plane = self._feed.controller.dataset, self._feed.controller.plane
        if dataset is None or plane is None:
            return
        axes = [dataset.columns[index] for index in plane.axes]
        if column in axes and self._feed.axes == 1:
            self._change("Change Axis", along="xy"[axes.index(column)])
            return
        if column in axes:
            axes.reverse()
        else:
            axes[plane.numbers(self._feed.axes)[number]] = column
        x, y = axes
        self._change("Change Axes", x=x, y=y, bounds=None)

    def _hold(self, column: str, value: float, merge_key: object) -> None:
        held = dict(self._plane_choice.held) | {column: value}
        self._change(f"Hold {column_label(column)}", merge_key, held=tuple(held.items()))

    @property
    def _plane_choice(self) -> PlaneChoice:
        return self._feed.controller.document.view.plane

    def _change(self, text: str, merge_key: object = None, **fields: object) -> None:
        plane = replace(self._plane_choice, **fields)  # type: ignore[arg-type]
        self._feed.controller.do(edits.change_field(text, "view", merge_key, plane=plane))

    def _choose(self, key: str) -> None:
        if key == "range":
            self._ask_range()
        elif key == "whole":
            self._change("Show All Data", bounds=None)
            self._feed.controller.show_bounds(self._feed.controller.home_bounds)
        else:
            self.chosen.emit(key)

    def _ask_range(self) -> None:
        controller = self._feed.controller
        shown = (0, 1) if controller.plane is None else controller.plane.numbers(self._feed.axes)
        names = axis_names(controller)
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = RangeDialog(
            {number: names[number] for number in shown}, controller.bounds, self
        )
        self._dialog.bounds_chosen.connect(self._set_range)
        self._dialog.open()

    def _set_range(self, bounds: Bounds) -> None:
        self._change("Set Range", bounds=bounds)
        # The range may be that of before, with a pan since.
        self._feed.controller.show_bounds(bounds)

    def minimumSizeHint(self) -> QSize:
        # A wide row of a view that is out of sight must not make the window wider.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST_WIDTH), hint.height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_button.entries.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.moved.emit()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.menu_button.stand_in_corner(self._feed.widget)
        return super().eventFilter(watched, event)
