"""A moment of training, complete enough to go on from it bit for bit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.engine.snapshot import FloatArray
from playground.engine.spec import NetworkSpec


@dataclass(frozen=True, slots=True, eq=False)
class TrainerState:
    """Everything that training depends on beside its specs and data.

    `parameters`, each of `slots` (the optimizer's memories) and `pending` (the gradient summed so
    far for the next update, over `pending_count` samples) hold the spec's nodes, then its edges.
    `dead` is aligned with the edges. The order of the samples follows from the seed and `epoch`.
    """

    epoch: int
    step: int
    sample_in_epoch: int
    node_count: int
    parameters: FloatArray
    dead: NDArray[np.bool_]
    optimizer: str
    optimizer_step: int
    slots: tuple[FloatArray, ...]
    pending: FloatArray | None
    pending_count: int

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, in bytes."""
        arrays = [self.parameters, self.dead, *self.slots]
        return sum(a.nbytes for a in arrays) + (0 if self.pending is None else self.pending.nbytes)


class Survivors:
    """Which nodes and edges of a new network were in an old one, by id."""

    def __init__(self, old: NetworkSpec, new: NetworkSpec) -> None:
        node_pairs = _pairs([n.id for n in old.nodes], [n.id for n in new.nodes])
        self._old_edges, self._new_edges = _pairs(
            [e.id for e in old.edges], [e.id for e in new.edges]
        )
        self._old = np.concatenate([node_pairs[0], self._old_edges + len(old.nodes)])
        self._new = np.concatenate([node_pairs[1], self._new_edges + len(new.nodes)])
        self._size = len(new.nodes) + len(new.edges)

    def parameters(self, old: FloatArray, new: FloatArray) -> FloatArray:
        """Return `new` (nodes, then edges) with the old values of what survived."""
        moved = new.copy()
        moved[self._new] = old[self._old]
        return moved

    def dead(self, old: NDArray[np.bool_], new: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return `new` (edges) with the old values of what survived."""
        moved = new.copy()
        moved[self._new_edges] = old[self._old_edges]
        return moved

    def memories(self, old: FloatArray) -> FloatArray:
        """Return old values (nodes, then edges) in their new places, 0 for what is new."""
        return self.parameters(old, np.zeros(self._size))


def _pairs(old: Sequence[str], new: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    place = {id_: index for index, id_ in enumerate(old)}
    found = [(place[id_], index) for index, id_ in enumerate(new) if id_ in place]
    pairs = np.array(found, dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]
