"""What to train from now on, and places in the history of what was trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from playground.engine.snapshot import FloatArray
from playground.engine.spec import NetworkSpec, StopRules, TrainingData, TrainingSpec

StepUnit = Literal["epoch", "batch", "sample"]
Position = tuple[int, int]
"""Finished epochs, and samples used of the one under way."""


class Place(NamedTuple):
    """A moment of the history: a segment by its serial number, and where in it."""

    segment: int
    epoch: int
    sample: int

    @property
    def position(self) -> Position:
        return self.epoch, self.sample


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """What to train from now on.

    `changed` holds the ids whose values come from the job, every other node and edge goes on
    from what it learned; None means that the job's values hold for all. A `fresh` job forgets
    the optimizer's memory, the curve and the history as well and starts at `epoch`. `place` is
    the moment of the history whose values these are, where that is known: training then goes on
    with all that it had at that moment. `origin` is what the job was made from; the history
    keeps it and hands it back with every moment of this job.
    """

    revision: int
    network: NetworkSpec
    training: TrainingSpec
    data: TrainingData
    stops: StopRules
    epoch: int = 0
    changed: frozenset[str] | None = None
    fresh: bool = True
    place: Place | None = None
    origin: object = None


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What was sought in the history, complete enough to draw it again.

    Arrays are aligned with the network of the job that `origin` belongs to. `request` is the
    number of the request that it answers.
    """

    request: int
    place: Place
    origin: object
    biases: FloatArray
    weights: FloatArray
    dead: NDArray[np.bool_]


def batch_size(training: TrainingSpec, data: TrainingData) -> int:
    """Samples in a batch; at least 1."""
    count = len(data.inputs_train)
    size = training.batch_size or count
    return max(1, min(size, count) if training.remainder == "apply" else size)


def same_structure(a: NetworkSpec, b: NetworkSpec) -> bool:
    """Whether two networks differ at most in the values of weights and biases."""
    return a is b or (
        a.outputs == b.outputs
        and len(a.nodes) == len(b.nodes)
        and len(a.edges) == len(b.edges)
        and all(
            (m.id, m.column, m.activation, m.parameters, m.trainable)
            == (n.id, n.column, n.activation, n.parameters, n.trainable)
            for m, n in zip(a.nodes, b.nodes, strict=True)
        )
        and all(
            (m.id, m.source, m.target, m.trainable) == (n.id, n.source, n.target, n.trainable)
            for m, n in zip(a.edges, b.edges, strict=True)
        )
    )


def same_data(a: TrainingData, b: TrainingData) -> bool:
    """Whether two sets of samples are equal to the bit."""
    return a is b or (
        a.kind == b.kind
        and np.array_equal(a.inputs_train, b.inputs_train)
        and np.array_equal(a.targets_train, b.targets_train)
        and np.array_equal(a.inputs_test, b.inputs_test)
        and np.array_equal(a.targets_test, b.targets_test)
    )
