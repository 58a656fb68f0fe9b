from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from playground.widgets.elided_label import ElidedLabel


def test_a_long_text_is_shortened_and_kept_in_the_tip(shown):
    label = shown(ElidedLabel())
    label.show_text("a" * 300)
    label.resize(100, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text == "a" * 300
    assert label.minimumSizeHint().width() == 0
    label.show_text("short")
    assert label.text() == "short"


def test_an_empty_label_gets_room_for_its_first_text(shown):
    ground = QWidget()
    row = QHBoxLayout(ground)
    label = ElidedLabel()
    row.addWidget(label)
    row.addStretch(1)
    shown(ground).resize(400, 40)
    QApplication.processEvents()
    label.show_text("here")
    QApplication.processEvents()
    assert label.text() == "here"


def test_padding_of_a_style_sheet_hides_nothing(shown):
    ground = QWidget()
    ground.setStyleSheet("QLabel { padding: 0 8px; }")
    row = QHBoxLayout(ground)
    label = ElidedLabel()
    row.addWidget(label)
    row.addStretch(1)
    shown(ground).resize(400, 40)
    label.show_text("a few words")
    QApplication.processEvents()
    assert label.text() == "a few words"
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()) + 16


def test_a_set_width_is_no_padding(shown):
    label = ElidedLabel()
    label.setFixedWidth(76)
    shown(label)
    label.show_text("x₂")
    assert label.text() == "x₂"
