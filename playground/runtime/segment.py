"""A stretch of training between two edits, with states of it to replay from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec
from playground.engine.state import TrainerState
from playground.runtime.job import Place, Position, StepUnit, batch_size

_STATE_BYTES = 600
"""A state's objects beside the contents of its arrays, measured."""


class Checkpoint:
    """A state to replay from. A `pinned` one stays: what follows can't be reached without it.

    `work` is how far training had come by then; differences say how long a replay takes.
    """

    __slots__ = ("nbytes", "pinned", "position", "state", "work")

    def __init__(self, state: TrainerState, pinned: bool) -> None:
        self.state = state
        self.pinned = pinned
        self.position: Position = (state.epoch, state.sample_in_epoch)
        self.work = state.step + state.epoch
        self.nbytes = state.nbytes + _STATE_BYTES


@dataclass(slots=True, eq=False)
class Segment:
    """Training without an edit in between, up to `end`."""

    serial: int
    network: NetworkSpec
    training: TrainingSpec
    data: TrainingData
    origin: object
    end: Position
    checkpoints: list[Checkpoint] = field(default_factory=list)

    @property
    def start(self) -> Position:
        return self.checkpoints[0].position

    @property
    def last(self) -> Place:
        return Place(self.serial, *self.end)

    def epochs(self, position: Position) -> float:
        """A position as one number."""
        return position[0] + position[1] / max(1, len(self.data.inputs_train))

    def batch_of(self, position: Position) -> Position:
        """Epoch and number of the batch that ends at a position, or that it lies in."""
        epoch, sample = position
        size = batch_size(self.training, self.data)
        if sample == 0:
            epoch, sample = epoch - 1, len(self.data.inputs_train)
        return epoch, (sample - 1) // size

    def nearest(self, position: Position) -> TrainerState:
        """The last state not later than a position."""
        index = bisect_right(self.checkpoints, position, key=lambda c: c.position)
        return self.checkpoints[index - 1].state

    def position_at(self, epochs: float) -> Position:
        """The end of a batch nearest to a number of epochs."""
        epoch, count = int(epochs), len(self.data.inputs_train)
        size = batch_size(self.training, self.data)
        sample = round((epochs - epoch) * count / size) * size
        return (epoch, sample) if sample < count else (epoch + 1, 0)

    def before(self, position: Position, unit: StepUnit) -> Position:
        """The position one epoch, batch or sample earlier; it may lie before the start."""
        epoch, sample = position
        if unit == "epoch":
            return (epoch, 0) if sample else (epoch - 1, 0)
        if not sample:
            epoch, sample = epoch - 1, len(self.data.inputs_train)
        size = batch_size(self.training, self.data) if unit == "batch" else 1
        return epoch, (sample - 1) // size * size
