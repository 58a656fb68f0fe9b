"""The examples about polygons and how many neurons they take; used by `make_examples`."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from playground.app.commands.overrides import put_edit
from playground.app.flatten.job import FlattenOptions, flatten_drawing
from playground.data.choice import DataChoice, Table
from playground.document.content import Content, NewItems
from playground.engine.spec import TrainingSpec
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.templates import layered
from playground.network.weight import Weight

Line = tuple[float, float, float]
# Centre, radius of the inscribed circle, sides, phase.
POLYGONS = ((-1.2, 0.6, 1.6, 3, 0.3), (1.2, 0.6, 1.6, 3, 1.1), (0.0, -0.9, 1.7, 4, 0.2))
# In which of the three polygons a point lies.
PATTERNS = {
    "none": (0, 0, 0),
    "A": (1, 0, 0),
    "B": (0, 1, 0),
    "C": (0, 0, 1),
    "AB": (1, 1, 0),
    "AC": (1, 0, 1),
    "BC": (0, 1, 1),
    "ABC": (1, 1, 1),
}
TRIANGLE = ((2.0, -1.0, 5.0), (-2.0, -1.0, 5.0), (0.0, 1.0, 2.0))
_BOX = (-6.0, 6.0, -6.0, 6.0)


def sides(cx: float, cy: float, radius: float, count: int, phase: float) -> tuple[Line, ...]:
    """Lines (w1, w2, b), two decimals each, positive inside a regular polygon."""
    found = []
    for side in range(count):
        angle = phase + 2 * math.pi * side / count
        nx, ny = math.cos(angle), math.sin(angle)
        found.append((round(-nx, 2), round(-ny, 2), round(nx * cx + ny * cy + radius, 2)))
    return tuple(found)


def inside(lines: Iterable[Line], x: float, y: float) -> bool:
    """Whether a point lies in the polygon of these sides."""
    return all(w1 * x + w2 * y + b >= 0 for w1, w2, b in lines)


def three_polygons() -> Content:
    """2-10-3-8: ten lines, three polygons, one output for each of the eight patterns."""
    polygons = [sides(*polygon) for polygon in POLYGONS]
    drawing = _Drawing()
    firsts = [drawing.column(1, polygon, fill=10) for polygon in polygons]
    none = dict.fromkeys((line for lines in firsts for line in lines), 0.0)
    polygon_ids = [
        # The outputs are called by the pattern alone; “A” there is inside A and nowhere else.
        drawing.neuron(
            2, f"in {name}", -(len(lines) - 0.5), none | dict.fromkeys(lines, 1.0), fill=3
        )
        for name, lines in zip("ABC", firsts, strict=True)
    ]
    targets = sorted(PATTERNS)
    for name, pattern in PATTERNS.items():
        weights = {
            node_id: 1.0 if bit else -1.0 for node_id, bit in zip(polygon_ids, pattern, strict=True)
        }
        bias = -(sum(pattern) - 0.5)
        drawing.neuron(3, name, bias, weights, fill=8, target=targets.index(name))
    patterns = {bits: name for name, bits in PATTERNS.items()}
    data = _points(
        "polygons",
        sorted(PATTERNS),
        lambda x, y: patterns[tuple(int(inside(polygon, x, y)) for polygon in polygons)],
        count=400,
        most=50,
    )
    return Content(drawing.network, data, new_items=NewItems(activation="step"))


def three_polygons_flat() -> Content:
    """2-10-8: the same regions from one hidden layer."""
    content = three_polygons()
    found = flatten_drawing(content, _BOX, FlattenOptions(seconds=math.inf))
    assert found.flat is not None
    put_edit(content, found.flat.recipe)
    return content


def one_of_two_triangles() -> Content:
    """Inside exactly one of two triangles that overlap: A + B − 2·(both)."""
    polygons = [sides(-0.9, 0.0, 1.5, 3, 0.3), sides(0.9, 0.2, 1.5, 3, 1.1)]
    drawing = _Drawing()
    firsts = [drawing.column(1, polygon, fill=6) for polygon in polygons]
    a, b = (
        drawing.neuron(2, name, -2.5, dict.fromkeys(lines, 1.0), fill=2)
        for name, lines in zip("AB", firsts, strict=True)
    )
    both = drawing.neuron(3, "both", -1.5, {a: 1.0, b: 1.0}, fill=1)
    drawing.neuron(4, "exactly one", -0.5, {a: 1.0, b: 1.0, both: -2.0}, fill=1)
    data = _points(
        "triangles",
        ["none or both", "one"],
        lambda x, y: (
            "one" if inside(polygons[0], x, y) != inside(polygons[1], x, y) else "none or both"
        ),
        count=500,
    )
    return Content(drawing.network, data, new_items=NewItems(activation="step"))


def trained_triangle() -> Content:
    """As many neurons as the hand-built triangle has, to be trained on points of the same one."""
    nodes, edges = layered((2, 3, 1), ("x1", "x2"), seed=1)
    data = _points(
        "triangle",
        ["other", "triangle"],
        lambda x, y: "triangle" if inside(TRIANGLE, x, y) else "other",
        count=500,
    )
    return Content(Network(nodes, edges), data, TrainingSpec(learning_rate=0.1))


class _Drawing:
    """Step neurons in columns, the next one of a column below the one before."""

    def __init__(self) -> None:
        self.network = Network()
        self._rows: dict[int, int] = {}
        self._inputs = [self._place(0, 10, column=name) for name in ("x1", "x2")]

    def column(self, level: int, lines: Sequence[Line], fill: int) -> list[str]:
        """A neuron for each line."""
        return [
            self.neuron(level, "", bias, dict(zip(self._inputs, weights, strict=True)), fill)
            for *weights, bias in lines
        ]

    def neuron(
        self,
        level: int,
        name: str,
        bias: float,
        weights: dict[str, float],
        fill: int,
        target: int | None = None,
    ) -> str:
        """One more of a column that will have `fill` of them; returns its id."""
        node_id = self._place(level, fill, name=name, bias=Weight(bias), target=target)
        for source, weight in weights.items():
            edge_id = self.network.new_id("e")
            self.network.put_edge(Edge(edge_id, source, node_id, Weight(weight)))
        return node_id

    def _place(self, level: int, fill: int, **fields: object) -> str:
        row = self._rows[level] = self._rows.get(level, -1) + 1
        fill = 2 if not level else fill
        x, y = column_positions([0] * level + [fill])[level][row]
        node = Node(self.network.new_id("n"), x, y, activation="step")
        self.network.put_node(replace(node, **fields))
        return node.id


def _points(
    name: str,
    classes: list[str],
    class_at: Callable[[float, float], str],
    count: int,
    most: int | None = None,
) -> DataChoice:
    """Points of the plane, at most so many of each class, as a table of the true regions."""
    rng = random.Random(1)
    rows: dict[str, list[tuple[float, float]]] = {text: [] for text in sorted(classes)}
    while sum(map(len, rows.values())) < count:
        x, y = (round(rng.uniform(-6.0, 6.0), 2) for _ in range(2))
        found = rows[class_at(x, y)]
        if most is None or len(found) < most:
            found.append((x, y))
    values = [(x, y, float(index)) for index, found in enumerate(rows.values()) for x, y in found]
    table = Table(f"{name}.csv", ("x1", "x2", "region"), np.array(values), ((), (), tuple(rows)))
    return DataChoice("table", table=table, train_share=60)
