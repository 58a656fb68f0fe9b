from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSlider, QToolButton

from playground.data.choice import DataChoice, Table
from playground.data.load import load
from playground.document import edits
from playground.network.layout import COLUMN_STEP, ROW_STEP
from playground.network.model import Network, Node
from playground.panels.data_panel import DataPanel
from playground.panels.places import place_for_input
from playground.widgets.thumbnail_button import ThumbnailButton


@pytest.fixture
def panel(drawing, qtbot):
    panel = DataPanel(drawing.document)
    qtbot.addWidget(panel)
    drawing.listen(panel)
    panel.set_dataset(load(drawing.document.data))
    panel.show()
    return panel


def named(panel, kind, name):
    return next(widget for widget in panel.findChildren(kind) if widget.accessibleName() == name)


def card(panel, text):
    return next(card for card in panel.findChildren(ThumbnailButton) if card.text() == text)


def test_clicking_a_picture_chooses_its_data_as_one_undoable_step(panel, drawing, qtbot):
    qtbot.mouseClick(card(panel, "Spiral"), Qt.MouseButton.LeftButton)
    assert drawing.document.data.source == "spiral"
    assert drawing.steps == ["Choose Data Spiral"]
    drawing.undo()
    assert drawing.document.data.source == "circle"
    assert card(panel, "Circle").isChecked()


def test_the_default_number_of_points_follows_the_set_but_a_chosen_one_stays(panel, drawing, qtbot):
    qtbot.mouseClick(card(panel, "Plane"), Qt.MouseButton.LeftButton)
    assert drawing.document.data.count == 1200
    drawing.push(edits.change_field("Points", "data", count=300))
    qtbot.mouseClick(card(panel, "Spiral"), Qt.MouseButton.LeftButton)
    assert drawing.document.data.count == 300


def test_dragging_the_noise_is_one_step_and_the_next_drag_another(panel, drawing, qtbot):
    slider = named(panel, QSlider, "Noise")
    for _ in range(2):
        start = handle(slider)
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
        for move in range(1, 6):
            qtbot.mouseMove(slider, start + QPoint(8 * move, 0))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert drawing.steps == ["Change Noise", "Change Noise"]
    assert drawing.document.data.noise > 0
    drawing.undo()
    drawing.undo()
    assert drawing.document.data.noise == 0
    assert slider.value() == 0


def handle(slider):
    """Where the handle is: the groove ends half a handle before the widget does."""
    share = slider.value() / slider.maximum()
    return QPoint(round(6 + share * (slider.width() - 12)), slider.height() // 2)


def test_arrow_keys_on_a_slider_are_one_step_too(panel, drawing, qtbot):
    slider = named(panel, QSlider, "Training share")
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert drawing.document.data.train_share == 65
    assert drawing.steps == ["Change Training Share"]


def test_a_typed_number_of_points_is_taken_between_the_slider_stops(panel, drawing, qtbot):
    line = named(panel, QLineEdit, "Points as a number")
    line.selectAll()
    qtbot.keyClicks(line, "123")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert drawing.document.data.count == 123
    line.selectAll()
    qtbot.keyClicks(line, "1")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert drawing.document.data.count == 123
    assert drawing.refusals == ["Type a whole number from 2 to 10\N{NO-BREAK SPACE}000."]


def test_new_sample_draws_another_seed(panel, drawing, qtbot):
    button = next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == "New sample")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert drawing.document.data.seed != "1"
    assert drawing.steps == ["New Sample"]


def test_classes_and_balance_are_offered_where_a_set_has_them(panel, drawing, qtbot):
    sliders = [named(panel, QSlider, name) for name in ("Classes", "Share of blue points")]

    def visible():
        return [slider.isVisible() for slider in sliders]

    assert visible() == [False, True]
    drawing.push(edits.change_data("Data", source="blobs"))
    assert visible() == [True, False]
    sliders[0].setFocus()
    qtbot.keyClick(sliders[0], Qt.Key.Key_Left)
    assert drawing.document.data.classes == 2
    assert visible() == [True, True]
    drawing.push(edits.change_data("Data", source="sine"))
    assert visible() == [False, False]


def test_dragging_the_balance_changes_the_counts_that_are_shown(panel, drawing, qtbot):
    slider = named(panel, QSlider, "Share of blue points")
    slider.setFocus()
    for _ in range(8):
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    panel.set_dataset(load(drawing.document.data))
    assert drawing.document.data.balance == 10
    words = panel._counts._words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert words == "Training: 224 orange (−1), 26 blue (1) — 8.6 : 1"
    assert "right for 90%" in panel._counts._note.text()
    drawing.undo()
    assert drawing.document.data.balance == 50


def test_normalizing_is_a_box_and_an_undoable_step(panel, drawing, qtbot):
    box = named(panel, QCheckBox, "Normalize inputs")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert drawing.document.data.normalize
    drawing.undo()
    assert not box.isChecked()


def test_open_csv_is_only_asked_for(panel, drawing, qtbot):
    button = next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == "Open CSV")
    with qtbot.waitSignal(panel.open_csv_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert drawing.steps == []


def table_choice() -> DataChoice:
    values = np.arange(24.0).reshape(6, 4)
    values[:, 3] = [0, 1, 0, 1, 0, 1]
    table = Table("own.csv", ("c0", "c1", "c2", "kind"), values, ((), (), (), ("no", "yes")))
    return DataChoice(source="table", table=table)


def test_a_table_shows_its_file_and_hides_what_only_generated_points_have(panel, drawing):
    drawing.push(edits.use_data("Open", table_choice()))
    panel.set_dataset(load(drawing.document.data))
    assert panel._table.isVisible()
    assert not named(panel, QSlider, "Noise").isVisible()
    assert panel._facts.text() == "2 classes · 3 train · 3 test"
    assert not card(panel, "Circle").isChecked()


def test_another_target_of_a_table_leaves_the_inputs_and_becomes_automatic(panel, drawing):
    choice = table_choice()
    drawing.push(edits.use_data("Open", choice))
    drawing.push(edits.change_field("Inputs", "data", inputs=("c0", "c1"), kind="classes"))
    panel._table.target_chosen.emit("c1")
    data = drawing.document.data
    assert (data.target, data.inputs, data.kind) == ("c1", ("c0",), "auto")
    panel._table.kind_chosen.emit("classes")
    assert drawing.document.data.kind == "classes"


def test_a_table_that_says_which_rows_train_is_split_by_it_or_by_the_share(panel, drawing, qtbot):
    choice = table_choice()
    values = np.column_stack([choice.table.values, [0, 1, 1, 1, 1, 0]])
    categories = (*choice.table.categories, ("test", "train"))
    table = Table("own.csv", (*choice.table.columns, "part"), values, categories)
    drawing.push(edits.use_data("Open", DataChoice("table", table=table, target="kind")))
    box = named(panel, QCheckBox, "Split as the file says")
    share = named(panel, QSlider, "Training share")
    assert box.isVisible()
    assert not box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert drawing.document.data.split == "part"
    assert load(drawing.document.data).train_count == 4
    assert not share.isVisible()
    panel._table.target_chosen.emit("part")
    assert drawing.document.data.split == ""
    drawing.push(edits.use_data("Open", table_choice()))
    assert not box.isVisible()


def test_exporting_is_only_asked_for(panel, drawing, qtbot):
    button = named(panel, QToolButton, "Export points")
    with qtbot.waitSignal(panel.export_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert drawing.steps == []


def test_choosing_generated_points_lets_go_of_the_table(panel, drawing, qtbot):
    drawing.push(edits.use_data("Open", table_choice()))
    qtbot.mouseClick(card(panel, "Circle"), Qt.MouseButton.LeftButton)
    assert drawing.document.data == DataChoice()
    drawing.undo()
    assert drawing.document.data == table_choice()


def test_input_columns_are_chosen_in_a_dialog(panel, drawing, qtbot):
    drawing.push(edits.use_data("Open", table_choice()))
    button = named(panel, QPushButton, "Input columns")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    checks = panel._columns._checks
    checks.item(0).setCheckState(Qt.CheckState.Unchecked)
    panel._columns.accept()
    assert drawing.document.data.inputs == ("c1", "c2")


def test_an_error_takes_the_place_of_the_facts(panel):
    panel.set_dataset(None, "The file is gone; open another.")
    assert panel._facts.text() == "The file is gone; open another."
    assert panel._facts.property("role") == "error"


def test_an_input_is_placed_below_the_others_and_never_on_another_node():
    inputs = [Node("n1", 0, 0, column="x1"), Node("n2", 0, ROW_STEP, column="x2")]
    below = Node("n3", 10, 2 * ROW_STEP - 6)
    assert place_for_input(Network(inputs)) == (0, 2 * ROW_STEP)
    assert place_for_input(Network([*inputs, below])) == (0, 3 * ROW_STEP)
    assert place_for_input(Network([Node("n1", 200, 40)])) == (200 - COLUMN_STEP, 40)
    assert place_for_input(Network()) == (0, 0)
