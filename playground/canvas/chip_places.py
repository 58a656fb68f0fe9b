"""Where the weights are written: on their edges, clear of the nodes and of each other."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from playground.canvas import geometry
from playground.canvas.geometry import RADIUS, FloatArray
from playground.canvas.node_item import PILL_HEIGHT, PILL_TOP

_SPOTS = np.linspace(0.0, 1.0, 33)  # along an edge, where its chip can lie
_TRIES = 3
_NODE_BOX = np.array([-RADIUS - 2, -RADIUS - 20, RADIUS + 2, PILL_TOP + PILL_HEIGHT])


def node_boxes(centres: FloatArray) -> FloatArray:
    """What nodes at centres (N, 2) cover with name and pill, (N, 4) as x0, y0, x1, y1."""
    return np.tile(centres, 2) + _NODE_BOX


class ChipPlaces:
    """Finds the places, and remembers them: no number runs away from the pointer.

    A chip stays at its spot of the edge as long as that is free of those that come before it.
    """

    def __init__(self) -> None:
        self._spots: dict[str, int] = {}

    def forget(self) -> None:
        """The next chips are placed as if there had been none."""
        self._spots = {}

    def find(
        self,
        ids: Sequence[str],
        always: Container[str],
        curves: FloatArray,
        size: tuple[float, float],
        obstacles: FloatArray,
    ) -> dict[str, tuple[float, float]]:
        """Centres of chips of half a `size` on curves (len(ids), 8), clear of `obstacles` (N, 4).

        The first ids choose first. One that fits nowhere is left out, unless it is wanted
        `always`: then it lies in the middle of its edge.
        """
        lines = geometry.sample(curves, _SPOTS)
        before = [self._spots.get(edge_id, -1) for edge_id in ids]
        found = _choose(lines, size, obstacles, before)
        self._spots = {}
        places: dict[str, tuple[float, float]] = {}
        for edge_id, line, free in zip(ids, lines, found, strict=True):
            spot = len(_SPOTS) // 2 if free is None and edge_id in always else free
            if spot is not None:
                self._spots[edge_id] = spot
                places[edge_id] = float(line[spot, 0]), float(line[spot, 1])
        return places


def _choose(
    lines: FloatArray, size: tuple[float, float], obstacles: FloatArray, before: Sequence[int]
) -> list[int | None]:
    """A spot for as many lines as some tries find: who went away empty chooses first next time."""
    order = list(range(len(lines)))
    best: list[int | None] = []
    for _ in range(_TRIES):
        chosen = geometry.place_chips(lines[order], size, obstacles, [before[k] for k in order])
        spots = dict(zip(order, chosen, strict=True))
        found = [spots[k] for k in range(len(lines))]
        if not best or found.count(None) < best.count(None):
            best = found
        if None not in found:
            break
        order.sort(key=lambda k: spots[k] is not None)
    return best
