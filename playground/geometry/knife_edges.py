"""Units whose sum is 0 but for rounding on whole cells, and the bias that mends it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.geometry.arrangement import Arrangement
from playground.geometry.plan import Kind

# A sum below this part of the size of its terms hangs on rounding.
EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class KnifeEdge:
    """A step or sign unit whose sum is 0 on whole cells; `bias` decides the same with a margin."""

    node_id: str
    sum: float
    bias: float


def knife_edges(arrangement: Arrangement) -> list[KnifeEdge]:
    """Return the units fed by step units alone that reach exactly their threshold somewhere."""
    plan = arrangement.plan
    node_of = {row: node_id for node_id, row in plan.program.row_of.items()}
    found = []
    for level in plan.levels:
        sizes = None
        for unit, weights, bias in zip(level.units, level.weights, level.biases, strict=True):
            if unit.kind is not Kind.CONSTANT or not unit.cuts or not weights.any():
                continue
            node_id = node_of[unit.row]
            if sizes is None:
                sources = [node_of[row] for row in level.sources.tolist()]
                sizes = np.abs([arrangement.values(id_) for id_ in sources]).max(axis=1)
            near = EDGE * float(np.abs(weights) @ sizes + abs(bias))
            if not (np.abs(arrangement.sums(node_id)) <= near).any():
                continue
            sums = np.unique(arrangement.sums(node_id))
            on_edge = sums[np.abs(sums) <= near]
            fires = arrangement.values(node_id)[np.abs(arrangement.sums(node_id)) <= near].max() > 0
            # Halfway to the next sum that decides otherwise, or to the next there could be.
            others = sums[sums < -near] if fires else sums[sums > near]
            gap = float(np.abs(others).min(initial=np.abs(weights[weights != 0.0]).min()))
            found.append(
                KnifeEdge(node_id, float(on_edge[0]), float(bias) + (gap if fires else -gap) / 2)
            )
    return found
