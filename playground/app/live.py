"""Hands every frame of the training to the views that show it."""

from __future__ import annotations

import time
from collections import deque

from PySide6.QtCore import QObject

from playground.app.controller import Controller
from playground.app.display import (
    decides,
    default_node,
    node_range,
    threshold_of,
    thumbnail_ranges,
)
from playground.canvas.view import CanvasView
from playground.data.features import FEATURES
from playground.engine.snapshot import Snapshot
from playground.panels.inspector_panel import InspectorPanel
from playground.panels.scores_panel import ScoresPanel
from playground.panels.transport_bar import TransportBar
from playground.plots.loss_view import LossView
from playground.plots.points import PointSet
from playground.plots.region_view import RegionView

_RATE_FRAMES = 30


class LiveViews(QObject):
    """Knows which node the region view shows: the one pointed at, the selected one, the output."""

    def __init__(
        self,
        controller: Controller,
        canvas: CanvasView,
        region: RegionView,
        loss: LossView,
        inspector: InspectorPanel,
        scores: ScoresPanel,
        transport: TransportBar,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._canvas = canvas
        self._region = region
        self._loss = loss
        self._inspector = inspector
        self._scores = scores
        self._transport = transport
        self._hovered = ""
        self._selected: tuple[str, ...] = ()
        self._frames: deque[float] = deque(maxlen=_RATE_FRAMES)
        # Text that changes sixty times a second can't be read, and the curve hardly moves from one
        # frame to the next; the numbers are the seconds between two showings.
        self._slow = {
            self._show_curve: 0.15,
            self._show_state: 0.1,
            self._show_scores: 0.25,
            self._show_numbers: 0.2,
        }
        self._due = dict.fromkeys(self._slow, 0.0)
        self._was_running = False
        controller.snapshot_arrived.connect(self.show_snapshot)
        controller.lowered_changed.connect(self.show_document)
        controller.dataset_changed.connect(self.show_dataset)
        canvas.node_hovered.connect(self._on_hovered)
        canvas.selection_changed.connect(self._on_selected)
        region.plane_changed.connect(controller.show_bounds)
        self.show_dataset()
        self.show_document()

    @property
    def shown_node(self) -> str:
        """Id of the node in the region view, "" for none."""
        network = self._controller.document.network
        for node_id in (self._hovered, *self._selected):
            if node_id in network.nodes:
                return node_id
        return default_node(self._controller.document.content, self._controller.lowered)

    def show_dataset(self) -> None:
        """Other points, and another plane."""
        dataset = self._controller.dataset
        if dataset is None:
            self._region.set_points(None)
            self._region.show_message(self._controller.data_error)
            return
        names = [FEATURES[name].label if name in FEATURES else name for name in dataset.columns[:2]]
        self._region.set_plane(self._controller.bounds, names[0], [*names, ""][1])
        second = dataset.inputs[:, 1] if len(dataset.columns) > 1 else dataset.inputs[:, 0] * 0
        self._region.set_points(
            PointSet(
                dataset.inputs[:, 0],
                second,
                dataset.labels,
                dataset.kind,
                dataset.class_names,
                dataset.train_count,
            )
        )

    def show_document(self) -> None:
        """The drawing changed: another node may be the one to show."""
        self._transport.show_problem(self._controller.lowered.problem)
        self._show_node()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""
        now = time.perf_counter()
        self._frames.append(now)
        running = snapshot.status == "running"
        content, lowered = self._controller.document.content, self._controller.lowered
        if snapshot.thumbnails is not None:
            ranges = thumbnail_ranges(content, lowered, snapshot.thumbnails)
            self._canvas.show_fields(snapshot.thumbnails, ranges)
        self._canvas.show_parameters(
            *((snapshot.biases, snapshot.weights) if running else (None, None))
        )
        self._show_region(snapshot)
        started = running and not self._was_running
        self._was_running = running
        if started or not running:
            for show, seconds in self._slow.items():
                show(snapshot)
                self._due[show] = now + seconds
            return
        # One at a time, so that no frame carries them all.
        show = min(self._due, key=self._due.__getitem__)
        if now >= self._due[show]:
            self._due[show] = now + self._slow[show]
            show(snapshot)

    def _show_curve(self, snapshot: Snapshot) -> None:
        self._loss.show_curve(snapshot.curve)

    def _show_state(self, snapshot: Snapshot) -> None:
        self._transport.show_state(
            snapshot.status,
            snapshot.epoch,
            snapshot.metrics,
            snapshot.epochs_per_second,
            self._frames_per_second(),
        )

    def _show_scores(self, snapshot: Snapshot) -> None:
        self._scores.show_metrics(snapshot.metrics)

    def _show_numbers(self, snapshot: Snapshot) -> None:
        self._inspector.show_live(
            snapshot.biases,
            snapshot.weights,
            snapshot.bias_gradients,
            snapshot.weight_gradients,
            snapshot.step,
        )
        if snapshot.point is not None:
            nodes = self._controller.document.network.nodes
            values = zip(snapshot.point.z.tolist(), snapshot.point.a.tolist(), strict=True)
            x, y = self._controller.point
            point = f"({x:.2f}, {y:.2f})".replace("-", "\N{MINUS SIGN}")
            ids = (node.id for node in nodes)
            self._inspector.show_sample(point, dict(zip(ids, values, strict=True)))

    def _frames_per_second(self) -> float:
        if len(self._frames) < 2:
            return 0.0
        return (len(self._frames) - 1) / max(self._frames[-1] - self._frames[0], 1e-9)

    def _show_region(self, snapshot: Snapshot) -> None:
        node_id = self.shown_node
        field = snapshot.region
        if field is None or node_id not in field.values:
            return
        content, lowered = self._controller.document.content, self._controller.lowered
        low, high = node_range(content, lowered, node_id)
        self._region.show_field(
            field.values[node_id],
            field.bounds,
            low,
            high,
            threshold_of(content, lowered, node_id),
            self._canvas.network_scene.nodes[node_id].name,
            judges=decides(content, lowered, node_id),
        )

    def _show_node(self) -> None:
        node_id = self.shown_node
        self._controller.show_nodes((node_id,) if node_id else ())
        # Without a selection the inspector explains the output rather than showing nothing.
        self._inspector.set_selection(self._selected or ((node_id,) if node_id else ()))
        if not node_id:
            self._region.show_message(
                "Nothing to show yet: place a neuron and connect an input to it."
            )

    def _on_hovered(self, node_id: str) -> None:
        self._hovered = node_id
        self._show_node()

    def _on_selected(self, ids: tuple[str, ...]) -> None:
        self._selected = ids
        self._show_node()
