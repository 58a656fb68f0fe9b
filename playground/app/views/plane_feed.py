"""What the feeds of all views of the plane do alike."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance

from playground.app.controller import Controller
from playground.app.views.feed import Feed
from playground.app.views.focus import Focus
from playground.app.views.plane import NO_PLANE, axis_names, has_plane, plane_points
from playground.canvas.view import CanvasView
from playground.data.plane import Bounds
from playground.plots.plane.points import PointSet


class PlaneView(Protocol):
    """A widget over the plane; `plane_changed` says where people have panned or zoomed to."""

    plane_changed: SignalInstance
    cursor_moved: SignalInstance
    cursor_left: SignalInstance

    def set_plane(self, bounds: Bounds, x_label: str, y_label: str) -> None: ...
    def show_bounds(self, bounds: Bounds) -> None: ...
    def set_points(self, points: PointSet | None) -> None: ...
    def show_message(self, text: str) -> None: ...


class PlaneFeed(Feed):
    """A view that looks where the others look, has the data's points and tells of the pointer."""

    def __init__(
        self, controller: Controller, canvas: CanvasView, focus: Focus, widget: PlaneView
    ) -> None:
        super().__init__(controller, canvas, focus, widget)  # type: ignore[arg-type]
        self._plane_view = widget
        widget.plane_changed.connect(controller.show_bounds)
        self.tell_cursor_of(widget)

    def show_dataset(self) -> None:
        if self.controller.dataset is None:
            self._plane_view.show_message(self.controller.data_error)
        else:
            home = self.controller.home_bounds
            self._plane_view.set_plane(home, *axis_names(self.controller))
        self._plane_view.set_points(plane_points(self.controller))

    def show_bounds(self) -> None:
        self._plane_view.show_bounds(self.controller.bounds)

    def show_no_plane(self) -> bool:
        """Say so where the data have one column and so there is no plane; returns whether."""
        is_line = self.controller.plane is not None and not has_plane(self.controller)
        if is_line:
            self._plane_view.set_points(None)
            self._plane_view.show_message(NO_PLANE)
        return is_line
