"""Brings a trainer of its own to a place of the history, bit for bit, slice by slice."""

from __future__ import annotations

import time

from playground.engine.trainer import Trainer
from playground.runtime.history import History
from playground.runtime.job import Place, batch_size
from playground.runtime.segment import Segment


class Replay:
    """Keeps its trainer between places, so that scrubbing back and forth compiles nothing."""

    def __init__(self) -> None:
        self.trainer: Trainer | None = None
        self.target: Place | None = None
        self.segment: Segment | None = None
        self._stands_in = -1
        self._chunk = 1

    @property
    def is_there(self) -> bool:
        trainer, target = self.trainer, self.target
        return (
            trainer is not None
            and target is not None
            and self._stands_in == target.segment
            and (trainer.epoch, trainer.sample_in_epoch) == target.position
        )

    def aim(self, history: History, place: Place) -> None:
        """Make for a known place from the nearest state before it.

        Raises EngineError when the network of that time can't be compiled.
        """
        self.target = place
        self.segment = segment = history.segment(place)
        if self.is_there:
            return
        state = segment.nearest(place.position)
        trainer = self.trainer
        if trainer is None or not (
            trainer.network is segment.network
            and trainer.data is segment.data
            and trainer.training == segment.training
        ):
            trainer = Trainer(segment.network, segment.training, segment.data)
        position = trainer.epoch, trainer.sample_in_epoch
        # From where it stands it may go on only if that was reached in whole batches.
        on_the_way = (
            self._stands_in == place.segment
            and trainer is self.trainer
            and (state.epoch, state.sample_in_epoch) <= position <= place.position
            and position[1] % batch_size(segment.training, segment.data) == 0
        )
        if not on_the_way:
            trainer.restore(state)
        self.trainer, self._stands_in = trainer, place.segment
        self._chunk = 1

    def run(self, seconds: float) -> bool:
        """Work for about that long; returns whether the target is reached."""
        trainer, target, segment = self.trainer, self.target, self.segment
        assert trainer is not None, "aim first"
        assert target is not None, "aim first"
        assert segment is not None, "aim first"
        size = batch_size(segment.training, segment.data)
        now = time.perf_counter()
        deadline = now + seconds
        while not self.is_there and now < deadline:
            started = now
            if trainer.epoch < target.epoch:
                done = trainer.advance(self._chunk)
            elif batches := target.sample // size - trainer.sample_in_epoch // size:
                done = trainer.advance(min(self._chunk, batches))
            else:
                done = trainer.advance_samples(target.sample - trainer.sample_in_epoch)
            assert done, "what was trained once can be trained again"
            now = time.perf_counter()
            self._chunk = max(1, int(done * seconds / 2 / max(now - started, 1e-7)))
        return self.is_there

    def exchange(self, trainer: Trainer | None, serial: int) -> Trainer:
        """Hand the trainer out, and take another one that stands in a segment in its place."""
        mine = self.trainer
        assert mine is not None, "aim first"
        self.trainer, self._stands_in = trainer, serial
        self.target = self.segment = None
        return mine
