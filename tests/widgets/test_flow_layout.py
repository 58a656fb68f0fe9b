import pytest
from PySide6.QtWidgets import QLabel, QWidget

from playground.widgets.flow_layout import FlowLayout


@pytest.fixture
def row(qtbot):
    row = QWidget()
    qtbot.addWidget(row)
    flow = FlowLayout(gap_x=10, gap_y=5)
    row.setLayout(flow)
    for _ in range(3):
        label = QLabel()
        label.setFixedSize(50, 20)
        flow.addWidget(label)
    return row


@pytest.mark.parametrize(("width", "lines"), [(170, 1), (169, 2), (110, 2), (60, 3), (1, 3)])
def test_a_narrow_row_breaks_into_lines(row, width, lines):
    assert row.layout().heightForWidth(width) == 20 * lines + 5 * (lines - 1)


def test_hidden_widgets_take_no_room(row):
    row.layout().itemAt(1).widget().hide()
    assert row.layout().heightForWidth(110) == 20
    row.resize(200, 40)
    row.show()
    assert row.layout().itemAt(2).geometry().x() == 60
