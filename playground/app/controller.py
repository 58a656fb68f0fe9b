"""Between the views and the document: wishes become commands, commands become new jobs.

A wish (a recipe of `document.edits`) is pushed on the undo stack after what the running training
learned so far was written into the document. The document's facts mark it as changed; once per
turn of the event loop the changed document is lowered and, where the engine would see a
difference, sent to the training run. Values that a person changed go along, all others stay
as they are on the worker thread, so training goes on from what it learned. Contents that are a
moment of the training's history, as after undo, are sent with their place in it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from playground.app.data_loader import DataLoader, Loaded
from playground.app.first_weights import new_weights
from playground.app.timeline import Timeline, learned, run_text
from playground.app.viewpoint import Viewpoint
from playground.data.dataset import Dataset
from playground.document import edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.lowering import Lowered, Lowering
from playground.document.time_edits import setup_of
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError
from playground.runtime.job import Job, Place, StepUnit
from playground.runtime.pictures import Frame
from playground.runtime.plane import Bounds
from playground.runtime.training_run import TrainingRun

_LOADING = "The data is being loaded."


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
    snapshot_arrived = Signal(object)

    def __init__(self, content: Content | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(content, self)
        self.undo_stack = UndoStack(self)
        self.training_run = TrainingRun(self)
        self.timeline = Timeline(self.training_run, self)
        self.dataset: Dataset | None = None
        self.data_error = _LOADING
        self.snapshot: Frame | None = None
        self._loader = DataLoader(self)
        self._view = Viewpoint()
        self._lowering = Lowering()
        self.lowered: Lowered = self._lower()
        self._changed: set[str] | None = set()
        self._fresh = True
        self._arrival: Place | None = None
        self._sent_epoch = -1
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
        self.timeline.found.connect(self._on_found)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.load(self.document.content)
        self.sync()

    @property
    def is_running(self) -> bool:
        return self.training_run.is_running

    @property
    def is_settled(self) -> bool:
        """Whether all that was asked of other threads has been answered and shown."""
        is_waiting = self._sync_timer.isActive() or self._loader.is_loading
        return not is_waiting and self.training_run.is_settled

    @property
    def bounds(self) -> Bounds:
        """The part of the plane that is looked at, in data units."""
        return self._view.bounds

    @property
    def point(self) -> tuple[float, float]:
        """The point of the plane whose numbers are shown, in data units."""
        return self._view.point

    def do(self, recipe: edits.Recipe, *, fresh: bool = False) -> None:
        """Make an edit, or tell why it can't be made. `fresh` starts the training anew."""
        self.timeline.forget_search()
        try:
            # A gesture in progress stays one step; what is learned meanwhile follows later.
            if self._open_run and not self._continues_gesture(recipe):
                self.close_run()
            edit = recipe(self.document.content)
        except NetworkError as error:
            self.told.emit(str(error))
            return
        is_edit = self._push(edit)
        if not is_edit and not fresh:
            return
        self._fresh |= fresh
        self._run_start = self.document.epoch
        if self._changed is not None:
            items = (change.new or change.old for change in edit.changes)
            self._changed.update(item.id for item in items if item is not None)
        self.sync()
        if is_edit and edit.select is not None:
            self.selected.emit(edit.select)

    def undo(self) -> None:
        """Take back the last step; a running training is paused first and is that step."""
        self.timeline.forget_search()
        self._when_paused(self.undo_stack.undo)

    def redo(self) -> None:
        self.timeline.forget_search()
        self._when_paused(self.undo_stack.redo)

    def go_to_step(self, index: int) -> None:
        """Undo or redo until `index` steps stand; a running training is paused first."""
        self.timeline.forget_search()
        # What a run learned takes the place of steps that were taken back: those are no more.
        self._when_paused(partial(self.undo_stack.setIndex, index))

    def train(self) -> None:
        """Start or go on, or tell what is missing."""
        self._start(self.training_run.play)

    def pause(self) -> None:
        self.training_run.pause()

    def step(self, unit: StepUnit) -> None:
        """Train by one epoch, batch or sample, then stand still."""
        self._start(partial(self.training_run.step, unit))

    def seek(self, epochs: float, merge_key: object = None) -> None:
        """Go to a moment of the training, as one step; those of a drag share a `merge_key`."""
        self._look(partial(self.timeline.seek, epochs, merge_key))

    def back(self, unit: StepUnit) -> None:
        """Go back by one epoch, batch or sample."""
        self._look(partial(self.timeline.back, unit))

    def return_to_last_good(self) -> None:
        """Go back to the end of the last epoch with finite losses, as after a divergence."""
        self._look(self.timeline.seek_good)

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
        self.timeline.forget_search()
        self._open_run, self._arrival, self._fresh = False, None, True
        self._after_pause.clear()
        self.undo_stack.clear()
        self.training_run.await_job()
        self.document.replace(content)
        # Only now has every view heard of it, and can take the news about its data.
        self._loader.load(content)
        if self._loader.is_loading:
            self.dataset, self.data_error = None, _LOADING
            self.lowered = self._lower()
            self.dataset_changed.emit()
            self.lowered_changed.emit()
        self.sync()

    def show_nodes(self, node_ids: tuple[str, ...]) -> None:
        """Ask for fine pictures of these nodes."""
        if node_ids != self._view.nodes:
            self._view.nodes = node_ids
            self._request_pictures()

    def show_point(self, x: float, y: float) -> None:
        """Ask for every node's numbers at this point of the plane."""
        if self.dataset is not None and (x, y) != self._view.point:
            self._view.point = (x, y)
            self._request_pictures()

    def show_bounds(self, bounds: Bounds) -> None:
        """Look at another part of the plane."""
        if bounds != self._view.bounds:
            self._view.bounds = bounds
            self._request_pictures()

    def sync(self) -> None:
        """Send the engine what it doesn't know yet of the document."""
        self._sync_timer.stop()
        if self._loader.is_loading:
            # The data before go on being trained on, as long as they suit the drawing.
            if self._changed is None or self._changed:
                self.snapshot = None
                self.training_run.await_job()
            return
        old, new = self.lowered, self._lower()
        self.lowered = new
        same = (
            new.network == old.network
            and new.training == old.training
            and new.dataset is old.dataset
            and new.features == old.features
            and self.document.stops == self.training_run.stops
            and self.document.epoch == self._sent_epoch
            and not self.training_run.awaits_job
        )
        is_known = self._changed is not None or not self.is_running
        if same and is_known and not self._fresh and self._arrival is None:
            self._changed = set()
            self.lowered_changed.emit()
            return
        if new.problem and self.is_running:
            self.training_run.pause()
            self.told.emit(f"Training paused. {new.problem}")
        self._send(new)
        self._request_pictures()
        self.lowered_changed.emit()

    def close_run(self) -> None:
        """Write what the open run learned so far into the document, as one step."""
        frame = self.snapshot
        if not self._open_run or frame is None:
            return
        text = run_text(frame.epoch - self._run_start)
        self._run_start = frame.epoch
        self._open_run = self.is_running
        if self._push(learned(self.document.content, frame, text)):
            # The worker already has these values.
            self.lowered, self._sent_epoch = self._lower(), frame.epoch
        if frame.place is not None:
            self.timeline.places.remember(self.document.content, self.lowered, frame.place)

    def shutdown(self) -> None:
        """Stop the worker threads; nothing works after this."""
        self._sync_timer.stop()
        self._loader.shutdown()
        self.training_run.shutdown()

    def _start(self, action: Callable[[], None]) -> None:
        """Train, after what is on its way; or tell what is missing."""
        if self._after_pause:
            self._after_pause.append(partial(self._start, action))
            return
        if self.timeline.is_seeking:
            self.timeline.after_seek(partial(self._start, action))
            return
        self.sync()
        if self.lowered.problem:
            self.told.emit(self.lowered.problem)
            return
        if not self._open_run:
            self._open_run = True
            self._run_start = self.document.epoch
        action()

    def _look(self, action: Callable[[], None]) -> None:
        self.sync()
        self._when_paused(action)

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

    def _push(self, edit: edits.Edit) -> bool:
        """Make an edit; returns whether it changed anything. Only `sync` tells the engine."""
        command = EditCommand(self.document, edit)
        if command.changes_nothing:
            return False
        self._editing = True
        try:
            self.undo_stack.push(command)
        finally:
            self._editing = False
        return True

    def _lower(self) -> Lowered:
        return self._lowering.lower(self.document.content, self.dataset, self.data_error)

    def _send(self, lowered: Lowered) -> None:
        """Have the engine train this document, and forget what it was told before."""
        content, place = self.document.content, self._arrival
        if place is None and self._changed is None and not self._fresh:
            place = self.timeline.places.find(content, lowered)
        elif place is not None:
            self.timeline.places.remember(content, lowered, place)
        self.snapshot = None
        self.training_run.load(
            Job(
                self.training_run.revision + 1,
                lowered.network,
                lowered.training,
                lowered.data,
                content.stops,
                content.epoch,
                None if self._changed is None or self._fresh else frozenset(self._changed),
                self._fresh,
                place,
                setup_of(content),
            )
        )
        self._changed, self._fresh, self._arrival = set(), False, None
        self._sent_epoch = content.epoch

    def _request_pictures(self) -> None:
        if self.dataset is not None:
            network = self.document.network
            self.training_run.show(self._view.request(self.dataset, self.lowered, network))

    def _on_fact(self) -> None:
        if not self._editing:
            self._changed = None
            self._sync_timer.start()

    def _on_data_fact(self) -> None:
        self._loader.load(self.document.content)
        if not self._editing:
            self._sync_timer.start()

    def _on_loaded(self, loaded: Loaded) -> None:
        self.dataset, self.data_error = loaded.dataset, loaded.error
        self._lowering = loaded.lowering
        if loaded.dataset is not None:
            self._view.bounds, self._view.point = loaded.bounds, loaded.point
        self.dataset_changed.emit()
        if not self._editing:
            self._sync_timer.start()

    def _on_found(self, recipe: edits.Recipe, place: Place) -> None:
        present = None if self.snapshot is None else self.snapshot.place
        # Within a batch moments differ in the place alone.
        if self._push(recipe(self.document.content)) or place != present:
            self._changed, self._arrival = None, place
            self.sync()

    def _on_snapshot(self, frame: Frame) -> None:
        if self._sync_timer.isActive():
            self.sync()
            if frame.revision != self.training_run.revision:
                return
        self.snapshot = frame
        self.timeline.show(frame)
        if not self.is_running:
            self.close_run()
            if frame.place is not None and not self._loader.is_loading:
                self.timeline.places.remember(self.document.content, self.lowered, frame.place)
        self.snapshot_arrived.emit(frame)
        if not self.is_running:
            actions, self._after_pause = self._after_pause, []
            for action in actions:
                action()

    def _on_failed(self, message: str) -> None:
        self.close_run()
        self._open_run = False
        self._changed = None
        self._after_pause.clear()
        self.timeline.forget_search()
        self.told.emit(message)
