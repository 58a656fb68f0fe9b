"""The examples that open a figure or a worked case of the documents; used by `make_examples`."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from playground.data.choice import DataChoice, Table
from playground.data.plane import PlaneChoice
from playground.document.content import Content, NewItems, ViewChoice
from playground.engine.spec import TrainingSpec
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.templates import layered
from playground.network.weight import Weight, parse_weight

# w1, w2 and b of three lines, as typed; all three are positive in a triangle around the origin.
HALF_PLANES = (("7/4", "-1", "2"), ("-7/4", "-1", "2"), ("1/4", "1", "3/2"))
CONCERT = (1, 4, 3)
THRESHOLD = 6


def half_planes() -> Content:
    """Three outputs on the same two inputs; points where exactly one of them is 1."""
    network = Network()
    _put(network, 0, 2, columns=("x1", "x2"))
    for row, (*weights, bias) in enumerate(HALF_PLANES):
        _neuron(network, (row, 3), weights, bias, "step", target=row)
    lines = np.array([[_typed(text).value for text in line] for line in HALF_PLANES])
    draw = random.Random(1)
    rows: list[tuple[float, float, float]] = []
    while len(rows) < 240:
        x, y = (round(draw.uniform(-6.0, 6.0), 2) for _ in range(2))
        fires = lines @ (x, y, 1.0) >= 0.0
        which = int(fires.argmax())
        if fires.sum() == 1 and sum(row[2] == which for row in rows) < 80:
            rows.append((x, y, float(which)))
    return Content(
        network,
        _table("half-planes.csv", ("x1", "x2", "alone"), rows, ("first", "second", "third")),
        new_items=NewItems(activation="step"),
        view=ViewChoice(label_style="a"),
    )


def concert() -> Content:
    """Snacks 1, partner 4, driving 3, threshold 6: the table of all eight answers."""
    network = Network()
    names = ("snacks", "partner", "driving")
    _put(network, 0, 3, columns=names, names=names)
    _neuron(network, (0, 1), [str(w) for w in CONCERT], str(-THRESHOLD), "step", name="go")
    rows = [
        (*answers, float(sum(a * w for a, w in zip(answers, CONCERT, strict=True)) > THRESHOLD))
        for answers in product((0.0, 1.0), repeat=3)
    ]
    data = _table("concert.csv", (*names, "go"), rows, ("stay", "go"))
    return Content(
        network,
        replace(data, train_share=100),
        new_items=NewItems(activation="step"),
        view=ViewChoice(plane=PlaneChoice(held=(("driving", 1.0),))),
    )


def nested_sigmoids() -> Content:
    """Four functions in one another, each a sigmoid with weight 1 and bias 0."""
    network = Network()
    _put(network, 0, 1, columns=("x",))
    for level in range(1, 5):
        _neuron(network, (0, 1), ["1"], "0", "sigmoid", level=level, name=f"layer {level}")
    rows = [(float(x), float(x > 0)) for x in range(-3, 4)]
    data = _table("x.csv", ("x", "positive"), rows, ("no", "yes"))
    return Content(network, replace(data, train_share=100), TrainingSpec(learning_rate=0.1))


def three_two_one() -> Content:
    """Three inputs, two hidden neurons and one output; the points lie between two planes or not."""
    columns = ("x1", "x2", "x3")
    nodes, edges = layered((3, 2, 1), columns, activation="sigmoid", seed=3)
    draw = random.Random(1)
    points = [[round(draw.uniform(-2.0, 2.0), 2) for _ in columns] for _ in range(400)]
    rows = [(*point, float(abs(sum(point)) < 1.5)) for point in points]
    data = _table("between-planes.csv", (*columns, "between"), rows, ("no", "yes"))
    return Content(
        Network(nodes, edges), data, TrainingSpec(optimizer="adam", learning_rate=0.05, seed=3)
    )


def _put(
    network: Network, level: int, count: int, columns: Sequence[str], names: Sequence[str] = ()
) -> None:
    """Place inputs, one below the other."""
    for row, (x, y) in enumerate(column_positions([0] * level + [count])[level]):
        name = names[row] if names else ""
        network.put_node(Node(network.new_id("n"), x, y, name=name, column=columns[row]))


def _neuron(
    network: Network,
    place: tuple[int, int],
    weights: Sequence[str],
    bias: str,
    activation: str,
    level: int = 1,
    name: str = "",
    target: int | None = None,
) -> None:
    """Place a neuron in row `place[0]` of `place[1]`, fed by all nodes of the level before."""
    row, count = place
    before = column_positions([1] * level)[level - 1][0][0]
    sources = [node for node in network.nodes if node.x == before]
    x, y = column_positions([0] * level + [count])[level][row]
    node = Node(
        network.new_id("n"),
        x,
        y,
        name=name,
        activation=activation,
        bias=_typed(bias),
        target=target,
    )
    network.put_node(node)
    for source, text in zip(sources, weights, strict=True):
        network.put_edge(Edge(network.new_id("e"), source.id, node.id, _typed(text)))


def _table(
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[float, ...]],
    classes: tuple[str, ...],
) -> DataChoice:
    categories = ((),) * (len(columns) - 1) + (classes,)
    return DataChoice("table", table=Table(name, columns, np.array(rows), categories))


def _typed(text: str) -> Weight:
    return parse_weight(text, Weight(0.0))
