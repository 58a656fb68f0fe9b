"""Pictures of a trainer: what all nodes answer over the plane and at one point."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from playground.engine.field import NodeEvaluator
from playground.engine.snapshot import Field, PointValues, Snapshot
from playground.engine.trainer import Trainer
from playground.runtime.job import Place
from playground.runtime.plane import Grid, PictureRequest

# A drag of a weight or of the plane asks more often than this.
_CALM_SECONDS = 0.04


@dataclass(frozen=True, slots=True)
class Frame(Snapshot):
    """A snapshot with its place in the history.

    `place` is None while an edit of an earlier moment has not been trained on. `position`,
    `oldest` and `newest` are epochs, with what is done of the one under way. While `is_busy`
    scores or sharper pictures are still to come.
    """

    place: Place | None = None
    position: float = 0.0
    oldest: float = 0.0
    newest: float = 0.0
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a request got; nothing where it doesn't suit the trainer's inputs."""

    thumbnails: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    point: PointValues | None = None


class Photographer:
    """Takes the pictures of a request, and those at rest a second time, sharper.

    A field whose grid, nodes and numbers are those of before is not computed again: it stays the
    same object.
    """

    def __init__(self) -> None:
        self._request: PictureRequest | None = None
        self._known: dict[tuple[Grid, tuple[str, ...]], Field] = {}
        self._asked_at = 0.0
        self._is_sharp = False

    def ask(self, request: PictureRequest) -> None:
        """Take the following pictures over these grids."""
        self._request = request
        self._asked_at, self._is_sharp = time.perf_counter(), False

    def forget(self) -> None:
        """The network's numbers are others now, so all its pictures are."""
        self._known.clear()
        self._asked_at, self._is_sharp = time.perf_counter(), False

    def can_sharpen(self, trainer: Trainer) -> bool:
        """Whether some field of the request has yet to be taken as it is to be at rest."""
        request = self._request
        if self._is_sharp or request is None or not _suits(request, trainer):
            return False
        wishes = ((wish.at_rest, _known(wish.nodes, trainer)) for wish in request.fields)
        return any(nodes and (grid, nodes) not in self._known for grid, nodes in wishes)

    def sharpen(self) -> float:
        """Have the next pictures be sharp; returns seconds, where it is better to wait first."""
        wait = self._asked_at + _CALM_SECONDS - time.perf_counter()
        self._is_sharp = wait <= 0.0
        return max(0.0, wait)

    def give_up(self) -> None:
        """Leave the pictures as they are, after an error."""
        self._is_sharp = True

    def take(self, trainer: Trainer) -> Pictures:
        """The pictures of the present moment."""
        request = self._request
        # Right after an edit of the inputs the grids may still be those of before.
        if request is None or not _suits(request, trainer):
            return Pictures()
        evaluator, old, self._known = trainer.node_evaluator(), self._known, {}

        def picture(grid: Grid, nodes: tuple[str, ...]) -> Field:
            found = old.get((grid, nodes)) or self._known.get((grid, nodes))
            self._known[grid, nodes] = found or _field(evaluator, grid, nodes)
            return self._known[grid, nodes]

        thumbnails = picture(request.thumbnails, tuple(node.id for node in trainer.network.nodes))
        fields = {}
        for wish in request.fields:
            nodes = _known(wish.nodes, trainer)
            is_sharp = self._is_sharp or (wish.at_rest, nodes) in old
            fields[wish.name] = picture(wish.at_rest if is_sharp else wish.grid, nodes)
        point = None
        if request.point is not None:
            z, a = evaluator.forward(request.point)
            point = PointValues(z[:, 0], a[:, 0])
        return Pictures(thumbnails, MappingProxyType(fields), point)


def _suits(request: PictureRequest, trainer: Trainer) -> bool:
    columns = (node.column for node in trainer.network.nodes if node.column is not None)
    return request.columns == 1 + max(columns, default=-1)


def _known(wanted: tuple[str, ...], trainer: Trainer) -> tuple[str, ...]:
    known = {node.id for node in trainer.network.nodes}
    return tuple(node_id for node_id in wanted if node_id in known)


def _field(evaluator: NodeEvaluator, grid: Grid, ids: tuple[str, ...]) -> Field:
    if not ids:
        return Field(grid.bounds, MappingProxyType({}))
    dtype = np.float64 if grid.exact else np.float32
    values = np.empty((len(ids), len(grid.inputs)), dtype=dtype)
    evaluator.evaluate(grid.inputs, ids, values)
    pictures = values.reshape(len(ids), *grid.shape)
    return Field(grid.bounds, MappingProxyType(dict(zip(ids, pictures, strict=True))))
