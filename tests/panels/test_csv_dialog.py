from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox

from playground.data.choice import DataChoice
from playground.data.csv_file import read
from playground.data.load import load
from playground.panels.columns_dialog import ColumnChecks
from playground.panels.csv_dialog import CsvDialog
from playground.panels.preview_table import PreviewTable
from tests.eyes import label_of

GERMAN = "breite;höhe;art;zahl\n1,5;2;rot;1\n2,5;3;blau;2\n3,1;4;rot;1\n4,5;1;blau;2\n"


@pytest.fixture
def open_dialog(tmp_path, qtbot):
    def make(text: str) -> CsvDialog:
        path = tmp_path / "own.csv"
        path.write_text(text, encoding="utf-8")
        dialog = CsvDialog(path)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def control(dialog, name, kind):
    return next(w for w in dialog.findChildren(kind) if w.accessibleName() == name)


def open_button(dialog):
    buttons = dialog.findChild(QDialogButtonBox)
    return buttons.button(QDialogButtonBox.StandardButton.Open)


def test_it_shows_what_was_found_and_suggests_columns(open_dialog):
    dialog = open_dialog(GERMAN)
    assert control(dialog, "Separator", QComboBox).currentText() == "Semicolon"
    assert control(dialog, "Decimal comma", QCheckBox).isChecked()
    assert control(dialog, "First row has the names", QCheckBox).isChecked()
    preview = dialog.findChild(PreviewTable)
    assert preview.item(0, 0).text() == "1,5"
    assert preview.horizontalHeaderItem(2).text() == "art\nnot used"
    assert preview.horizontalHeaderItem(3).text() == "zahl\ntarget"
    assert dialog.findChild(ColumnChecks).chosen == ("breite", "höhe")
    assert label_of(dialog, "error") == ""


def test_another_target_is_chosen_and_the_table_becomes_data(open_dialog, qtbot, tmp_path):
    dialog = open_dialog(GERMAN)
    box = control(dialog, "Target column", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "art")
    assert dialog.options.target_text
    assert dialog.options.inputs == ("breite", "höhe", "zahl")
    table = read(tmp_path / "own.csv", dialog.options)
    choice = dialog.choice_for(table, DataChoice(train_share=75, seed="mine"))
    assert (choice.source, choice.kind, choice.train_share, choice.seed) == (
        "table",
        "classes",
        75,
        "mine",
    )
    dataset = load(choice)
    assert dataset.class_names == ("blau", "rot")
    assert dataset.train_count == 3


def test_inputs_are_ticked_and_one_must_stay(open_dialog, qtbot):
    dialog = open_dialog(GERMAN)
    checks = dialog.findChild(ColumnChecks)
    checks.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.options.inputs == ("höhe",)
    preview = dialog.findChild(PreviewTable)
    assert preview.horizontalHeaderItem(0).text() == "breite\nnot used"
    checks.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert label_of(dialog, "error") == "Tick at least one column of numbers as an input."
    assert not open_button(dialog).isEnabled()
    checks.item(1).setCheckState(Qt.CheckState.Checked)
    assert open_button(dialog).isEnabled()


def test_header_and_decimal_comma_can_be_told(open_dialog, qtbot):
    dialog = open_dialog(GERMAN)
    header = control(dialog, "First row has the names", QCheckBox)
    header.setFocus()
    qtbot.keyClick(header, Qt.Key.Key_Space)
    assert not dialog.options.header
    assert dialog.findChild(PreviewTable).item(0, 0).text() == "breite"
    qtbot.keyClick(header, Qt.Key.Key_Space)
    comma = control(dialog, "Decimal comma", QCheckBox)
    comma.setFocus()
    qtbot.keyClick(comma, Qt.Key.Key_Space)
    assert not dialog.options.decimal_comma
    assert dialog.options.inputs == ("höhe",)


def test_a_wrong_separator_is_answered_in_words_and_can_be_taken_back(open_dialog, qtbot):
    dialog = open_dialog("a,b,c\n1.5,2,x\n2.5,3,y\n")
    assert not control(dialog, "Decimal comma", QCheckBox).isEnabled()
    box = control(dialog, "Separator", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "tab")
    assert label_of(dialog, "error").startswith("No column holds numbers only")
    assert not open_button(dialog).isEnabled()
    qtbot.wait(0)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert label_of(dialog, "error") == ""


@pytest.mark.parametrize("text", ["", "\x00\x01\x02"])
def test_a_file_without_rows_says_so_inside_the_dialog(open_dialog, text):
    dialog = open_dialog(text)
    assert label_of(dialog, "error").endswith(".")
    assert dialog._error.isVisible()
    assert not open_button(dialog).isEnabled()


def test_many_columns_are_shown_in_part(open_dialog):
    names = ",".join(f"c{index}" for index in range(200))
    row = ",".join("1.5" for _ in range(200))
    dialog = open_dialog(f"{names}\n{row}\n{row}\n")
    assert dialog.findChild(PreviewTable).columnCount() == 60
    assert len(dialog.options.inputs) == 199


def test_whole_numbers_are_taken_for_classes_and_can_be_numbers(open_dialog, qtbot, tmp_path):
    dialog = open_dialog(GERMAN)
    assert dialog._kind.key == "classes"
    qtbot.mouseClick(dialog._kind._buttons["numbers"], Qt.MouseButton.LeftButton)
    table = read(tmp_path / "own.csv", dialog.options)
    assert dialog.choice_for(table, DataChoice()).kind == "numbers"


def test_a_column_of_train_and_test_splits_unless_it_is_not_wanted(open_dialog, qtbot, tmp_path):
    dialog = open_dialog("part,x,y\ntrain,1,0\ntest,2,1\ntrain,3,1\n")
    preview = dialog.findChild(PreviewTable)
    assert preview.horizontalHeaderItem(0).text() == "part\ntrain or test"
    table = read(tmp_path / "own.csv", dialog.options)
    assert load(dialog.choice_for(table, DataChoice())).train_count == 2
    box = control(dialog, "Split as the file says", QCheckBox)
    box.click()
    assert dialog.options.split == ""
    assert preview.horizontalHeaderItem(0).text() == "part\nnot used"
    box.click()
    assert dialog.options.split == "part"


def test_a_file_without_such_a_column_offers_no_split(open_dialog):
    assert not control(open_dialog(GERMAN), "Split as the file says", QCheckBox).isVisible()
