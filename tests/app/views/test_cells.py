"""The Cells view in the whole window: live, undoable, and never a wrong picture."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.app.files.sources import open_source
from playground.app.views.cells import CellsFeed
from playground.app.views.cells_request import cells_request, over_data_units
from playground.app.views.cells_task import find_cells
from playground.cli import main
from playground.data.choice import DataChoice, Table
from playground.data.features import network_inputs
from playground.data.load import load
from playground.data.plane import PlaneChoice, plane_of
from playground.document import edits
from playground.document.content import Content
from playground.document.files import decode, encode
from playground.document.lowering import Lowering
from playground.geometry import cells
from playground.geometry.cells import arrange
from playground.geometry.report import report
from playground.interop.plain_layers import parse_layers_file
from playground.network.model import Edge, Network, Node
from playground.network.weight import Weight
from playground.palette import LIGHT, class_color, mix
from playground.plots.cells.picture import CellsLook
from playground.plots.cells.view import SWITCHES

TRIANGLE = (([[1, 1], [-1, 1], [0, -1]], [1, 1, 1], "step"), ([[1, 1, 1]], [-2.5], "step"))
THREE = Table(
    "three.csv",
    ("a", "b", "c", "label"),
    np.column_stack([np.random.default_rng(0).uniform(-3, 3, (60, 3)), np.arange(60.0) % 2]),
    ((), (), (), ("no", "yes")),
)


def content_of(*layers, **fields) -> Content:
    text = {"layers": [{"weights": w, "biases": b, "activation": a} for w, b, a in layers]}
    network = parse_layers_file(json.dumps(text).encode())
    return Content(network=network, data=DataChoice(count=40), **fields)


@pytest.fixture
def open_cells(open_desk):
    """Opens a window with the Cells tab in front."""

    def open_with(content: Content):
        desk = open_desk(content)
        desk.window.docks["Cells"].raise_()
        desk.wait(lambda: desk.window.views.is_in_sight("cells"))
        desk.feed = feed_of(desk)
        desk.view = desk.feed.widget
        rest(desk)
        return desk

    return open_with


@pytest.fixture
def triangle(open_cells):
    return open_cells(content_of(*TRIANGLE))


def feed_of(desk) -> CellsFeed:
    feed = desk.window.views.feeds["cells"]
    assert isinstance(feed, CellsFeed)
    return feed


def rest(desk) -> None:
    desk.settle()
    desk.wait(lambda: desk.feed.is_settled and desk.controller.is_settled)
    QApplication.processEvents()


def counted(desk) -> dict:
    return report(desk.view.picture.arrangement)


def neurons(desk) -> list[str]:
    return [node.id for node in desk.network.nodes if not node.is_input]


def sentence(desk) -> str:
    assert desk.view.picture is None
    assert desk.view._card.isVisible()
    return desk.view._card.text()


def test_shows_the_cells_of_the_document(triangle):
    assert (counted(triangle)["cells"], counted(triangle)["pieces"]) == (7, 2)


@pytest.mark.parametrize("name", ["triangle", "three-polygons", "one-of-two-triangles"])
def test_the_numbers_are_those_of_the_command_line(name, open_cells, capsys):
    desk = open_cells(open_source(name).content)
    box = ",".join(map(repr, desk.controller.bounds))
    assert main(["regions", name, "--json", f"--box={box}"]) == 0
    assert json.loads(capsys.readouterr().out) == counted(desk)


def test_out_of_sight_it_has_no_thread_and_afterwards_neither(open_desk):
    desk = open_desk(content_of(*TRIANGLE))
    names = [thread.name for thread in threading.enumerate()]
    assert "exact regions" not in names
    assert feed_of(desk).widget.picture is None


def test_every_edit_is_answered(triangle):
    last = neurons(triangle)[-1]
    for bias in (-1.5, -0.5, -3.5):
        triangle.controller.do(edits.set_weights({last: bias}))
        rest(triangle)
        wanted = report(arrange(request_of(triangle.document.content)))
        assert counted(triangle) == wanted
    for _ in range(3):
        triangle.controller.undo()
    rest(triangle)
    assert counted(triangle)["areas"]["1"] == pytest.approx(4)


def test_while_dragging_what_is_shown_last_is_the_newest(triangle):
    first = neurons(triangle)[0]
    key = object()
    for bias in np.linspace(1.0, 3.0, 40).tolist():
        triangle.controller.do(edits.set_weights({first: bias}, key))
        QApplication.processEvents()
    rest(triangle)
    assert triangle.stack.count() == 1
    shown = triangle.view.picture.arrangement.request.network.nodes
    assert next(node.bias for node in shown if node.id == first) == 3.0


def test_a_selected_neuron_shows_its_own_cells(triangle):
    first = neurons(triangle)[0]
    triangle.canvas.select([first])
    rest(triangle)
    assert counted(triangle)["cells"] == 2
    assert triangle.view._title.full_text == triangle.canvas.network_scene.nodes[first].name
    triangle.canvas.select([])
    rest(triangle)
    assert counted(triangle)["cells"] == 7


def test_pointing_at_a_cell_lights_the_nodes_that_are_on(triangle):
    chart = triangle.view.chart
    for x, y, lit in ((0.0, 0.0, 4), (0.0, 4.0, 2)):
        place = chart.box.mapViewToScene(QPointF(x, y)).toPoint()
        QTest.mouseMove(chart.viewport(), place + QPoint(1, 1))
        QTest.mouseMove(chart.viewport(), place)
        items = triangle.canvas.network_scene.nodes.values()
        assert sum(item.lit for item in items) == lit
    QTest.mouseMove(triangle.window.transport, QPoint(1, 1))
    chart.leaveEvent(None)
    assert not any(item.lit for item in triangle.canvas.network_scene.nodes.values())


@pytest.mark.parametrize("name", SWITCHES)
def test_switches_are_undoable_and_kept_in_the_file(name, triangle):
    box = triangle.view._switches.box(name)
    triangle.window.docks["Cells"].raise_()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
    saved = decode(encode(triangle.document.content), "x")
    assert not getattr(saved.view, name)
    triangle.controller.undo()
    assert box.isChecked()


def test_a_tried_bias_edits_nothing_until_it_is_applied(triangle):
    last = neurons(triangle)[-1]
    view = triangle.view
    view._sweep_button.click()
    view._sweep._slider.setValue(400)
    rest(triangle)
    assert counted(triangle)["areas"] == pytest.approx({"0": 0.0, "1": 144.0})
    assert triangle.network.nodes[last].bias.value == -2.5
    assert triangle.stack.count() == 0
    QTest.keyClick(view._sweep._slider, Qt.Key.Key_Escape)
    rest(triangle)
    assert counted(triangle)["areas"]["1"] == pytest.approx(4)
    view._sweep_button.click()
    view._sweep._slider.setValue(300)
    tried = view._sweep.bias
    view._sweep._apply.click()
    rest(triangle)
    assert triangle.network.nodes[last].bias.value == tried
    assert triangle.stack.count() == 1
    triangle.controller.undo()
    assert triangle.network.nodes[last].bias.value == -2.5


def test_another_document_ends_the_sweep(triangle):
    triangle.view._sweep_button.click()
    triangle.view._sweep._slider.setValue(400)
    triangle.controller.replace(content_of(([[1, 0]], [0], "step")))
    rest(triangle)
    assert not triangle.view.is_sweeping
    assert triangle.view.picture.arrangement.request.network.nodes[-1].bias == 0.0


def test_a_window_that_closes_midway_through_a_sweep_leaves_no_thread(triangle):
    triangle.view._sweep_button.click()
    triangle.view._sweep._slider.setValue(400)
    triangle.window.close()
    assert not triangle.view.is_sweeping
    assert "exact regions" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize("has_tried", [True, False])
def test_another_selection_ends_the_sweep(triangle, has_tried):
    triangle.view._sweep_button.click()
    if has_tried:
        triangle.view._sweep._slider.setValue(400)
    triangle.canvas.select([neurons(triangle)[0]])
    rest(triangle)
    assert not triangle.view.is_sweeping
    assert triangle.view.picture.arrangement.request.network.nodes[-1].bias == -2.5


def test_a_knife_edge_gets_its_margin_in_one_step(open_cells):
    desk = open_cells(open_source("triangle").content)
    assert desk.view._facts.margin_button.isVisible()
    before = desk.stack.count()
    desk.view._facts.margin_button.click()
    rest(desk)
    assert not desk.view._facts.margin_button.isVisible()
    assert desk.stack.count() == before + 1
    assert not desk.view.picture.knife_edges


def test_panning_is_shared_with_the_other_views(triangle):
    bounds = (1.0, 2.0, 1.0, 2.0)
    triangle.controller.show_bounds(bounds)
    rest(triangle)
    assert triangle.view.chart.bounds == bounds
    assert triangle.view.picture.arrangement.request.bounds == bounds
    triangle.view.chart.setFocus()
    QTest.keyClick(triangle.view.chart, Qt.Key.Key_Home)
    triangle.wait(lambda: triangle.controller.bounds == triangle.controller.home_bounds)


def test_while_training_the_newest_weights_are_shown_in_the_end(open_cells):
    relu = ([[1, 0.5], [-0.5, 1], [0.3, -1]], [0.1, 0.2, 0.3], "relu")
    desk = open_cells(content_of(relu, ([[1, -1, 0.5]], [0.1], "tanh")))
    seen = []
    desk.feed._run.arrived.connect(seen.append)
    desk.controller.train()
    desk.wait(lambda: len(seen) > 5)
    desk.controller.pause()
    rest(desk)
    lowered = desk.controller.lowered.network
    shown = desk.view.picture.arrangement.request.network
    assert [n.bias for n in shown.nodes] == [n.bias for n in lowered.nodes]
    assert [e.weight for e in shown.edges] == [e.weight for e in lowered.edges]


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


def lowered_of(content):
    dataset = load(content.data)
    return Lowering().lower(content, dataset), dataset


def request_of(content):
    lowered, dataset = lowered_of(content)
    plane = plane_of(dataset, content.view.plane)
    request = cells_request(content, lowered, plane)
    network = over_data_units(request.network, lowered, plane)
    return replace(request, network=network, max_seconds=None)


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


def test_opening_another_document_shows_its_cells(triangle):
    triangle.controller.replace(content_of(([[1, 0]], [0], "step")))
    rest(triangle)
    assert counted(triangle)["cells"] == 2


def test_regions_of_classes_have_the_colours_of_their_points(open_cells):
    desk = open_cells(open_source("three-polygons").content)
    chart, arrangement = desk.view.chart, desk.view.picture.arrangement
    desk.view.set_options(**(dict.fromkeys(SWITCHES, False) | {"cell_fill": True}))
    names, outputs = desk.controller.dataset.class_names, arrangement.plan.outputs
    for number, node_id in enumerate(outputs):
        assert desk.network.nodes[node_id].name == names[number]
        face = int(np.argmax(arrangement.areas * arrangement.says[number]))
        spot = arrangement.frame.to_plane(desk.view.picture.spots[face])
        at = chart.box.mapViewToScene(QPointF(*spot)).toPoint()
        found = chart.grab().toImage().pixelColor(at)
        wanted = QColor(mix(class_color(number), LIGHT.surface, 0.55))
        assert found.getRgb()[:3] == pytest.approx(wanted.getRgb()[:3], abs=4)


def test_the_line_of_the_node_pointed_at_on_the_canvas_stands_out(triangle):
    first = neurons(triangle)[0]
    before = triangle.view.chart.grab().toImage()
    triangle.hover(triangle.body(first))
    after = triangle.view.chart.grab().toImage()
    assert after != before
    assert triangle.view.picture.arrangement.cell_count == 7


def test_what_was_asked_for_the_document_before_is_never_shown(triangle):
    triangle.controller.do(edits.set_weights({neurons(triangle)[0]: 2.0}))
    seen = []  # what is found quickly has been shown by now
    triangle.feed._run.arrived.connect(seen.append)
    triangle.controller.replace(content_of(([[1, 0]], [0], "step")))
    rest(triangle)
    assert {found.picture.arrangement.cell_count for found in seen} == {2}
