from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from playground.widgets.collapsible_section import CollapsibleSection


def test_a_section_unfolds_by_its_header_and_tells_its_summary_while_folded(shown, qtbot):
    content = QLabel("inside")
    section = shown(CollapsibleSection("More", content))
    section.set_summary("3 on")
    assert not content.isVisible()
    assert section._header.text() == "More: 3 on"
    section._header.setFocus()
    qtbot.keyClick(section._header, Qt.Key.Key_Space)
    assert content.isVisible()
    assert section._header.text() == "More"
