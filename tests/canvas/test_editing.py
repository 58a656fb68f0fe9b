"""Typing where things are shown: weights, biases, names, activations."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from playground.canvas.hit import Hit
from playground.network.weight import Weight
from tests.canvas.conftest import Studio


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("0.5", Weight(0.5)),
        ("0,5", Weight(0.5)),
        ("-2/3", Weight(-2 / 3, "-2/3")),
        ("*2", Weight(-1.5)),
        ("/3", Weight(-0.25)),
    ],
)
def test_a_weight_is_typed_on_its_chip(studio: Studio, text: str, weight: Weight) -> None:
    studio.double_click(studio.chip("e6"))
    studio.type(text)
    assert studio.network.edges["e6"].weight == weight
    assert studio.view.editor is None
    assert studio.view.hasFocus()


@pytest.mark.parametrize("text", ["one", "1/0", "1e999", "", "9" * 60])
def test_a_refused_text_stays_with_its_reason_until_esc(studio: Studio, text: str) -> None:
    studio.double_click(studio.chip("e6"))
    editor = studio.view.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert studio.view.editor is editor
    (said,) = [label.text() for label in studio.view.findChildren(QLabel) if label.isVisible()]
    assert said.endswith(".")
    assert studio.messages[-1] == said
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert studio.view.editor is None
    assert studio.steps == []


def test_enter_without_a_change_keeps_every_digit(studio: Studio) -> None:
    studio.view.select(["e6"])
    studio.view.show_parameters(np.zeros(5), np.full(4, 0.123456789))
    studio.key(Qt.Key.Key_Return)
    assert studio.view.editor is not None
    assert studio.view.editor.text() == "0.123457"
    QTest.keyClick(studio.view.editor, Qt.Key.Key_Return)
    assert studio.steps == []
    studio.view.show_parameters(None, None)


def test_enter_on_several_edges_multiplies_each(studio: Studio) -> None:
    studio.view.select(["e6", "e9"])
    studio.key(Qt.Key.Key_Return)
    studio.type("*2")
    assert studio.network.edges["e6"].weight.value == -1.5
    assert studio.network.edges["e9"].weight.value == 1.5


def test_the_bias_of_an_output_is_typed_in_its_pill(studio: Studio) -> None:
    studio.double_click(studio.zone("n5", "bias"))
    studio.type("-1")
    assert studio.network.nodes["n5"].bias == Weight(-1.0)
    assert studio.steps == ["Change Bias"]


def test_clicking_elsewhere_takes_what_was_typed(studio: Studio) -> None:
    studio.double_click(studio.chip("e6"))
    assert studio.view.editor is not None
    studio.view.editor.selectAll()
    QTest.keyClicks(studio.view.editor, "2")
    studio.click((100, -200))
    assert studio.network.edges["e6"].weight == Weight(2.0)
    assert studio.view.editor is None


def test_another_widget_keeps_the_focus_that_it_took(studio: Studio, qtbot: QtBot) -> None:
    other = QLineEdit(studio.view)
    other.show()
    studio.double_click(studio.chip("e6"))
    assert studio.view.editor is not None
    studio.view.editor.setText("2")
    other.setFocus()
    assert studio.network.edges["e6"].weight == Weight(2.0)
    assert other.hasFocus()


def test_a_refused_text_is_dropped_when_the_focus_goes(studio: Studio, qtbot: QtBot) -> None:
    studio.double_click(studio.chip("e6"))
    assert studio.view.editor is not None
    studio.view.editor.setText("x")
    studio.view.setFocus()
    qtbot.waitUntil(lambda: studio.view.editor is None)
    assert studio.steps == []


def test_f2_renames_and_an_empty_name_brings_the_automatic_one_back(studio: Studio) -> None:
    studio.view.select(["n3"])
    studio.key(Qt.Key.Key_F2)
    studio.type("gate")
    assert studio.scene.nodes["n3"].name == "gate"
    studio.double_click(studio.zone("n3", "name"))
    assert studio.view.editor is not None
    studio.view.editor.clear()
    QTest.keyClick(studio.view.editor, Qt.Key.Key_Return)
    assert studio.scene.nodes["n3"].name == "a₁⁽²⁾"
    assert studio.steps == ["Rename", "Rename"]


def test_first_letters_pick_an_activation_for_all_selected(studio: Studio) -> None:
    studio.view.select(["n1", "n3", "n4"])
    QTest.keyClicks(studio.view, "si")
    assert [studio.network.nodes[key].activation for key in ("n3", "n4")] == ["sigmoid"] * 2
    assert studio.steps == ["Change Activation"]
    QTest.keyClicks(studio.view, "q")
    assert "siq" in studio.messages[-1]


def test_letters_over_other_things_begin_anew(studio: Studio) -> None:
    studio.view.select(["n3"])
    QTest.keyClicks(studio.view, "r")
    studio.view.select(["n4"])
    QTest.keyClicks(studio.view, "s")
    studio.view.select(["e6"])
    QTest.keyClicks(studio.view, "l")
    found = [studio.network.nodes[key].activation for key in ("n3", "n4")]
    assert found == ["relu", "step"]
    assert studio.network.edges["e6"].locked
    assert studio.steps == ["Change Activation", "Change Activation", "Lock"]


def test_the_pill_opens_the_activation_menu(studio: Studio) -> None:
    studio.click(studio.zone("n3", "activation"))
    studio.click(studio.zone("n3", "activation"))
    menu = studio.view.menu
    assert menu is not None
    assert menu.isVisible()
    relu = next(action for action in menu.actions() if action.text() == "ReLU")
    relu.trigger()
    menu.close()
    assert studio.network.nodes["n3"].activation == "relu"


def test_an_input_is_bound_to_another_column_by_its_menu(studio: Studio) -> None:
    studio.view.open_menu(Hit("body", "n1"), QPoint(10, 10))
    assert studio.view.menu is not None
    columns = next(
        action.menu() for action in studio.view.menu.actions() if action.text() == "Column"
    )
    by_text = {action.text(): action for action in columns.actions()}
    assert not by_text["x₂"].isEnabled()
    by_text["x₁²"].trigger()
    studio.view.menu.close()
    assert studio.network.nodes["n1"].column == "x1_squared"
    assert studio.scene.nodes["n1"].name == "x₁²"


def test_an_input_of_an_unknown_column_is_marked(studio: Studio) -> None:
    studio.view.set_columns((("x2", "x₂"),))
    assert studio.scene.nodes["n1"].unknown_column
    assert not studio.scene.nodes["n2"].unknown_column
    studio.hover(studio.body("n1"))
    assert "no column" in studio.messages[-1]


def test_zooming_away_takes_what_was_typed(studio: Studio) -> None:
    studio.double_click(studio.chip("e6"))
    assert studio.view.editor is not None
    studio.view.editor.setText("1/3")
    studio.wheel((0, 0), 120)
    assert studio.view.editor is None
    assert studio.network.edges["e6"].weight == Weight(1 / 3, "1/3")


@pytest.mark.parametrize("width", [300, 800])
def test_the_reason_is_read_in_full_on_any_canvas(studio: Studio, width: int) -> None:
    studio.view.resize(width, 300)
    studio.view.select(["e6"])
    studio.key(Qt.Key.Key_Return)
    studio.type("a" * 200)
    editor = studio.view.editor
    assert editor is not None
    assert studio.view.viewport().rect().contains(editor._error.geometry())
    assert editor._error.height() >= editor._error.heightForWidth(editor._error.width())
