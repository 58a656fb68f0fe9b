from __future__ import annotations

from PySide6.QtCore import Qt

from playground.widgets.thumbnail_button import ThumbnailButton


def test_a_thumbnail_is_checked_by_space_and_shows_it(shown, qtbot):
    button = shown(ThumbnailButton("Two clouds"))
    before = button.grab().toImage()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()
    button.clearFocus()
    assert button.grab().toImage() != before
