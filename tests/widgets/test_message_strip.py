from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from playground.widgets.message_strip import MessageStrip


@pytest.mark.parametrize("kind", ["error", "info", "good"])
def test_a_message_waits_until_it_is_closed(shown, kind, qtbot):
    strip = shown(MessageStrip())
    strip.hide()
    assert strip.message == ""
    strip.show_message("The rate is too large; try 0.03.", kind=kind)
    assert strip.isVisible()
    assert strip.message == "The rate is too large; try 0.03."
    assert not strip._action.isVisible()
    with qtbot.waitSignal(strip.closed):
        qtbot.mouseClick(strip._close, Qt.MouseButton.LeftButton)
    assert strip.message == ""


def test_a_message_s_action_closes_it_first(shown, qtbot):
    strip = shown(MessageStrip())
    strip.show_message("It diverged.", "Go &back")
    order = []
    strip.closed.connect(lambda: order.append("closed"))
    strip.action_triggered.connect(lambda: order.append("action"))
    qtbot.mouseClick(strip._action, Qt.MouseButton.LeftButton)
    assert order == ["closed", "action"]
    assert strip._action.accessibleName() == "Go back"


def test_messages_show_markup_as_text(shown):
    strip = shown(MessageStrip())
    strip.show_message("“<b>file</b>” is damaged.")
    assert strip._text.textFormat() == Qt.TextFormat.PlainText


def test_escape_closes_the_message_that_has_the_focus(shown, qtbot):
    strip = shown(MessageStrip())
    strip.show_message("It diverged.", "Go back")
    strip._action.setFocus()
    qtbot.keyClick(strip._action, Qt.Key.Key_Escape)
    assert strip.message == ""
