"""Between the views and the document: wishes become commands, commands become new jobs.

A wish (a recipe of `document.edits`) is pushed on the undo stack after what the running training
learned so far was written into the document. The document's facts mark it as changed; once per
turn of the event loop the changed document is lowered and, where the engine would see a
difference, sent to the training run. Values that a person changed go along, all others stay
as they are on the worker thread, so training goes on from what it learned.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from playground.app.first_weights import new_weights
from playground.data.dataset import Dataset, plane_bounds
from playground.data.errors import DataError
from playground.data.load import load
from playground.document import edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.lowering import Lowered, Lowering
from playground.document.undo import UndoStack
from playground.engine.snapshot import Snapshot
from playground.network.errors import NetworkError
from playground.runtime.plane import Bounds, PictureRequest, first_point, make_grid, point_inputs
from playground.runtime.session import Job, StepUnit
from playground.runtime.training_run import TrainingRun

THUMBNAIL_SIZE = 40
REGION_SIZE = 100
_MANY_NODES = 150
_SMALL_THUMBNAIL = 20


class Controller(QObject):
    """Owns the document, its undo stack and the training run.

    `selected` carries ids that an edit wants selected; `told` a sentence for the user;
    `dataset_changed` follows the document's data; `lowered_changed` every new lowering;
    `snapshot_arrived` each frame of training.
    """

    selected = Signal(tuple)
    told = Signal(str)
    dataset_changed = Signal()
    lowered_changed = Signal()
    bounds_changed = Signal()
    snapshot_arrived = Signal(object)

    def __init__(self, content: Content | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(content, self)
        self.undo_stack = UndoStack(self)
        self.training_run = TrainingRun(self)
        self.dataset: Dataset | None = None
        self.data_error = ""
        self.snapshot: Snapshot | None = None
        self.bounds: Bounds = (-6.0, 6.0, -6.0, 6.0)
        self.shown_nodes: tuple[str, ...] = ()
        self.point = (0.0, 0.0)
        self._lowering = Lowering()
        self.lowered: Lowered = self._lowering.lower(self.document.content, None)
        self._changed: set[str] | None = set()
        self._fresh = True
        self._editing = False
        self._run_start = 0
        self._open_run = False
        self._after_pause: list[Callable[[], None]] = []
        self._sync_timer = QTimer(self)
        self._sync_timer.setSingleShot(True)
        self._sync_timer.setInterval(0)
        self._sync_timer.timeout.connect(self.sync)
        for fact in ("network_changed", "training_changed", "stops_changed", "epoch_changed"):
            getattr(self.document, fact).connect(self._on_fact)
        self.document.data_changed.connect(self._on_data_fact)
        self.training_run.arrived.connect(self._on_snapshot)
        self.training_run.failed.connect(self._on_failed)
        self._load_data()
        self.sync()

    @property
    def is_running(self) -> bool:
        return self.training_run.is_running

    @property
    def is_settled(self) -> bool:
        """Whether all that was asked of the worker has been answered and shown."""
        return not self._sync_timer.isActive() and self.training_run.is_settled

    def do(self, recipe: edits.Recipe, *, fresh: bool = False) -> None:
        """Make an edit, or tell why it can't be made. `fresh` starts the training anew."""
        try:
            # A gesture in progress stays one step; what is learned meanwhile follows later.
            if self._open_run and not self._continues_gesture(recipe):
                self.close_run()
            edit = recipe(self.document.content)
        except NetworkError as error:
            self.told.emit(str(error))
            return
        command = EditCommand(self.document, edit)
        if command.changes_nothing:
            return
        self._fresh |= fresh
        self._editing = True
        try:
            self.undo_stack.push(command)
        finally:
            self._editing = False
        if self._changed is not None:
            items = (change.new or change.old for change in edit.changes)
            self._changed.update(item.id for item in items if item is not None)
        self.sync()
        if edit.select is not None:
            self.selected.emit(edit.select)

    def undo(self) -> None:
        """Take back the last step; a running training is paused first and is that step."""
        self._when_paused(self.undo_stack.undo)

    def redo(self) -> None:
        self._when_paused(self.undo_stack.redo)

    def train(self) -> None:
        """Start or go on, or tell what is missing."""
        self.sync()
        if self.lowered.problem:
            self.told.emit(self.lowered.problem)
            return
        self._begin_run()
        self.training_run.play()

    def pause(self) -> None:
        self.training_run.pause()

    def step(self, unit: StepUnit) -> None:
        """Train by one epoch, batch or sample, then stand still."""
        self.sync()
        if self.lowered.problem:
            self.told.emit(self.lowered.problem)
            return
        self._begin_run()
        self.training_run.step(unit)

    def reset(self) -> None:
        """Back to the first weights; a running training goes on from there."""
        self.do(edits.reset_weights(), fresh=True)

    def draw_new_weights(self) -> None:
        """Other first weights; those that are locked stay."""
        self.close_run()
        seed = random.randrange(2**31)
        self.do(new_weights(self.document.content, seed), fresh=True)

    def replace(self, content: Content) -> None:
        """Show another document; what was open is gone, so callers ask first."""
        self.training_run.pause()
        self._open_run = False
        self.undo_stack.clear()
        self.document.replace(content)
        # Only now has every view heard of it, and can take the news about its data.
        self._on_replaced()

    def show_nodes(self, node_ids: tuple[str, ...]) -> None:
        """Ask for fine pictures of these nodes."""
        if node_ids != self.shown_nodes:
            self.shown_nodes = node_ids
            self._request_pictures()

    def show_point(self, x: float, y: float) -> None:
        """Ask for every node's numbers at this point of the plane."""
        if self.dataset is not None and (x, y) != self.point:
            self.point = (x, y)
            self._request_pictures()

    def show_bounds(self, bounds: Bounds) -> None:
        """Look at another part of the plane."""
        if bounds != self.bounds:
            self.bounds = bounds
            self._request_pictures()

    def sync(self) -> None:
        """Send the engine what it doesn't know yet of the document."""
        self._sync_timer.stop()
        old = self.lowered
        new = self._lowering.lower(self.document.content, self.dataset, self.data_error)
        self.lowered = new
        same = (
            new.network == old.network
            and new.training == old.training
            and new.dataset is old.dataset
            and new.features == old.features
            and self.document.stops == self.training_run.stops
        )
        if same and not self._fresh and self._changed is not None:
            self._changed.clear()
            self.lowered_changed.emit()
            return
        if new.problem and self.is_running:
            self.training_run.pause()
            self.told.emit(f"Training paused. {new.problem}")
        self.snapshot = None
        self.training_run.load(
            Job(
                self.training_run.revision + 1,
                new.network,
                new.training,
                new.data,
                self.document.stops,
                self.document.epoch,
                None if self._changed is None or self._fresh else frozenset(self._changed),
                self._fresh,
            )
        )
        self._changed, self._fresh = set(), False
        self._request_pictures()
        self.lowered_changed.emit()

    def close_run(self) -> None:
        """Write what the open run learned so far into the document, as one step."""
        snapshot = self.snapshot
        if not self._open_run or snapshot is None:
            return
        network = self.document.network
        biases = {n.id: float(b) for n, b in zip(network.nodes, snapshot.biases, strict=True)}
        weights = {e.id: float(w) for e, w in zip(network.edges, snapshot.weights, strict=True)}
        dead = frozenset(e.id for e, d in zip(network.edges, snapshot.dead, strict=True) if d)
        epochs = snapshot.epoch - self._run_start
        text = f"Train {epochs:,} Epoch{'s' * (epochs != 1)}" if epochs else "Train Within an Epoch"
        edit = edits.put_weights(text, biases | weights, dead, snapshot.epoch)(
            self.document.content
        )
        command = EditCommand(self.document, edit)
        self._run_start = snapshot.epoch
        self._open_run = self.is_running
        if command.changes_nothing:
            return
        self._editing = True
        try:
            self.undo_stack.push(command)
        finally:
            self._editing = False
        # The worker already has these values.
        self.lowered = self._lowering.lower(self.document.content, self.dataset, self.data_error)

    def shutdown(self) -> None:
        """Stop the worker thread; nothing works after this."""
        self._sync_timer.stop()
        self.training_run.shutdown()

    def _when_paused(self, action: Callable[[], None]) -> None:
        if self.is_running or self._open_run:
            self._after_pause.append(action)
            self.training_run.pause()
        else:
            action()

    def _continues_gesture(self, recipe: edits.Recipe) -> bool:
        top = self.undo_stack.command(self.undo_stack.index() - 1)
        merge_key = getattr(top, "merge_key", None)
        return merge_key is not None and recipe(self.document.content).merge_key == merge_key

    def _begin_run(self) -> None:
        if not self._open_run:
            self._open_run = True
            self._run_start = self.document.epoch

    def _load_data(self) -> None:
        try:
            self.dataset, self.data_error = load(self.document.data), ""
        except DataError as error:
            self.dataset, self.data_error = None, str(error)
        if self.dataset is not None:
            self.bounds = plane_bounds(self.dataset)
            self.point = first_point(self.dataset)
        self.dataset_changed.emit()

    def _request_pictures(self) -> None:
        if self.dataset is None:
            return
        many = len(self.document.network.nodes) > _MANY_NODES
        small = _SMALL_THUMBNAIL if many else THUMBNAIL_SIZE
        features = self.lowered.features
        known = self.document.network.nodes
        self.training_run.show(
            PictureRequest(
                make_grid(self.dataset, features, self.bounds, small),
                make_grid(self.dataset, features, self.bounds, REGION_SIZE),
                tuple(node_id for node_id in self.shown_nodes if node_id in known),
                point_inputs(self.dataset, features, *self.point),
            )
        )

    def _on_fact(self) -> None:
        if not self._editing:
            self._changed = None
            self._sync_timer.start()

    def _on_data_fact(self) -> None:
        self._load_data()
        if not self._editing:
            self._sync_timer.start()

    def _on_replaced(self) -> None:
        self._fresh = True
        self._load_data()
        self.sync()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        if snapshot.status != "running":
            self.close_run()
            actions, self._after_pause = self._after_pause, []
            for action in actions:
                action()
        self.snapshot_arrived.emit(snapshot)

    def _on_failed(self, message: str) -> None:
        self._open_run = False
        self.told.emit(message)
