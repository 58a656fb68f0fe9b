from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from playground.engine.snapshot import Metrics, Snapshot
from playground.network.weight import Weight
from playground.panels.rows_view import RowsView
from playground.panels.table_panel import TablePanel

NAME, ROLE, FUNCTION, BIAS, LOCK, TARGET, BIAS_SLOPE = range(7)
FROM, TO, WEIGHT, EDGE_LOCK, SLOPE = range(5)
_CELL_MARGINS = 6


def name_nodes(network, columns):
    """The own name, the column, h and a number, or ŷ."""
    neurons = [node for node in network.nodes if not node.is_input]
    names = {node.id: f"h{number}" for number, node in enumerate(neurons)}
    names |= {node.id: "ŷ" for node in network.outputs()}
    names |= {node.id: columns.get(node.column, node.column) for node in network.inputs()}
    return names | {node.id: node.name for node in network.nodes if node.name}


@pytest.fixture
def panel(drawing, qtbot):
    panel = TablePanel(drawing.document, ACTIVATIONS, name_nodes)
    qtbot.addWidget(panel)
    drawing.listen(panel)
    panel.set_dataset(load(DataChoice()))
    panel.resize(1000, 300)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.testers = [
        QAbstractItemModelTester(view.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
        for view in (nodes(panel), edges(panel))
    ]
    return panel


def view(panel, name):
    return next(v for v in panel.findChildren(RowsView) if v.accessibleName() == name)


def nodes(panel):
    return view(panel, "Nodes")


def edges(panel):
    return view(panel, "Edges")


def button(panel, name):
    return next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name)


def box(panel, name):
    return next(b for b in panel.findChildren(QComboBox) if b.accessibleName() == name)


def texts(view, column):
    return [view.rows.index(row, column).data() for row in range(view.rows.rowCount())]


def stand(view, row, column):
    view.setFocus()
    view.setCurrentIndex(view.rows.index(row, column))


def type_into(qtbot, view, row, column, text):
    stand(view, row, column)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor = view.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor closes a turn later


def test_every_node_and_edge_is_a_row(panel, drawing):
    assert texts(nodes(panel), NAME) == ["x₁", "x₂", "h0", "h1", "h2", "ŷ"]
    assert texts(nodes(panel), ROLE) == ["Input"] * 2 + ["Hidden neuron"] * 3 + ["Output"]
    assert texts(nodes(panel), FUNCTION) == ["x₁", "x₂", "Tanh", "Tanh", "Tanh", "Tanh"]
    assert texts(nodes(panel), BIAS) == [None, None, *["0.1000"] * 4]
    assert texts(nodes(panel), TARGET) == [None] * 5 + ["By place: class blue (1)"]
    pairs = list(zip(texts(edges(panel), FROM), texts(edges(panel), TO), strict=True))
    assert pairs[0] == ("x₁", "h0")
    assert len(pairs) == len(drawing.document.network.edges)


def test_every_cell_is_spoken(panel):
    for table in (nodes(panel), edges(panel)):
        for row in range(table.rows.rowCount()):
            for column in range(table.rows.columnCount()):
                index = table.rows.index(row, column)
                assert index.data(Qt.ItemDataRole.AccessibleTextRole)
                assert index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = nodes(panel).rows.index(5, BIAS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "ŷ, Bias: 0.1000"
    spoken = edges(panel).rows.index(0, EDGE_LOCK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "x₁ to h0, Lock: trains"


@pytest.mark.parametrize(
    ("typed", "weight"),
    [
        ("1/3", Weight(1 / 3, "1/3")),
        ("0,5", Weight(0.5)),
        ("*2", Weight(0.2)),
        ("/4", Weight(0.025)),
    ],
)
def test_a_bias_is_typed_exactly_and_undone(panel, drawing, qtbot, typed, weight):
    type_into(qtbot, nodes(panel), 5, BIAS, typed)
    output = drawing.document.network.outputs()[0]
    assert output.bias == weight
    assert drawing.steps == ["Change Bias"]
    drawing.undo()
    assert texts(nodes(panel), BIAS)[5] == "0.1000"


def test_selected_rows_change_together_each_from_its_own(panel, drawing, qtbot):
    before = [edge.weight.value for edge in drawing.document.network.edges]
    table = edges(panel)
    table.setFocus()
    table.selectAll()
    table.selectionModel().setCurrentIndex(
        table.rows.index(1, WEIGHT), table.selectionModel().SelectionFlag.NoUpdate
    )
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "/2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: drawing.steps == ["Change Weights"])
    assert [e.weight.value for e in drawing.document.network.edges] == [w / 2 for w in before]
    assert len(table.selected_ids()) == len(before)


def test_what_cannot_be_taken_stays_to_be_mended(panel, drawing, qtbot):
    type_into(qtbot, edges(panel), 0, WEIGHT, "1/0")
    assert drawing.refusals == ["“1/0” divides by zero; type another number."]
    editor = edges(panel).viewport().findChild(QLineEdit)
    assert editor.text() == "1/0"
    editor.selectAll()
    qtbot.keyClicks(editor, "-2/3")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(edges(panel), WEIGHT)[0] == "−2/3")


def test_an_activation_is_chosen_by_keyboard(panel, drawing, qtbot):
    table = nodes(panel)
    stand(table, 2, FUNCTION)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    chooser = table.viewport().findChild(QComboBox)
    assert chooser.accessibleName() == "h0, Computes: Tanh"
    qtbot.keyClicks(chooser, "relu")
    qtbot.waitUntil(lambda: texts(table, FUNCTION)[2] == "ReLU")
    assert drawing.steps[0] == "Change Activation"


def test_an_input_is_bound_and_an_output_gets_its_target(panel, drawing, qtbot):
    rows = nodes(panel).rows
    choices, chosen = rows.choices(rows.index(0, FUNCTION))
    assert chosen == "column:x1"
    assert rows.setData(rows.index(0, FUNCTION), choices[3].key)
    assert drawing.document.network.inputs()[0].column == choices[3].key.removeprefix("column:")
    assert rows.setData(rows.index(5, TARGET), "0")
    assert drawing.document.network.outputs()[0].target == 0


def test_space_ticks_a_lock(panel, drawing, qtbot):
    stand(edges(panel), 1, EDGE_LOCK)
    qtbot.keyClick(edges(panel), Qt.Key.Key_Space)
    assert [edge.locked for edge in drawing.document.network.edges][:3] == [False, True, False]
    stand(nodes(panel), 0, LOCK)
    qtbot.keyClick(nodes(panel), Qt.Key.Key_Space)
    assert drawing.steps == ["Lock"]


def test_nodes_are_added_and_removed_by_keyboard(panel, drawing, qtbot):
    stand(nodes(panel), 5, NAME)
    qtbot.keyClick(nodes(panel), Qt.Key.Key_Insert)
    assert texts(nodes(panel), ROLE)[-1] == "Not connected"
    place = [(node.x, node.y) for node in drawing.document.network.nodes]
    assert len(set(place)) == len(place)
    stand(nodes(panel), 2, NAME)
    qtbot.keyClick(nodes(panel), Qt.Key.Key_Delete)
    assert texts(nodes(panel), ROLE)[:4] == ["Input", "Input", "Hidden neuron", "Hidden neuron"]
    assert nodes(panel).currentIndex().row() == 2
    assert drawing.steps == ["Add Neuron", "Delete Node"]
    drawing.undo()
    drawing.undo()
    assert nodes(panel).rows.rowCount() == 6


def test_an_input_is_added_from_the_menu(panel, drawing, qtbot):
    menu = button(panel, "Add").menu()
    menu.aboutToShow.emit()
    labels = [action.text() for action in menu.actions()]
    assert labels[0] == "Neuron"
    assert "Input x₁" not in labels
    menu.actions()[1].trigger()
    assert len(drawing.document.network.inputs()) == 3


def test_two_nodes_are_connected_and_a_loop_is_refused_with_its_reason(panel, drawing, qtbot):
    table = nodes(panel)
    table.setFocus()
    panel.select((table.rows.ids[0], table.rows.ids[5]))
    assert (box(panel, "From").currentText(), box(panel, "To").currentText()) == ("x₁", "ŷ")
    qtbot.keyClick(button(panel, "Connect"), Qt.Key.Key_Space)
    assert drawing.steps == ["Connect"]
    assert (texts(edges(panel), FROM)[-1], texts(edges(panel), TO)[-1]) == ("x₁", "ŷ")
    box(panel, "From").setCurrentIndex(5)
    box(panel, "To").setCurrentIndex(2)
    qtbot.keyClick(button(panel, "Connect"), Qt.Key.Key_Space)
    assert "would close a loop" in drawing.refusals[0]


def test_an_edge_gets_other_ends_by_keyboard_and_a_loop_is_refused(panel, drawing, qtbot):
    table = edges(panel)
    edge_id = table.rows.ids[0]
    weight = drawing.document.network.edges[edge_id].weight
    for column, name in ((TO, "ŷ"), (FROM, "h1")):
        stand(table, 0, column)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        chooser = table.viewport().findChild(QComboBox)
        qtbot.keyClick(chooser, Qt.Key.Key_Space)
        chooser.view().setCurrentIndex(chooser.model().index(chooser.findText(name), 0))
        qtbot.keyClick(chooser.view(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not table.viewport().findChildren(QComboBox))
    edge = drawing.document.network.edges[edge_id]
    assert drawing.steps == ["Reconnect"]
    assert texts(table, FROM)[0] == "x₁"
    assert (edge.weight, texts(table, TO)[0]) == (weight, "ŷ")
    assert "already connected" in drawing.refusals[-1]
    drawing.undo()
    assert texts(table, TO)[0] == "h0"


def test_selections_go_both_ways_without_an_echo(panel, drawing, qtbot):
    told = []
    panel.selection_changed.connect(told.append)
    ids = [*nodes(panel).rows.ids[1:3], edges(panel).rows.ids[4]]
    panel.select(ids)
    assert told == []
    assert nodes(panel).selected_ids() == ids[:2]
    assert edges(panel).selected_ids() == ids[2:]
    stand(edges(panel), 0, FROM)
    assert told == [(edges(panel).rows.ids[0],)]
    assert nodes(panel).selected_ids() == []


def test_a_hidden_table_catches_up_when_it_is_shown(panel, drawing):
    panel.hide()
    doomed = nodes(panel).rows.ids[2]
    drawing.push(edits.remove([doomed]))
    left = nodes(panel).rows.ids[3]
    panel.select([left])
    panel.show()
    assert nodes(panel).rows.rowCount() == 5
    assert nodes(panel).selected_ids() == [left]


def test_rows_are_sorted_by_a_column_and_back(panel, drawing, qtbot):
    table = edges(panel)
    before = list(table.rows.ids)
    panel.select([before[0]])
    table.sortByColumn(WEIGHT, Qt.SortOrder.DescendingOrder)
    values = [drawing.document.network.edges[i].weight.value for i in table.rows.ids]
    assert values == sorted(values, reverse=True)
    assert table.selected_ids() == [before[0]]
    drawing.push(edits.remove([table.rows.ids[0]]))
    values = [drawing.document.network.edges[i].weight.value for i in table.rows.ids]
    assert values == sorted(values, reverse=True)
    drawing.undo()
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert table.rows.ids == before


def test_live_numbers_arrive_and_leave_a_cell_being_edited_alone(panel, drawing, qtbot):
    table, count = edges(panel), len(drawing.document.network.edges)
    stand(table, 0, WEIGHT)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    before = editor.text()
    biases, weights, slopes = np.full(6, 0.25), np.full(count, 0.75), np.full(count, -0.5)
    panel.show_snapshot(
        Snapshot(0, "running", 1, 3, Metrics(), biases, weights, biases, slopes, slopes > 0)
    )
    qtbot.waitUntil(lambda: texts(table, WEIGHT)[1] == "0.7500")
    assert texts(table, SLOPE)[1] == "−0.500"
    assert texts(nodes(panel), BIAS_SLOPE)[:3] == [None, None, "0.250"]
    assert (editor.text(), editor.selectedText()) == (before, before)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_names_are_typed(panel, drawing, qtbot):
    type_into(qtbot, nodes(panel), 2, NAME, "edge detector")
    qtbot.waitUntil(lambda: texts(edges(panel), TO)[0] == "edge detector")
    assert drawing.steps == ["Rename"]


def test_controls_are_described_and_access_keys_are_used_once(panel):
    for kind in (QPushButton, QComboBox, RowsView):
        for found in panel.findChildren(kind):
            assert found.accessibleName()
            assert found.toolTip()
            assert found.statusTip()
    texts = [w.text() for kind in (QPushButton, QLabel) for w in panel.findChildren(kind)]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys) == 5


@pytest.mark.parametrize("growth", [1.0, 1.3, 1.6])
def test_larger_text_shortens_no_number_role_or_label(panel, growth):
    font = panel.font()
    font.setPointSizeF(growth * font.pointSizeF())
    panel.setFont(font)
    QApplication.processEvents()  # all is laid out anew
    shown = [(nodes(panel), ROLE, "Hidden neuron"), (nodes(panel), BIAS, "−0.4500")]
    shown += [(edges(panel), WEIGHT, "−0.4500"), (edges(panel), SLOPE, "−0.00123")]
    for table, column, text in shown:
        needed = table.fontMetrics().horizontalAdvance(text) + _CELL_MARGINS
        assert table.columnWidth(column) >= needed
    for label in panel.findChildren(QLabel):
        needed = label.fontMetrics().boundingRect(label.text().replace("&", "")).width()
        assert label.width() > needed
