from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from playground.panels.incoming_table import IncomingTable
from playground.panels.inspector_panel import InspectorPanel
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.lock_button import LockButton


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
    return page(panel).findChild(FormulaLabel).plain_text


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


def test_nothing_selected_says_what_to_do(panel):
    assert "Select a neuron or an edge" in page(panel).text()


def test_the_tab_key_walks_the_form_before_the_weights(panel, drawing, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.set_selection([output(drawing).id])
    control(panel, "Activation", QComboBox).setFocus()
    names = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == ["Bias", "Lock bias", "Name", "Target", "Incoming weights"]


def test_a_bias_is_typed_as_a_fraction_that_stays_and_undo_takes_it_back(panel, drawing, qtbot):
    node = output(drawing)
    panel.set_selection([node.id])
    line = control(panel, "Bias", QLineEdit)
    type_over(qtbot, line, "-2/3")
    assert drawing.document.network.nodes[node.id].bias.text == "-2/3"
    assert line.text() == "−2/3"
    assert "− 2/3" in formula(panel)
    drawing.undo()
    assert line.text() == "0.1000"
    assert drawing.steps == ["Change Bias"]


def test_what_is_no_number_is_refused_and_escape_brings_back_the_bias(panel, drawing, qtbot):
    panel.set_selection([output(drawing).id])
    line = control(panel, "Bias", QLineEdit)
    type_over(qtbot, line, "much")
    assert drawing.refusals == ["“much” is not a number; type one such as 0.5, 1/3 or *2."]
    assert drawing.steps == []
    assert line.toolTip() == drawing.refusals[0]
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "0.1000"


def test_an_incoming_weight_is_typed_over_in_its_row(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    edge = drawing.document.network.incoming(node.id)[1]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "0,75")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: drawing.document.network.edges[edge.id].weight.value == 0.75)
    assert table.model().index(1, 1).data() == "0.7500"
    assert not table.model().setData(table.model().index(1, 1), "x")
    assert "is not a number" in drawing.refusals[0]


def test_a_row_locks_its_weight(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    edge = drawing.document.network.incoming(node.id)[0]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    place = table.visualRect(table.model().index(0, 2)).center()
    place.setX(table.visualRect(table.model().index(0, 2)).left() + 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert drawing.document.network.edges[edge.id].locked
    drawing.undo()
    assert not drawing.document.network.edges[edge.id].locked


def test_what_is_being_typed_survives_new_numbers(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "0.")
    show_live(panel, drawing, 0.9)
    qtbot.waitUntil(lambda: table.model().index(0, 1).data() == "0.9000")
    assert editor.text() == "0."
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def show_live(panel, drawing, value):
    nodes, edges = len(drawing.document.network.nodes), len(drawing.document.network.edges)
    full = np.full
    panel.show_live(full(nodes, value), full(edges, value), full(nodes, 0.01), full(edges, 0.01))


def test_live_numbers_are_shown_and_an_edit_ends_them(panel, drawing, qtbot):
    edge = next(iter(drawing.document.network.edges))
    panel.set_selection([edge.id])
    assert "There is no slope yet" in formula(panel)
    show_live(panel, drawing, 0.4321)
    line = control(panel, "Weight", QLineEdit)
    qtbot.waitUntil(lambda: line.text() == "0.4321")
    assert "∂E/∂w = 0.0100" in formula(panel)
    drawing.push(edits.type_weight([edge.id], "2"))
    assert line.text() == "2.0000"
    assert "There is no slope yet" in formula(panel)


def test_the_sample_fills_the_formula(panel, drawing, qtbot):
    node = output(drawing)
    panel.set_selection([node.id])
    panel.show_sample("(2.10, −1.45)", {node.id: (1.042, 0.778)})
    qtbot.waitUntil(lambda: "0.778 at x = (2.10, −1.45)" in formula(panel))
    panel.show_sample("", {})
    qtbot.waitUntil(lambda: "0.778" not in formula(panel))


def test_a_name_is_typed_and_emptied_again(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    line = control(panel, "Name", QLineEdit)
    type_over(qtbot, line, "edge detector")
    assert drawing.document.network.nodes[node.id].name == "edge detector"
    assert page(panel).title == "edge detector"
    type_over(qtbot, line, " ")
    assert drawing.document.network.nodes[node.id].name == ""


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
    assert box.currentText() == "By place: class 1"
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert drawing.document.network.nodes[node.id].target == 0
    drawing.push(edits.change_field("Loss", "training", loss="softmax_cross_entropy"))
    assert [box.itemText(k) for k in range(1, 3)] == ["class -1", "class 1"]


def test_a_lock_is_clicked(panel, drawing, qtbot):
    node = output(drawing)
    panel.set_selection([node.id])
    QApplication.processEvents()  # the new page is laid out
    qtbot.mouseClick(control(panel, "Lock bias", LockButton), Qt.MouseButton.LeftButton)
    assert drawing.document.network.nodes[node.id].locked
    qtbot.mouseClick(control(panel, "Unlock bias", LockButton), Qt.MouseButton.LeftButton)
    assert not drawing.document.network.nodes[node.id].locked
    assert drawing.steps == ["Lock", "Unlock"]


def test_many_change_together_in_one_step(panel, drawing, qtbot):
    network = drawing.document.network
    nodes, edges = hidden(drawing), list(network.edges)
    panel.set_selection([item.id for item in (*nodes, *edges)])
    assert page(panel).title == f"3 nodes and {len(edges)} edges"
    before = [edge.weight.value for edge in edges]
    line = control(panel, "Weights", QLineEdit)
    assert line.text() == ""
    type_over(qtbot, line, "*2")
    assert [edge.weight.value for edge in network.edges] == [2 * w for w in before]
    box = control(panel, "Activation", QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert len({node.activation for node in hidden(drawing)}) == 1
    assert hidden(drawing)[0].activation != "tanh"
    lock = control(panel, "Lock", QCheckBox)
    drawing.push(edits.set_locked([edges[0].id], True))
    assert lock.checkState() == Qt.CheckState.PartiallyChecked
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert all(item.locked for item in (*hidden(drawing), *network.edges))
    assert drawing.steps == ["Change Weights", "Change Activation", "Lock", "Lock"]


def test_what_is_deleted_is_no_longer_shown(panel, drawing):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    drawing.push(edits.remove([node.id]))
    assert "Select a neuron" in page(panel).text()
    drawing.undo()
    assert page(panel).title == node.id


def test_every_control_is_described(panel, drawing):
    network = drawing.document.network
    edge = next(iter(network.edges))
    for ids in ([output(drawing).id], [network.inputs()[0].id], [edge.id], [edge.id, "n1"]):
        panel.set_selection(ids)
        for kind in (QLineEdit, QComboBox, QCheckBox, IncomingTable):
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


def test_where_it_is_narrow_the_weights_go_under_the_formula(panel, drawing, qtbot):
    panel.set_selection([output(drawing).id])
    table, formula_label = page(panel).findChild(IncomingTable), page(panel).findChild(FormulaLabel)
    qtbot.waitUntil(lambda: table.x() < formula_label.x())
    panel.resize(640, 140)
    qtbot.waitUntil(lambda: table.y() >= formula_label.geometry().bottom())
