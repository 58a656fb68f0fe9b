"""Flattening whole drawings: extra neurons, normalized inputs, names, refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.commands.overrides import put_edit
from playground.app.compare.job import compare_sides
from playground.app.examples.catalog import EXAMPLES
from playground.app.flatten.job import FlattenOptions, flatten_drawing
from playground.app.plane_side import side_of
from playground.app.sizes import size_of
from playground.document import files
from playground.document.content import Content
from playground.engine.field import NodeEvaluator
from playground.geometry.errors import GeometryError
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from tests.helpers import assert_sound
from tests.polygon_examples import inside, sides

BOX = (-6.0, 6.0, -6.0, 6.0)


def example(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def union(*polygons: tuple[tuple[float, float, float], ...]) -> Content:
    """Inside any of the polygons."""
    network = Network([Node("n1", 0, 0, column="x1"), Node("n2", 0, 90, column="x2")])

    def step(bias: float, sources: dict[str, float]) -> str:
        node_id = network.new_id("n")
        place = 90.0 * len(network.nodes)
        network.put_node(Node(node_id, 200, place, activation="step", bias=Weight(bias)))
        for source, weight in sources.items():
            network.put_edge(Edge(network.new_id("e"), source, node_id, Weight(weight)))
        return node_id

    tops = []
    for lines in polygons:
        ids = [step(b, {"n1": w1, "n2": w2}) for w1, w2, b in lines]
        tops.append(step(0.5 - len(ids), dict.fromkeys(ids, 1.0)))
    step(-0.5, dict.fromkeys(tops, 1.0))
    return Content(network)


def test_two_triangles_apart_take_extra_neurons_inside_what_is_in_view():
    polygons = sides(-2.5, 0.3, 0.9, 4, 0.2), sides(2.2, -0.4, 0.8, 4, 0.9)
    content = union(*polygons)

    none = flatten_drawing(content, BOX, FlattenOptions(most_extra=0))
    found = flatten_drawing(content, BOX, FlattenOptions(seconds=60.0))

    assert none.flat is None
    assert "add up to the same" in none.sentences[0]
    assert none.two_layers is not None
    assert found.flat is not None
    assert found.flat.where == "in the part of the plane in view"
    assert "more hidden neuron" in found.sentences[0]
    flat = content.copy()
    put_edit(flat, found.flat.recipe)
    assert_sound(flat)
    assert size_of(flat.network) == found.flat.size
    assert len(size_of(flat.network).widths) == 3
    compared = compare_sides(side_of(content), side_of(flat), BOX)
    assert compared.areas[compared.differing].sum() < 1e-9
    points = np.random.default_rng(0).uniform(-6, 6, (20_000, 2))
    says = NodeEvaluator(side_of(flat).network).evaluate(points, side_of(flat).outputs)[0]
    truth = [any(inside(lines, x, y) for lines in polygons) for x, y in points.tolist()]
    assert (says == truth).all()


def test_normalized_inputs_stay_normalized():
    content = example("three-polygons")
    content = replace(content, data=replace(content.data, normalize=True))

    found = flatten_drawing(content, BOX, FlattenOptions())

    flat = content.copy()
    put_edit(flat, found.flat.recipe)
    compared = compare_sides(side_of(content), side_of(flat), BOX)
    assert compared.proof is not None
    assert compared.equal


def test_the_sentences_call_neurons_by_their_names():
    content = example("one-of-two-triangles")
    network = content.network.copy()
    first = next(node for node in network.nodes if not node.is_input)
    network.put_node(replace(first, name="left side"))

    found = flatten_drawing(replace(content, network=network), BOX, FlattenOptions())

    assert "“exactly one” can't be flattened" in found.sentences[0]
    assert "the line of “left side”" in found.sentences[0]


def test_another_activation_is_named():
    content = example("three-polygons")
    network = content.network.copy()
    node = next(node for node in network.nodes if node.name == "A")
    network.put_node(replace(node, activation="relu"))

    with pytest.raises(GeometryError, match="“A” is ReLU; change its activation"):
        flatten_drawing(replace(content, network=network), BOX, FlattenOptions())


def test_a_neuron_fed_by_both_kinds_is_named():
    content = example("three-polygons")
    network = content.network.copy()
    node = next(node for node in network.nodes if node.name == "A")
    network.put_edge(Edge(network.new_id("e"), "n1", node.id, Weight(1.0)))

    with pytest.raises(GeometryError, match="“A” is fed by x₁ or x₂ and by other neurons"):
        flatten_drawing(replace(content, network=network), BOX, FlattenOptions())
