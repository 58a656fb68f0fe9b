"""Drawings, data and rectangles that are odd: right, or refused in a sentence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from playground.app.views.cells_task import find_cells
from playground.data.choice import DataChoice, Table
from playground.data.features import network_inputs
from playground.data.plane import PlaneChoice
from playground.document import edits
from playground.document.content import Content
from playground.geometry import cells
from playground.geometry.cells import arrange
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from playground.plots.cells.picture import CellsLook
from tests.app.views.cells.conftest import (
    TRIANGLE,
    content_of,
    counted,
    lowered_of,
    neurons,
    request_of,
    rest,
)

THREE = Table(
    "three.csv",
    ("a", "b", "c", "label"),
    np.column_stack([np.random.default_rng(0).uniform(-3, 3, (60, 3)), np.arange(60.0) % 2]),
    ((), (), (), ("no", "yes")),
)


def sentence(desk) -> str:
    assert desk.view.picture is None
    assert desk.view._card.isVisible()
    return desk.view._card.text()


def test_a_smooth_hidden_unit_is_refused_with_the_way_out(open_cells):
    desk = open_cells(content_of(([[1, 1]], [0], "tanh"), ([[1]], [0], "identity")))
    assert "Tanh" in sentence(desk)
    assert "choose step, ReLU" in sentence(desk)
    hidden = neurons(desk)[0]
    desk.controller.do(edits.set_activation([hidden], "relu"))
    rest(desk)
    assert counted(desk)["cells"] == 2


def test_a_smooth_output_is_exact(open_cells):
    desk = open_cells(content_of(([[1, 1], [1, -1]], [0, 0], "relu"), ([[1, -1]], [0], "sigmoid")))
    assert counted(desk)["pieces"] == 4 or counted(desk)["pieces"] == 2


def test_no_inputs_and_no_neurons_are_said(open_cells):
    desk = open_cells(Content())
    assert "no inputs yet" in sentence(desk)
    desk.controller.do(edits.place_input("x1", 0, 0))
    rest(desk)
    assert "no output yet" in sentence(desk)
    desk.controller.do(edits.place_neuron(200, 0))
    rest(desk)
    assert desk.view.picture is not None or "output" in sentence(desk)


def test_one_input_cuts_strips(open_cells):
    desk = open_cells(content_of(([[1, 0], [1, 0]], [1, -1], "step"), ([[1, -1]], [-0.5], "step")))
    x2 = next(node.id for node in desk.network.inputs() if node.column == "x2")
    desk.controller.do(edits.remove([x2]))
    rest(desk)
    assert (counted(desk)["cells"], counted(desk)["areas"]["1"]) == (3, pytest.approx(24))


def test_an_input_that_is_no_axis_is_refused_by_name(open_cells):
    desk = open_cells(content_of(*TRIANGLE))
    desk.controller.do(edits.bind_column(desk.network.inputs()[0].id, "x1_squared"))
    rest(desk)
    assert "x₁²" in sentence(desk)
    assert "cut it off" in sentence(desk)


def test_further_columns_are_held_where_the_plane_holds_them():
    nodes = [Node(f"n{k}", 0, 60.0 * k, column=c) for k, c in enumerate("abc", start=1)]
    nodes.append(Node("n4", 200, 0, activation="step", bias=Weight(0.5)))
    edge_weights = (("n1", 1.0), ("n2", 2.0), ("n3", 4.0))
    edges_ = [Edge(f"e{5 + k}", s, "n4", Weight(w)) for k, (s, w) in enumerate(edge_weights)]
    content = Content(network=Network(nodes, edges_), data=DataChoice(source="table", table=THREE))
    content.view = replace(content.view, plane=PlaneChoice("a", "c", (("b", 1.5),)))
    request = request_of(content)
    (neuron,) = (node for node in request.network.nodes if node.column is None)
    assert neuron.bias == 0.5 + 2.0 * 1.5
    assert [edge.weight for edge in request.network.edges] == [1.0, 4.0]
    assert (request.x1, request.x2) == ("n1", "n3")


def test_normalized_inputs_are_seen_in_data_units():
    content = content_of(*TRIANGLE)
    plain = request_of(content)
    content.data = replace(content.data, normalize=True)
    request = request_of(content)
    assert request.network != plain.network
    lowered, dataset = lowered_of(content)
    points = np.random.default_rng(1).uniform(-6, 6, (400, 2))
    inputs = network_inputs(lowered.features, dataset, points)
    hidden = np.array([[1, 1], [-1, 1], [0, -1]]) @ inputs.T + 1 >= 0
    fires = hidden.sum(axis=0) > 2.5
    arrangement = arrange(request)
    faces = [arrangement.face_at(x, y) for x, y in points.tolist()]
    assert (arrangement.labels[faces] == fires).all()


@pytest.mark.parametrize(
    ("layers", "cells"),
    [
        ((([[0, 0]] * 3, [0, 0, 0], "relu"), ([[0, 0, 0]], [0], "step")), 1),
        ((([[1, 1]] * 4, [0.5] * 4, "step"), ([[1] * 4], [-0.5], "step")), 2),
        ((([[1, 0], [0, 1], [1, 1], [1, -1]], [0] * 4, "step"), ([[1] * 4], [-0.5], "step")), 8),
        ((([[1, 0], [0, 1]], [6, -6], "relu"), ([[1, 1]], [0], "identity")), 1),
    ],
    ids=["all zero", "coincident", "concurrent", "along the border"],
)
def test_degenerate_networks_are_right_or_refused(layers, cells, open_cells):
    desk = open_cells(content_of(*layers))
    assert counted(desk)["cells"] == cells


def chart_hues(desk) -> list[int]:
    """Of places all over the plane."""
    chart = desk.view.chart
    image = chart.grab().toImage()
    places = (QPointF(x, y) for x in np.linspace(-5, 5, 9) for y in np.linspace(-5, 5, 9))
    return [image.pixelColor(chart.box.mapViewToScene(at).toPoint()).hue() for at in places]


def test_weights_beyond_all_numbers_are_refused_in_a_sentence():
    request = request_of(content_of(*TRIANGLE))
    first = next(node.id for node in request.network.nodes if node.activation == "step")
    network = replace(
        request.network,
        nodes=tuple(
            replace(n, activation="relu") if n.activation == "step" else n
            for n in request.network.nodes
        ),
        edges=tuple(
            replace(e, weight=1e200) if first in (e.source, e.target) else e
            for e in request.network.edges
        ),
    )
    look = CellsLook("", {}, 1)
    (found,) = find_cells(look, lambda: replace(request, network=network), True)
    assert found.picture is None
    assert "multiply beyond all numbers" in found.refusal


def test_more_cells_than_there_is_memory_for_are_not_drawn_but_said(open_cells, monkeypatch):
    monkeypatch.setattr(cells, "MOST_NUMBERS", 10**7)
    rng = np.random.default_rng(0)
    hidden = rng.normal(size=(450, 2)).tolist(), rng.uniform(-1, 1, 450).tolist(), "relu"
    output = rng.normal(size=(1, 450)).tolist(), [0.0], "identity"
    desk = open_cells(content_of(hidden, output))
    assert not desk.view.picture.arrangement.is_complete
    assert "too many cells" in desk.view._facts._exactness.text()
    # What is not known exactly is at least sampled, and said to be.
    desk.wait(desk.view._sampled.isVisible)
    assert len(np.unique(chart_hues(desk))) > 1
    desk.controller.show_bounds((0.0, 0.2, 0.0, 0.2))
    rest(desk)
    assert desk.view.picture.arrangement.is_complete
    assert not desk.view._sampled.isVisible()


@pytest.mark.parametrize(
    "bounds",
    [(1.0 - 5e-10, 1.0 + 5e-10, 1.0 - 5e-10, 1.0 + 5e-10), (1e6, 1e6 + 1e-3, 0.0, 1e-3)],
    ids=["a billionth", "far away"],
)
def test_extreme_rectangles_are_exact(bounds, triangle):
    triangle.controller.show_bounds(bounds)
    rest(triangle)
    # The first is around the point where x2 = 1 passes; all others are elsewhere.
    assert counted(triangle)["cells"] == (2 if bounds[0] < 2 else 1)
    assert sum(counted(triangle)["areas"].values()) == pytest.approx(
        (bounds[1] - bounds[0]) ** 2, rel=1e-6
    )


def test_a_rectangle_without_digits_is_refused_in_a_sentence(triangle):
    triangle.controller.show_bounds((1e6, 1e6 + 1e-8, 0.0, 1e-8))
    rest(triangle)
    assert "too small for its distance" in sentence(triangle)
