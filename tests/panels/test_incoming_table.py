from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from playground.document.content import Content
from playground.document.document import Document
from playground.engine.activations import ACTIVATIONS
from playground.network.weight import Weight
from playground.panels.incoming_table import IncomingTable
from playground.panels.inspected import Facts, Inspected, Live
from tests.helpers import small_network

FROM, WEIGHT, SLIDER, INPUT, TERM, LOCK, SLOPE = range(7)


def inspected(network, live=None, sample=None):
    document = Document(Content(network))
    facts = Facts.of(document, lambda *_: {n.id: n.id.upper() for n in network.nodes}, None)
    return Inspected(network, document.training, ACTIVATIONS, facts, live, "", sample or {})


@pytest.fixture
def table(qtbot):
    table = IncomingTable()
    qtbot.addWidget(table)
    table.tester = QAbstractItemModelTester(
        table.rows, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    network = small_network()
    table.show_edges(network.incoming("n5"), inspected(network))
    table.resize(620, 140)
    table.show()
    return table


def texts(table):
    rows = table.rows
    return [[rows.index(r, c).data() for c in range(7)] for r in range(rows.rowCount())]


def test_each_edge_is_a_row(table):
    assert texts(table) == [
        ["N3", "0.2500", None, "", "", None, ""],
        ["N4", "0.5000", None, "", "", None, ""],
        ["N1", "0.7500", None, "", "", None, ""],
    ]


def test_the_step_weigh_is_weight_times_input(table):
    network = small_network()
    known = inspected(network, sample={"n3": (9.0, 0.5), "n4": (0.0, -2.0)})
    table.show_edges(network.incoming("n5"), known)
    assert [row[INPUT : TERM + 1] for row in texts(table)] == [
        ["0.500", "0.125"],
        ["−2.000", "−1.000"],
        ["", ""],
    ]


def test_slopes_of_the_newest_step_stand_beside(table):
    network = small_network()
    edges = network.incoming("n5")
    weights, slopes = np.zeros(6), np.zeros(6)
    row = list(network.edges).index(edges[0])
    weights[row], slopes[row] = 1.5, -0.00466
    live = Live(np.zeros(5), weights, np.zeros(5), slopes, 3)
    table.show_edges(edges, inspected(network, live))
    assert texts(table)[0] == ["N3", "1.5000", None, "", "", None, "−0.00466"]
    assert texts(table)[1][SLOPE] == "0"


def test_other_edges_reset_the_rows(table):
    network = small_network()
    table.show_edges(network.incoming("n3"), inspected(network))
    assert [row[FROM] for row in texts(table)] == ["N1", "N2"]
    table.show_edges([], inspected(network))
    assert table.rows.rowCount() == 0


def test_only_weights_are_edited_and_only_locks_ticked(table):
    flags = [table.rows.flags(table.rows.index(0, column)) for column in range(7)]
    editable = [bool(f & Qt.ItemFlag.ItemIsEditable) for f in flags]
    assert [k for k, is_editable in enumerate(editable) if is_editable] == [WEIGHT]
    ticks = [bool(f & Qt.ItemFlag.ItemIsUserCheckable) for f in flags]
    assert [k for k, is_ticked in enumerate(ticks) if is_ticked] == [LOCK]


def test_the_same_text_asks_for_nothing(table, qtbot):
    with qtbot.assertNotEmitted(table.edit_requested):
        assert not table.rows.setData(table.rows.index(0, WEIGHT), "0.2500")


def test_readers_hear_the_source_and_every_cell(table):
    spoken = [table.rows.index(1, c).data(Qt.ItemDataRole.AccessibleTextRole) for c in range(7)]
    assert spoken[WEIGHT] == "From N4, Weight: 0.5000"
    assert spoken[LOCK] == "From N4, Lock: trains"
    assert spoken[SLOPE] == "From N4, ∂E/∂w: empty"


def test_the_table_is_reachable_and_left_by_the_tab_key(table):
    assert not table.tabKeyNavigation()
    assert table.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(("width", "hidden"), [(620, []), (400, [SLOPE]), (188, [3, 4, 5, 6])])
def test_where_it_is_narrow_the_lesser_columns_give_way(table, qtbot, width, hidden):
    table.resize(width, 140)
    qtbot.waitUntil(lambda: [c for c in range(7) if table.isColumnHidden(c)] == sorted(hidden))
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_all_sliders_have_the_reach_of_the_largest_weight(table):
    network = small_network()
    assert table._sliders.reach == 1.0
    edge = network.incoming("n5")[0]
    network.put_edge(replace(edge, weight=Weight(-7.0)))
    table.show_edges(network.incoming("n5"), inspected(network))
    assert table._sliders.reach == 10.0


def place_on(table, row, share):
    area = table.visualRect(table.rows.index(row, SLIDER))
    half = area.width() / 2 - 7
    return QPoint(round(area.center().x() + share * half), area.center().y())


def test_a_slider_drags_from_where_its_knob_is_held(table, qtbot):
    asked = []
    table.edit_requested.connect(lambda recipe: asked.append(recipe(Content(small_network()))))
    start = place_on(table, 1, 0.5)
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for share in (0.7, 0.9):
        qtbot.mouseMove(table.viewport(), place_on(table, 1, share))
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=place_on(table, 1, 0.9))
    assert [edit.text for edit in asked] == ["Change Weight"] * 3
    assert asked[-1].changes[0].new.weight.value == pytest.approx(0.9, abs=0.03)
    assert len({edit.merge_key for edit in asked}) == 1


def test_plus_and_minus_step_the_slider_of_the_current_cell(table, qtbot):
    asked = []
    table.edit_requested.connect(lambda recipe: asked.append(recipe(Content(small_network()))))
    table.setCurrentIndex(table.rows.index(2, SLIDER))
    qtbot.keyClick(table, Qt.Key.Key_Plus)
    qtbot.keyClick(table, Qt.Key.Key_Minus)
    assert [edit.changes[0].new.weight.value for edit in asked] == [0.76, 0.74]
    assert asked[0].merge_key is asked[1].merge_key
    table.setCurrentIndex(table.rows.index(1, SLIDER))
    qtbot.keyClick(table, Qt.Key.Key_Plus)
    assert asked[2].merge_key is not asked[0].merge_key
