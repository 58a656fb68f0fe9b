"""A window with the Cells view in front."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from playground.app.views.cells import CellsFeed
from playground.app.views.cells_request import cells_request, over_data_units
from playground.data.choice import DataChoice
from playground.data.load import load
from playground.data.plane import plane_of
from playground.document.content import Content
from playground.document.lowering import Lowering
from playground.geometry.report import report
from playground.interop.plain_layers import parse_layers_file

TRIANGLE = (([[1, 1], [-1, 1], [0, -1]], [1, 1, 1], "step"), ([[1, 1, 1]], [-2.5], "step"))


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


def lowered_of(content):
    dataset = load(content.data)
    return Lowering().lower(content, dataset), dataset


def request_of(content):
    lowered, dataset = lowered_of(content)
    plane = plane_of(dataset, content.view.plane)
    request = cells_request(content, lowered, plane)
    network = over_data_units(request.network, lowered, plane)
    return replace(request, network=network, max_seconds=None)
