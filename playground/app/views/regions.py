"""Feeds the region view with the node that people look at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.app.data.painting import Painting
from playground.app.training.display import decides, node_range, threshold_of
from playground.app.views.feed import Need
from playground.app.views.focus import Focus
from playground.app.views.plane import has_plane
from playground.app.views.plane_feed import PlaneFeed
from playground.app.views.predictions import predicted_classes
from playground.canvas.view import CanvasView
from playground.engine.snapshot import Snapshot
from playground.plots.regions.view import RegionView
from playground.plots.sentences import NOTHING_YET

_LIVE_SIZE = 100
_FINEST = 300


class RegionsFeed(PlaneFeed):
    """One node's output over the plane."""

    name = "regions"
    title = "Regions"
    tip = "What one node answers over the plane"
    marks_wrong = True
    widget: RegionView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, RegionView())
        view = self.widget
        self.switch_by(
            show_test=view.show_test_requested,
            discretize=view.discretize_requested,
            boundary=view.boundary_requested,
            fit_colors=view.fit_requested,
        )
        self._painting = Painting(controller, view.paint)
        self._painting.told.connect(self.told)
        self._painting.hinted.connect(self.hinted)
        self._painting.stroke_ended.connect(self.show_dataset)

    def needs(self) -> Need | None:
        node_id = self.focus.node_id
        is_shown = node_id and has_plane(self.controller)
        return Need((node_id,), _LIVE_SIZE, _FINEST) if is_shown else None

    def controls(self) -> tuple[QWidget, ...]:
        return self.widget.controls

    def show_dataset(self) -> None:
        # A stroke that is still going on is drawn over the points that it began from.
        if not self._painting.is_live:
            super().show_dataset()

    def show_view(self) -> None:
        view = self.controller.document.view
        self.widget.set_options(
            show_test=view.show_test,
            discretize=view.discretize,
            boundary=view.boundary,
            fit_colors=view.fit_colors,
        )

    def show_document(self) -> None:
        if not self.show_no_plane() and not self.focus.node_id:
            self.widget.show_message(NOTHING_YET)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        node_id, field = self.focus.node_id, snapshot.fields.get(self.name)
        if field is None or node_id not in field.values:
            return
        content, lowered = self.controller.document.content, self.controller.lowered
        # Which points are wrong is for all outputs together to say, and none of a hidden node's.
        is_told = node_id in lowered.targets and not self._painting.is_live
        self.widget.set_predictions(
            predicted_classes(self.controller) if is_told else None, threshold=0.5
        )
        self.widget.show_field(
            field.values[node_id],
            field.bounds,
            *node_range(content, lowered, node_id),
            threshold_of(content, lowered, node_id),
            self.focus.name_of(node_id),
            judges=decides(content, lowered, node_id),
        )
