from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from playground.document import edits
from playground.panels.incoming_table import IncomingTable
from tests.panels.inspector.conftest import control, formula, hidden, page, sample_of, show_live


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
    bias = drawing.document.network.nodes[node.id].bias.value
    assert bias > 1.0
    assert slider.value() / slider.maximum() == pytest.approx(bias / 2, abs=0.01)
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
