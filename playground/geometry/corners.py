"""A drawn polygon checked and put in order, with predicates that rounding can't fool."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from playground.geometry.errors import GeometryError

Point = tuple[float, float]

MOST_CORNERS = 200
LARGEST = 1e9
# Twice the forward error of the determinant in `turn`, in units of its terms.
DETERMINANT_ERROR = 8 * 2.0**-53


def turn(a: Point, b: Point, c: Point) -> int:
    """Return 1 when a → b → c turns left, −1 when right, 0 when straight; exactly."""
    left, right = (b[0] - a[0]) * (c[1] - a[1]), (b[1] - a[1]) * (c[0] - a[0])
    det = left - right
    if abs(det) > DETERMINANT_ERROR * (abs(left) + abs(right)):
        return 1 if det > 0 else -1
    ax, ay, bx, by, cx, cy = map(Fraction, (*a, *b, *c))
    exact = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    return (exact > 0) - (exact < 0)


def ordered(points: Sequence[Point]) -> list[Point]:
    """Return the corners of a simple polygon against the clock, without needless ones.

    Raises
    ------
    GeometryError
        When there are fewer than three corners, all on a line, or sides that meet.
    """
    corners = [(float(x), float(y)) for x, y in points]
    if not all(abs(value) <= LARGEST for corner in corners for value in corner):
        raise GeometryError("The corners of a polygon must be finite numbers below 1e9.")
    if len(corners) > MOST_CORNERS:
        raise GeometryError(f"A polygon may have {MOST_CORNERS} corners at most.")
    corners = [corner for i, corner in enumerate(corners) if corner != corners[i - 1]]
    if len(corners) < 3:
        raise GeometryError("A polygon needs at least three corners; add one or draw a strip.")
    _refuse_meeting_sides(corners)
    corners = [
        corner
        for i, corner in enumerate(corners)
        if turn(corners[i - 1], corner, corners[(i + 1) % len(corners)])
    ]
    # Whatever the polygon looks like, it is convex at its lowest corner.
    low = min(range(len(corners)), key=lambda i: (corners[i][1], corners[i][0]))
    left = turn(corners[low - 1], corners[low], corners[(low + 1) % len(corners)])
    return corners if left > 0 else corners[::-1]


def next_side_meets(path: Sequence[Point], end: Point) -> bool:
    """Return whether a side from the end of a path to `end` crosses, touches or covers another.

    The sides of the path don't meet; `end` may be its first corner, which closes it.
    """
    last, closes = path[-1], end == path[0]
    if len(path) > 1 and _turns_back(path[-2], last, end):
        return True
    if closes and _turns_back(last, end, path[1]):
        return True
    sides = range(1 if closes else 0, len(path) - 2)
    return any(_meet(path[i], path[i + 1], last, end) for i in sides)


def is_convex(corners: Sequence[Point]) -> bool:
    """Return whether corners in order against the clock never turn right."""
    return all(
        turn(corners[i - 2], corners[i - 1], corner) >= 0 for i, corner in enumerate(corners)
    )


def _refuse_meeting_sides(corners: list[Point]) -> None:
    count = len(corners)
    if all(turn(corners[0], corners[1], corner) == 0 for corner in corners):
        raise GeometryError("All corners of this polygon lie on one line; move one of them aside.")
    for i in range(count):
        a, b = corners[i], corners[(i + 1) % count]
        if _turns_back(a, b, corners[(i + 2) % count]):
            _refuse(i, (i + 1) % count)
        for j in range(i + 2, count):
            if (j + 1) % count != i and _meet(a, b, corners[j], corners[(j + 1) % count]):
                _refuse(i, j)


def _refuse(first: int, second: int) -> None:
    raise GeometryError(
        f"Sides {first + 1} and {second + 1} of this polygon meet; move a corner so that no two "
        "sides cross or touch."
    )


def _turns_back(a: Point, b: Point, c: Point) -> bool:
    """Whether the way from a to b and on to c covers a part of itself."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return ahead < 0 and turn(a, b, c) == 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the closed segments ab and cd have a point in common."""
    sides = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(not side and _in_box(*end) for side, end in zip(sides, ends, strict=True))


def _in_box(a: Point, b: Point, point: Point) -> bool:
    return all(min(p, q) <= value <= max(p, q) for p, q, value in zip(a, b, point, strict=True))
