"""What the examples that are carved from drawn shapes are said to do: S9 to S12, S16, C3."""

from __future__ import annotations

import math

import pytest

from playground.app.commands.train import HeadlessRun
from playground.app.examples.catalog import EXAMPLES
from playground.app.plane_side import side_of
from playground.document import files
from playground.document.content import Content
from playground.document.knife_edges import knife_edge
from playground.geometry.arrangement import Arrangement
from playground.geometry.cells import arrange
from playground.geometry.shapes import Shape
from tests import shape_examples

SHAPES = {
    "two-triangles": shape_examples.TRIANGLES,
    "circle-of-lines": (shape_examples.CIRCLE,),
    "strip": (shape_examples.STRIP,),
    "wedge": (shape_examples.WEDGE,),
    "angle": (shape_examples.ANGLE,),
}


def opened(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


def cells(name: str) -> Arrangement:
    return arrange(side_of(opened(name)).request((-6.0, 6.0, -6.0, 6.0)))


@pytest.mark.parametrize("name", SHAPES)
def test_the_output_is_1_on_exactly_the_shape(name: str) -> None:
    found, shapes = cells(name), SHAPES[name]

    inside = sum(shape.contains(found.centres) for shape in shapes)

    assert ((found.labels == 1) == (inside > 0)).all()
    assert 0.0 < found.label_areas()["1"] < 0.25 * 144


def test_two_triangles_are_two_islands_of_6_percent() -> None:
    found = cells("two-triangles")

    assert found.label_islands()["1"] == 2
    assert found.label_areas()["1"] / 144 == pytest.approx(0.06, abs=0.002)


def test_the_literal_union_leaks_over_95_percent_and_the_cells_show_where() -> None:
    right, leaking = cells("two-triangles"), cells("leaking-union")

    assert leaking.label_areas()["1"] / 144 > 0.95
    # It is right inside of the triangles; wrong are cells in which no polygon is complete.
    assert right.cell_count == leaking.cell_count == 17
    inside = sum(shape.contains(leaking.centres) for shape in shape_examples.TRIANGLES)
    assert (leaking.labels[inside > 0] == 1).all()
    assert (leaking.labels[inside == 0] == 1).sum() > 10


def test_eight_lines_take_in_too_much_by_what_is_said() -> None:
    area = cells("circle-of-lines").label_areas()["1"]

    assert area / (math.pi * 2.9**2) - 1 == pytest.approx(0.0548, abs=1e-4)
    assert HeadlessRun(opened("circle-of-lines")).trainer.evaluate().accuracy_test > 0.95


def test_the_wedge_is_written_as_in_the_document() -> None:
    content = opened("wedge")
    (top,) = content.network.outputs()

    assert [edge.weight.text for edge in content.network.incoming(top.id)] == ["1/2", "1/2"]
    assert knife_edge(content.network, top.id) is not None
    (strip,) = opened("strip").network.outputs()
    assert knife_edge(opened("strip").network, strip.id) is None


@pytest.mark.parametrize("name", [*SHAPES, "leaking-union"])
def test_training_leaves_it_as_it_is(name: str) -> None:
    run = HeadlessRun(opened(name))
    run.train(2)

    assert run.content.network == opened(name).network


def test_the_shapes_are_what_the_descriptions_say() -> None:
    assert shape_examples.ANGLE.title == "Hexagon"
    assert sum(isinstance(shape, Shape) for shapes in SHAPES.values() for shape in shapes) == 6
    assert cells("angle").label_areas()["1"] == pytest.approx(27.0)
