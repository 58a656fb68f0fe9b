"""Writes the examples into `resources/examples`: run `python -m tests.make_examples`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from playground.data.choice import DataChoice
from playground.document import files
from playground.document.content import Content, NewItems
from playground.engine.spec import TrainingSpec
from playground.network.layout import column_positions
from playground.network.model import Edge, Network, Node
from playground.network.templates import layered
from playground.network.weight import Weight, parse_weight
from tests import figure_examples, polygon_examples, shape_examples

_APART = 104.0
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "examples"


def build() -> Mapping[str, Content]:
    """The contents of all examples by their names; they may be changed."""
    return {name: content.copy() for name, content in _built().items()}


@cache
def _built() -> Mapping[str, Content]:
    xor = DataChoice("xor", noise=5, train_share=60)
    spiral = TrainingSpec(optimizer="adam", learning_rate=0.005, seed=2)
    return {
        "xor": _layers("2-5-3-1", xor, TrainingSpec(learning_rate=0.1, seed=4)),
        "circle": _layers("2-4-1", DataChoice("circle", noise=10, train_share=60), TrainingSpec()),
        "spiral": _layers(
            "2-8-8-1", DataChoice("spiral", noise=5, train_share=60, count=1000), spiral
        ),
        "half-plane": _half_plane(),
        "half-planes": figure_examples.half_planes(),
        "triangle": _triangle(),
        "trained-triangle": polygon_examples.trained_triangle(),
        "three-polygons": polygon_examples.three_polygons(),
        "three-polygons-flat": polygon_examples.three_polygons_flat(),
        "one-of-two-triangles": polygon_examples.one_of_two_triangles(),
        "two-triangles": shape_examples.carved("robust", *shape_examples.TRIANGLES),
        "leaking-union": shape_examples.carved("literal", *shape_examples.TRIANGLES),
        "circle-of-lines": shape_examples.circle_by_half_planes(),
        "strip": shape_examples.carved("robust", shape_examples.STRIP),
        "wedge": shape_examples.carved("document", shape_examples.WEDGE),
        "angle": shape_examples.carved("robust", shape_examples.ANGLE),
        "line": _on_a_line(
            "1-1",
            DataChoice("line", noise=10, train_share=60, count=200),
            TrainingSpec(),
            "identity",
        ),
        "logistic": _on_a_line(
            "1-1",
            DataChoice("sides", noise=5, train_share=60, count=200),
            TrainingSpec(learning_rate=0.3),
            "sigmoid",
        ),
        "crossings": _on_a_line(
            "1-4-1",
            DataChoice("between", noise=2, train_share=60, count=200),
            TrainingSpec(learning_rate=0.1),
            "tanh",
        ),
        "bands": _on_a_line(
            "1-6-3",
            DataChoice("intervals", noise=2, train_share=60, count=300),
            TrainingSpec(loss="softmax_cross_entropy", learning_rate=0.1),
            "identity",
        ),
        "three-classes": _layers(
            "2-6-3",
            DataChoice("blobs", noise=10, train_share=60),
            TrainingSpec(loss="softmax_cross_entropy", learning_rate=0.1),
            output="identity",
        ),
        "lopsided": _layers(
            "2-4-1",
            DataChoice("circle", noise=25, balance=5, train_share=60, count=1000),
            TrainingSpec(),
        ),
        "xor-no-hidden": _layers("2-1", xor, TrainingSpec()),
        "concert": figure_examples.concert(),
        "nested-sigmoids": figure_examples.nested_sigmoids(),
        "three-two-one": figure_examples.three_two_one(),
        **_landscapes(),
    }


def _landscapes() -> dict[str, Content]:
    """What deeper and wider networks of one and of two inputs can look like."""
    line = DataChoice("line", noise=10, train_share=60, count=200)
    bumps = DataChoice("bumps", noise=2, train_share=60, count=200)
    between = DataChoice("between", noise=2, train_share=60, count=300)
    two_classes = TrainingSpec(loss="softmax_cross_entropy", learning_rate=0.1)
    straight = _hundred(line, TrainingSpec(learning_rate=0.003), "identity")
    for node in straight.network.nodes:
        straight.network.put_node(replace(node, activation="identity"))
    return {
        "straight-again": straight,
        "hundred-tanh": _hundred(bumps, TrainingSpec(), "tanh"),
        "eleven-and-nine": _on_a_line("1-11-9-1", bumps, TrainingSpec(), "tanh"),
        "two-outputs": _on_a_line("1-6-2", between, two_classes, "identity"),
        "plane": _layers(
            "2-1",
            DataChoice("reg_plane", noise=10, train_share=60),
            TrainingSpec(),
            output="identity",
        ),
        "tablecloth": _layers(
            "2-1",
            DataChoice("gauss", noise=10, train_share=60),
            TrainingSpec(learning_rate=0.1),
            output="sigmoid",
        ),
        "landscape": _layers("2-11-9-1", DataChoice("reg_gauss", train_share=60), TrainingSpec()),
    }


def _layers(
    text: str,
    data: DataChoice,
    training: TrainingSpec,
    columns: Sequence[str] = ("x1", "x2"),
    output: str = "tanh",
) -> Content:
    widths = [int(width) for width in text.split("-")]
    nodes, edges = layered(widths, tuple(columns), seed=training.seed)
    network = Network(nodes, edges)
    for node in network.outputs():
        network.put_node(replace(node, activation=output))
    return Content(network, data, training)


def _on_a_line(text: str, data: DataChoice, training: TrainingSpec, output: str) -> Content:
    return _layers(text, data, training, ("x1",), output)


def _hundred(data: DataChoice, training: TrainingSpec, output: str) -> Content:
    """1-100-1, the hidden neurons in ten columns so that all can be seen."""
    content = _on_a_line("1-100-1", data, training, output)
    network = content.network
    first, *hidden, last = network.nodes
    for place, node in enumerate(hidden):
        column, row = divmod(place, 10)
        x = first.x + 2 * _APART + column * _APART
        network.put_node(replace(node, x=x, y=(row - 4.5) * _APART))
    network.put_node(replace(last, x=first.x + 13 * _APART))
    return content


def _half_plane() -> Content:
    """A line that lies askew at first; the perceptron rule turns it until it separates."""
    nodes = [*_inputs(1), *_step_neurons(column=1, biases=["2"], first_id=3)]
    return Content(
        Network(nodes, _edges(["n1", "n2"], ["n3"], [["1", "-1"]], first_id=4)),
        DataChoice("gauss", train_share=60),
        TrainingSpec(learning_rate=0.003, step_gradient="perceptron"),
        new_items=NewItems(activation="step"),
    )


def _triangle() -> Content:
    """Each hidden neuron is 1 above or below one side; all three reach 3·1/3 − 1 = 0."""
    sides = [["2", "-1"], ["-2", "-1"], ["", "1"]]
    nodes = [
        *_inputs(3),
        *_step_neurons(column=1, biases=["5", "5", "2"], first_id=3),
        *_step_neurons(column=2, biases=["-1"], first_id=6),
    ]
    edges = [
        *_edges(["n1", "n2"], ["n3", "n4", "n5"], sides, first_id=7),
        *_edges(["n3", "n4", "n5"], ["n6"], [["1/3"] * 3], first_id=12),
    ]
    return Content(
        Network(nodes, edges),
        DataChoice("circle", train_share=60),
        new_items=NewItems(activation="step"),
    )


def _inputs(rows_beside: int) -> list[Node]:
    places = column_positions([2, rows_beside])[0]
    return [Node(f"n{row}", *place, column=f"x{row}") for row, place in enumerate(places, start=1)]


def _step_neurons(column: int, biases: Sequence[str], first_id: int) -> list[Node]:
    places = column_positions([0] * column + [len(biases)])[column]
    return [
        Node(f"n{first_id + row}", *place, activation="step", bias=_typed(bias))
        for row, (place, bias) in enumerate(zip(places, biases, strict=True))
    ]


def _edges(
    sources: Sequence[str],
    targets: Sequence[str],
    weights: Sequence[Sequence[str]],
    first_id: int,
) -> list[Edge]:
    """`weights[i][j]` is typed for the edge from source j to target i; "" for none."""
    ends = [
        (source, target, text)
        for target, row in zip(targets, weights, strict=True)
        for source, text in zip(sources, row, strict=True)
        if text
    ]
    return [
        Edge(f"e{first_id + index}", source, target, _typed(text))
        for index, (source, target, text) in enumerate(ends)
    ]


def _typed(text: str) -> Weight:
    return parse_weight(text, Weight(0.0))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in build().items():
        files.save(content, FOLDER / f"{name}{files.SUFFIX}")
