"""Feeds the region view with the node that people look at."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.app.data.painting import Painting
from playground.app.training.display import decides, node_range, threshold_of
from playground.app.views.feed import Feed, Need
from playground.app.views.focus import Focus
from playground.app.views.plane import NO_PLANE, axis_names, has_plane, plane_points
from playground.app.views.predictions import Predictions
from playground.canvas.view import CanvasView
from playground.engine.snapshot import Snapshot
from playground.plots.regions.view import RegionView

_LIVE_SIZE = 100
_FINEST = 300
_NOTHING_YET = "Nothing to show yet: place a neuron and connect an input to it."


class RegionsFeed(Feed):
    """One node's output over the plane."""

    name = "regions"
    title = "Regions"
    tip = "What one node answers over the plane"
    widget: RegionView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, RegionView())
        self._predictions = Predictions(controller)
        view = self.widget
        for name, signal in (
            ("show_test", view.show_test_requested),
            ("discretize", view.discretize_requested),
            ("boundary", view.boundary_requested),
            ("fit_colors", view.fit_requested),
        ):
            signal.connect(partial(self._switch, name))
        self._painting = Painting(controller, view.paint)
        self._painting.told.connect(self.told)
        self._painting.hinted.connect(self.hinted)
        view.plane_changed.connect(controller.show_bounds)
        view.cursor_moved.connect(self.cursor_moved)
        view.cursor_left.connect(self.cursor_left)

    def needs(self) -> Need | None:
        node_id = self.focus.node_id
        is_shown = node_id and has_plane(self.controller)
        return Need((node_id,), _LIVE_SIZE, _FINEST) if is_shown else None

    def controls(self) -> tuple[QWidget, ...]:
        return self.widget.controls

    def show_dataset(self) -> None:
        if self.controller.dataset is None:
            self.widget.show_message(self.controller.data_error)
        else:
            self.widget.set_plane(self.controller.home_bounds, *axis_names(self.controller))
        self.widget.set_points(plane_points(self.controller))

    def show_bounds(self) -> None:
        self.widget.show_bounds(self.controller.bounds)

    def show_view(self) -> None:
        view = self.controller.document.view
        self.widget.set_options(
            show_test=view.show_test,
            discretize=view.discretize,
            boundary=view.boundary,
            fit_colors=view.fit_colors,
        )

    def show_document(self) -> None:
        if self.controller.plane is not None and not has_plane(self.controller):
            self.widget.set_points(None)
            self.widget.show_message(NO_PLANE)
        elif not self.focus.node_id:
            self.widget.show_message(_NOTHING_YET)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        node_id, field = self.focus.node_id, snapshot.fields.get(self.name)
        if field is None or node_id not in field.values:
            return
        content, lowered = self.controller.document.content, self.controller.lowered
        # Which points are wrong is for all outputs together to say, and none of a hidden node's.
        is_output = node_id in lowered.targets
        self.widget.set_predictions(
            self._predictions.classes() if is_output else None, threshold=0.5
        )
        self.widget.show_field(
            field.values[node_id],
            field.bounds,
            *node_range(content, lowered, node_id),
            threshold_of(content, lowered, node_id),
            self.focus.name_of(node_id),
            judges=decides(content, lowered, node_id),
        )

    def _switch(self, name: str, is_on: bool) -> None:
        self.change_view(**{name: is_on})
