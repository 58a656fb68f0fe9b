from __future__ import annotations

import numpy as np
import pytest

from playground.app.theme import apply_theme
from playground.data.choice import DataChoice, Table
from playground.data.load import load
from playground.palette import DARK, LIGHT
from playground.panels.class_counts import ClassCounts, count_words, imbalance_note


def said(words):
    """Without what keeps a ratio on one line."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([20, 180], "Training: 180 blue, 20 orange — 9 : 1"),
        ([33, 17], "Training: 33 orange, 17 blue — 1.9 : 1"),
        ([1, 1200], "Training: 1,200 blue, 1 orange — 1,200 : 1"),
        ([0, 5], "Training: 5 blue, 0 orange"),
    ],
)
def test_two_classes_the_larger_first(counts, words):
    assert said(count_words(counts, ("orange", "blue"))) == words


def test_many_classes_in_their_order_and_not_all_by_name():
    words = said(count_words([3, 9, 3], ("a", "b", "c")))
    assert words == "Training: 3 a, 9 b, 3 c — 3 : 1"
    assert said(count_words([3, 9], ("−1", "1"))) == "Training: 9 “1”, 3 “−1” — 3 : 1"
    names = tuple(f"c{k}" for k in range(10))
    assert "1 c7, 2 more classes" in count_words([1] * 10, names)


def test_there_is_a_note_from_3_to_1_on():
    assert imbalance_note([25, 74], ("a", "b")) == ""
    assert "“b” would be right for 75%" in imbalance_note([25, 75], ("a", "b"))
    assert "No training point is a" in imbalance_note([0, 5], ("a", "b"))
    assert imbalance_note([5], ("a",)) == ""


def test_numbers_and_no_training_points_show_nothing(qtbot):
    counts = ClassCounts()
    qtbot.addWidget(counts)
    for choice in (DataChoice("sine"), DataChoice(train_share=0)):
        counts.show_dataset(load(choice))
        assert counts.isHidden()
    counts.show_dataset(None)
    assert counts.isHidden()


def test_named_classes_keep_their_names_and_the_bar_takes_the_theme(qtbot, qapp):
    table = Table("t.csv", ("x", "y"), np.array([[0.0, 0], [1, 0], [2, 1]]), ((), ("no", "yes")))
    counts = ClassCounts()
    qtbot.addWidget(counts)
    counts.show_dataset(load(DataChoice("table", table=table, train_share=100)))
    assert said(counts._words.text()) == "Training: 2 no, 1 yes — 2 : 1"
    apply_theme(qapp, LIGHT)
    before = counts._bar.grab().toImage()
    apply_theme(qapp, DARK)
    assert counts._bar.grab().toImage() != before
