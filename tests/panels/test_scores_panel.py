from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from playground.data.dataset import Dataset
from playground.engine.snapshot import Metrics
from playground.panels.scores_panel import ScoresPanel


@pytest.fixture
def panel(qtbot):
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.set_dataset(
        Dataset(
            ("x1", "x2"),
            np.zeros((5, 2)),
            np.array([0.0, 1.0, 1.0, 0.0, 1.0]),
            "classes",
            ("cat", "dog"),
            3,
        )
    )
    panel.resize(700, 160)
    panel.show()
    return panel


def cells(panel: ScoresPanel) -> list[list[str]]:
    table = panel._table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def metrics() -> Metrics:
    return Metrics(
        0.5,
        0.6,
        2 / 3,
        0.5,
        confusion_train=np.array([[1, 0], [1, 1]]),
        confusion_test=np.array([[0, 1], [0, 1]]),
    )


def test_before_any_score_it_says_what_is_needed(panel):
    assert "data and an output" in panel._score.text()
    assert not panel._table.isVisible()


def test_it_shows_the_matrix_and_the_counts_of_the_chosen_points(panel, qtbot):
    panel.show_metrics(metrics())
    assert panel._score.text() == "Accuracy 66.7 %"
    assert panel._counts.text() == (
        "Always guessing the largest class: 66.7 %. Points per class: cat: 1, dog: 2"
    )
    assert cells(panel) == [["1", "0"], ["1", "1"]]
    assert panel._table.verticalHeaderItem(1).text() == "dog"
    qtbot.mouseClick(panel._part._buttons["test"], Qt.MouseButton.LeftButton)
    assert panel._score.text() == "Accuracy 50.0 %"
    assert panel._counts.text() == (
        "Always guessing the largest class: 50.0 %. Points per class: cat: 1, dog: 1"
    )
    assert cells(panel) == [["0", "1"], ["0", "1"]]


def test_numbers_have_r2_instead(panel):
    numbers = Dataset(("x1",), np.zeros((2, 1)), np.array([0.5, 2.0]), "numbers", (), 1)
    panel.set_dataset(numbers)
    panel.show_metrics(Metrics(0.5, 0.6, r2_train=-0.25, r2_test=0.75))
    assert panel._score.text() == "R² \N{MINUS SIGN}0.2500"
    assert panel._counts.text() == "1 point"
    assert not panel._table.isVisible()


def test_ten_classes_fit_beside_the_words(panel):
    names = tuple(map(str, range(10)))
    labels = np.arange(400) % 10
    points = np.zeros((400, 2))
    panel.set_dataset(Dataset(("x1", "x2"), points, labels.astype(float), "classes", names, 400))
    panel.show_metrics(Metrics(accuracy_train=0.9, confusion_train=np.full((10, 10), 4)))
    panel.resize(700, 240)
    QApplication.processEvents()
    table = panel._table
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.verticalHeader().length() <= table.viewport().height()
    assert "40 points of class 3 (10.0 %) are taken for 7" in table.item(3, 7).toolTip()


def test_in_a_narrow_dock_the_matrix_goes_below(panel):
    panel.show_metrics(metrics())
    panel.resize(300, 400)
    QApplication.processEvents()
    assert panel._table.y() > panel._score.geometry().bottom()
    assert panel._table.width() > 200


def test_a_matrix_of_other_classes_than_the_data_waits_to_be_replaced(panel):
    panel.show_metrics(metrics())
    numbers = Dataset(("x1",), np.zeros((3, 1)), np.array([0.5, 0.1, 0.2]), "numbers", (), 2)
    panel.set_dataset(numbers)
    assert not panel._table.isVisible()
    three = Dataset(("x1",), np.zeros((3, 1)), np.arange(3.0), "classes", ("a", "b", "c"), 2)
    panel.set_dataset(three)
    assert not panel._table.isVisible()


def test_in_a_small_panel_the_table_has_the_room_and_a_tip_the_words(panel):
    confusion = np.array([[2, 0], [1, 2]])
    panel.show_metrics(Metrics(accuracy_train=0.8, confusion_train=confusion))
    assert panel._counts.isVisible()
    panel.resize(340, 160)
    QApplication.processEvents()
    assert not panel._counts.isVisible()
    assert not panel._note.isVisible()
    assert panel._counts.text() in panel._score.toolTip()
    assert panel._part.geometry().bottom() < panel._score.y()
    panel.resize(340, 400)
    assert panel._counts.isVisible()
    assert panel._note.isVisible()
