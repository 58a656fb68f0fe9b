"""Between the views and the document: wishes become commands, commands become new jobs.

A wish (a recipe of `document.edits`) is pushed on the undo stack after what the running training
learned so far was written into the document. Then the link tells the engine what was changed;
everything else stays as it is on the worker thread, so training goes on from what it learned.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from playground.app.commands.first_weights import new_weights
from playground.app.training.engine_link import EngineLink
from playground.app.training.run_keeper import RunKeeper
from playground.app.training.timeline import Timeline, learned, run_text
from playground.app.viewpoint import Need
from playground.data.dataset import Dataset
from playground.data.plane import Bounds, Plane
from playground.document import edits, training_edits
from playground.document.commands import EditCommand
from playground.document.content import Content
from playground.document.document import Document
from playground.document.lowering import Lowered
from playground.document.undo import UndoStack
from playground.network.errors import NetworkError
from playground.runtime.job import Place, StepUnit
from playground.runtime.pictures import Frame
from playground.runtime.training_run import TrainingRun


class Controller(QObject):
    """Owns the document, its undo stack and the training run.

    `selected` carries ids that an edit wants selected; `told` a sentence for the user, `refused`
    why an edit can't be made;
    `dataset_changed` follows the document's data; `lowered_changed` every new lowering;
    `plane_changed` comes with other axes or another home of the plane, `bounds_changed` when
    another part of it is looked at; `snapshot_arrived` is each frame of training.
    """

    selected = Signal(tuple)
    told = Signal(str)
    refused = Signal(str)
    dataset_changed = Signal()
    lowered_changed = Signal()
    plane_changed = Signal()
    bounds_changed = Signal()
    snapshot_arrived = Signal(object)

    def __init__(self, content: Content | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(content, self)
        self.undo_stack = UndoStack(self)
        self.training_run = TrainingRun(self)
        self.timeline = Timeline(self.training_run, self)
        self._link = EngineLink(self.document, self.training_run, self)
        self._runs = RunKeeper()
        self._run_start = 0
        self._open_run = False
        self._after_pause: list[Callable[[], None]] = []
        self._link.dataset_changed.connect(self.dataset_changed)
        self._link.plane_changed.connect(self.plane_changed)
        self._link.lowered_changed.connect(self.lowered_changed)
        self._link.refused.connect(self.told)
        self.training_run.arrived.connect(self._on_snapshot)
        self.training_run.failed.connect(self._on_failed)
        self.timeline.found.connect(self._on_found)
        self._link.begin()

    @property
    def dataset(self) -> Dataset | None:
        """The document's data; while others load, those before."""
        return self._link.dataset

    @property
    def data_error(self) -> str:
        """Why there are no data, "" when there are."""
        return self._link.data_error

    @property
    def is_loading(self) -> bool:
        """Whether the document's data are still to come."""
        return self._link.is_loading

    @property
    def lowered(self) -> Lowered:
        """The document as the engine knows it."""
        return self._link.lowered

    @property
    def snapshot(self) -> Frame | None:
        """The newest frame that shows the document as it is."""
        return self._link.frame

    @property
    def is_running(self) -> bool:
        return self.training_run.is_running

    @property
    def is_settled(self) -> bool:
        """Whether all that was asked of other threads has been answered and shown."""
        return not self._link.is_waiting and self.training_run.is_settled

    @property
    def bounds(self) -> Bounds:
        """The part of the plane that is looked at, in data units."""
        return self._link.view.bounds

    @property
    def plane(self) -> Plane | None:
        """The axes of all views, what is held and what is home; None before there are data."""
        return self._link.view.plane if self.dataset is not None else None

    @property
    def drawn_rows(self) -> NDArray[np.intp]:
        """The rows of the data that views draw: all, or a sample of very many."""
        dataset = self.dataset
        return np.empty(0, np.intp) if dataset is None else self._link.view.drawn_rows(dataset)

    @property
    def home_bounds(self) -> Bounds:
        """What of the plane is seen before anyone pans or zooms."""
        return self._link.view.home

    @property
    def point(self) -> tuple[float, float]:
        """The point of the plane whose numbers are shown, in data units."""
        return self._link.view.point

    def do(self, recipe: edits.Recipe, *, fresh: bool = False) -> None:
        """Make an edit, or tell why it can't be made. `fresh` starts the training anew."""
        self.timeline.forget_search()
        try:
            # A gesture in progress stays one step; what is learned meanwhile follows later.
            if self._open_run and not self._continues_gesture(recipe):
                self.close_run()
            edit = recipe(self.document.content)
        except NetworkError as error:
            self.refused.emit(str(error))
            return
        # A step of its own: who takes a reset back can't have the curve of before again.
        keep = self._runs.end(self.document.content) if fresh else None
        if keep is not None:
            self._push(keep(self.document.content))
        is_edit = self._push(edit)
        if not is_edit and not fresh:
            return
        self._run_start = self.document.epoch
        items = (change.new or change.old for change in edit.changes)
        self._link.note((item.id for item in items if item is not None), fresh=fresh)
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
        self.do(training_edits.reset_weights(), fresh=True)

    def draw_new_weights(self) -> None:
        """Other first weights; those that are locked stay."""
        self.close_run()
        seed = random.randrange(2**31)
        self.do(new_weights(self.document.content, seed), fresh=True)

    def replace(self, content: Content) -> None:
        """Show another document; what was open is gone, so callers ask first."""
        self.training_run.pause()
        self.timeline.forget_search()
        self._open_run = False
        self._after_pause.clear()
        self.undo_stack.clear()
        self._runs.forget()
        self.document.replace(content)
        # Only now has every view heard of it, and can take the news about its data.
        self._link.begin()

    def show_needs(self, needs: Mapping[str, Need]) -> None:
        """Ask for these fields; each comes under its name in the following snapshots."""
        if needs != self._link.view.needs:
            self._link.view.needs = needs
            self._link.request_pictures()

    def show_point(self, x: float, y: float) -> None:
        """Ask for every node's numbers at this point of the plane."""
        if self.dataset is not None and (x, y) != self._link.view.point:
            self._link.view.point = (x, y)
            self._link.request_pictures()

    def show_bounds(self, bounds: Bounds) -> None:
        """Look at another part of the plane."""
        if bounds != self._link.view.bounds:
            self._link.view.bounds = bounds
            self._link.request_pictures()
            self.bounds_changed.emit()

    def close_run(self) -> None:
        """Write what the open run learned so far into the document, as one step."""
        frame = self.snapshot
        if not self._open_run or frame is None:
            return
        text = run_text(frame.epoch - self._run_start)
        self._run_start = frame.epoch
        self._open_run = self.is_running
        if self._push(learned(frame, text)(self.document.content)):
            self._link.agree(frame)
        self._link.remember(frame)

    def shutdown(self) -> None:
        """Stop the worker threads; nothing works after this."""
        self._link.shutdown()
        self.training_run.shutdown()

    def _start(self, action: Callable[[], None]) -> None:
        """Train, after what is on its way; or tell what is missing."""
        if self._after_pause:
            self._after_pause.append(partial(self._start, action))
            return
        if self.timeline.is_seeking:
            self.timeline.after_seek(partial(self._start, action))
            return
        self._link.sync()
        if self.lowered.problem:
            self.told.emit(self.lowered.problem)
            return
        if not self._open_run:
            self._open_run = True
            self._run_start = self.document.epoch
        action()

    def _look(self, action: Callable[[], None]) -> None:
        self._link.sync()
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
        """Make an edit; returns whether it changed anything. The link is told later."""
        command = EditCommand(self.document, edit)
        if command.changes_nothing:
            return False
        self._link.is_editing = True
        try:
            self.undo_stack.push(command)
        finally:
            self._link.is_editing = False
        return True

    def _on_found(self, recipe: edits.Recipe, place: Place) -> None:
        present = None if self.snapshot is None else self.snapshot.place
        # Within a batch moments differ in the place alone.
        if self._push(recipe(self.document.content)) or place != present:
            self._link.note_place(place)

    def _on_snapshot(self, frame: Frame) -> None:
        if not self._link.suits(frame):
            return
        self._link.frame = frame
        self.timeline.show(frame)
        self._runs.show(frame.curve, self.document.content)
        if not self.is_running:
            self.close_run()
            self._link.remember(frame)
        self.snapshot_arrived.emit(frame)
        if not self.is_running:
            actions, self._after_pause = self._after_pause, []
            for action in actions:
                action()

    def _on_failed(self, message: str) -> None:
        self.close_run()
        # A run that was started after what failed goes on.
        self._open_run = self.is_running
        self._link.note_refused()
        self._after_pause.clear()
        self.timeline.forget_search()
        self.told.emit(message)
