from __future__ import annotations

from PySide6.QtCore import Qt

from playground.widgets.lock_button import LockButton


def test_it_asks_and_waits_to_be_told(shown, qtbot):
    button = shown(LockButton("bias"))
    asked = []
    button.lock_chosen.connect(asked.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (asked, button.accessibleName()) == ([True], "Lock bias")
    button.show_locked(True)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert (asked, button.accessibleName()) == ([True, False], "Unlock bias")


def test_the_padlock_and_its_name_show_the_state(shown):
    button = shown(LockButton("bias"))
    is_open = button.grab().toImage()
    assert button.accessibleName() == "Lock bias"
    button.show_locked(True)
    assert button.accessibleName() == "Unlock bias"
    assert "locked" in button.toolTip()
    assert button.grab().toImage() != is_open
