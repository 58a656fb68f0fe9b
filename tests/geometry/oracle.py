"""The same subdivision without rounding: convex polygons of fractions, cut one by one.

Slow and plain on purpose. A step fires at z ≥ 0, every number is exactly the one given.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from playground.engine.activations import ACTIVATIONS
from playground.engine.spec import NetworkSpec

Point = tuple[Fraction, Fraction]
Map = tuple[Fraction, Fraction, Fraction]


@dataclass
class Cell:
    """A convex polygon with the affine map of every node on it and the piece each is on."""

    corners: list[Point]
    values: dict[str, Map]
    pieces: dict[str, int]


def at(value: Map, point: Point) -> Fraction:
    return value[0] * point[0] + value[1] * point[1] + value[2]


def centre(corners: list[Point]) -> Point:
    n = len(corners)
    return sum(x for x, _ in corners) / n, sum(y for _, y in corners) / n


def area(corners: list[Point]) -> Fraction:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return sum((a[0] * b[1] - b[0] * a[1] for a, b in pairs), Fraction(0)) / 2


def split(corners: list[Point], line: Map) -> list[list[Point]]:
    """The parts of a polygon on the two sides of a line; the polygon alone if it misses."""
    signs = [at(line, corner) for corner in corners]
    if min(signs) >= 0 or max(signs) <= 0:
        return [corners]
    parts: list[list[Point]] = [[], []]
    for index, (corner, sign) in enumerate(zip(corners, signs, strict=True)):
        following, next_sign = corners[index - len(corners) + 1], signs[index - len(signs) + 1]
        if sign >= 0:
            parts[0].append(corner)
        if sign <= 0:
            parts[1].append(corner)
        if sign * next_sign < 0:
            t = sign / (sign - next_sign)
            point = tuple(a + t * (b - a) for a, b in zip(corner, following, strict=True))
            parts[0].append(point)
            parts[1].append(point)
    return parts


def order(network: NetworkSpec) -> list[str]:
    placed = [node.id for node in network.nodes if node.column is not None]
    waiting = [node.id for node in network.nodes if node.column is None]
    while waiting:
        for id_ in waiting:
            if all(edge.source in placed for edge in network.edges if edge.target == id_):
                placed.append(id_)
                waiting.remove(id_)
                break
    return placed


def upstream(network: NetworkSpec, outputs: tuple[str, ...]) -> set[str]:
    found = set(outputs)
    for id_ in reversed(order(network)):
        if id_ in found:
            found |= {e.source for e in network.edges if e.target == id_ and e.weight != 0}
    return found


def cells_of(
    network: NetworkSpec, bounds: tuple[float, ...], outputs: tuple[str, ...], exact=Fraction
) -> list[Cell]:
    """The activation cells of what `outputs` are computed from. `exact` turns floats to numbers.

    The first two nodes of the network are x1 and x2.
    """
    x0, x1, y0, y1 = map(Fraction, bounds)
    one, zero = Fraction(1), Fraction(0)
    first, second = network.nodes[0].id, network.nodes[1].id
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    cells = [Cell(corners, {first: (one, zero, zero), second: (zero, one, zero)}, {})]
    nodes = {node.id: node for node in network.nodes}
    needed = upstream(network, outputs)
    for id_ in order(network):
        node = nodes[id_]
        if node.column is not None or id_ not in needed:
            continue
        kind = ACTIVATIONS[node.activation]
        pieces = [
            (limited(slope), limited(intercept))
            for slope, intercept in kind.pieces(*kind.resolve(node.parameters))
        ]
        found = []
        for cell in cells:
            z = [zero, zero, exact(node.bias)]
            for edge in network.edges:
                if edge.target == id_ and edge.weight != 0:
                    for axis in range(3):
                        z[axis] += exact(edge.weight) * cell.values[edge.source][axis]
            parts = [cell.corners]
            for cut in kind.breakpoints:
                line = (z[0], z[1], z[2] - Fraction(cut))
                parts = [half for part in parts for half in split(part, line)]
            for part in parts:
                value = at(tuple(z), centre(part))
                if kind.tolerant:
                    piece = int(value >= 0)
                else:
                    piece = sum(value > Fraction(cut) for cut in kind.breakpoints)
                slope, intercept = pieces[piece]
                map_ = (slope * z[0], slope * z[1], slope * z[2] + intercept)
                found.append(Cell(part, {**cell.values, id_: map_}, {**cell.pieces, id_: piece}))
        cells = found
    return cells


def limited(value: float) -> Fraction:
    """Slopes such as 1/6 and 0.01 as the fractions they stand for."""
    return Fraction(value).limit_denominator(10**6)


def cut_at(cells: list[Cell], output: str, threshold: float) -> list[tuple[list[Point], bool]]:
    """The faces after the output's decision, each with whether the output says yes."""
    faces = []
    for cell in cells:
        z = cell.values[output]
        line = (z[0], z[1], z[2] - Fraction(threshold))
        for part in split(cell.corners, line):
            faces.append((part, at(line, centre(part)) >= 0))
    return faces


def patterns(cells: list[Cell], nodes: list[str]) -> Counter[tuple[int, ...]]:
    return Counter(tuple(cell.pieces[id_] for id_ in nodes) for cell in cells)
