"""Losses and scores of where training stands, and their curve, as often as is affordable."""

from __future__ import annotations

import time

from playground.engine.snapshot import LossCurve, Metrics
from playground.engine.trainer import Trainer
from playground.runtime.curve import CurveRecorder
from playground.runtime.pace import SLICE_SECONDS

# An evaluation longer than a slice gets no more than this share of the time.
_SHARE = 0.2


class Scores:
    """Evaluates a trainer. `is_due` says that all scores of a standstill are still to come."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.is_due = False
        self._curve = CurveRecorder()
        self._is_new = False
        self._seconds = 0.0
        self._next = 0.0

    @property
    def last_epoch(self) -> float:
        """The last epoch with finite losses."""
        return self._curve.last_epoch

    def curve(self) -> LossCurve:
        return self._curve.curve()

    def clear(self) -> None:
        """Begin another curve."""
        self._curve.clear()

    def forget_cost(self) -> None:
        """Other data take another time to evaluate."""
        self._seconds = self._next = 0.0

    def cut_after(self, epochs: float) -> None:
        """Forget the points later than that."""
        self._curve.cut_after(epochs)

    def follow(self, trainer: Trainer) -> Metrics:
        """The losses at the end of an epoch of a run; no values when they cost too much now."""
        if time.perf_counter() < self._next:
            return Metrics()
        started = time.perf_counter()
        self.metrics = trainer.evaluate_losses()
        now = time.perf_counter()
        self._seconds, self.is_due = now - started, False
        if self._seconds > SLICE_SECONDS:
            self._next = now + self._seconds * (1 / _SHARE - 1)
        if trainer.divergence is None and trainer.at_epoch_end:
            self._curve.append(trainer.epoch, self.metrics)
        return self.metrics

    def follow_step(self, trainer: Trainer) -> None:
        """The losses within an epoch, where they cost next to nothing."""
        if self._seconds < SLICE_SECONDS and not trainer.at_epoch_end:
            self.metrics = trainer.evaluate_losses()

    def rest(self, trainer: Trainer, is_new: bool) -> None:
        """Take all scores at a standstill: now, or in a slice of their own if that takes long.

        `is_new` moments get their point in the curve, others have had it.
        """
        self._is_new = is_new
        self.is_due = True
        if self._seconds <= SLICE_SECONDS:
            self.measure(trainer)

    def measure(self, trainer: Trainer) -> None:
        """Take all scores now."""
        started = time.perf_counter()
        self.metrics = trainer.evaluate()
        self._seconds = time.perf_counter() - started
        self.is_due = False
        if not (self._is_new and trainer.at_epoch_end and trainer.can_evaluate):
            return
        self._curve.cut_after(trainer.epoch - 0.5)
        if trainer.divergence is None:
            self._curve.append(trainer.epoch, self.metrics)
