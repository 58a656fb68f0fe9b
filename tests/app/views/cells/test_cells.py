"""The Cells view in the whole window: live, undoable, and never a wrong picture."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.app.files.sources import open_source
from playground.app.views import cells
from playground.cli import main
from playground.document import edits
from playground.document.files import decode, encode
from playground.geometry.cells import arrange
from playground.geometry.report import report
from playground.palette import LIGHT, class_color, mix
from playground.plots.cells.view import SWITCHES
from tests.app.views.cells.conftest import (
    TRIANGLE,
    content_of,
    counted,
    feed_of,
    neurons,
    request_of,
    rest,
)


def test_shows_the_cells_of_the_document(triangle):
    assert (counted(triangle)["cells"], counted(triangle)["pieces"]) == (7, 2)


@pytest.mark.parametrize("name", ["triangle", "three-polygons", "one-of-two-triangles"])
def test_the_numbers_are_those_of_the_command_line(name, open_cells, capsys):
    desk = open_cells(open_source(name).content)
    box = ",".join(map(repr, desk.controller.bounds))
    assert main(["regions", name, "--json", f"--box={box}"]) == 0
    assert json.loads(capsys.readouterr().out) == counted(desk)


def test_an_edit_at_rest_needs_no_network_but_the_lowered_one(triangle, monkeypatch):
    made: list[object] = []
    make = cells.with_values
    monkeypatch.setattr(cells, "with_values", lambda *args: made.append(args) or make(*args))
    last = neurons(triangle)[-1]
    triangle.controller.do(edits.set_weights({last: -0.5}))
    rest(triangle)
    assert not made
    assert triangle.view.picture.arrangement.request.network.nodes[-1].bias == -0.5


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
