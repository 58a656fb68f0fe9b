"""Every choice of the training panel, made by keys while it trains: nothing is reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from playground.document import edits, files
from playground.document.content import Content
from playground.panels.training_fields import FIELDS
from playground.panels.training_panel import FieldRow, TrainingPanel
from playground.widgets.choice import ChoiceBox
from tests.app.conftest import Desk, xor_content

CHOSEN = [field.name for field in FIELDS if field.choices_from or field.is_flag]


def row_of(desk: Desk, name: str) -> FieldRow:
    panel = desk.window.findChild(TrainingPanel)
    panel._more_section.set_open(True)
    return next(row for row in panel._rows if row.field.name == name)


def choose_next(row: FieldRow) -> bool:
    """Take the next choice by its key; False when there is none."""
    control = row.control
    if isinstance(control, QCheckBox):
        QTest.keyClick(control, Qt.Key.Key_Space)
        return control.isChecked()
    assert isinstance(control, ChoiceBox)
    before = control.key
    QTest.keyClick(control, Qt.Key.Key_Down)
    return control.key != before


@pytest.mark.parametrize("name", CHOSEN)
def test_every_choice_keeps_what_was_learned_is_saved_and_undone(open_desk, name, tmp_path):
    # An output for each class, so that every loss has what it needs.
    desk = open_desk(xor_content((2, 4, 2)))
    row = row_of(desk, name)
    control, setting = row.control, row.field.setting
    if not row.field.applies(desk.document.training):
        desk.controller.do(edits.change_field("Use L1", "training", regularization="l1"))
        desk.settle()
    assert control.isVisible()
    first, start = desk.document.content.copy(), desk.stack.index()

    def value(content: Content) -> object:
        return getattr(getattr(content, setting), name)

    if isinstance(control, ChoiceBox):
        QTest.keyClick(control, Qt.Key.Key_Home)
        desk.settle()
    desk.controller.train()
    desk.wait(lambda: desk.epoch > first.epoch + 3)
    while choose_next(row):
        chosen, epoch = value(desk.document.content), desk.epoch
        assert chosen == (control.key if isinstance(control, ChoiceBox) else True)
        assert desk.stack.undoText() == row.field.edit
        desk.wait(lambda epoch=epoch: desk.epoch > epoch + 2)
        assert desk.controller.is_running, (chosen, desk.message)
        files.save(desk.document.content, tmp_path / "saved.nnplay")
        assert value(files.load(tmp_path / "saved.nnplay")) == chosen
    desk.controller.pause()
    desk.settle()
    assert desk.document.epoch > first.epoch + 3
    while desk.stack.index() > start:
        desk.controller.undo()
    desk.settle()
    assert desk.document.content == first
