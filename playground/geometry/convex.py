"""Any simple polygon as few convex ones: triangles (ear clipping), joined while they stay convex.

S. Hertel and K. Mehlhorn, "Fast triangulation of the plane with respect to simple polygons",
1983: at most four times as many pieces as the best decomposition has.
"""

from __future__ import annotations

from collections.abc import Sequence

from playground.geometry.corners import Point, is_convex, ordered, turn


def convex_pieces(points: Sequence[Point]) -> list[list[Point]]:
    """Return convex polygons, each against the clock, that together cover a simple polygon.

    Raises
    ------
    GeometryError
        When the points are no simple polygon (`corners.ordered`).
    """
    corners = ordered(points)
    if is_convex(corners):
        return [corners]
    pieces = _triangles(corners)
    index = 0
    while index < len(pieces):
        for other in range(index + 1, len(pieces)):
            joined = _joined(pieces[index], pieces[other])
            if joined is not None:
                pieces[index] = joined
                del pieces[other]
                break
        else:
            index += 1
    return [ordered(piece) for piece in pieces]


def _triangles(corners: list[Point]) -> list[list[Point]]:
    rest = list(corners)
    found = []
    while len(rest) > 3:
        for i in range(len(rest)):
            before, ear, after = rest[i - 1], rest[i], rest[(i + 1) % len(rest)]
            others = [point for point in rest if point not in (before, ear, after)]
            if turn(before, ear, after) > 0 and not any(
                _inside(before, ear, after, point) for point in others
            ):
                found.append([before, ear, after])
                del rest[i]
                break
        else:  # what is left has no inside
            return found
        rest = [
            point
            for i, point in enumerate(rest)
            if turn(rest[i - 1], point, rest[(i + 1) % len(rest)]) or len(rest) <= 3
        ]
    return [*found, rest]


def _inside(a: Point, b: Point, c: Point, point: Point) -> bool:
    return turn(a, b, point) >= 0 and turn(b, c, point) >= 0 and turn(c, a, point) >= 0


def _joined(first: list[Point], second: list[Point]) -> list[Point] | None:
    """Two pieces with a common side as one, if that is convex."""
    for i, start in enumerate(first):
        end = first[(i + 1) % len(first)]
        for j, point in enumerate(second):
            if point == end and second[(j + 1) % len(second)] == start:
                loop = [
                    *(first[(i + 1 + k) % len(first)] for k in range(len(first))),
                    *(second[(j + 2 + k) % len(second)] for k in range(len(second) - 2)),
                ]
                return loop if is_convex(loop) else None
    return None
