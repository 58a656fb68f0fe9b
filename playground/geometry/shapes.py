"""What a person draws on the plane, as the regions it means and as a test of what is inside."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from playground.engine.spec import NetworkSpec
from playground.geometry.arrays import BoolArray, FloatArray
from playground.geometry.cells import arrange
from playground.geometry.corners import Point, ordered
from playground.geometry.errors import GeometryError
from playground.geometry.polygons import Region, circle, half_plane, polygon, strip, wedge
from playground.geometry.request import Bounds, CellsRequest

Scales = tuple[tuple[float, float], tuple[float, float]]
UNSCALED: Scales = ((0.0, 1.0), (0.0, 1.0))
MOST_SIDES = 128
"""Sides of all shapes that are carved at once; every pair of them may cross."""
_MARGIN = 0.5
_SLIVER = 1e-12
_NAMES = MappingProxyType({3: "Triangle", 4: "Quadrilateral", 5: "Pentagon", 6: "Hexagon"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Points in the order in which they were drawn; what they mean depends on the kind.

    A polygon's are its corners, a rectangle's two opposite ones; a circle has its centre and a
    point of its rim, and `sides` half-planes; a strip two points of one side and one of the
    other; a wedge its apex and a point of each ray; a half-plane two points of its line, which
    it lies on the left of.
    """

    kind: str
    points: tuple[Point, ...]
    sides: int = 0

    def regions(self) -> list[Region]:
        """The convex regions that it consists of; GeometryError when it is no such shape."""
        needed = KINDS[self.kind].points
        if needed and len(self.points) != needed:
            name = KINDS[self.kind].label.lower()
            raise GeometryError(f"A {name} needs {needed} points; this one has {len(self.points)}.")
        return KINDS[self.kind].regions(self)

    @property
    def title(self) -> str:
        """What people call it, such as Triangle."""
        if self.kind != "polygon":
            return KINDS[self.kind].label
        return _polygon_name(self.points)

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners of a bounded shape in their order, () for one without end."""
        if self.kind == "polygon":
            return self.points
        (x0, y0), (x1, y1) = self.points[:2]
        if self.kind == "rectangle":
            return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
        if self.kind != "circle":
            return ()
        reach = math.hypot(x1 - x0, y1 - y0) / math.cos(math.pi / self.sides)
        angles = (2.0 * math.pi * (side + 0.5) / self.sides for side in range(self.sides))
        return tuple((x0 + reach * math.cos(a), y0 + reach * math.sin(a)) for a in angles)

    def contains(self, points: FloatArray) -> BoolArray:
        """Whether points (n, 2) lie inside, (n,): of corners by crossings, else by the sides."""
        if self.corners:
            return _within(np.array(self.corners), points)
        sides = np.array(self.regions()[0])
        inside: BoolArray = (points @ sides[:, :2].T + sides[:, 2] >= 0.0).all(axis=1)
        return inside


@dataclass(frozen=True, slots=True)
class ShapeKind:
    """A way to draw: `points` is how many it takes, 0 for as many as one likes."""

    label: str
    points: int
    regions: Callable[[Shape], list[Region]]


KINDS: Mapping[str, ShapeKind] = MappingProxyType(
    {
        "polygon": ShapeKind("Polygon", 0, lambda shape: polygon(shape.points)),
        "rectangle": ShapeKind("Rectangle", 2, lambda shape: polygon(shape.corners)),
        "circle": ShapeKind("Circle", 2, lambda shape: [_circle(shape)]),
        "strip": ShapeKind("Strip", 3, lambda shape: [strip(*shape.points)]),
        "wedge": ShapeKind("Wedge", 3, lambda shape: [wedge(*shape.points)]),
        "half_plane": ShapeKind("Half-plane", 2, lambda shape: [half_plane(*shape.points)]),
    }
)
"""Every kind of shape by its name."""


def all_regions(shapes: Sequence[Shape]) -> list[Region]:
    """The regions of all shapes; GeometryError when together they have too many sides."""
    regions = [region for shape in shapes for region in shape.regions()]
    sides = sum(map(len, regions))
    if sides > MOST_SIDES:
        raise GeometryError(
            f"These shapes take {sides} half-planes, and {MOST_SIDES} are the most at once; draw "
            "fewer corners or carve them one by one."
        )
    return regions


def check_carved(
    network: NetworkSpec,
    x1: str,
    x2: str,
    output: str,
    shapes: Sequence[Shape],
    scales: Scales = UNSCALED,
) -> None:
    """Refuse, with a GeometryError, a network whose output fires on other cells than drawn.

    `scales` are the mean and deviation by which each input of the network is normalized.
    """
    (m1, s1), (m2, s2) = scales
    left, right, low, high = bounds_round(shapes)
    bounds = (left - m1) / s1, (right - m1) / s1, (low - m2) / s2, (high - m2) / s2
    request = CellsRequest(
        network, x1, x2, bounds, (output,), max_faces=1_000_000, max_seconds=None
    )
    found = arrange(request)
    centres = found.centres * (s1, s2) + (m1, m2)
    drawn = np.any([shape.contains(centres) for shape in shapes], axis=0)
    differs = drawn != (found.values(output) > 0.5)
    if differs[found.areas > _SLIVER * found.areas.sum()].any():
        raise GeometryError(
            "These sides are too close together for numbers of 16 digits to tell them apart; "
            "draw the shape larger or move its corners."
        )


def clipped(region: Region, bounds: Bounds) -> list[Point]:
    """The corners of the part of a region that lies in a rectangle (Sutherland and Hodgman)."""
    x0, x1, y0, y1 = bounds
    corners: list[Point] = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    for w1, w2, b in region:
        heights = [w1 * x + w2 * y + b for x, y in corners]
        kept: list[Point] = []
        for i, (corner, height) in enumerate(zip(corners, heights, strict=True)):
            before, below = corners[i - 1], heights[i - 1]
            if (height >= 0.0) != (below >= 0.0):
                share = below / (below - height)
                kept.append(
                    (
                        before[0] + share * (corner[0] - before[0]),
                        before[1] + share * (corner[1] - before[1]),
                    )
                )
            if height >= 0.0:
                kept.append(corner)
        corners = kept
    return corners


def bounds_round(shapes: Sequence[Shape]) -> Bounds:
    """A rectangle with all shapes' points inside and air around them."""
    points = np.array([point for shape in shapes for point in (*shape.points, *shape.corners)])
    low, high = points.min(axis=0), points.max(axis=0)
    air = _MARGIN * float((high - low).max())
    return (
        float(low[0]) - air,
        float(high[0]) + air,
        float(low[1]) - air,
        float(high[1]) + air,
    )


@lru_cache(maxsize=64)
def _polygon_name(points: tuple[Point, ...]) -> str:
    return _NAMES.get(len(ordered(points)), "Polygon")


def _circle(shape: Shape) -> Region:
    centre, rim = shape.points
    return circle(centre, math.hypot(rim[0] - centre[0], rim[1] - centre[1]), shape.sides)


def _within(corners: FloatArray, points: FloatArray) -> BoolArray:
    """Even-odd rule: how often a ray to the right crosses a side."""
    (x0, y0), (x1, y1) = corners.T, np.roll(corners, -1, axis=0).T
    x, y = points[:, :1], points[:, 1:]
    spans = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    inside: BoolArray = (np.count_nonzero(spans & (x < at), axis=1) % 2).astype(bool)
    return inside
