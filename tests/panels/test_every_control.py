"""Every control of every panel can be met by eyes, ears and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSlider,
    QTableView,
    QWidget,
)

from playground.app.choices import training_choices
from playground.data.choice import DataChoice
from playground.data.load import load
from playground.engine.activations import ACTIVATIONS
from playground.panels.data_panel import DataPanel
from playground.panels.inspector_panel import InspectorPanel
from playground.panels.scores_panel import ScoresPanel
from playground.panels.table_panel import TablePanel
from playground.panels.training_panel import TrainingPanel

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QSlider, QAbstractItemView)


def name_nodes(network, columns):
    return {node.id: node.id for node in network.nodes}


def inspector(desk):
    panel = InspectorPanel(desk.document, ACTIVATIONS, name_nodes)
    panel.set_dataset(load(DataChoice()))
    return panel


def neuron(desk):
    panel = inspector(desk)
    panel.set_selection([desk.document.network.outputs()[0].id])
    return panel


def edge(desk):
    panel = inspector(desk)
    panel.set_selection([next(iter(desk.document.network.edges)).id])
    return panel


def many(desk):
    panel = inspector(desk)
    network = desk.document.network
    panel.set_selection([network.outputs()[0].id, next(iter(network.edges)).id])
    return panel


def table(desk):
    return TablePanel(desk.document, ACTIVATIONS, name_nodes)


def training(desk):
    return TrainingPanel(desk.document, training_choices())


PANELS = {
    "data": lambda desk: DataPanel(desk.document),
    "training": training,
    "neuron": neuron,
    "edge": edge,
    "many": many,
    "table": table,
    "scores": lambda desk: ScoresPanel(),
}


@pytest.fixture(params=PANELS)
def panel(request, drawing, qtbot):
    panel = PANELS[request.param](drawing)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    return panel


def controls(panel):
    """What a person meets, without the parts that Qt builds controls of."""
    for control in panel.findChildren(QWidget):
        is_part = isinstance(control, QHeaderView) or any(
            isinstance(whole, QComboBox | QTableView) for whole in ancestors(control, panel)
        )
        if isinstance(control, CONTROLS) and not is_part and control.isVisibleTo(panel):
            yield control


def ancestors(widget, end):
    while (widget := widget.parentWidget()) is not end:
        yield widget


def test_it_has_a_name_a_tip_a_status_tip_and_help(panel):
    for control in controls(panel):
        told = (control.toolTip(), control.statusTip(), control.whatsThis())
        assert control.accessibleName(), control
        assert all(told), (control.accessibleName(), told)


def test_the_tab_key_reaches_it_or_the_chosen_one_of_its_group(panel):
    for control in controls(panel):
        if isinstance(control, QAbstractButton) and control.group() and not control.isChecked():
            continue  # the arrow keys go on from the chosen one
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.accessibleName()


def test_an_access_key_is_used_once(panel):
    shown = [
        widget.text()
        for kind in (QLabel, QAbstractButton)
        for widget in panel.findChildren(kind)
        if widget.isVisibleTo(panel)
    ]
    keys = [text[text.index("&") + 1].lower() for text in shown if "&" in text]
    assert len(set(keys)) == len(keys), sorted(keys)
