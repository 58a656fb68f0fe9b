from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from playground.widgets.described import described


def test_described_reaches_eyes_ears_and_help(shown):
    button = shown(described(QPushButton(), "Name", "Tip", "Help"))
    told = (button.accessibleName(), button.toolTip(), button.statusTip(), button.whatsThis())
    assert told == ("Name", "Tip", "Tip", "Help")


def test_without_more_to_say_help_is_the_tip_as_a_sentence(shown):
    assert shown(described(QPushButton(), "Name", "Press it")).whatsThis() == "Press it."
