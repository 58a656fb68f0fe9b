from __future__ import annotations

import pytest

from playground.geometry.cells import arrange
from playground.plots.cells.picture import picture_of
from playground.plots.cells.words import (
    cell_text,
    counts_text,
    exactness_text,
    firing,
    islands_text,
    label_name,
    sum_text,
)
from tests.geometry.networks import golden, layered, request, three_polygons

AXES = ("x₁", "x₂")


def picture(network, **options):
    return picture_of(arrange(request(network, **options)))


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ([1.0, -1.0, 0.0], "x₁ − x₂"),
        ([-1.0, 0.5, -0.2], "−x₁ + 0.5·x₂ − 0.2"),
        ([0.0, 2.0, 1.0], "2·x₂ + 1"),
        ([0.0, 0.0, -0.5], "−0.5"),
        ([0.0, 0.0, 0.0], "0"),
    ],
)
def test_sums_are_written_without_what_is_nothing(weights, text):
    assert sum_text(weights, AXES) == text


def test_each_unit_has_its_state_and_its_inequality():
    network = layered([[[1, 1], [2, -1]], [[1, 1]]], [[0, -3], [-1.5]], ["hard_tanh", "step"])
    found = picture(network)
    text = cell_text(found, found.arrangement.face_at(0.0, 0.0), AXES)
    assert "h1.0 between: −1 ≤ x₁ + x₂ < 1" in text
    assert "h1.1 low: 2·x₁ − x₂ − 3 < −1" in text
    text = cell_text(found, found.arrangement.face_at(5.0, 5.0), AXES)
    assert "h1.0 high: x₁ + x₂ ≥ 1" in text


def test_the_lines_that_bound_a_cell_come_before_the_others():
    found = picture(three_polygons())
    face = found.arrangement.face_at(-1.2, 0.6)
    lines = cell_text(found, face, AXES).splitlines()
    assert lines[-1].startswith("and ")
    assert len(lines) == 10


def test_firing_nodes_are_those_above_their_lowest_piece():
    found = picture(three_polygons())
    face = found.arrangement.face_at(-5.5, -5.5)
    on = firing(found, face)
    assert "h3.0" in on
    assert not {"h2.0", "h2.1", "h2.2"} & set(on)


def test_labels_are_the_names_of_the_outputs_that_say_yes():
    found = picture(three_polygons())
    names = {label_name(found, number) for number in range(len(found.arrangement.label_texts))}
    assert names == {f"h3.{index}" for index in range(8)}
    both = layered([[[1, 0], [0, 1]]], [[0, 0]], ["step"])
    found = picture(both)
    names = {label_name(found, number) for number in range(len(found.arrangement.label_texts))}
    assert names == {"no output", "h1.0", "h1.1", "h1.0+h1.1"}
    highest = picture(golden((2, 6, 3), 2))
    assert label_name(highest, 1) == highest.arrangement.plan.outputs[1]


def test_facts_count_apart_what_differs():
    found = picture(three_polygons())
    assert counts_text(found) == "45 activation cells · … linear pieces · 10 decision polygons"
    assert "and 2 more labels" in islands_text(found)
    assert islands_text(found).endswith("boundary of 36 segments")
    assert "certified" in exactness_text(found)


def test_one_is_not_plural():
    found = picture(layered([[[0, 0]]], [[1]], ["step"]))
    assert counts_text(found).startswith("1 activation cell ·")
    assert islands_text(found) == "Islands: 1 of “1” · boundary of 0 segments"
