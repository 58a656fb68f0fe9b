"""The inspector, shown beside a drawing that does what it asks for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.engine.activations import ACTIVATIONS
from playground.panels.inspector_panel import InspectorPanel
from playground.widgets.formula_label import FormulaLabel

WEIGHT, LOCK = 1, 5


def name_nodes(network, columns):
    return {n.id: n.name or columns.get(n.column or "", n.id) for n in network.nodes}


@pytest.fixture
def panel(drawing, qtbot):
    panel = InspectorPanel(drawing.document, ACTIVATIONS, name_nodes)
    qtbot.addWidget(panel)
    drawing.listen(panel)
    panel.set_dataset(load(DataChoice()))
    panel.resize(1280, 160)
    panel.show()
    return panel


def page(panel):
    return panel._pages.currentWidget()


def control(panel, name, kind=QWidget):
    return next(w for w in page(panel).findChildren(kind) if w.accessibleName() == name)


def formula(panel):
    """Every formula of the page, the main one first."""
    return "\n".join(label.plain_text for label in page(panel).findChildren(FormulaLabel))


def type_over(qtbot, line, text):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def hidden(drawing):
    network = drawing.document.network
    return [node for node in network.nodes if network.role(node.id) == "hidden"]


def output(drawing):
    return drawing.document.network.outputs()[0]


def show_live(panel, drawing, value):
    nodes, edges = len(drawing.document.network.nodes), len(drawing.document.network.edges)
    full = np.full
    slopes = full(nodes, 0.01), full(edges, 0.01)
    panel.show_live(full(nodes, value), full(edges, value), *slopes, step=1)


def sample_of(drawing, value):
    return {node.id: (value, value) for node in drawing.document.network.nodes if node.is_input}
