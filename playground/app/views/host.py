"""Knows which views are in sight, asks for what they need and hands them what arrives."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from playground.app.controller import Controller
from playground.app.views.cells import CellsFeed
from playground.app.views.compare import CompareFeed
from playground.app.views.curve import CurveFeed
from playground.app.views.feed import Feed
from playground.app.views.focus import Focus
from playground.app.views.frame import ViewFrame
from playground.app.views.outputs import OutputsFeed
from playground.app.views.predictions import POINTS, points_need
from playground.app.views.regions import RegionsFeed
from playground.app.views.surface import SurfaceFeed
from playground.canvas.view import CanvasView
from playground.palette import Theme
from playground.runtime.pictures import Frame

FEEDS: tuple[type[Feed], ...] = (
    RegionsFeed,
    CellsFeed,
    OutputsFeed,
    SurfaceFeed,
    CurveFeed,
    CompareFeed,
)
"""One row for each view, in the order of their tabs."""


class ViewHost(QObject):
    """Owns the feeds of all views. A view that is out of sight costs nothing.

    Signals
    -------
    cursor_moved, cursor_left, hinted, told : those of the feeds.
    chosen(str, str) : the name of a view, and what was chosen in its menu.
    """

    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    hinted = Signal(str)
    told = Signal(str)
    chosen = Signal(str, str)

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller)
        self._controller = controller
        self.feeds: dict[str, Feed] = {
            feed.name: feed
            # Each makes a widget of its own.
            for feed in (make(controller, canvas, focus) for make in FEEDS)  # type: ignore[call-arg]
        }
        self.frames = {name: ViewFrame(feed) for name, feed in self.feeds.items()}
        self._in_sight: dict[str, Feed] = {}
        self._shown: dict[str, tuple[object, ...]] = {}
        self._is_behind = False
        self._is_over = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.look)
        for name, frame in self.frames.items():
            frame.chosen.connect(partial(self.chosen.emit, name))
            frame.moved.connect(self.look_soon)
        for feed in self.feeds.values():
            feed.needs_changed.connect(self._ask)
            feed.cursor_moved.connect(self.cursor_moved)
            feed.cursor_left.connect(self.cursor_left)
            feed.hinted.connect(self.hinted)
            feed.told.connect(self.told)
        document = controller.document
        controller.dataset_changed.connect(self._show_dataset)
        controller.plane_changed.connect(self._show_dataset)
        controller.bounds_changed.connect(self._show_bounds)
        controller.lowered_changed.connect(self._show_document)
        focus.changed.connect(self._show_document)
        document.view_changed.connect(self._show_view)
        document.replaced.connect(self._show_view)
        controller.snapshot_arrived.connect(self._show_snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Draw all views in other colours."""
        for feed in self.feeds.values():
            feed.set_theme(theme)

    @property
    def is_settled(self) -> bool:
        """Whether every view in sight shows what it asked for."""
        return not self._timer.isActive() and all(
            feed.is_settled for feed in self._in_sight.values()
        )

    def shutdown(self) -> None:
        """End what the feeds have running."""
        self._is_over = True
        self._timer.stop()
        # What closes still moves and changes, and would set the feeds to work again.
        self._in_sight.clear()
        for feed in self.feeds.values():
            feed.shutdown()

    def is_in_sight(self, name: str) -> bool:
        return name in self._in_sight

    def look_soon(self) -> None:
        """Something was moved: look which views are in sight, once all is in its place."""
        if not self._is_over:
            self._timer.start()

    def look(self) -> None:
        """Find out which views are in sight now."""
        self._timer.stop()
        for name, frame in self.frames.items():
            if frame.is_in_sight and not self.is_in_sight(name):
                self._take_in(name)
            elif not frame.is_in_sight and self.is_in_sight(name):
                del self._in_sight[name]
        self._ask()

    def _take_in(self, name: str) -> None:
        feed = self._in_sight[name] = self.feeds[name]
        self._shown.pop(name, None)
        if self._can_tell():
            self._tell_all(name)
        snapshot = self._controller.snapshot
        if snapshot is not None:
            feed.show_snapshot(snapshot)

    def _can_tell(self) -> bool:
        """Whether the drawing has been lowered; if not, feeds hear all of it once it is."""
        self._shown.clear()
        shown = self._controller.lowered.shows(self._controller.document.network)
        self._is_behind = self._is_behind or not shown
        return shown

    def _tell_all(self, name: str) -> None:
        self.frames[name].show_plane()
        feed = self.feeds[name]
        feed.show_dataset()
        feed.show_bounds()
        feed.show_view()
        feed.show_document()

    def _ask(self) -> None:
        needs = {name: feed.needs() for name, feed in self._in_sight.items()}
        if any(feed.marks_wrong for feed in self._in_sight.values()):
            needs[POINTS] = points_need(self._controller)
        wanted = {name: need for name, need in needs.items() if need is not None}
        self._controller.show_needs(wanted)

    def _show_dataset(self) -> None:
        if not self._can_tell():
            return
        for name, feed in self._in_sight.items():
            self.frames[name].show_plane()
            feed.show_dataset()
            feed.show_bounds()

    def _show_bounds(self) -> None:
        self._shown.clear()
        for feed in self._in_sight.values():
            feed.show_bounds()

    def _show_view(self) -> None:
        if not self._can_tell():
            return
        for name, feed in self._in_sight.items():
            self.frames[name].show_plane()
            feed.show_view()
        self._ask()

    def _show_document(self) -> None:
        if not self._can_tell():
            return
        for name, feed in self._in_sight.items():
            if self._is_behind:
                self._tell_all(name)
            else:
                feed.show_document()
        self._is_behind = False
        self._ask()

    def _show_snapshot(self, frame: Frame) -> None:
        for name, feed in self._in_sight.items():
            field = frame.fields.get(name)
            points = frame.fields.get(POINTS) if feed.marks_wrong else None
            shown = field, points, frame.status, frame.is_busy
            # The pointer over a plane asks for other numbers, in frames with the same fields.
            if field is None or shown != self._shown.get(name):
                self._shown[name] = shown
                feed.show_snapshot(frame)
