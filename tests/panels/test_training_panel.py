from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from playground.app.theme import apply_theme
from playground.document import edits
from playground.engine import spec
from playground.engine.spec import StopRules
from playground.palette import LIGHT
from playground.panels.training_fields import FIELDS
from playground.panels.training_panel import TrainingChoices, TrainingPanel, stop_summary
from playground.widgets.choice import Choice
from playground.widgets.vertical_scroll import VerticalScroll

MENU_KEYS = set("fendtvlh")
"""Access keys of the menu bar: File, Edit, Network, Data, Train, View, Learn, Help."""


def choices_of(names):
    return tuple(Choice(name, name, f"What {name} is.") for name in names)


CHOICES = TrainingChoices(
    losses=choices_of(spec.LOSS_NAMES),
    optimizers=choices_of(spec.OPTIMIZER_NAMES),
    schedules=choices_of(spec.SCHEDULE_NAMES),
    regularizations=choices_of(spec.REGULARIZATION_NAMES),
    activations=choices_of(spec.ACTIVATION_NAMES),
    initializers=choices_of(spec.INITIALIZER_NAMES),
)


@pytest.fixture
def panel(desk, qtbot):
    panel = TrainingPanel(desk.document, CHOICES)
    qtbot.addWidget(panel)
    desk.listen(panel)
    panel.show()
    return panel


def control(panel, name, kind=QWidget):
    found = [w for w in panel.findChildren(kind) if w.accessibleName() == name]
    return found[0]


def type_over(qtbot, box, text):
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), text)
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def test_a_rate_is_typed_with_a_decimal_comma_and_undone(panel, desk, qtbot):
    box = control(panel, "Learning rate", QComboBox)
    type_over(qtbot, box, "0,07")
    assert desk.document.training.learning_rate == 0.07
    assert desk.steps == ["Change Learning Rate"]
    assert box.currentText() == "0.07"
    desk.undo()
    assert desk.document.training.learning_rate == 0.03
    assert box.currentText() == "0.03"


def test_a_rate_is_chosen_from_the_list_with_the_keys(panel, desk, qtbot):
    box = control(panel, "Learning rate", QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert desk.document.training.learning_rate == 0.1


def test_what_is_no_rate_is_refused_in_words_and_changes_nothing(panel, desk, qtbot):
    box = control(panel, "Learning rate", QComboBox)
    type_over(qtbot, box, "fast")
    assert desk.document.training.learning_rate == 0.03
    assert desk.refusals == ["Type a number from 0 to 1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000."]
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Escape)
    assert box.currentText() == "0.03"


def test_the_full_batch_has_a_word(panel, desk, qtbot):
    box = control(panel, "Batch size", QComboBox)
    type_over(qtbot, box, "full")
    assert desk.document.training.batch_size == 0
    type_over(qtbot, box, "64")
    assert desk.document.training.batch_size == 64
    assert isinstance(desk.document.training.batch_size, int)


def test_choices_and_switches_reach_the_document(panel, desk, qtbot):
    box = control(panel, "Activation", QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "relu")
    assert desk.document.new_items.activation == "relu"
    panel._more_section.set_open(True)
    qtbot.mouseClick(
        control(panel, "Shuffle every epoch", QCheckBox),
        Qt.MouseButton.LeftButton,
        pos=control(panel, "Shuffle every epoch").rect().center(),
    )
    assert desk.document.training.shuffle
    desk.undo()
    assert not control(panel, "Shuffle every epoch", QCheckBox).isChecked()


@pytest.mark.parametrize(
    ("fields", "shown", "hidden"),
    [
        ({"optimizer": "sgd"}, [], ["Momentum", "Beta 1", "Beta 2", "Decay", "Epsilon"]),
        ({"optimizer": "momentum"}, ["Momentum"], ["Beta 1", "Decay"]),
        ({"optimizer": "adam"}, ["Beta 1", "Beta 2", "Epsilon"], ["Momentum", "Decay"]),
        ({"optimizer": "rmsprop"}, ["Decay", "Epsilon"], ["Beta 1"]),
        ({"schedule": "step"}, ["Its epochs", "Its factor"], []),
        ({"schedule": "inverse_time"}, ["Its epochs", "Its factor"], []),
        ({"schedule": "cosine"}, ["Its epochs"], ["Its factor"]),
        ({"loss": "huber"}, ["Huber δ"], []),
        ({"regularization": "l1"}, ["Its rate", "Zero weights stay 0"], []),
        ({"regularization": "l2"}, ["Its rate"], ["Zero weights stay 0"]),
        ({}, [], ["Its rate", "Huber δ", "Its epochs", "Its factor"]),
    ],
)
def test_only_what_applies_is_shown(panel, desk, fields, shown, hidden):
    panel._more_section.set_open(True)
    desk.push(edits.change_field("Change", "training", **fields))
    for name in shown:
        assert control(panel, name).isVisible(), name
    for name in hidden:
        assert not control(panel, name).isVisible(), name


def test_every_hyperparameter_explains_itself_to_everyone(panel):
    for row in panel._rows:
        assert row.control.whatsThis().count(". ") + 1 >= 2, row.field.name
        assert row.control.toolTip()
        assert row.control.statusTip()
        assert row.control.accessibleName()
    keyed = [row.field.label for row in panel._rows if "&" in row.field.label]
    keys = [label[label.index("&") + 1].lower() for label in keyed]
    assert len(keys) == len(set(keys)) >= 8
    assert not set(keys) & MENU_KEYS
    labels = [label for label in panel.findChildren(QLabel) if "&" in label.text()]
    assert all(label.buddy() is not None for label in labels)


def test_every_training_setting_has_its_row():
    names = {(field.setting, field.name) for field in FIELDS}
    for setting, kind in (("training", spec.TrainingSpec), ("stops", StopRules)):
        assert {(setting, name) for name in kind.__slots__} <= names


def test_the_limits_of_every_row_are_those_of_the_engine():
    for field in FIELDS:
        if field.setting == "training" and not field.choices_from and not field.is_flag:
            cast = int if field.whole else float
            for number in (field.minimum, min(field.maximum, 2.0**53), *field.numbers):
                spec.TrainingSpec(**{field.name: cast(number)})


def test_stop_rules_are_told_while_folded(panel, desk, qtbot):
    assert panel._stop_section._header.text() == "Stop when: paused"
    desk.push(edits.change_field("Stop", "stops", loss_below=0.001, epochs=300))
    assert panel._stop_section._header.text() == "Stop when: 300 epochs, loss < 0.001"
    assert stop_summary(StopRules(accuracy_from=0.95, patience=10)) == (
        "accuracy ≥ 0.95, 10 without progress"
    )


def test_it_fits_the_left_dock(desk, qtbot, qapp):
    apply_theme(qapp, LIGHT)
    panel = TrainingPanel(desk.document, CHOICES)
    column = VerticalScroll(panel)
    qtbot.addWidget(column)
    panel._more_section.set_open(True)
    panel._stop_section.set_open(True)
    column.show()
    assert column.minimumSizeHint().width() <= 250
