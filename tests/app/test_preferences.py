"""What a person prefers: in effect at once, in every window, and kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from playground.app.preferences import PreferencesDialog
from playground.app.settings import AppSettings
from playground.document import edits
from playground.panels.incoming_table import IncomingTable
from playground.widgets.decimals import DECIMALS, MOST
from tests.app.conftest import Desk


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """What goes for the whole process is put back."""
    font = qapp.font()
    yield
    DECIMALS.choose(None)
    qapp.setFont(font)


def open_preferences(desk: Desk) -> PreferencesDialog:
    desk.window.actions_table["preferences"].trigger()
    dialog = desk.window.findChild(PreferencesDialog)
    assert dialog.isVisible()
    return dialog


def choose(desk: Desk, dialog: PreferencesDialog, name: str, letters: str) -> None:
    """By the keyboard, as the first letters of a choice."""
    box = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)
    box.setFocus()
    desk.qtbot.keyClicks(box, letters)


def test_decimals_go_for_canvas_inspector_and_table_at_once(xor_desk: Desk):
    desk = xor_desk
    edge = next(edge for edge in desk.network.edges if edge.source == "n1")
    desk.controller.do(edits.set_weights({edge.id: 1 / 3}))
    desk.canvas.select([edge.target])
    desk.settle()
    table = desk.window.inspector.findChild(IncomingTable)
    row = table.rows.row_of(edge.id)

    def shown() -> tuple[str, str]:
        return desk.canvas.network_scene.chips.texts[edge.id], table.rows.index(row, 1).data()

    assert shown() == ("+0.33", "0.3333")
    dialog = open_preferences(desk)
    choose(desk, dialog, "Decimals", "6")
    assert shown() == ("+0.333333", "0.333333")
    assert table.columnWidth(1) >= table.fontMetrics().horizontalAdvance("−0.333333")
    chip = desk.canvas.network_scene.chips.box(edge.id)
    assert chip.width() > desk.canvas.style_now.small_width("+0.333333")
    formula = "".join(label.text() for label in desk.window.inspector.findChildren(QLabel))
    assert "0.333333" in formula
    dialog.close()
    desk.canvas.select([edge.id])
    desk.settle()
    typed = [line.text() for line in desk.window.inspector.findChildren(QLineEdit)]
    assert "0.333333" in typed
    assert AppSettings().decimals == 6


def test_fewer_decimals_change_no_number(xor_desk: Desk):
    desk = xor_desk
    edge = next(iter(desk.network.edges))
    desk.controller.do(edits.set_weights({edge.id: 0.123456789}))
    steps = desk.stack.count()
    dialog = open_preferences(desk)
    choose(desk, dialog, "Decimals", "1")
    dialog.close()
    assert desk.canvas.network_scene.chips.texts[edge.id] == "+0.1"
    assert desk.network.edges[edge.id].weight.value == 0.123456789
    assert desk.stack.count() == steps


def test_text_grows_at_once_and_shrinks_back(desk: Desk):
    label = desk.window.training_panel.findChild(QLabel)
    usual = label.font().pointSizeF()
    dialog = open_preferences(desk)
    choose(desk, dialog, "Text size", "")
    desk.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_End)
    assert label.font().pointSizeF() == pytest.approx(1.3 * usual, rel=0.02)
    assert AppSettings().text_size == 130
    desk.push(desk.button("Restore Defaults", dialog))
    assert label.font().pointSizeF() == pytest.approx(usual)
    assert AppSettings().text_size == 100
    dialog.close()


def test_titles_of_panels_and_words_of_charts_grow_with_the_text(desk: Desk):
    dock, loss = desk.window.docks["Loss"], desk.window.loss
    log = next(button for button in loss.findChildren(QToolButton) if button.text() == "log")

    def sizes() -> tuple[float, ...]:
        title = QRect(0, 0, dock.width() // 2, dock.widget().y())
        label = desk.window.region.chart.bottom.label
        return inked(dock, title), log.fontMetrics().height(), label.boundingRect().height()

    QApplication.processEvents()  # the title is laid out
    usual = sizes()
    AppSettings().text_size = 130
    desk.window.apply_preferences()
    QApplication.processEvents()
    assert all(now > 1.1 * before for now, before in zip(sizes(), usual, strict=True))


def inked(widget: QWidget, part: QRect) -> int:
    """How many rows of pixels have something drawn in them."""
    picture = widget.grab(part).toImage()
    ground = picture.pixel(0, 0)
    rows = range(picture.height())
    return sum(any(picture.pixel(x, y) != ground for x in range(picture.width())) for y in rows)


def test_defaults_come_back_and_places_stay(desk: Desk):
    settings = AppSettings()
    settings.add_recent_file("/somewhere.nnplay")
    settings.reduce_motion = True
    settings.decimals = 3
    dialog = open_preferences(desk)
    choose(desk, dialog, "Start with", "an")
    desk.push(desk.button("Restore Defaults", dialog))
    kept = AppSettings()
    assert (kept.reduce_motion, kept.decimals, kept.start_with) == (False, None, "example")
    assert not desk.button("Reduce motion", dialog).isChecked()
    assert desk.canvas.is_animated
    assert kept.recent_files == ["/somewhere.nnplay"]
    dialog.close()


@pytest.mark.parametrize("damaged", ["many", "-1", str(MOST + 1), "2.5", "1e9"])
def test_a_damaged_setting_is_none(damaged):
    settings = AppSettings()
    settings._store.setValue("decimals", damaged)
    settings._store.setValue("text_size", damaged)
    assert settings.decimals is None
    assert settings.text_size == 100


def test_a_picture_from_the_command_line_is_everyones(qapp: QApplication, open_desk):
    """What one person prefers to read is no part of it."""
    settings = AppSettings()
    settings.text_size, settings.decimals = 130, 5
    usual = qapp.font().pointSizeF()
    desk = open_desk()
    assert qapp.font().pointSizeF() == usual
    assert DECIMALS.of(2) == 2
    desk.window.apply_preferences()
    assert qapp.font().pointSizeF() == pytest.approx(1.3 * usual)
    assert DECIMALS.of(2) == 5
