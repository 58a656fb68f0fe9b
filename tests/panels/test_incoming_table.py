from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from playground.document.content import Content
from playground.document.document import Document
from playground.engine.activations import ACTIVATIONS
from playground.panels.incoming_table import IncomingModel, IncomingTable
from playground.panels.inspected import Facts, Inspected, Live
from tests.helpers import small_network


def inspected(network, live=None):
    document = Document(Content(network))
    facts = Facts.of(document, lambda *_: {n.id: n.id.upper() for n in network.nodes}, None)
    return Inspected(network, document.training, ACTIVATIONS, facts, live)


@pytest.fixture
def model(qtbot):
    network = small_network()
    model = IncomingModel()
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    model.show_edges(network.incoming("n5"), inspected(network))
    return model


def texts(model):
    return [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]


def test_each_edge_is_a_row(model):
    assert texts(model) == [
        ["N3", "0.2500", "", ""],
        ["N4", "0.5000", "", ""],
        ["N1", "0.7500", "", ""],
    ]


def test_slopes_of_the_newest_step_stand_beside(model):
    network = small_network()
    edges = network.incoming("n5")
    values, slopes = np.zeros(11), np.zeros(11)
    row = inspected(network).facts.rows[edges[0].id]
    values[row], slopes[row] = 1.5, -0.00466
    live = Live(values, slopes)
    model.show_edges(edges, inspected(network, live))
    assert texts(model)[0] == ["N3", "1.5000", "", "−0.00466"]


def test_other_edges_reset_the_rows(model):
    network = small_network()
    model.show_edges(network.incoming("n3"), inspected(network))
    assert [row[0] for row in texts(model)] == ["N1", "N2"]
    model.show_edges([], inspected(network))
    assert model.rowCount() == 0


def test_only_weights_are_edited_and_only_locks_ticked(model):
    flags = [model.flags(model.index(0, column)) for column in range(4)]
    assert [bool(f & Qt.ItemFlag.ItemIsEditable) for f in flags] == [False, True, False, False]
    ticks = [bool(f & Qt.ItemFlag.ItemIsUserCheckable) for f in flags]
    assert ticks == [False, False, True, False]


def test_the_same_text_asks_for_nothing(model, qtbot):
    with qtbot.assertNotEmitted(model.edit_requested):
        assert not model.setData(model.index(0, 1), "0.2500")


def test_readers_hear_the_source_and_the_weight(model):
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Weight, from N4, weight 0.5000"


def test_the_table_is_reachable_and_left_by_the_tab_key(qtbot):
    table = IncomingTable()
    qtbot.addWidget(table)
    assert not table.tabKeyNavigation()
    assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
