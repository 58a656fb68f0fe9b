from __future__ import annotations

from PySide6.QtCore import Qt

from playground.widgets.choice import Choice
from playground.widgets.segmented_tabs import SegmentedTabs


def test_tabs_tell_what_was_clicked_and_arrows_walk_them(shown, qtbot):
    tabs = shown(SegmentedTabs([Choice(key, key.upper()) for key in "abc"]))
    chosen = []
    tabs.key_chosen.connect(chosen.append)
    tabs.show_key("b")
    assert chosen == []
    qtbot.mouseClick(tabs._buttons["c"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(tabs._buttons["c"], Qt.Key.Key_Left)
    assert (chosen, tabs.key) == (["c", "b"], "b")


def test_a_tab_that_can_t_be_chosen_says_why(shown):
    tabs = shown(SegmentedTabs([Choice("a", "A", "Tip"), Choice("b", "B")]))
    tabs.set_enabled("a", False, "Not now")
    assert tabs._buttons["a"].toolTip() == "Not now"
    tabs.set_enabled("a", True)
    assert tabs._buttons["a"].toolTip() == "Tip"
