"""Hands every frame of the training to the views that show it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from playground.app.controller import Controller
from playground.app.training.display import Range, place_words, thumbnail_ranges
from playground.app.views.focus import Focus
from playground.canvas.view import CanvasView
from playground.data.plane import Bounds
from playground.document.content import Content
from playground.document.lowering import Lowered
from playground.engine.snapshot import Field, Snapshot
from playground.panels.inspector_panel import InspectorPanel
from playground.panels.scores_panel import ScoresPanel
from playground.panels.transport_bar import TransportBar
from playground.plots.loss.view import LossView

_RATE_FRAMES = 30


class LiveViews(QObject):
    """Canvas, loss, inspector, scores and transport; the views on the right have their feeds."""

    def __init__(
        self,
        controller: Controller,
        canvas: CanvasView,
        focus: Focus,
        loss: LossView,
        inspector: InspectorPanel,
        scores: ScoresPanel,
        transport: TransportBar,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._canvas = canvas
        self._focus = focus
        self._loss = loss
        self._inspector = inspector
        self._scores = scores
        self._transport = transport
        self._frames: deque[float] = deque(maxlen=_RATE_FRAMES)
        # Text that changes sixty times a second can't be read, and the curve hardly moves from one
        # frame to the next; the numbers are the seconds between two showings.
        self._slow: dict[Callable[[Snapshot], None], float] = {
            self._show_curve: 0.2,
            self._show_state: 0.1,
            self._show_scores: 0.25,
            self._show_numbers: 0.25,
        }
        # While a paused drawing is dragged these would cost more than all that moves with it.
        self._costly = (self._show_curve, self._show_scores)
        self._due = dict.fromkeys(self._slow, 0.0)
        self._late: set[Callable[[Snapshot], None]] = set()
        self._was_running = False
        self._newest: Snapshot | None = None
        self._ranges: tuple[Content, Lowered, Bounds, Mapping[str, Range]] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._catch_up)
        controller.snapshot_arrived.connect(self.show_snapshot)
        controller.training_run.painted.connect(self._show_slow)
        controller.lowered_changed.connect(self.show_document)
        focus.changed.connect(self._show_node)
        self.show_document()

    @property
    def is_settled(self) -> bool:
        """Whether everything shows the newest frame of a run that is paused."""
        return not self._timer.isActive()

    def show_document(self) -> None:
        """The drawing changed."""
        if self._controller.snapshot is None:
            # What was put off belongs to the drawing of before.
            self._newest = None
            self._timer.stop()
        self._transport.show_problem(self._controller.lowered.problem)
        self._show_node()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """One frame."""
        now = time.perf_counter()
        running = snapshot.status == "running"
        turned = running != self._was_running
        if turned:
            # How long it rested is no part of how fast it runs.
            self._frames.clear()
        self._frames.append(now)
        if snapshot.thumbnails is not None:
            self._canvas.show_fields(snapshot.thumbnails, self._ranges_of(snapshot.thumbnails))
        self._canvas.show_parameters(
            *((snapshot.biases, snapshot.weights) if running else (None, None))
        )
        self._was_running, self._newest = running, snapshot
        if turned or not running:
            self._show_rested(snapshot, now, all_at_once=turned)

    def _ranges_of(self, field: Field) -> Mapping[str, Range]:
        """The colour scales of a field, which training doesn't change."""
        content, lowered = self._controller.document.content, self._controller.lowered
        known = self._ranges
        if known is None or known[0] is not content or known[1] is not lowered:
            known = None
        if known is None or known[2] != field.bounds or known[3].keys() != field.values.keys():
            known = content, lowered, field.bounds, thumbnail_ranges(content, lowered, field)
            self._ranges = known
        return known[3]

    def _show_slow(self) -> None:
        """What may follow a frame of a run, one at a time, so that no frame waits for them all."""
        now = time.perf_counter()
        show = min(self._due, key=self._due.__getitem__)
        if self._was_running and self._newest is not None and now >= self._due[show]:
            self._due[show] = now + self._slow[show]
            show(self._newest)

    def _show_rested(self, snapshot: Snapshot, now: float, all_at_once: bool) -> None:
        """All of a frame that stands; what is costly follows it, as often as while it runs."""
        for show, seconds in self._slow.items():
            if all_at_once or show not in self._costly:
                show(snapshot)
                self._due[show] = now + seconds
        self._late = set() if all_at_once else set(self._costly)
        self._wait(now)

    def _wait(self, now: float) -> None:
        """Wait until the first of what is late is due; what is due already waits for the frame."""
        if self._late:
            soonest = min(self._due[show] for show in self._late)
            self._timer.start(max(0, int(1000 * (soonest - now))) + 1)
        else:
            self._timer.stop()

    def _catch_up(self) -> None:
        """Show what is late, one at a time."""
        if self._newest is None or self._was_running:
            return
        now = time.perf_counter()
        show = min(self._late, key=self._due.__getitem__)
        self._late.remove(show)
        show(self._newest)
        self._due[show] = now + self._slow[show]
        self._wait(now)

    def _show_curve(self, snapshot: Snapshot) -> None:
        self._loss.show_curve(snapshot.curve, snapshot.status, snapshot.divergence)

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
            point = place_words(self._controller.plane, *self._controller.point)
            ids = (node.id for node in nodes)
            self._inspector.show_sample(point, dict(zip(ids, values, strict=True)))

    def _frames_per_second(self) -> float:
        if len(self._frames) < 2:
            return 0.0
        return (len(self._frames) - 1) / max(self._frames[-1] - self._frames[0], 1e-9)

    def _show_node(self) -> None:
        focus = self._focus
        # Without a selection the inspector explains the output rather than showing nothing.
        shown = (focus.node_id,) if focus.node_id else ()
        self._inspector.set_selection(focus.selected or shown)
