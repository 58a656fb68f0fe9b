"""One training session: a trainer with its pace, its scores, its history. No threads."""

from __future__ import annotations

import time

from playground.engine.errors import EngineError
from playground.engine.snapshot import Metrics, Status
from playground.engine.spec import StopRules
from playground.engine.trainer import Trainer
from playground.runtime.history import HISTORY_BYTES
from playground.runtime.job import Job, Moment, StepUnit
from playground.runtime.pace import SLICE_SECONDS, Pace
from playground.runtime.pictures import Frame, Photographer
from playground.runtime.plane import PictureRequest
from playground.runtime.scores import Scores
from playground.runtime.stops import StopWatch
from playground.runtime.takeover import take_over
from playground.runtime.timeline import Timeline


class Session:
    """Trains in slices and takes pictures of itself; every call returns soon.

    While `is_busy`, `run_slice` has work to do. While `is_moving`, the session is on its way to
    where a job belongs in the history, and must be asked for nothing else. `found` receives
    what was sought in the history; the present stays as it is until a job comes with its place.
    """

    def __init__(self, history_bytes: int = HISTORY_BYTES) -> None:
        self.status: Status = "paused"
        self.found: Moment | None = None
        self._job: Job | None = None
        self._moving_for: Job | None = None
        self._trainer: Trainer | None = None
        self._refusal = ""
        self._timeline = Timeline(history_bytes)
        self._photographer = Photographer()
        self._pace = Pace()
        self._scores = Scores()
        self._stops = StopWatch(StopRules())
        self._stopped_by = ""
        self._is_single = False

    @property
    def is_moving(self) -> bool:
        return self._moving_for is not None

    @property
    def is_busy(self) -> bool:
        searching, unfinished = self._timeline.is_searching, self._is_unfinished
        return self.status == "running" or self.is_moving or searching or unfinished

    def load(self, job: Job) -> None:
        """Take over a job.

        Raises EngineError when its network can't be compiled; until another job could be taken
        over, `play` and `step` raise it again.
        """
        self._timeline.forget_search()
        self.found, self._refusal = None, "There is not enough memory to train this."
        place = job.place
        try:
            if self._trainer is None or place is None or not self._timeline.history.knows(place):
                self._take(job)
            else:
                self._timeline.aim(place)
                self._moving_for = job
                self._move()
        except EngineError as error:
            self._refusal = str(error)
            raise

    def play(self) -> None:
        """Train from now on, slice by slice."""
        trainer = self._ready()
        if trainer is not None:
            self.status, self._is_single = "running", False
            self._stops.begin()
            self._pace.start(_epochs(trainer))
            self._stop_if_due(trainer, self._scores.metrics)

    def pause(self) -> None:
        if self.status == "running":
            self._rest("paused")

    def abandon(self) -> None:
        """Stand still without a word, after an error."""
        self.status, self._moving_for = "paused", None
        self._photographer.give_up()
        self._timeline.forget_search()

    def step(self, unit: StepUnit) -> None:
        """Train by one unit and stand still; an epoch may take some slices."""
        trainer = self._ready()
        if trainer is None:
            return
        self._stopped_by = ""
        self._photographer.forget()
        self._go_on(trainer)
        if unit == "epoch":
            self.status, self._is_single = "running", True
            self._pace.start(_epochs(trainer), in_a_hurry=True)
            self._train(trainer)
            return
        if unit == "sample":
            trainer.advance_samples(1)
            # Sample by sample, sums are rounded otherwise than batch by batch.
            self._timeline.record(trainer, pinned=True)
        else:
            trainer.advance(1)
        self._rest("paused")

    def seek(self, request: int, epochs: float) -> None:
        """Look for the moment at so many epochs. Raises EngineError before the first job."""
        self._timeline.seek(request, epochs)

    def seek_good(self, request: int) -> None:
        """Look for the last end of an epoch with finite losses."""
        self._timeline.seek(request, self._scores.last_epoch)

    def back(self, request: int, unit: StepUnit) -> None:
        """Look for the moment one unit before the present, or before what is sought already."""
        if self._trainer is not None:
            self._timeline.back(request, self._trainer, unit)

    def forget_search(self) -> None:
        """What was sought is not wanted any more."""
        self._timeline.forget_search()

    def show(self, request: PictureRequest) -> None:
        """Take the following pictures over these grids."""
        self._photographer.ask(request)

    def set_speed(self, steps_per_second: float) -> None:
        """Batches a second; infinity is flat out."""
        self._pace.set_limit(steps_per_second)

    def run_slice(self) -> float:
        """Work for about a slice; returns the seconds to wait before the next slice."""
        trainer = self._trainer
        assert trainer is not None, "a busy session has a trainer"
        if self.is_moving:
            self._move()
        elif self._timeline.is_searching:
            self.found = self._timeline.search()
        elif self.status == "running":
            return self._train(trainer)
        elif not self._scores.is_due:
            return self._photographer.sharpen()
        else:
            self._scores.measure(trainer)
            self._watch(trainer)
        return 0.0

    def snapshot(self) -> Frame | None:
        """The present moment in full; None while none suits the last job."""
        trainer, job = self._trainer, self._job
        if trainer is None or job is None or self._refusal:
            return None
        pictures = self._photographer.take(trainer)
        history = self._timeline.history
        return Frame(
            revision=job.revision,
            status=self.status,
            epoch=trainer.epoch,
            step=trainer.step,
            metrics=self._scores.metrics,
            biases=trainer.biases(),
            weights=trainer.weights(),
            bias_gradients=trainer.bias_gradients(),
            weight_gradients=trainer.weight_gradients(),
            dead=trainer.dead(),
            curve=self._scores.curve(),
            epochs_per_second=self._pace.rate(_epochs(trainer)) if self.status == "running" else 0,
            divergence=trainer.divergence,
            stopped_by=self._stopped_by,
            thumbnails=pictures.thumbnails,
            fields=pictures.fields,
            point=pictures.point,
            place=self._timeline.place(trainer),
            position=_epochs(trainer),
            oldest=history.oldest_epochs,
            newest=history.newest_epochs,
            is_busy=self._is_unfinished and self.status != "running",
        )

    @property
    def _is_unfinished(self) -> bool:
        """Whether something of the present moment at rest is still to come."""
        if self._trainer is None or self._refusal:
            return False
        return self._scores.is_due or self._photographer.can_sharpen(self._trainer)

    def _ready(self) -> Trainer | None:
        """The trainer, if there is anything to train."""
        if self._refusal:
            raise EngineError(self._refusal)
        trainer = self._trainer
        if trainer is None or not trainer.can_train:
            return None
        self._timeline.forget_search()
        return trainer

    def _take(self, job: Job) -> None:
        """Go on with another network, other settings, data or values."""
        old = self._trainer
        was_at = None if old is None or job.fresh else self._timeline.here(old)
        trainer, is_new = take_over(job, old)
        if old is None or trainer.data is not old.data:
            self._scores.forget_cost()
        self._trainer, self._job, self._refusal = trainer, job, ""
        self._photographer.forget()
        if was_at is None:
            self._scores.clear()
            self._timeline.start(trainer, job.origin)
        elif is_new:
            is_new = self._timeline.edit(was_at, trainer, job.origin)
        if self._stops.rules != job.stops:
            self._stops = StopWatch(job.stops)
        self._pace.forget_chunk()
        self._stopped_by = ""
        goes_on = self.status == "running" and trainer.can_train
        self._rest("running" if goes_on else "paused", is_new)

    def _move(self) -> None:
        """Come nearer to where a job belongs in the history, and take it over there."""
        assert self._trainer is not None, "one moves from somewhere"
        assert self._moving_for is not None, "one moves for a job"
        arrived = self._timeline.move(self._trainer)
        if arrived is not None:
            job, self._moving_for, self._trainer = self._moving_for, None, arrived
            self._take(job)

    def _train(self, trainer: Trainer) -> float:
        self._photographer.forget()
        self._go_on(trainer)
        self._pace.earn()
        now = time.perf_counter()
        deadline = now + SLICE_SECONDS
        while self.status == "running" and now < deadline:
            due = self._pace.due()
            if not due:
                return self._pace.wait()
            started = now
            done = trainer.advance(due)
            self._pace.spend(done, time.perf_counter() - started)
            self._timeline.follow(trainer)
            if self._is_single and trainer.at_epoch_end:
                self._rest("paused")
            elif trainer.at_epoch_end and trainer.divergence is None:
                metrics = self._scores.follow(trainer)
                self._stop_if_due(trainer, metrics)
            elif self._pace.is_limited:
                self._scores.follow_step(trainer)
            if trainer.divergence is not None and self.status == "running":
                self._rest("diverged")
            now = time.perf_counter()
        return 0.0

    def _go_on(self, trainer: Trainer) -> None:
        """From here on the future is another one."""
        assert self._job is not None, "a trainer has its job"
        if self._timeline.go_on(trainer, self._job.origin):
            self._scores.cut_after(_epochs(trainer))
            self._scores.rest(trainer, is_new=True)

    def _stop_if_due(self, trainer: Trainer, metrics: Metrics) -> None:
        self._stopped_by = self._stops.due(trainer.epoch, metrics)
        if self._stopped_by and self.status == "running":
            self._rest("finished")

    def _rest(self, status: Status, is_new: bool = True) -> None:
        """Stand still, or run on, with all scores of this moment."""
        trainer = self._trainer
        assert trainer is not None, "only what trains can rest"
        self.status = status
        is_new = is_new and self._timeline.is_at_end(trainer)
        if is_new:
            self._timeline.record(trainer)
        self._scores.rest(trainer, is_new)
        self._watch(trainer)

    def _watch(self, trainer: Trainer) -> None:
        if trainer.divergence is not None:
            self.status = "diverged"


def _epochs(trainer: Trainer) -> float:
    return trainer.epoch + trainer.sample_in_epoch / max(1, len(trainer.data.inputs_train))
