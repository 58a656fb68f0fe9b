"""The small ones together: each shows what it is told and tells what a person did."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from playground.widgets.choice import Choice
from playground.widgets.collapsible_section import CollapsibleSection
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.formula_label import FormulaLabel
from playground.widgets.menu_button import MenuButton
from playground.widgets.message_strip import MessageStrip
from playground.widgets.metric import Metric
from playground.widgets.segmented_tabs import SegmentedTabs
from playground.widgets.thumbnail_button import ThumbnailButton
from playground.widgets.vertical_scroll import VerticalScroll


def shown(widget, qtbot):
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_described_reaches_eyes_ears_and_help(qtbot):
    button = shown(described(QPushButton(), "Name", "Tip", "Help"), qtbot)
    told = (button.accessibleName(), button.toolTip(), button.statusTip(), button.whatsThis())
    assert told == ("Name", "Tip", "Tip", "Help")


def test_tabs_tell_what_was_clicked_and_arrows_walk_them(qtbot):
    tabs = shown(SegmentedTabs([Choice(key, key.upper()) for key in "abc"]), qtbot)
    chosen = []
    tabs.key_chosen.connect(chosen.append)
    tabs.show_key("b")
    assert chosen == []
    qtbot.mouseClick(tabs._buttons["c"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(tabs._buttons["c"], Qt.Key.Key_Left)
    assert (chosen, tabs.key) == (["c", "b"], "b")


def test_a_tab_that_can_t_be_chosen_says_why(qtbot):
    tabs = shown(SegmentedTabs([Choice("a", "A", "Tip"), Choice("b", "B")]), qtbot)
    tabs.set_enabled("a", False, "Not now")
    assert tabs._buttons["a"].toolTip() == "Not now"
    tabs.set_enabled("a", True)
    assert tabs._buttons["a"].toolTip() == "Tip"


def test_a_section_unfolds_by_its_header_and_tells_its_summary_while_folded(qtbot):
    content = QLabel("inside")
    section = shown(CollapsibleSection("More", content), qtbot)
    section.set_summary("3 on")
    assert not content.isVisible()
    assert section._header.text() == "More: 3 on"
    section._header.setFocus()
    qtbot.keyClick(section._header, Qt.Key.Key_Space)
    assert content.isVisible()
    assert section._header.text() == "More"


def test_a_long_text_is_shortened_and_kept_in_the_tip(qtbot):
    label = shown(ElidedLabel("a" * 300), qtbot)
    label.resize(100, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text == "a" * 300
    assert label.minimumSizeHint().width() == 0
    label.show_text("short")
    assert label.text() == "short"


def test_a_formula_is_read_aloud_without_its_markup(qtbot):
    label = shown(FormulaLabel(), qtbot)
    label.show_formula("<i>a<sub>1</sub></i> &lt; 2<br>= <b>3</b>")
    assert label.accessibleName() == "a1 < 2\n= 3"


@pytest.mark.parametrize("kind", ["error", "info", "good"])
def test_a_message_waits_until_it_is_closed(kind, qtbot):
    strip = shown(MessageStrip(), qtbot)
    strip.hide()
    assert strip.message == ""
    strip.show_message("The rate is too large; try 0.03.", kind=kind)
    assert strip.isVisible()
    assert strip.message == "The rate is too large; try 0.03."
    assert not strip._action.isVisible()
    with qtbot.waitSignal(strip.closed):
        qtbot.mouseClick(strip._close, Qt.MouseButton.LeftButton)
    assert strip.message == ""


def test_a_message_s_action_closes_it_first(qtbot):
    strip = shown(MessageStrip(), qtbot)
    strip.show_message("It diverged.", "Go &back")
    order = []
    strip.closed.connect(lambda: order.append("closed"))
    strip.action_triggered.connect(lambda: order.append("action"))
    qtbot.mouseClick(strip._action, Qt.MouseButton.LeftButton)
    assert order == ["closed", "action"]
    assert strip._action.accessibleName() == "Go back"


def test_messages_show_markup_as_text(qtbot):
    strip = shown(MessageStrip(), qtbot)
    strip.show_message("“<b>file</b>” is damaged.")
    assert strip._text.textFormat() == Qt.TextFormat.PlainText


def test_a_metric_is_as_wide_as_its_longest_number(qtbot):
    metric = shown(Metric("Loss", "Tip", "0.0000"), qtbot)
    metric.show_value("1")
    width = metric.sizeHint().width()
    metric.show_value("0.2222")
    assert metric.sizeHint().width() == width
    assert metric._value.accessibleName() == "Loss 0.2222"


def test_a_menu_button_can_be_reached_by_the_tab_key(qtbot):
    button = shown(MenuButton("Step", "ph.skip-forward"), qtbot)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button.text() == "Step"


def test_a_thumbnail_is_checked_by_space_and_shows_it(qtbot):
    button = shown(ThumbnailButton("Two clouds"), qtbot)
    before = button.grab().toImage()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()
    button.clearFocus()
    assert button.grab().toImage() != before


def test_a_column_of_panels_never_scrolls_sideways(qtbot):
    wide = QLabel("wide")
    wide.setMinimumWidth(333)
    column = shown(VerticalScroll(wide), qtbot)
    qtbot.waitUntil(lambda: column.minimumSizeHint().width() >= 333)
    wide.setMinimumWidth(444)
    qtbot.waitUntil(lambda: column.minimumSizeHint().width() >= 444)
    assert column.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
