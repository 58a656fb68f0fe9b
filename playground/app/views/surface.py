"""Feeds the surface view with the node that people look at, or with all outputs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.app.training.display import node_range, threshold_of
from playground.app.views.feed import Feed, Need
from playground.app.views.focus import Focus
from playground.app.views.outputs import decision_of
from playground.app.views.plane import axis_names, plane_points
from playground.canvas.view import CanvasView
from playground.data.class_words import short_class_words
from playground.document.lowering import output_numbers
from playground.engine.snapshot import FloatArray, Snapshot
from playground.plots.sentences import NOTHING_YET
from playground.plots.surface.points import Targets
from playground.plots.surface.scale import Sheet
from playground.plots.surface.scene import SurfaceOptions
from playground.plots.surface.view import SurfaceView

MOST_SHEETS = 10
_SIZE, _SIZE_AT_REST = 41, 81
_OPTIONS = tuple(SurfaceOptions.__dataclass_fields__)
_ONE_COLUMN = (
    "A surface needs data with two inputs, and these have one. "
    "Look at the Curve instead, or choose other data."
)


class SurfaceFeed(Feed):
    """One node's output, or every output's, as a surface over the plane."""

    name = "surface"
    title = "Surface"
    tip = "What nodes answer over the plane, as surfaces that can be turned"
    widget: SurfaceView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, SurfaceView())
        self.widget.option_requested.connect(self._change)
        self.tell_cursor_of(self.widget)

    def needs(self) -> Need | None:
        nodes = self._nodes()
        return Need(nodes, _SIZE, _SIZE_AT_REST) if nodes else None

    def controls(self) -> tuple[QWidget, ...]:
        return (self.widget.footer,)

    def show_dataset(self) -> None:
        self.widget.set_names(*axis_names(self.controller))
        self._show_nodes()

    def show_view(self) -> None:
        view = self.controller.document.view
        fields = {name: getattr(view, f"surface_{name}") for name in _OPTIONS}
        self.widget.set_options(SurfaceOptions(**fields))
        self._show_nodes()

    def show_document(self) -> None:
        self._show_nodes()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        field, nodes = snapshot.fields.get(self.name), self._nodes()
        # Until the worker has heard of another choice, fields are of the one before.
        if field is None or not nodes or not all(node_id in field.values for node_id in nodes):
            return
        sheets = [self._sheet(node_id, field.values[node_id]) for node_id in nodes]
        title = f"{len(sheets)} outputs" if len(sheets) > 1 else sheets[0].name
        self.widget.show_sheets(sheets, field.bounds, title)

    def _sheet(self, node_id: str, values: NDArray[np.float32]) -> Sheet:
        content, lowered = self.controller.document.content, self.controller.lowered
        low, high = node_range(content, lowered, node_id)
        stands_alone = len(self._nodes()) == 1
        threshold = (threshold_of if stands_alone else decision_of)(content, lowered, node_id)
        name, numbers = self.focus.name_of(node_id), output_numbers(content.network)
        number, count = numbers.get(node_id, 0), len(numbers)
        dataset = lowered.dataset
        if dataset is not None and dataset.class_count > 1 and len(lowered.targets) > 1:
            # An output that learns a class has the colour of its points.
            number, count = lowered.targets.get(node_id, number), dataset.class_count
            if node_id in lowered.targets:
                name = f"{name} ({short_class_words(dataset.class_names)[number]})"
        return Sheet(name, values, low, high, threshold, number, count)

    def _outputs(self) -> tuple[str, ...]:
        """The outputs that learn a class each, in the order of the classes, or else all."""
        targets = self.controller.lowered.targets
        if len(targets) > 1:
            return tuple(sorted(targets, key=targets.__getitem__))[:MOST_SHEETS]
        network = self.controller.document.network
        return tuple(node.id for node in network.outputs()[:MOST_SHEETS])

    def _nodes(self) -> tuple[str, ...]:
        """Ids of the nodes to show, () for none."""
        dataset, outputs = self.controller.dataset, self._outputs()
        if dataset is None or len(dataset.columns) < 2 or not self.focus.node_id:
            return ()
        wants_all = self.controller.document.view.surface_outputs != "shown"
        return outputs if wants_all and len(outputs) > 1 else (self.focus.node_id,)

    def _show_nodes(self) -> None:
        nodes, dataset = self._nodes(), self.controller.dataset
        self.widget.set_has_several(len(self._outputs()) > 1)
        points = plane_points(self.controller)
        shows_test = self.controller.document.view.show_test
        self.widget.set_points(
            None if points is None else Targets(points, self._targets(nodes), shows_test)
        )
        if dataset is None:
            self.widget.show_message(self.controller.data_error)
        elif len(dataset.columns) < 2:
            self.widget.show_message(_ONE_COLUMN)
        elif not nodes:
            self.widget.show_message(NOTHING_YET)

    def _targets(self, nodes: tuple[str, ...]) -> FloatArray | None:
        """Which output each point should have, None where these nodes aren't trained."""
        content, lowered, dataset = (
            self.controller.document.content,
            self.controller.lowered,
            self.controller.dataset,
        )
        if dataset is None or not nodes or not all(node in lowered.targets for node in nodes):
            return None
        if dataset.kind == "numbers":
            return dataset.labels
        low, high = node_range(content, lowered, nodes[0])
        if len(nodes) > 1:
            # Each point's own output should be as high as it gets.
            return np.full(dataset.count, high)
        own = 1 if len(lowered.targets) == 1 else lowered.targets[nodes[0]]
        return np.where(dataset.labels == own, high, low)

    def _change(self, name: str, value: object) -> None:
        self.change_view(**{f"surface_{name}": value})
