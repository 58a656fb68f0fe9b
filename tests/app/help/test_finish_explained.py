"""Everything that can be pressed, typed in or chosen explains itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHelpEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QTableView,
    QWhatsThis,
    QWidget,
)

from playground.app.help import canvas_help
from playground.app.help.shortcuts import ShortcutSheet, as_html, groups, matching
from playground.app.menus.table import all_rows
from playground.app.settings import AppSettings
from playground.palette import THEMES
from tests.app.conftest import SHIFT, Desk

WORKED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QGraphicsView,
    QLineEdit,
)
DIALOGS = (
    "preferences",
    "export_picture",
    "welcome",
    "shortcuts",
    "about",
    "command_palette",
    "layers",
    "open_link",
    "type_corners",
    "flatten",
)


def controls(root: QWidget) -> list[QWidget]:
    """What a person works with; a control made of others speaks for its parts."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, WORKED)
        and not isinstance(widget, QScrollBar | QHeaderView)
        and not isinstance(widget.parentWidget(), QComboBox | QTabBar | QTableView)
        and not isinstance(widget.window(), QMenu)
        and type(widget.window()).__name__ != "QComboBoxPrivateContainer"
        and not _in_combo_list(widget)
        and widget.isVisibleTo(root)
    ]


def _in_combo_list(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QComboBox)


def unexplained(root: QWidget) -> list[str]:
    found = []
    for widget in controls(root):
        # A tip over a drawing would hide what it is about.
        tips = isinstance(widget, QGraphicsView) or (widget.toolTip() and widget.statusTip())
        if not (tips and widget.whatsThis() and widget.accessibleName()):
            parent = type(widget.parentWidget()).__name__
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} in {parent}")
    return found


def test_every_control_of_the_window_has_a_name_and_a_tip(xor_desk: Desk):
    for dock in xor_desk.window.docks.values():
        dock.show()
    assert len(controls(xor_desk.window)) > 40
    assert unexplained(xor_desk.window) == []


def test_every_control_of_a_dialog_has_a_name_and_a_tip_and_escape_closes_it(xor_desk: Desk):
    for name in DIALOGS:
        dialog = open_dialog(xor_desk, name)
        assert controls(dialog)
        assert unexplained(dialog) == []
        xor_desk.qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), name


def test_every_entry_of_every_menu_explains_itself(xor_desk: Desk):
    desk = xor_desk
    desk.window.documents.fill_recent_menu(desk.window._actions._recent_menu)
    menus = [menu for menu in desk.window.findChildren(QMenu) if menu.actions()]
    assert len(menus) > 15
    silent = [
        action.text()
        for menu in menus
        for action in menu.actions()
        if not action.isSeparator() and not (action.statusTip() and action.whatsThis())
    ]
    assert silent == []


def test_every_action_has_a_tip_for_the_pointer_the_status_bar_and_whats_this(desk: Desk):
    actions = [action for _, action in desk.window.actions_table.entries()]
    menus = [menu.menuAction() for menu in desk.window.actions_table.menus.values()]
    for action in (*actions, *menus):
        assert action.toolTip(), action.text()
        assert action.statusTip(), action.text()
        assert action.whatsThis() or action.objectName() == "", action.text()


def test_in_whats_this_mode_every_control_explains_itself(xor_desk: Desk):
    desk = xor_desk
    desk.key(Qt.Key.Key_F1, SHIFT)
    assert QWhatsThis.inWhatsThisMode()
    for widget in controls(desk.window):
        texts = [ancestor.whatsThis() for ancestor in _upwards(widget)]
        assert any(texts), (type(widget).__name__, widget.accessibleName())
    train = desk.button("Train")
    place = train.rect().center()
    asked = QHelpEvent(QEvent.Type.WhatsThis, place, train.mapToGlobal(place))
    QApplication.sendEvent(train, asked)
    assert asked.isAccepted()
    QWhatsThis.leaveWhatsThisMode()
    QWhatsThis.hideText()
    assert not QWhatsThis.inWhatsThisMode()


def _upwards(widget: QWidget | None) -> list[QWidget]:
    found = []
    while widget is not None and not widget.isWindow():
        found.append(widget)
        widget = widget.parentWidget()
    return found


def test_every_key_is_on_the_sheet(desk: Desk):
    shown = {
        key for _, rows in groups(desk.window.actions_table) for row in rows for key in row.keys
    }
    for name in (row.name for row in all_rows()):
        for keys in desk.window.actions_table[name].shortcuts():
            assert keys.toString() in shown
    portable = QKeySequence.SequenceFormat.PortableText
    # Where the plus sign needs Shift, Ctrl++ is typed like this.
    for key in desk.canvas._keys._table.keys() - {"Ctrl+Shift++"}:
        assert QKeySequence(key).toString(portable) in shown, key


def test_no_key_on_the_sheet_is_made_up(desk: Desk):
    known = {*desk.canvas._keys._table, "C", "L", "A … Z", "F6", "Shift+F6"}
    for row in canvas_help.CANVAS_KEYS:
        assert set(row.keys) <= known, row


def test_the_sheet_opens_by_f1_and_is_searched(desk: Desk):
    desk.key(Qt.Key.Key_F1)
    sheet = desk.window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    whole = sheet._page.toPlainText()
    desk.qtbot.keyClicks(sheet.focusWidget(), "pause")
    assert sheet._page.toPlainText() != whole
    desk.qtbot.keyClicks(sheet.focusWidget(), " nowhere")
    assert "No key does that" in sheet._page.toPlainText()
    sheet.close()


def test_a_search_keeps_only_what_answers_it(desk: Desk):
    everything = groups(desk.window.actions_table)
    found = matching(everything, "undo")
    assert [(title, [row.does for row in rows]) for title, rows in found] == [("Edit", ["Undo"])]
    assert matching(everything, "") == everything


def test_the_sheet_takes_the_colours_of_the_theme(desk: Desk):
    for theme in THEMES.values():
        html = as_html(groups(desk.window.actions_table), theme)
        assert theme.text in html
        assert "Ctrl+S" in html


def test_preferences_take_effect_at_once_and_are_kept(desk: Desk):
    dialog = open_dialog(desk, "preferences")
    theme = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Theme")
    theme.setFocus()
    desk.qtbot.keyClicks(theme, "h")
    assert desk.window.theme.name == "high-contrast"
    still = desk.button("Reduce motion", dialog)
    still.setFocus()
    desk.qtbot.keyClick(still, Qt.Key.Key_Space)
    assert not desk.canvas.is_animated
    boxes = dialog.findChildren(QComboBox)
    start = next(box for box in boxes if box.accessibleName() == "Start with")
    start.setFocus()
    desk.qtbot.keyClicks(start, "an")
    settings = AppSettings()
    assert (settings.theme, settings.reduce_motion, settings.start_with) == (
        ("high-contrast", True, "empty")
    )
    dialog.close()


def test_about_and_system_information_are_copied(desk: Desk):
    for name, words in (("about", "MIT licence"), ("report", "Window system: ")):
        dialog = open_dialog(desk, name)
        desk.push(desk.button("Copy", dialog))
        assert words in QApplication.clipboard().text()
        assert "NumPy 2" in QApplication.clipboard().text()
        dialog.close()


def open_dialog(desk: Desk, name: str) -> QDialog:
    """The dialog that an action opens, chosen by its shortcut where it has one."""
    action: QAction = desk.window.actions_table[name]
    action.trigger()
    dialogs = [d for d in desk.window.findChildren(QDialog) if d.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]
