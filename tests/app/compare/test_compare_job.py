"""Comparing whole drawings: proofs and samples, other columns held, inputs normalized."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.app.compare import job as compare_job
from playground.app.compare.job import SAMPLES, compare_sides, with_activation
from playground.app.compare.pictures import at_place, differing_bounds, finding, pictures
from playground.app.examples.catalog import EXAMPLES
from playground.app.plane_side import Side, side_of
from playground.data.plane import PlaneChoice
from playground.document import files
from playground.document.content import Content
from playground.engine.field import NodeEvaluator
from playground.geometry.errors import GeometryError
from playground.network.model import Node
from playground.network.weight import Weight
from playground.plots.compare.picture import SampledPicture
from playground.runtime.plane import make_grid

BOX = (-6.0, 6.0, -6.0, 6.0)


def example(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def side(name: str) -> Side:
    return side_of(example(name), title=name)


def raster(of: Side) -> np.ndarray:
    """What the engine says over the plane, (outputs, SAMPLES²)."""
    grid = make_grid(of.lowered.dataset, of.lowered.features, BOX, SAMPLES, of.plane)
    return NodeEvaluator(of.network).evaluate(grid.inputs, of.outputs)


def test_samples_agree_with_the_proof_away_from_lines():
    first, second = side("triangle"), with_activation(side("triangle"), "relu")
    proved = compare_sides(first, second, BOX)
    smooth = with_activation(side("triangle"), "tanh")
    sampled = compare_sides(first, smooth, BOX)

    assert proved.proof is not None
    assert sampled.samples is not None
    raster_share = (raster(first) != (raster(second) >= 0.5)).mean()
    proved_share = proved.areas[proved.differing].sum() / 144.0
    assert proved_share == pytest.approx(raster_share, abs=0.02)
    assert np.array_equal(sampled.says[0], raster(first) >= 0.5)
    assert np.array_equal(sampled.says[1], raster(smooth) >= 0.5)


def test_normalized_inputs_are_compared_in_units_of_the_data():
    plain = example("triangle")
    scaled = replace(plain, data=replace(plain.data, normalize=True))
    dataset = side_of(scaled).lowered.dataset
    # The same lines, written for inputs that are normalized.
    network = plain.network.copy()
    for edge in list(network.edges):
        column = network.nodes[edge.source].column
        if column is not None:
            mean, deviation = dataset.scales[column]
            network.put_edge(replace(edge, weight=Weight(edge.weight.value * deviation)))
            node = network.nodes[edge.target]
            bias = Weight(node.bias.value + edge.weight.value * mean)
            network.put_node(replace(node, bias=bias))
    scaled = replace(scaled, network=network)

    found = compare_sides(side_of(plain), side_of(scaled), BOX)

    assert found.proof is not None
    assert found.areas[found.differing].sum() < 1e-9 * 144
    assert found.shared_nodes[:2] == ("n1", "n2")


def test_other_columns_are_held_where_the_document_holds_them():
    content = example("three-polygons")
    table = content.data.table
    values = np.column_stack([table.values[:, :2], np.zeros(len(table.values)), table.values[:, 2]])
    wide = replace(
        table,
        columns=("x1", "x2", "x3", "region"),
        values=values,
        categories=(*table.categories[:2], (), table.categories[2]),
    )
    network = content.network.copy()
    extra = Node(network.new_id("n"), 0.0, 400.0, column="x3")
    network.put_node(extra)
    (target, *_) = [edge.target for edge in network.edges]
    edge = replace(
        next(iter(network.edges)), id=network.new_id("e"), source=extra.id, target=target
    )
    network.put_edge(replace(edge, weight=Weight(1.0)))
    data = replace(content.data, table=wide)
    content = replace(content, network=network, data=data)
    moved = replace(content, view=replace(content.view, plane=PlaneChoice(held=(("x3", 0.5),))))

    at_mean, elsewhere = side_of(content), side_of(moved)

    assert compare_sides(at_mean, side("three-polygons"), BOX).equal
    found = compare_sides(at_mean, elsewhere, BOX)
    assert found.proof is not None
    assert not found.equal
    truth = (raster(at_mean) != raster(elsewhere)).any(axis=0).mean()
    assert found.areas[found.differing].sum() / 144 == pytest.approx(truth, abs=0.01)


def test_what_differs_is_where_it_is_said_to_be():
    first, second = side("triangle"), side("half-plane")
    found = compare_sides(first, second, BOX)
    arrangement = found.proof.comparison.arrangement
    (face,) = [arrangement.face_at(-5.0, -5.0)]

    said = at_place(found, -5.0, -5.0)

    assert said == f"triangle: nothing · half-plane: {'ŷ' if found.says[1][0, face] else 'nothing'}"
    assert at_place(found, 100.0, 0.0) == ""
    x0, x1, y0, y1 = differing_bounds(found)
    points = arrangement.centres[found.differing]
    assert ((x0 < points[:, 0]) & (points[:, 0] < x1)).all()
    assert ((y0 < points[:, 1]) & (points[:, 1] < y1)).all()
    assert differing_bounds(compare_sides(first, first, BOX)) is None


@pytest.mark.parametrize("name", ["triangle", "trained-triangle", "three-polygons"])
def test_pictures_are_as_large_as_what_they_show(name):
    found = compare_sides(side(name), side(name), BOX)

    for output in (None, 0):
        shown, count = pictures(found, output)
        assert count >= 2
        for picture in shown:
            assert picture.labels.size == found.says[0].shape[1]
            assert picture.labels.max() < count
            assert not picture.differs.any()
    verdict = finding(found).verdict
    assert verdict.startswith("No difference found" if found.samples else "Equal")


def test_a_proof_of_very_many_cells_has_a_sampled_picture(monkeypatch):
    monkeypatch.setattr(compare_job, "MOST_DRAWN", 10)
    found = compare_sides(side("three-polygons"), side("three-polygons-flat"), BOX)

    (first, _), count = pictures(found, None)

    assert found.proof is not None
    assert isinstance(first, SampledPicture)
    assert count == 8
    assert finding(found).verdict.startswith("Equal: both decide the same in all 45 cells")
    assert "Certified" in finding(found).details[0]
    assert "too many cells to draw" in finding(found).details[0]
    (single, _), count = pictures(found, 3)
    assert (count, single.values.shape) == (2, (SAMPLES, SAMPLES))


def test_only_hidden_neurons_change_unless_there_are_none_or_outputs_are_wanted_too():
    def kinds(of: Side) -> dict[str, str]:
        return {node.id: node.activation for node in of.network.nodes if node.column is None}

    relu = with_activation(side("triangle"), "relu")
    assert kinds(relu) == {"n3": "relu", "n4": "relu", "n5": "relu", "n6": "step"}
    assert set(kinds(with_activation(side("triangle"), "relu", True)).values()) == {"relu"}
    assert set(kinds(with_activation(side("half-plane"), "tanh")).values()) == {"tanh"}


def test_a_called_off_proof_ends_and_the_whole_plane_is_not_sampled():
    first = side("three-polygons")
    with pytest.raises(GeometryError, match="too many cells"):
        compare_sides(first, first, BOX, True, cancelled=lambda: True)
    with pytest.raises(GeometryError, match="Tanh"):
        compare_sides(side("xor"), side("xor"), BOX, whole_plane=True)


def test_an_output_that_says_yes_alone_has_the_number_of_its_class():
    flat = side("three-polygons-flat")
    found = compare_sides(side("three-polygons"), flat, BOX)
    (picture, _), count = pictures(found, None)
    assert count == 8
    assert found.proof is not None
    for face in range(found.proof.first.face_count):
        assert np.flatnonzero(found.proof.first.says[:, face]).tolist() == [picture.labels[face]]


def test_a_single_output_that_is_always_on_looks_like_one():
    always = side("half-plane")
    nodes = tuple(replace(node, bias=99.0) for node in always.network.nodes)
    on = replace(always, network=replace(always.network, nodes=nodes))
    (picture, _), count = pictures(compare_sides(on, on, BOX), None)
    assert (set(picture.labels.tolist()), count) == ({1}, 2)
