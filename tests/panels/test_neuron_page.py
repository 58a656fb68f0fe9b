from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from playground.engine.activations import ACTIVATIONS
from playground.panels.inspection import Inspection
from playground.panels.neuron_details import NeuronDetails
from playground.panels.neuron_page import NeuronPage
from playground.widgets.formula_label import FormulaLabel

_DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def inspection(drawing):
    inspection = Inspection(
        drawing.document, ACTIVATIONS, lambda network, columns: {n.id: n.id for n in network.nodes}
    )
    yield inspection
    delete(inspection)  # its timer may still be waiting


@pytest.fixture
def page(qtbot):
    page = NeuronPage(ACTIVATIONS)
    qtbot.addWidget(page)
    page.show()
    return page


def show(page, drawing, inspection, value):
    """Show the output as it is in the midst of a training."""
    network = drawing.document.network
    nodes, edges = len(network.nodes), len(network.edges)
    of_nodes, of_edges = np.full(nodes, value), np.full(edges, value)
    inspection.show_live(of_nodes, of_edges, of_nodes, of_edges, 1)
    inspection.show_sample("(0.50, 0.50)", {n.id: (value, value) for n in network.nodes})
    page.show_neuron(network.outputs()[0], inspection.now())


def pressed(widget):
    """What has less height than it needs at its width, in everything that is laid out."""
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        needed = layout.totalHeightForWidth(widget.width())
    else:
        needed = widget.heightForWidth(widget.width())
    found = [(type(widget).__name__, widget.height(), needed)] if widget.height() < needed else []
    for child in widget.findChildren(QWidget, options=_DIRECTLY):
        if child.isVisible():
            found += pressed(child)
    return found


@pytest.mark.parametrize("width", [300, 560, 660, 900])
def test_numbers_that_need_a_second_line_press_nothing_together(page, drawing, inspection, width):
    page.resize(width, 160)
    for value in (0.5, -123.4567, 0.5):
        show(page, drawing, inspection, value)
        for _ in range(4):
            QApplication.processEvents()  # what has grown is laid out, then what is around it
        assert pressed(page.widget()) == []


def test_details_stand_at_the_left_below_the_steps_and_beside_them_where_all_fits(
    page, drawing, inspection
):
    details, formula = page.findChild(NeuronDetails), page.findChild(FormulaLabel)
    show(page, drawing, inspection, 0.5)
    page.resize(700, 160)
    QApplication.processEvents()  # all is laid out anew
    assert details.x() == formula.x()
    page.resize(1300, 160)
    QApplication.processEvents()
    assert details.geometry().right() == formula.geometry().right()
