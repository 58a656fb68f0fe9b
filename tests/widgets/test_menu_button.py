from __future__ import annotations

from PySide6.QtCore import Qt

from playground.widgets.menu_button import MenuButton


def test_a_menu_button_can_be_reached_by_the_tab_key(shown):
    button = shown(MenuButton("Step", "ph.skip-forward"))
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button.text() == "Step"
