"""Where the present lies in the history, and how to get to other moments of it."""

from __future__ import annotations

import time

from playground.engine.errors import EngineError
from playground.engine.trainer import Trainer
from playground.runtime.history import History
from playground.runtime.job import Moment, Place, StepUnit
from playground.runtime.pace import SLICE_SECONDS
from playground.runtime.replay import Replay

# A replay from the nearest state should take no longer than this; keeping states costs time too.
_RECORD_SECONDS = 0.02
_RECORD_COST = 50


class Timeline:
    """Keeps the history of a trainer and looks for moments of it.

    The present either lies in the history, or branches off from it: then an edit of an earlier
    moment was not trained on yet, and what came later can still be reached.
    """

    def __init__(self, history_bytes: int) -> None:
        self.history = History(history_bytes)
        self._base = Place(-1, 0, 0)
        self._is_branch = False
        self._scout = Replay()
        self._sought: tuple[int, Place] | None = None
        self._is_searching = False
        self._next_record = 0.0

    @property
    def is_searching(self) -> bool:
        """Whether a replay is under way."""
        return self._is_searching

    def place(self, trainer: Trainer) -> Place | None:
        """The present's place in the history; None on a branch."""
        return None if self._is_branch else self.here(trainer)

    def is_at_end(self, trainer: Trainer) -> bool:
        """Whether nothing later is known."""
        return not self._is_branch and self.here(trainer) >= self.history.newest

    def start(self, trainer: Trainer, origin: object) -> None:
        """Forget everything; this is the first moment."""
        self.history.clear()
        self._begin(trainer, origin)

    def edit(self, old: Place, trainer: Trainer, origin: object) -> bool:
        """Note an edit of the present at `old`; returns whether it is in the history.

        What came later stays reachable until training goes on from here.
        """
        base = self._base if self._is_branch else old
        if trainer.epoch != old.epoch:
            base = self.history.find((trainer.epoch, trainer.sample_in_epoch))
        self._is_branch = base != self.history.newest
        self._base = base
        if not self._is_branch:
            self._begin(trainer, origin)
        return not self._is_branch

    def go_on(self, trainer: Trainer, origin: object) -> bool:
        """Train from here: forget what came later. Returns whether the present was not the end."""
        if self.is_at_end(trainer):
            return False
        self.history.cut(self._base if self._is_branch else self.here(trainer))
        self._begin(trainer, origin)
        return True

    def follow(self, trainer: Trainer) -> None:
        """After some training: note how far it came, and now and then a state."""
        now = time.perf_counter()
        if now < self._next_record:
            self.history.reach((trainer.epoch, trainer.sample_in_epoch))
            return
        self.record(trainer)
        cost = time.perf_counter() - now
        self._next_record = now + max(_RECORD_SECONDS, _RECORD_COST * cost)

    def record(self, trainer: Trainer, pinned: bool = False) -> None:
        """Keep the present state, the last one of the history."""
        self.history.record(trainer.state(), pinned)

    def seek(self, request: int, epochs: float) -> None:
        """Look for the moment at so many epochs; a newer wish replaces an unfinished one."""
        history = self._checked_history()
        end = history.newest
        if epochs >= history.newest_epochs:
            self._look_for(request, end)
        else:
            near = history.segment(history.find((int(epochs), 0)))
            self._look_for(request, history.find(near.position_at(epochs)))

    def back(self, request: int, trainer: Trainer, unit: StepUnit) -> None:
        """Look for the moment one unit before the present, or before what is sought already."""
        history = self._checked_history()
        start = self.here(trainer) if self._sought is None else self._sought[1]
        earlier = history.segment(start).before(start.position, unit)
        self._look_for(request, history.find(earlier))

    def forget_search(self) -> None:
        """Something else is wanted now."""
        self._sought, self._is_searching = None, False

    def search(self) -> Moment | None:
        """Replay for about a slice; returns the moment that was sought once it is found."""
        assert self._sought is not None, "something is sought"
        if not self._scout.run(SLICE_SECONDS):
            return None
        self._is_searching = False
        trainer, segment = self._scout.trainer, self._scout.segment
        assert trainer is not None, "the scout arrived"
        assert segment is not None, "the scout arrived"
        request, place = self._sought
        biases, weights = trainer.biases(), trainer.weights()
        return Moment(request, place, segment.origin, biases, weights, trainer.dead())

    def aim(self, place: Place) -> None:
        """Make for a known place, to go on from there."""
        self.forget_search()
        self._scout.aim(self.history, place)

    def move(self, present: Trainer) -> Trainer | None:
        """Replay for about a slice; returns the trainer at the place aimed at once it is there."""
        place = self._scout.target
        assert place is not None, "aim first"
        if not self._scout.run(SLICE_SECONDS):
            return None
        was_in = -1 if self._is_branch else self._base.segment
        trainer = self._scout.exchange(present, was_in)
        self._base, self._is_branch = place, False
        return trainer

    def here(self, trainer: Trainer) -> Place:
        """Where the trainer stands, counted in the segment that it comes from."""
        return Place(self._base.segment, trainer.epoch, trainer.sample_in_epoch)

    def _begin(self, trainer: Trainer, origin: object) -> None:
        serial = self.history.begin(trainer, origin)
        self._base = Place(serial, trainer.epoch, trainer.sample_in_epoch)
        self._is_branch = False

    def _checked_history(self) -> History:
        if self.history.is_empty:
            raise EngineError("There is nothing to go back to yet; train first.")
        return self.history

    def _look_for(self, request: int, place: Place) -> None:
        self._scout.aim(self.history, place)
        self._sought, self._is_searching = (request, place), True
