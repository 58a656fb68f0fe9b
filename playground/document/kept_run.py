"""A run of before, with its losses, as it is kept for comparison."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

MOST_RUNS = 8
"""So many are kept; each has a colour of its own."""
MOST_POINTS = 2_000
_MAX_NAME = 200
# In epochs; a chart has no scale for what a damaged file may say beyond.
_LEAST_LENGTH, _MAX_LENGTH = 1e-9, 1e15
_MAX_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A finished run.

    Attributes
    ----------
    network, seed : what was trained, such as "2-4-1 tanh", as it was at the end.
    is_changed : whether it was another network or seed at the beginning.
    color : number of its colour, 0 to MOST_RUNS - 1.
    epochs : where its losses are known, rising from 0 or later to 1e15 at most.
    train, test : the losses there, None for those that were not finite; `test` is () without
        test data.

    Raises ValueError where these don't fit together.
    """

    network: str
    seed: int
    is_changed: bool
    color: int
    epochs: tuple[float, ...]
    train: tuple[float | None, ...]
    test: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.epochs)
        if not (2 <= count <= MOST_POINTS and len(self.train) == count):
            raise ValueError(f"a kept run needs 2 to {MOST_POINTS:,} epochs and a loss for each")
        if len(self.test) not in (0, count):
            raise ValueError("a kept run has test losses for some of its epochs only")
        if self.epochs[0] < 0 or any(after <= before for before, after in pairwise(self.epochs)):
            raise ValueError("the epochs of a kept run don't rise from 0")
        if not _LEAST_LENGTH <= self.epochs[-1] <= _MAX_LENGTH:
            raise ValueError("a kept run is shorter or longer than any training")
        if not (0 <= self.color < MOST_RUNS and 0 <= self.seed <= _MAX_SEED):
            raise ValueError("a kept run has a colour or a seed out of range")
        if len(self.network) > _MAX_NAME:
            raise ValueError(f"a kept run has a name of more than {_MAX_NAME} characters")
