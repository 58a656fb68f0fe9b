from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMessageBox, QPushButton, QWidget

from playground.app.theme import apply_theme, icon, qt_palette, style_sheet, tabular_font
from playground.palette import DARK, LIGHT, THEMES
from playground.widgets.choice import QuietComboBox
from playground.widgets.theming import contrast, current_theme, readable


class Listener(QWidget):
    """Counts how often its style changed."""

    changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.changes += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


both = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@both
def test_every_text_can_be_read_on_its_ground(theme):
    grounds = (theme.window, theme.surface, theme.canvas)
    for ground in grounds:
        for text in (theme.text, theme.muted_text, theme.error, theme.good):
            assert contrast(text, ground) >= 4.5
        assert contrast(readable(theme.test_curve, theme), ground) >= 4.5
        assert contrast(theme.selection, ground) >= 3  # the focus ring is no text
    assert contrast(theme.primary_text, theme.primary) >= 4.5


@both
def test_selected_text_can_be_read(theme):
    palette = qt_palette(theme)
    highlight = palette.color(QPalette.ColorRole.Highlight).name()
    assert contrast(palette.color(QPalette.ColorRole.HighlightedText).name(), highlight) >= 4.5


@both
def test_the_theme_reaches_palette_and_style(theme, qapp):
    apply_theme(qapp, theme)
    assert current_theme() == theme
    assert theme.primary in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_no_button_of_a_dialog_has_an_icon_of_another_look(qtbot, qapp):
    apply_theme(qapp, LIGHT)
    answers = QMessageBox.StandardButton
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(answers.Save | answers.Discard | answers.Cancel)
    assert len(box.buttons()) == 3
    assert all(button.icon().isNull() for button in box.buttons())


@pytest.mark.parametrize("count", [4, 7, 15])
def test_a_list_that_drops_down_shows_all_of_its_lines(count, qtbot, qapp):
    apply_theme(qapp, LIGHT)
    box = QuietComboBox()
    qtbot.addWidget(box)
    box.addItems([f"Choice {number}" for number in range(count)])
    box.show()
    box.showPopup()
    QApplication.processEvents()  # the list is laid out
    last = box.view().visualRect(box.model().index(count - 1, 0))
    is_seen = box.view().viewport().rect().contains(last)
    box.hidePopup()
    assert is_seen


@both
def test_every_picture_of_the_style_sheet_is_there(theme, qapp):
    pictures = re.findall(r"url\((.*?)\)", style_sheet(theme, qapp.font()))
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_sizes_follow_the_font(qapp):
    font = qapp.font()
    font.setPointSizeF(20)
    assert "17.00pt" in style_sheet(LIGHT, font)
    font.setPixelSize(40)
    assert "25.50pt" in style_sheet(LIGHT, font)


def test_widgets_take_the_other_theme_at_once(qapp, qtbot):
    button = QPushButton("Reset")
    label = QLabel("text")
    for widget in (button, label):
        qtbot.addWidget(widget)
    apply_theme(qapp, LIGHT)
    button.show()
    light = button.grab().toImage().pixelColor(button.width() // 2, 3)
    apply_theme(qapp, DARK)
    dark = button.grab().toImage().pixelColor(button.width() // 2, 3)
    assert light.lightness() > 200 > 60 > dark.lightness()


def test_text_of_another_size_reaches_what_nobody_saw_yet(qapp, qtbot):
    usual = QFont(qapp.font())
    apply_theme(qapp, LIGHT)
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = window.menuBar()
    apply_theme(qapp, LIGHT, 130)
    size = menus.font().pointSizeF()
    apply_theme(qapp, LIGHT, 100)
    qapp.setFont(usual)
    assert size == pytest.approx(1.3 * usual.pointSizeF())


def test_another_theme_needs_no_other_style(qapp, monkeypatch):
    apply_theme(qapp, LIGHT)
    set_again = []
    monkeypatch.setattr(qapp, "setStyle", set_again.append)
    apply_theme(qapp, DARK)
    assert not set_again


def test_a_widget_deep_inside_hears_of_another_theme_as_often_as_a_shallow_one(qapp, qtbot):
    """Qt would polish it once more for each ancestor, half a second for the whole window."""
    outer = Listener()
    qtbot.addWidget(outer)
    inner = outer
    for _ in range(6):
        inner = Listener(inner)
    apply_theme(qapp, LIGHT)
    outer.show()
    outer.changes = inner.changes = 0
    apply_theme(qapp, DARK)
    assert 0 < inner.changes <= outer.changes


@both
def test_icons_are_drawn_in_the_text_colour(theme, qapp):
    image = icon("ph.play-fill", theme).pixmap(32, 32).toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name().upper() == theme.text


def test_digits_have_one_width(qapp):
    font = tabular_font()
    assert QFontInfo(font).family() == QFontInfo(qapp.font()).family()
    assert [tag.toString().data() for tag in font.featureTags()] == [b"tnum"]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1
