"""The command palette, by keys and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget

from playground.app.examples.catalog import EXAMPLES
from playground.app.help.command_palette import CommandPalette
from playground.app.menus.table import all_rows
from playground.document import files
from tests.app.conftest import CONTROL, LEFT, NO_KEYS, SHIFT, Desk, xor_content


class Palette:
    """The open palette, typed into."""

    def __init__(self, desk: Desk) -> None:
        desk.key(Qt.Key.Key_P, CONTROL | SHIFT)
        desk.wait(lambda: desk.window.findChild(CommandPalette) is not None)
        self.dialog = desk.window.findChild(CommandPalette)
        self.line = self.dialog.findChild(QLineEdit)
        self.list = self.dialog.findChild(QListWidget)

    def type(self, text: str) -> list[str]:
        self.line.clear()
        QTest.keyClicks(self.line, text)
        return self.rows

    @property
    def rows(self) -> list[str]:
        spoken = Qt.ItemDataRole.AccessibleTextRole
        return [self.list.item(row).data(spoken) for row in range(self.list.count())]

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.line, key)


def test_an_action_is_found_by_some_letters_shown_with_its_keys_and_run(xor_desk: Desk):
    desk = xor_desk
    palette = Palette(desk)
    assert palette.dialog.focusWidget() is palette.line
    assert palette.type("sel all")[0] == "Select All, Edit, Ctrl+A"
    palette.key(Qt.Key.Key_Return)
    assert len(desk.canvas.network_scene.selection) == 7 + 12
    assert not palette.dialog.isVisible()


def test_escape_closes_and_changes_nothing(xor_desk: Desk):
    before = xor_desk.document.content.copy()
    palette = Palette(xor_desk)
    palette.type("new weights")
    palette.key(Qt.Key.Key_Escape)
    assert not palette.dialog.isVisible()
    assert xor_desk.document.content == before


def test_the_arrows_choose_another_row_and_a_click_runs_one(xor_desk: Desk):
    desk = xor_desk
    palette = Palette(desk)
    rows = palette.type("zoom")
    palette.key(Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    zoom = desk.canvas.zoom
    item = palette.list.item(rows.index("Zoom In, View, Ctrl++"))
    place = palette.list.visualItemRect(item).center()
    QTest.mouseClick(palette.list.viewport(), LEFT, NO_KEYS, place)
    assert desk.canvas.zoom == pytest.approx(1.2 * zoom)


def test_every_action_and_every_example_is_listed(desk: Desk):
    rows = Palette(desk).rows
    entries = list(desk.window.actions_table.entries())
    assert len(rows) == len(entries) + len(EXAMPLES)
    names = {action.objectName() for _, action in entries}
    assert names >= {row.name for row in all_rows()}


def test_an_example_opens(desk: Desk):
    palette = Palette(desk)
    assert palette.type("spirals")[0] == "Two spirals, Example"
    palette.key(Qt.Key.Key_Return)
    desk.settle()
    assert desk.document.data.source == "spiral"


def test_a_recent_file_opens(desk: Desk, tmp_path: Path):
    files.save(xor_content(), tmp_path / "seen before.nnplay")
    desk.window.settings.add_recent_file(str(tmp_path / "seen before.nnplay"))
    palette = Palette(desk)
    assert "seen before.nnplay" in palette.type("seen bef")[0]
    palette.key(Qt.Key.Key_Return)
    desk.settle()
    assert len(desk.network.nodes) == 7


def test_what_is_not_possible_now_is_told_and_not_run(desk: Desk):
    palette = Palette(desk)
    rows = palette.type("duplicate")
    assert rows == ["Duplicate, Edit, Ctrl+D"]
    said = [label.text() for label in palette.dialog.findChildren(QLabel)]
    assert any(text.endswith("(not now)") for text in said)
    palette.key(Qt.Key.Key_Return)
    assert palette.dialog.isVisible()
    assert not desk.stack.count()


@pytest.mark.parametrize("text", ["qqqq", "\N{SNOWMAN}", "x" * 5_000])
def test_what_nothing_is_called_is_told(desk: Desk, text):
    palette = Palette(desk)
    palette.line.setText(text)
    assert palette.rows == []
    assert any("Nothing" in label.text() for label in palette.dialog.findChildren(QLabel))
    palette.key(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert palette.dialog.isVisible()
