"""One training session: a trainer with its pace, its stop rules and its record. No threads."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np

from playground.engine.snapshot import Field, Metrics, PointValues, Snapshot, Status
from playground.engine.spec import NetworkSpec, StopRules, TrainingData, TrainingSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from playground.runtime.curve import CurveRecorder
from playground.runtime.plane import Grid, PictureRequest
from playground.runtime.stops import StopWatch

SLICE_SECONDS = 0.002
_RATE_SECONDS = 0.5
StepUnit = Literal["epoch", "batch", "sample"]


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What to train from now on.

    `changed` holds the ids whose values come from the job, every other node and edge goes on
    from what it learned; None means that the job's values hold for all. A `fresh` job forgets
    the optimizer's memory and the curve as well and starts at `epoch`.
    """

    revision: int
    network: NetworkSpec
    training: TrainingSpec
    data: TrainingData
    stops: StopRules
    epoch: int = 0
    changed: frozenset[str] | None = None
    fresh: bool = True


class Session:
    """Trains in slices and takes pictures of itself; every call returns soon."""

    def __init__(self) -> None:
        self.status: Status = "paused"
        self._steps_per_second = math.inf
        self._job: Job | None = None
        self._trainer: Trainer | None = None
        self._pictures: PictureRequest | None = None
        self._curve = CurveRecorder()
        self._metrics = Metrics()
        self._stops = StopWatch(StopRules())
        self._stopped_by = ""
        self._chunk = 1
        self._credit = 0.0
        self._last_slice = 0.0
        self._rate = 0.0
        self._rate_mark = (0.0, 0)

    def load(self, job: Job) -> None:
        """Take over a job; raises EngineError when its network can't be compiled."""
        trainer, old = Trainer(job.network, job.training, job.data), self._trainer
        if old is None or job.fresh:
            trainer.restore(replace(trainer.state(), epoch=job.epoch))
            self._curve.clear()
        elif job.changed is None:
            trainer.carry_over(old, parameters=False)
            if job.epoch != trainer.epoch:
                trainer.restore(_at_epoch(trainer, job.epoch))
            self._curve.cut_after(job.epoch - 0.5)
        else:
            trainer.carry_over(old)
            _take_values(trainer, job.changed)
        if self._stops.rules != job.stops:
            self._stops = StopWatch(job.stops)
        self._job, self._trainer, self._chunk = job, trainer, 1
        if not trainer.can_train or self.status != "running":
            self.status = "paused"
        self._measure()

    def play(self) -> None:
        """Train from now on, slice by slice."""
        if self._trainer is None or not self._trainer.can_train:
            return
        self.status, self._stopped_by = "running", ""
        self._stops.begin()
        self._last_slice = time.perf_counter()
        self._rate_mark = (self._last_slice, self._trainer.epoch)
        self._stop_if_due(self._metrics)

    def pause(self) -> None:
        if self.status == "running":
            self.status = "paused"
            self._measure()

    def abandon(self) -> None:
        """Stand still without a word, after an error."""
        self.status = "paused"

    def step(self, unit: StepUnit) -> None:
        """Train by one unit and stand still."""
        trainer = self._trainer
        if trainer is None or not trainer.can_train:
            return
        self.status, self._stopped_by = "paused", ""
        if unit == "sample":
            trainer.advance_samples(1)
        else:
            done = trainer.advance(1)
            while done and unit == "epoch" and not trainer.at_epoch_end:
                done = trainer.advance(1_000_000)
        self._measure()

    def show(self, request: PictureRequest) -> None:
        """Take the following pictures over these grids."""
        self._pictures = request

    def set_speed(self, steps_per_second: float) -> None:
        """Batches a second; infinity is flat out."""
        self._steps_per_second = steps_per_second
        self._credit = 0.0

    def run_slice(self) -> float:
        """Train for about two milliseconds; returns the seconds to wait before the next slice."""
        trainer = self._trainer
        assert trainer is not None, "a running session has a trainer"
        now = time.perf_counter()
        deadline = now + SLICE_SECONDS
        limited = self._steps_per_second < math.inf
        if limited:
            # A long wait, as in a stopped debugger, must not be made up for in a burst.
            earned = (now - self._last_slice) * self._steps_per_second
            self._credit = min(self._credit + earned, 1 + 0.1 * self._steps_per_second)
        self._last_slice = now
        while self.status == "running" and now < deadline:
            if limited and self._credit < 1:
                return min(0.05, (1 - self._credit) / self._steps_per_second)
            started = now
            done = trainer.advance(int(min(self._chunk, self._credit)) if limited else self._chunk)
            self._credit -= done if limited else 0
            if trainer.divergence is not None or trainer.at_epoch_end:
                self._finish_epoch(trainer)
            now = time.perf_counter()
            # Half a slice for each call of the trainer keeps the deadline.
            self._chunk = max(1, int(done * SLICE_SECONDS / 2 / max(now - started, 1e-7)))
        return 0.0

    def snapshot(self) -> Snapshot | None:
        """The present moment in full, or None before the first job."""
        trainer, job = self._trainer, self._job
        if trainer is None or job is None:
            return None
        thumbnails, region, point = self._take_pictures(trainer, self._pictures)
        return Snapshot(
            revision=job.revision,
            status=self.status,
            epoch=trainer.epoch,
            step=trainer.step,
            metrics=self._metrics,
            biases=trainer.biases(),
            weights=trainer.weights(),
            bias_gradients=trainer.bias_gradients(),
            weight_gradients=trainer.weight_gradients(),
            dead=trainer.dead(),
            curve=self._curve.curve(),
            epochs_per_second=self._epochs_per_second(trainer),
            divergence=trainer.divergence,
            stopped_by=self._stopped_by,
            thumbnails=thumbnails,
            region=region,
            point=point,
        )

    def _finish_epoch(self, trainer: Trainer) -> None:
        self._metrics = trainer.evaluate_losses()
        if trainer.divergence is not None:
            self.status = "diverged"
            self._measure()
            return
        self._curve.append(trainer.epoch, self._metrics)
        self._stop_if_due(self._metrics)

    def _stop_if_due(self, metrics: Metrics) -> None:
        assert self._trainer is not None
        self._stopped_by = self._stops.due(self._trainer.epoch, metrics)
        if self._stopped_by:
            self.status = "finished"
            self._measure()

    def _measure(self) -> None:
        """All scores of where training stands, and its point in the curve."""
        trainer = self._trainer
        if trainer is None:
            return
        self._metrics = trainer.evaluate()
        if trainer.divergence is not None:
            self.status = "diverged"
            return
        position = trainer.epoch
        if trainer.at_epoch_end and trainer.can_evaluate:
            self._curve.cut_after(position - 0.5)
            self._curve.append(position, self._metrics)

    def _epochs_per_second(self, trainer: Trainer) -> float:
        if self.status != "running":
            return 0.0
        now = time.perf_counter()
        since, epoch = self._rate_mark
        if now - since >= _RATE_SECONDS:
            self._rate = max(0.0, (trainer.epoch - epoch) / (now - since))
            self._rate_mark = (now, trainer.epoch)
        return self._rate

    def _take_pictures(
        self, trainer: Trainer, request: PictureRequest | None
    ) -> tuple[Field | None, Field | None, PointValues | None]:
        # Right after an edit of the inputs the grids may still be those of before.
        if request is None or request.columns != _columns(trainer.network):
            return None, None, None
        thumbnails = _field(trainer, request.thumbnails, None)
        region = _field(trainer, request.region, request.region_nodes)
        point = None
        if request.point is not None:
            z, a = trainer.node_evaluator().forward(request.point)
            point = PointValues(z[:, 0], a[:, 0])
        return thumbnails, region, point


def _at_epoch(trainer: Trainer, epoch: int) -> TrainerState:
    return replace(trainer.state(), epoch=epoch, sample_in_epoch=0, pending=None, pending_count=0)


def _take_values(trainer: Trainer, ids: frozenset[str]) -> None:
    """Put the spec's own values of these nodes and edges in place of what was carried over."""
    network = trainer.network
    biases, weights = trainer.biases(), trainer.weights()
    for index, node in enumerate(network.nodes):
        if node.id in ids:
            biases[index] = node.bias
    for index, edge in enumerate(network.edges):
        if edge.id in ids:
            weights[index] = edge.weight
    trainer.set_parameters(biases, weights)


def _columns(network: NetworkSpec) -> int:
    return 1 + max((node.column for node in network.nodes if node.column is not None), default=-1)


def _field(trainer: Trainer, grid: Grid, node_ids: tuple[str, ...] | None) -> Field:
    ids = tuple(node.id for node in trainer.network.nodes) if node_ids is None else node_ids
    known = {node.id for node in trainer.network.nodes}
    ids = tuple(node_id for node_id in ids if node_id in known)
    if not ids:
        return Field(grid.bounds, MappingProxyType({}))
    values = np.empty((len(ids), len(grid.inputs)), dtype=np.float32)
    trainer.node_evaluator().evaluate(grid.inputs, ids, values)
    pictures = values.reshape(len(ids), *grid.shape)
    return Field(grid.bounds, MappingProxyType(dict(zip(ids, pictures, strict=True))))
