from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from playground.widgets.labelled_rows import LabelledRows


def test_an_access_key_leads_to_its_control(shown, qtbot):
    dialog, names = QWidget(), (QLineEdit(), QLineEdit())
    dialog.setLayout(LabelledRows(zip(("&First", "&Second"), names, strict=True)))
    shown(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert dialog.focusWidget() is names[1]
    assert names[0].y() < names[1].y()
