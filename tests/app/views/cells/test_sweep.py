"""A bias tried in the Cells view, and a margin given."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.app.files.sources import open_source
from tests.app.views.cells.conftest import content_of, counted, neurons, rest


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
