from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from playground.document import edits
from playground.panels.incoming_table import IncomingTable
from tests.eyes import label_of
from tests.panels.inspector.conftest import (
    WEIGHT,
    control,
    formula,
    hidden,
    output,
    page,
    show_live,
    type_over,
)


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
    table.setCurrentIndex(table.rows.index(1, WEIGHT))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "0,75")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: drawing.document.network.edges[edge.id].weight.value == 0.75)
    assert table.rows.index(1, WEIGHT).data() == "0.7500"
    assert not table.rows.setData(table.rows.index(1, WEIGHT), "x")
    assert "is not a number" in drawing.refusals[0]


def test_what_is_being_typed_survives_new_numbers(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    table.setCurrentIndex(table.rows.index(0, WEIGHT))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "0.")
    show_live(panel, drawing, 0.9)
    qtbot.waitUntil(lambda: table.rows.index(0, WEIGHT).data() == "0.9000")
    assert editor.text() == "0."
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a lot", "“a lot” is not a number"),
        ("1/0", "divides by zero"),
        ("1e999", "is too large"),
        ("/0", "divides by zero"),
    ],
)
def test_a_cell_keeps_what_cannot_be_taken_until_escape(panel, drawing, qtbot, typed, said):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    table = page(panel).findChild(IncomingTable)
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, WEIGHT))
    before = table.rows.index(0, WEIGHT).data()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert len(drawing.refusals) == 1
    assert said in drawing.refusals[0]
    assert (editor.text(), editor.toolTip()) == (typed, drawing.refusals[0])
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert table.rows.index(0, WEIGHT).data() == before
    assert drawing.steps == []


def test_a_name_is_typed_and_emptied_again(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    line = control(panel, "Name", QLineEdit)
    type_over(qtbot, line, "edge detector")
    assert drawing.document.network.nodes[node.id].name == "edge detector"
    assert label_of(page(panel), "title") == "edge detector"
    type_over(qtbot, line, " ")
    assert drawing.document.network.nodes[node.id].name == ""


def test_many_change_together_in_one_step(panel, drawing, qtbot):
    network = drawing.document.network
    nodes, edges = hidden(drawing), list(network.edges)
    panel.set_selection([item.id for item in (*nodes, *edges)])
    assert label_of(page(panel), "title") == f"3 nodes and {len(edges)} edges"
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
    assert "activations: all" in formula(panel)
    lock = control(panel, "Lock", QCheckBox)
    drawing.push(edits.set_locked([edges[0].id], True))
    assert lock.checkState() == Qt.CheckState.PartiallyChecked
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert all(item.locked for item in (*hidden(drawing), *network.edges))
    assert drawing.steps == ["Change Weights", "Change Activation", "Lock", "Lock"]


def test_another_node_waits_until_what_is_being_typed_has_reached_its_own(panel, drawing, qtbot):
    first, second = hidden(drawing)[:2]
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.set_selection([first.id])
    line = control(panel, "Bias", QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "0.7")
    panel.set_selection([second.id])
    assert label_of(page(panel), "title") == first.id
    qtbot.keyClick(line, Qt.Key.Key_Return)
    biases = [node.bias.value for node in hidden(drawing)[:2]]
    assert biases == [0.7, second.bias.value]
    assert label_of(page(panel), "title") == second.id
    assert line.text() == "0.1000"
