"""What is asked for: which network, seen on which plane, in which rectangle, decided how."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from playground.engine.spec import NetworkSpec
from playground.geometry.errors import GeometryError

Bounds = tuple[float, float, float, float]
DecisionRule = Literal["auto", "threshold", "argmax"]

DEFAULT_BOUNDS: Bounds = (-6.0, 6.0, -6.0, 6.0)
# Beyond this ratio of distance to size, rounding alone would move lines by visible amounts.
FARTHEST = 1e10
LIMIT = 1e150


@dataclass(frozen=True, slots=True)
class CellsRequest:
    """A network over the raw plane of x1 and x2.

    `x1` and `x2` are the ids of the input nodes that show the plane's coordinates, None where
    the network has no such input. `outputs` are the nodes whose decision is wanted, by default
    the network's outputs. `threshold` None is each output's own (`spec.decision_threshold`).
    With the rule "auto" several outputs are compared (argmax) unless all are step or sign
    nodes: then the label of a face is their on/off pattern. `names` is what people call the
    nodes, for messages. The budget stops the work between levels; `max_seconds` None is no limit.
    Once `cancelled` says so, the work ends as if the time were over.
    """

    network: NetworkSpec
    x1: str | None = None
    x2: str | None = None
    bounds: Bounds = DEFAULT_BOUNDS
    outputs: tuple[str, ...] = ()
    rule: DecisionRule = "auto"
    threshold: float | None = None
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    max_faces: int = 120_000
    max_seconds: float | None = 0.15
    cancelled: Callable[[], bool] | None = None

    def name(self, node_id: str) -> str:
        """What people call a node."""
        return self.names.get(node_id, node_id)


def check_bounds(bounds: Bounds) -> None:
    """Refuse, with a GeometryError, a rectangle that has no inside or is too far away."""
    x0, x1, y0, y1 = bounds
    if not all(math.isfinite(value) and abs(value) <= LIMIT for value in bounds):
        raise GeometryError("The rectangle needs four finite numbers below 1e150.")
    if not (x0 < x1 and y0 < y1):
        raise GeometryError(
            "The rectangle is empty: give the left side before the right and the lower before "
            "the upper."
        )
    width, height = x1 - x0, y1 - y0
    if max(width, height) > 1e6 * min(width, height):
        raise GeometryError("The rectangle is over a million times longer than wide.")
    if max(map(abs, bounds)) > FARTHEST * min(width, height) or min(width, height) < 1 / LIMIT:
        raise GeometryError(
            "The rectangle is too small for its distance from the origin: numbers there have "
            "too few digits to tell its points apart. Make it larger or move it closer."
        )
