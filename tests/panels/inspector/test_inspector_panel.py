from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QSlider

from playground.document import edits
from playground.panels.incoming_table import IncomingTable
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.function_plot import FunctionPlot
from playground.widgets.lock_button import LockButton
from tests.eyes import label_of
from tests.panels.inspector.conftest import (
    LOCK,
    control,
    formula,
    hidden,
    output,
    page,
    sample_of,
    show_live,
    type_over,
)


def test_nothing_selected_says_what_to_do(panel):
    assert "Select a neuron or an edge" in page(panel).text()


def test_the_tab_key_walks_the_three_steps_in_their_order(panel, drawing, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.set_selection([output(drawing).id])
    page(panel).findChild(IncomingTable).setFocus()
    names = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == ["Bias", "Lock bias", "Bias slider", "Activation", "Name", "Target"]


def test_a_row_locks_its_weight(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    edge = drawing.document.network.incoming(node.id)[0]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    place = table.visualRect(table.rows.index(0, LOCK)).center()
    place.setX(table.visualRect(table.rows.index(0, LOCK)).left() + 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert drawing.document.network.edges[edge.id].locked
    drawing.undo()
    assert not drawing.document.network.edges[edge.id].locked


def test_live_numbers_are_shown_and_an_edit_changes_only_its_own(panel, drawing, qtbot):
    edge = next(iter(drawing.document.network.edges))
    panel.set_selection([edge.id])
    assert "There is no slope yet" in formula(panel)
    show_live(panel, drawing, 0.4321)
    line = control(panel, "Weight", QLineEdit)
    qtbot.waitUntil(lambda: line.text() == "0.4321")
    assert "∂E/∂w = 0.0100" in formula(panel)
    drawing.push(edits.type_weight([edge.id], "2"))
    assert line.text() == "2.0000"
    other = list(drawing.document.network.edges)[1]
    panel.set_selection([other.id])
    assert line.text() == "0.4321"
    drawing.push(edits.remove([edge.id]))
    assert line.text() == f"{other.weight.value:.4f}".replace("-", "−")
    assert "There is no slope yet" in formula(panel)


def test_the_sample_fills_the_formula_and_the_plot(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    weights = [edge.weight.value for edge in drawing.document.network.incoming(node.id)]
    panel.set_selection([node.id])
    plot = page(panel).findChild(FunctionPlot)
    panel.show_sample("(0.50, 0.50)", sample_of(drawing, 0.5))
    qtbot.waitUntil(lambda: "at x = (0.50, 0.50)" in formula(panel))
    z = 0.5 * sum(weights) + 0.1
    assert f"z {z:.3f}".replace("-", "−") in plot.accessibleDescription()
    assert f"output {np.tanh(z):.3f}".replace("-", "−") in plot.accessibleDescription()
    panel.show_sample("", {})
    qtbot.waitUntil(lambda: "no point" in plot.accessibleDescription())


def test_activation_and_its_parameter_change_and_come_back(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    box = control(panel, "Activation", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "leaky")
    assert drawing.document.network.nodes[node.id].activation == "leaky_relu"
    slope = control(panel, "Slope", QLineEdit)
    assert slope.isVisible()
    type_over(qtbot, slope, "0,2")
    assert drawing.document.network.nodes[node.id].parameters == (("slope", 0.2),)
    type_over(qtbot, slope, "7")
    assert drawing.refusals == ["Type a number from 0 to 1."]
    drawing.undo()
    assert slope.text() == "0.01"
    for _ in "leaky":
        if drawing.stack.canUndo():
            drawing.undo()
    assert drawing.document.network.nodes[node.id].activation == "tanh"
    assert box.currentText() == "Tanh"


def test_an_input_is_bound_to_another_column(panel, drawing, qtbot):
    node = drawing.document.network.inputs()[0]
    panel.set_selection([node.id])
    box = control(panel, "Column", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "sin")
    assert drawing.document.network.nodes[node.id].column == "sin_x1"
    drawing.push(edits.bind_column(node.id, "elsewhere"))
    assert box.currentText() == "elsewhere (not in the data)"


def test_an_output_says_what_it_is_trained_towards(panel, drawing, qtbot):
    node = output(drawing)
    panel.set_selection([node.id])
    box = control(panel, "Target", QComboBox)
    assert box.currentText() == "By place: class blue (1)"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert drawing.document.network.nodes[node.id].target == 0
    drawing.push(edits.change_field("Loss", "training", loss="softmax_cross_entropy"))
    assert [box.itemText(k) for k in range(1, 3)] == ["class orange (−1)", "class blue (1)"]


def test_a_lock_is_clicked(panel, drawing, qtbot):
    node = output(drawing)
    panel.set_selection([node.id])
    QApplication.processEvents()  # the new page is laid out
    qtbot.mouseClick(control(panel, "Lock bias", LockButton), Qt.MouseButton.LeftButton)
    assert drawing.document.network.nodes[node.id].locked
    qtbot.mouseClick(control(panel, "Unlock bias", LockButton), Qt.MouseButton.LeftButton)
    assert not drawing.document.network.nodes[node.id].locked
    assert drawing.steps == ["Lock", "Unlock"]


def test_what_is_deleted_is_no_longer_shown(panel, drawing):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    drawing.push(edits.remove([node.id]))
    assert "Select a neuron" in page(panel).text()
    drawing.undo()
    assert label_of(page(panel), "title") == node.id


def test_every_control_is_described(panel, drawing):
    network = drawing.document.network
    edge = next(iter(network.edges))
    for ids in ([output(drawing).id], [network.inputs()[0].id], [edge.id], [edge.id, "n1"]):
        panel.set_selection(ids)
        for kind in (QLineEdit, QComboBox, QCheckBox, QSlider, FunctionPlot, IncomingTable):
            for found in page(panel).findChildren(kind):
                if found.isVisible():
                    assert found.accessibleName()
                    assert found.toolTip()
                    assert found.statusTip()


@pytest.mark.parametrize("width", [560, 1300])
def test_it_never_scrolls_sideways(panel, drawing, qtbot, width):
    panel.resize(width, 130)
    network = drawing.document.network
    for ids in ([output(drawing).id], [next(iter(network.edges)).id], ["n1", "n2"]):
        panel.set_selection(ids)
        QApplication.processEvents()  # the new page is laid out
        assert page(panel).horizontalScrollBar().maximum() == 0


def test_where_it_is_narrow_the_steps_go_below_one_another(panel, drawing, qtbot):
    panel.set_selection([output(drawing).id])
    table, plot = page(panel).findChild(IncomingTable), page(panel).findChild(FunctionPlot)

    def beside():
        return plot.mapTo(panel, QPoint()).x() > table.mapTo(panel, QPoint()).x() + 300

    qtbot.waitUntil(beside)
    panel.resize(420, 600)
    qtbot.waitUntil(lambda: not beside())


def test_the_formula_is_in_sight_without_scrolling(panel, drawing, qtbot):
    panel.resize(657, 104)
    panel.set_selection([output(drawing).id])
    QApplication.processEvents()  # the new page is laid out
    label = page(panel).findChild(FormulaLabel)
    assert label.y() + label.height() <= page(panel).viewport().height()


def test_the_steps_stay_level_when_nothing_feeds_the_neuron(panel, drawing):
    node = hidden(drawing)[0]
    drawing.push(edits.remove([edge.id for edge in drawing.document.network.incoming(node.id)]))
    panel.resize(657, 220)
    panel.set_selection([node.id])
    QApplication.processEvents()  # the new page is laid out
    headings = [
        label.mapTo(panel, label.rect().center()).y()
        for label in page(panel).findChildren(QLabel)
        if label.text().startswith(("1  ", "2  ", "3  "))
    ]
    assert len(headings) == 3
    assert len(set(headings)) == 1


def test_no_access_key_is_used_twice_on_a_page(panel, drawing):
    network = drawing.document.network
    edge = next(iter(network.edges))
    for ids in ([output(drawing).id], [network.inputs()[0].id], [edge.id], [edge.id, "n3"]):
        panel.set_selection(ids)
        texts = [label.text() for label in page(panel).findChildren(QLabel) if label.buddy()]
        keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(set(keys)) == len(keys) > 0
