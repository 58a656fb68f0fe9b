from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from playground.widgets.described import described


def test_described_reaches_eyes_ears_and_help(shown):
    button = shown(described(QPushButton(), "Name", "Tip", "Help"))
    told = (button.accessibleName(), button.toolTip(), button.statusTip(), button.whatsThis())
    assert told == ("Name", "Tip", "Tip", "Help")
