"""Pictures of a trainer: what all nodes answer over the plane and at one point."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.engine.field import NodeEvaluator
from playground.engine.snapshot import Field, PointValues, Snapshot
from playground.engine.spec import NetworkSpec
from playground.engine.trainer import Trainer
from playground.runtime.job import Place
from playground.runtime.plane import Grid, PictureRequest

Pictures = tuple[Field | None, Field | None, PointValues | None]


@dataclass(frozen=True, slots=True)
class Frame(Snapshot):
    """A snapshot with its place in the history.

    `place` is None while an edit of an earlier moment has not been trained on. `position`,
    `oldest` and `newest` are epochs, with what is done of the one under way. While `is_busy`
    scores are still to come.
    """

    place: Place | None = None
    position: float = 0.0
    oldest: float = 0.0
    newest: float = 0.0
    is_busy: bool = False


def take_pictures(trainer: Trainer, request: PictureRequest | None) -> Pictures:
    """Thumbnails, region and point of a request, as far as it suits the trainer's inputs."""
    # Right after an edit of the inputs the grids may still be those of before.
    if request is None or request.columns != _columns(trainer.network):
        return None, None, None
    evaluator, known = trainer.node_evaluator(), tuple(n.id for n in trainer.network.nodes)
    thumbnails = _field(evaluator, request.thumbnails, known)
    shown = tuple(node_id for node_id in request.region_nodes if node_id in known)
    region = _field(evaluator, request.region, shown)
    point = None
    if request.point is not None:
        z, a = evaluator.forward(request.point)
        point = PointValues(z[:, 0], a[:, 0])
    return thumbnails, region, point


def _columns(network: NetworkSpec) -> int:
    return 1 + max((node.column for node in network.nodes if node.column is not None), default=-1)


def _field(evaluator: NodeEvaluator, grid: Grid, ids: tuple[str, ...]) -> Field:
    if not ids:
        return Field(grid.bounds, MappingProxyType({}))
    values = np.empty((len(ids), len(grid.inputs)), dtype=np.float32)
    evaluator.evaluate(grid.inputs, ids, values)
    pictures = values.reshape(len(ids), *grid.shape)
    return Field(grid.bounds, MappingProxyType(dict(zip(ids, pictures, strict=True))))
