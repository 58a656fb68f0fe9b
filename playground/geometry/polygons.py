"""From regions drawn on the plane to the step units that carve exactly them.

A convex region is an intersection of half-planes: one step unit for each side and one that
fires when all of them do. Several regions are joined by one that fires when any of them does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.boundaries import line_weights
from playground.geometry.convex import convex_pieces
from playground.geometry.corners import Point, turn
from playground.geometry.errors import GeometryError

# w1·x + w2·y + b ≥ 0 inside.
HalfPlane = tuple[float, float, float]
Region = tuple[HalfPlane, ...]
Recipe = Literal["robust", "document"]


@dataclass(frozen=True, slots=True)
class Carving:
    """Step units that fire inside regions and nowhere else.

    `groups` are the ids of each region's side units; `texts` are the weights that are fractions
    as a person would type them, such as "1/3", by edge id.
    """

    network: NetworkSpec
    groups: tuple[tuple[str, ...], ...]
    texts: dict[str, str]


def half_plane(start: Point, end: Point) -> Region:
    """Return what lies on the left of a line from `start` to `end`."""
    _refuse_same(start, end)
    return (line_weights(start, end),)


def wedge(apex: Point, first: Point, second: Point) -> Region:
    """Return what lies between the rays from `apex` through two points, below 180 degrees."""
    _refuse_same(apex, first)
    _refuse_same(apex, second)
    side = turn(apex, first, second)
    if side == 0:
        raise GeometryError("The two sides of a wedge must not lie on one line; move a point.")
    if side < 0:
        first, second = second, first
    return line_weights(apex, first), line_weights(second, apex)


def strip(start: Point, end: Point, opposite: Point) -> Region:
    """Return what lies between a line and the parallel to it through `opposite`."""
    _refuse_same(start, end)
    side = turn(start, end, opposite)
    if side == 0:
        raise GeometryError("The two sides of a strip must be apart; move the third point.")
    if side < 0:
        start, end = end, start
    w1, w2, b = line_weights(start, end)
    return (w1, w2, b), (-w1, -w2, w1 * opposite[0] + w2 * opposite[1])


def polygon(points: Sequence[Point]) -> list[Region]:
    """Return a simple polygon as convex regions, one if it is convex.

    Raises
    ------
    GeometryError
        When there are fewer than three corners or sides cross.
    """
    return [
        tuple(
            line_weights(corner, following)
            for corner, following in zip(piece, [*piece[1:], piece[0]], strict=True)
        )
        for piece in convex_pieces(points)
    ]


def circle(centre: Point, radius: float, sides: int) -> Region:
    """Return the regular polygon of tangents round a circle (`circle_error` says how good)."""
    if sides < 3:
        raise GeometryError("A circle needs at least three half-planes.")
    if not 0.0 < radius < math.inf:
        raise GeometryError("The radius of a circle must be above 0.")
    angles = [2.0 * math.pi * side / sides for side in range(sides)]
    normals = [(math.cos(angle), math.sin(angle)) for angle in angles]
    return tuple((-nx, -ny, nx * centre[0] + ny * centre[1] + radius) for nx, ny in normals)


def circle_error(sides: int) -> tuple[float, float]:
    """Return how far k tangents are off a circle of radius 1.

    Returns
    -------
    area
        What they take in too much, (k/π)·tan(π/k) − 1 of the circle's area.
    distance
        How far their corners stand out, 1/cos(π/k) − 1 radii.
    """
    angle = math.pi / sides
    return math.tan(angle) / angle - 1.0, 1.0 / math.cos(angle) - 1.0


def carve(regions: Sequence[Region], recipe: Recipe = "robust") -> Carving:
    """Return the step network that fires on the union of convex regions, closed sides included.

    The robust recipe joins k sides with weights 1 and bias −(k − ½), which is exact in floating
    point for any k; the document's has weights 1/k and bias −1.
    """
    builder = _Builder(regions)
    tops = []
    for number, group in enumerate(builder.groups, start=1):
        k = len(group)
        if k == 1:
            tops.append(group[0])
            continue
        tops.append(f"all{number}")
        if recipe == "robust":
            builder.unit(tops[-1], -(k - 0.5), [(side, 1) for side in group])
        else:
            builder.unit(tops[-1], -1.0, [(side, k) for side in group])
    if len(tops) > 1:
        builder.unit("any", -0.5, [(top, 1) for top in tops])
    return builder.result()


def carve_literally(regions: Sequence[Region]) -> Carving:
    """Return the document's recipe for a union read literally: one unit, weights 1/k, bias −1.

    It fires on too much as soon as two of the regions are bounded: just outside one region the
    satisfied sides of another make up for the missing one.
    """
    builder = _Builder(regions)
    builder.unit("any", -1.0, [(side, len(group)) for group in builder.groups for side in group])
    return builder.result()


class _Builder:
    """Collects units; each side of each region is one from the start."""

    def __init__(self, regions: Sequence[Region]) -> None:
        if not regions:
            raise GeometryError("There is no region to carve; draw one first.")
        self._nodes = [NodeSpec("x1", column=0), NodeSpec("x2", column=1)]
        self._edges: list[EdgeSpec] = []
        self._texts: dict[str, str] = {}
        self.groups = []
        for number, region in enumerate(regions, start=1):
            group = tuple(f"side{number}.{side}" for side in range(1, len(region) + 1))
            for id_, (w1, w2, b) in zip(group, region, strict=True):
                self._nodes.append(NodeSpec(id_, activation="step", bias=b))
                self._edges.append(EdgeSpec(f"x1>{id_}", "x1", id_, w1))
                self._edges.append(EdgeSpec(f"x2>{id_}", "x2", id_, w2))
            self.groups.append(group)

    def unit(self, id_: str, bias: float, sources: list[tuple[str, int]]) -> None:
        """Add a step unit fed by (source, k) with the weights 1/k."""
        self._nodes.append(NodeSpec(id_, activation="step", bias=bias))
        for source, k in sources:
            edge = f"{source}>{id_}"
            self._edges.append(EdgeSpec(edge, source, id_, 1.0 / k))
            if k > 1:
                self._texts[edge] = f"1/{k}"

    def result(self) -> Carving:
        """Return the network; the unit added last is its output."""
        network = NetworkSpec(tuple(self._nodes), tuple(self._edges), (self._nodes[-1].id,))
        return Carving(network, tuple(self.groups), self._texts)


def _refuse_same(a: Point, b: Point) -> None:
    if a == b or not all(map(math.isfinite, (*a, *b))):
        raise GeometryError("Two points of a line must be finite and differ; move one of them.")
