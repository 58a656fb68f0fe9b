"""What the examples about polygons are said to do: S15 and S18 to S22."""

from __future__ import annotations

import numpy as np
import pytest

from playground.app.commands.train import HeadlessRun
from playground.app.examples.catalog import EXAMPLES
from playground.app.flatten.job import FlattenOptions, flatten_drawing
from playground.app.plane_side import side_of
from playground.app.sizes import size_of
from playground.document import files
from playground.document.content import Content
from playground.engine.field import NodeEvaluator
from playground.geometry.cells import arrange
from playground.geometry.compare import compare
from tests import polygon_examples

BOX = (-6.0, 6.0, -6.0, 6.0)


def opened(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def test_exactly_one_of_eight_outputs_fires_everywhere():
    content = opened("three-polygons")
    side = side_of(content)

    arrangement = arrange(side.request(BOX))

    assert (size_of(content.network).shape, arrangement.cell_count) == ("2-10-3-8", 45)
    assert (arrangement.says.sum(axis=0) == 1).all()
    assert len(arrangement.label_texts) == 8
    assert int(arrangement.islands.max()) + 1 == 10
    names = [content.network.nodes[node_id].name for node_id in side.outputs]
    points = np.random.default_rng(0).uniform(-6, 6, (500, 2))
    found = NodeEvaluator(side.network).evaluate(points, side.outputs)
    polygons = [polygon_examples.sides(*polygon) for polygon in polygon_examples.POLYGONS]
    for (x, y), row in zip(points.tolist(), found.T, strict=True):
        bits = tuple(int(polygon_examples.inside(lines, x, y)) for lines in polygons)
        assert polygon_examples.PATTERNS[names[int(row.argmax())]] == bits


def test_flattening_turns_74_weights_into_100_and_95_numbers_into_118():
    content = opened("three-polygons")

    found = flatten_drawing(content, BOX, FlattenOptions())

    assert found.flat is not None
    assert (found.before.weights, found.flat.size.weights) == (74, 100)
    assert found.before.weights + found.before.biases == 95
    assert found.flat.size.weights + found.flat.size.biases == 118
    assert found.flat.where == "on the whole plane"


def test_both_polygon_networks_decide_the_same_on_the_whole_plane():
    first, second = (
        side_of(opened(name)).request(BOX) for name in ("three-polygons", "three-polygons-flat")
    )

    found = compare(first, second, whole_plane=True)

    assert found.equal
    assert size_of(opened("three-polygons-flat").network).shape == "2-10-8"
    assert len(found.shared) == 2 + 10


def test_two_triangles_have_a_certificate_and_a_form_of_two_layers():
    content = opened("one-of-two-triangles")

    found = flatten_drawing(content, BOX, FlattenOptions())

    assert found.flat is None
    assert "whatever the number of hidden neurons" in found.sentences[0]
    assert found.two_layers is not None
    assert len(found.two_layers.size.widths) == 4


@pytest.mark.parametrize("name", ["three-polygons", "three-polygons-flat", "one-of-two-triangles"])
def test_training_leaves_the_polygons_as_they_are_and_every_point_right(name):
    content = opened(name)
    run = HeadlessRun(content)
    run.train(2)

    assert content.network == opened(name).network
    assert run.trainer.evaluate().accuracy_train == 1.0
    assert run.trainer.evaluate().accuracy_test == 1.0


def test_the_trained_triangle_comes_close_to_the_hand_built_one():
    content, by_hand = opened("trained-triangle"), opened("triangle")
    assert size_of(content.network).shape == size_of(by_hand.network).shape
    run = HeadlessRun(content)

    run.train(400)

    assert run.trainer.evaluate().accuracy_test >= 0.95
    points = np.random.default_rng(0).uniform(-6, 6, (20_000, 2))
    trained, drawn = side_of(content), side_of(by_hand)
    answers = NodeEvaluator(trained.network).evaluate(points, trained.outputs)[0] >= 0
    truth = NodeEvaluator(drawn.network).evaluate(points, drawn.outputs)[0] >= 0.5
    assert (answers != truth).mean() < 0.05


def test_no_two_neurons_of_the_polygons_share_a_name():
    names = [node.name for node in opened("three-polygons").network.nodes if node.name]

    assert len(names) == len(set(names)) == 3 + 8
