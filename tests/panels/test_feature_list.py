from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from playground.data.features import FEATURES, Feature
from playground.document import edits
from playground.panels.data_panel import DataPanel
from playground.panels.feature_list import COLUMN_MIME, FeatureList
from playground.widgets.vertical_scroll import VerticalScroll


@pytest.fixture
def features(qtbot):
    features = FeatureList()
    qtbot.addWidget(features)
    features.resize(230, 120)
    features.show()
    features.show_columns(tuple(FEATURES.values()), ["x1"])
    return features


def tick(features, row, qtbot):
    box = features.visualItemRect(features.item(row)).topLeft() + QPoint(10, 13)
    qtbot.mouseClick(features.viewport(), Qt.MouseButton.LeftButton, pos=box)


def test_a_tick_asks_and_shows_nothing_until_the_document_says_so(features, qtbot):
    with qtbot.waitSignal(features.ticked) as asked:
        tick(features, 1, qtbot)
    assert asked.args == ["x2"]
    assert features.item(1).checkState() == Qt.CheckState.Unchecked
    features.show_columns(tuple(FEATURES.values()), ["x1", "x2"])
    assert features.item(1).checkState() == Qt.CheckState.Checked


def test_unticking_asks_for_the_removal(features, qtbot):
    with qtbot.waitSignal(features.unticked) as asked:
        tick(features, 0, qtbot)
    assert asked.args == ["x1"]


def test_space_ticks_the_current_row(features, qtbot):
    features.setCurrentRow(3)
    with qtbot.waitSignal(features.ticked) as asked:
        qtbot.keyClick(features, Qt.Key.Key_Space)
    assert asked.args == ["x2_squared"]


def test_a_dragged_row_carries_its_key(features):
    data = features.mimeData([features.item(4)])
    assert bytes(data.data(COLUMN_MIME).data()).decode("utf-8") == "x1_times_x2"
    assert features.item(4).flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_a_used_column_that_the_data_lacks_is_listed_last_and_can_only_be_unticked(features):
    features.show_columns((Feature("a", "a"),), ["a", "gone"])
    last = features.item(1)
    assert last.text() == "gone (not in the data)"
    assert last.checkState() == Qt.CheckState.Checked
    assert not last.flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_no_name_is_cut_and_every_row_is_seen_without_scrolling(features):
    last = features.visualItemRect(features.item(features.count() - 1))
    assert features.viewport().rect().contains(last)
    assert not features.verticalScrollBar().isVisible()


def test_fifty_columns_scroll_instead_of_growing_or_widening(drawing, qtbot):
    panel = DataPanel(drawing.document)
    column = VerticalScroll(panel)
    qtbot.addWidget(column)
    column.resize(244, 700)
    column.show()
    width, features = column.minimumSizeHint().width(), panel._inputs
    features.show_columns([Feature(f"c{i}", f"a long name of column {i}") for i in range(50)], [])
    assert features.height() < 240
    qtbot.waitUntil(lambda: features.verticalScrollBar().maximum() > 0)
    assert column.minimumSizeHint().width() == width


def test_ticking_in_the_panel_adds_an_input_that_undo_takes_away(drawing, qtbot):
    panel = DataPanel(drawing.document)
    qtbot.addWidget(panel)
    drawing.listen(panel)
    panel.resize(230, 700)
    panel.show()
    tick(panel._inputs, 2, qtbot)
    columns = [node.column for node in drawing.document.network.inputs()]
    assert columns == ["x1", "x2", "x1_squared"]
    assert panel._inputs.item(2).checkState() == Qt.CheckState.Checked
    drawing.undo()
    assert panel._inputs.item(2).checkState() == Qt.CheckState.Unchecked
    tick(panel._inputs, 0, qtbot)
    assert drawing.steps == ["Delete Node"]
    assert [node.column for node in drawing.document.network.inputs()] == ["x2"]
    drawing.push(edits.bind_column(drawing.document.network.inputs()[0].id, "sin_x1"))
    assert panel._inputs.item(5).checkState() == Qt.CheckState.Checked
