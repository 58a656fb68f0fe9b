from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from playground.widgets.vertical_scroll import VerticalScroll


def test_a_column_of_panels_never_scrolls_sideways(shown, qtbot):
    wide = QLabel("wide")
    wide.setMinimumWidth(333)
    column = shown(VerticalScroll(wide))
    qtbot.waitUntil(lambda: column.minimumSizeHint().width() >= 333)
    wide.setMinimumWidth(444)
    qtbot.waitUntil(lambda: column.minimumSizeHint().width() >= 444)
    assert column.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
