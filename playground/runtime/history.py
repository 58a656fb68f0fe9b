"""The states that training went through, within a fixed memory: dense near now, thinner back."""

from __future__ import annotations

from playground.engine.spec import NetworkSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from playground.runtime.job import Place, Position
from playground.runtime.segment import Checkpoint, Segment

HISTORY_BYTES = 128 * 2**20
MOST_CHECKPOINTS = 20_000
"""More of small states would let nobody go back sooner, but every sweep of Python's garbage
collector, which holds the window up, would pass over them."""
_SEGMENT_BYTES = 2_000
_ITEM_BYTES = 16
"""Each segment's own tuples of what was drawn, for a node or an edge."""
_NETWORK_ITEM_BYTES = 700
"""A node or an edge as drawn and as the engine has it, kept once for each structure."""


class History:
    """A line of segments; each edit begins one. Only its end grows.

    Every position between `oldest` and `newest` can be reached bit for bit: by replaying from
    the nearest earlier checkpoint in whole batches as far as they reach, then sample by sample.
    So where training took other steps, a pinned checkpoint must be recorded behind them. What
    doesn't fit in `budget` bytes, or is more than `most` checkpoints, is forgotten: first
    checkpoints, the more the further back, in the end whole segments, the oldest first.
    """

    def __init__(self, budget: int = HISTORY_BYTES, most: int = MOST_CHECKPOINTS) -> None:
        self.budget = budget
        self.most = most
        self._segments: list[Segment] = []
        self._next_serial = 0
        self._state_bytes = 0
        self._segment_bytes = 0
        self._sparseness = 0.0

    @property
    def is_empty(self) -> bool:
        return not self._segments

    @property
    def oldest(self) -> Place:
        first = self._segments[0]
        return Place(first.serial, *first.start)

    @property
    def newest(self) -> Place:
        return self._segments[-1].last

    @property
    def oldest_epochs(self) -> float:
        """The oldest place in epochs, with what was done of the one under way."""
        return self._segments[0].epochs(self._segments[0].start)

    @property
    def newest_epochs(self) -> float:
        """The newest place in epochs, with what is done of the one under way."""
        return self._segments[-1].epochs(self._segments[-1].end)

    @property
    def nbytes(self) -> int:
        """Memory of all that would go away with the history."""
        return self._state_bytes + self._segment_bytes

    @property
    def _count(self) -> int:
        return sum(len(segment.checkpoints) for segment in self._segments)

    def clear(self) -> None:
        self._segments.clear()
        self._state_bytes = self._segment_bytes = 0
        self._sparseness = 0.0

    def begin(self, trainer: Trainer, origin: object) -> int:
        """Start a segment at the end, where the trainer stands; returns its serial number."""
        position = trainer.epoch, trainer.sample_in_epoch
        segment = Segment(
            self._next_serial, trainer.network, trainer.training, trainer.data, origin, position
        )
        self._next_serial += 1
        self._segments.append(segment)
        self._weigh_segments()
        self._add(segment, Checkpoint(trainer.state(), pinned=True))
        return segment.serial

    def reach(self, position: Position) -> None:
        """Note how far the newest segment has come."""
        self._segments[-1].end = position

    def record(self, state: TrainerState, pinned: bool = False) -> None:
        """Keep a state of the newest segment."""
        segment, new = self._segments[-1], Checkpoint(state, pinned)
        last = segment.checkpoints[-1]
        self.reach(new.position)
        if last.position == new.position:
            last.pinned |= pinned
            return
        # Inside a batch the newest state serves for all that follows; before it a replay goes
        # sample by sample as well.
        if pinned and last is not segment.checkpoints[0]:
            last.pinned &= segment.batch_of(last.position) != segment.batch_of(new.position)
        self._add(segment, new)

    def cut(self, place: Place) -> None:
        """Forget everything later than a place."""
        while self._segments[-1].serial != place.segment:
            self._drop(self._segments.pop())
        segment = self._segments[-1]
        segment.end = place.position
        while segment.checkpoints[-1].position > place.position:
            self._state_bytes -= segment.checkpoints.pop().nbytes
        self._weigh_segments()

    def find(self, position: Position) -> Place:
        """The last place not later than a position, or the oldest."""
        for segment in reversed(self._segments):
            if segment.start <= position:
                return Place(segment.serial, *min(position, segment.end))
        return self.oldest

    def knows(self, place: Place) -> bool:
        segment = self._by_serial(place.segment)
        return segment is not None and segment.start <= place.position <= segment.end

    def segment(self, place: Place) -> Segment:
        """The segment of a known place."""
        segment = self._by_serial(place.segment)
        assert segment is not None, "the place was known"
        return segment

    def _by_serial(self, serial: int) -> Segment | None:
        return next((s for s in reversed(self._segments) if s.serial == serial), None)

    def _add(self, segment: Segment, checkpoint: Checkpoint) -> None:
        segment.checkpoints.append(checkpoint)
        self._state_bytes += checkpoint.nbytes
        if self._exceeds(1.0):
            self._thin()

    def _drop(self, segment: Segment) -> None:
        self._state_bytes -= sum(checkpoint.nbytes for checkpoint in segment.checkpoints)

    def _weigh_segments(self) -> None:
        """Networks and data are shared; those of the newest would be there anyway."""
        segments, newest = self._segments, self._segments[-1]
        networks = {id(s.network): s.network for s in segments if s.network is not newest.network}
        data = {id(s.data): s.data for s in segments if s.data is not newest.data}
        arrays = [
            array
            for d in data.values()
            for array in (d.inputs_train, d.targets_train, d.inputs_test, d.targets_test)
        ]
        self._segment_bytes = (
            sum(_SEGMENT_BYTES + _ITEM_BYTES * _size(s.network) for s in segments)
            + sum(_NETWORK_ITEM_BYTES * _size(network) for network in networks.values())
            + sum(array.nbytes for array in arrays)
        )

    def _exceeds(self, share: float) -> bool:
        """Whether there is more than a share of what is allowed."""
        return self.nbytes > share * self.budget or self._count > share * self.most

    def _thin(self) -> None:
        """Make room, with gaps in proportion to how long ago it was."""
        self._sparseness = max(self._sparseness, 2.0 / self._count)
        self._spread()
        while self._exceeds(0.75) and self._sparseness < 1.0:
            self._sparseness *= 1.5
            self._spread()
        self._forget_oldest()

    def _spread(self) -> None:
        """Leave a checkpoint out where the gap stays below a share of its distance from now."""
        now = following = self._segments[-1].checkpoints[-1].work
        for segment in reversed(self._segments):
            kept: list[Checkpoint] = []
            checkpoints = segment.checkpoints
            for index in range(len(checkpoints) - 1, -1, -1):
                one = checkpoints[index]
                before = checkpoints[index - 1].work
                is_last = segment is self._segments[-1] and index == len(checkpoints) - 1
                close = following - before <= self._sparseness * (now - before)
                if one.pinned or is_last or not close:
                    kept.append(one)
                    following = one.work
                else:
                    self._state_bytes -= one.nbytes
            segment.checkpoints = kept[::-1]

    def _forget_oldest(self) -> None:
        while self._exceeds(1.0):
            oldest = self._segments[0]
            if len(oldest.checkpoints) > 1:
                self._state_bytes -= oldest.checkpoints.pop(0).nbytes
                oldest.checkpoints[0].pinned = True
            elif len(self._segments) > 1:
                self._drop(self._segments.pop(0))
                self._weigh_segments()
            else:
                return


def _size(network: NetworkSpec) -> int:
    return len(network.nodes) + len(network.edges)
