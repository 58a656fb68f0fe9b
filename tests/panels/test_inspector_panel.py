from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSlider,
    QWidget,
)

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.document import edits
from playground.engine.activations import ACTIVATIONS
from playground.panels.incoming_table import IncomingTable
from playground.panels.inspector_panel import InspectorPanel
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.function_plot import FunctionPlot, Mark
from playground.widgets.lock_button import LockButton

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


def show_live(panel, drawing, value):
    nodes, edges = len(drawing.document.network.nodes), len(drawing.document.network.edges)
    full = np.full
    slopes = full(nodes, 0.01), full(edges, 0.01)
    panel.show_live(full(nodes, value), full(edges, value), *slopes, step=1)


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


def sample_of(drawing, value):
    return {node.id: (value, value) for node in drawing.document.network.nodes if node.is_input}


def test_the_sample_fills_the_formula_and_the_plot(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    weights = [edge.weight.value for edge in drawing.document.network.incoming(node.id)]
    panel.set_selection([node.id])
    plot = page(panel).findChild(FunctionPlot)
    assert plot.mark is None
    panel.show_sample("(0.50, 0.50)", sample_of(drawing, 0.5))
    qtbot.waitUntil(lambda: "at x = (0.50, 0.50)" in formula(panel))
    z = 0.5 * sum(weights) + 0.1
    assert plot.mark == Mark(
        pytest.approx(z), pytest.approx(np.tanh(z)), pytest.approx(1 - np.tanh(z) ** 2)
    )
    assert f"z {z:.3f}".replace("-", "−") in plot.accessibleDescription()
    panel.show_sample("", {})
    qtbot.waitUntil(lambda: plot.mark is None)


def drag(qtbot, slider, *shares):
    half = slider.width() / 2 - 7
    places = [QPoint(round(slider.width() / 2 + s * half), slider.height() // 2) for s in shares]
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(slider, place)
    return places[-1]


def test_a_drag_of_the_bias_is_one_step_and_the_formula_follows_each_move(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    panel.show_sample("(0.50, 0.50)", sample_of(drawing, 0.5))
    slider = control(panel, "Bias slider")
    QApplication.processEvents()  # the new page is laid out
    end = drag(qtbot, slider, 0.1, 0.3, 0.5)
    found = drawing.document.network.nodes[node.id].bias
    assert found.value == pytest.approx(0.5, abs=0.05)
    assert f"+ {found.value:.2f} )" in formula(panel).replace("\u2009", " ")
    assert f"+ {found.value:.3f} = " in formula(panel)
    qtbot.mouseMove(slider, end - QPoint(40, 0))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end - QPoint(40, 0))
    assert drawing.steps == ["Change Bias"]
    drawing.undo()
    assert drawing.document.network.nodes[node.id].bias == node.bias
    drag(qtbot, slider, 0.1, 0.2)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    drag(qtbot, slider, 0.2, 0.4)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    assert drawing.steps == ["Change Bias", "Change Bias"]


def test_escape_gives_up_a_drag_and_a_fraction_is_still_one(panel, drawing, qtbot):
    edge = next(iter(drawing.document.network.edges))
    drawing.push(edits.type_weight([edge.id], "1/3"))
    drawing.stack.clear()
    panel.set_selection([edge.id])
    QApplication.processEvents()  # the new page is laid out
    slider = control(panel, "Weight slider")
    drag(qtbot, slider, 0.33, 0.6, 0.8)
    assert drawing.steps == ["Change Weight"]
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert drawing.document.network.edges[edge.id].weight.text == "1/3"
    assert drawing.steps == []


def test_escape_gives_up_a_drag_in_the_table_too(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    before = [edge.weight for edge in drawing.document.network.incoming(node.id)]
    panel.set_selection([node.id])
    QApplication.processEvents()  # the new page is laid out
    table = page(panel).findChild(IncomingTable)
    area = table.visualRect(table.rows.index(0, 2))
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    qtbot.mouseMove(table.viewport(), area.center() + QPoint(12, 0))
    assert drawing.steps == ["Change Weight"]
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert [e.weight for e in drawing.document.network.incoming(node.id)] == before
    assert drawing.steps == []


def test_the_arrow_keys_slide_and_the_slider_reaches_further_when_it_must(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    drawing.push(edits.type_weight([node.id], "0.9"))
    drawing.stack.clear()
    panel.set_selection([node.id])
    slider = control(panel, "Bias slider")
    slider.setFocus()
    for _ in range(12):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.reach == 2.0
    assert drawing.document.network.nodes[node.id].bias.value > 1.0
    assert drawing.steps == ["Change Bias"]


def test_a_held_slider_and_a_line_being_typed_in_are_left_alone_by_training(panel, drawing, qtbot):
    node = hidden(drawing)[0]
    panel.set_selection([node.id])
    QApplication.processEvents()  # the new page is laid out
    slider, line = control(panel, "Bias slider"), control(panel, "Bias", QLineEdit)
    drag(qtbot, slider, 0.1, 0.4)
    held = slider.value()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "0.")
    show_live(panel, drawing, -0.75)
    qtbot.waitUntil(lambda: "−0.75" in formula(panel))
    assert (slider.value(), line.text()) == (held, "0.")
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    show_live(panel, drawing, -0.5)
    qtbot.waitUntil(lambda: line.text() == "−0.5000")
    assert slider.value() == -50
    assert line.selectedText() == line.text()


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
    assert "activations: all" in formula(panel)
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
    assert page(panel).title == first.id
    qtbot.keyClick(line, Qt.Key.Key_Return)
    biases = [node.bias.value for node in hidden(drawing)[:2]]
    assert biases == [0.7, second.bias.value]
    assert page(panel).title == second.id
    assert line.text() == "0.1000"


def test_a_node_that_goes_while_its_slider_is_held_takes_nothing_along(panel, drawing, qtbot):
    first, second = hidden(drawing)[:2]
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.set_selection([first.id])
    QApplication.processEvents()  # the new page is laid out
    slider = control(panel, "Bias slider")
    drag(qtbot, slider, 0.1, 0.4)
    drawing.push(edits.remove([first.id]))
    panel.set_selection([second.id])
    qtbot.mouseMove(slider, QPoint(5, 5))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    assert drawing.document.network.nodes[second.id].bias == second.bias
    assert drawing.steps == ["Change Bias", "Delete Node"]
