"""A comparison that follows edits, training and documents, and takes its time."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from playground.app.views import compare as compare_feed
from playground.geometry.errors import GeometryError
from playground.network.weight import Weight
from tests.app.compare.conftest import Bench, _type_bias, example
from tests.app.conftest import CONTROL, LEFT, NO_KEYS


def test_a_change_of_the_drawing_and_an_undo_are_compared_at_once(open_desk):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    bench.choose("The other network", "Sign")
    assert bench.verdict.startswith("Equal")

    desk.controller.do(_type_bias("n6", "-1/3"))
    bench.settle()
    assert bench.verdict.startswith("They differ")

    desk.key(Qt.Key.Key_Z, CONTROL)
    bench.settle()
    assert bench.verdict.startswith("Equal")


def test_training_is_followed_live(xor_desk):
    bench = Bench(xor_desk)
    bench.choose("Compare with", "Earlier step")
    assert "Choose a step" in bench.verdict
    bench.choose("Compare with", "Example")
    bench.choose("The other network", "Exclusive or")
    before = bench.pictures[0].values.copy()

    xor_desk.controller.train()
    xor_desk.wait(lambda: xor_desk.epoch > 20)
    xor_desk.wait(lambda: not np.array_equal(bench.pictures[0].values, before))
    xor_desk.controller.pause()
    xor_desk.wait(lambda: not xor_desk.controller.is_running)
    bench.settle()

    trained = xor_desk.controller.snapshot.weights
    assert np.array_equal(
        [edge.weight for edge in bench.feed._compared.first.network.edges], trained
    )


def test_the_steps_of_the_history_are_offered_the_present_one_is_not(xor_desk):
    bench = Bench(xor_desk)
    bench.choose("Compare with", "Earlier step")
    assert bench.box("The other network").count() == 0

    xor_desk.controller.do(_type_bias("n3", "0.7"))
    xor_desk.controller.do(_type_bias("n3", "0.9"))
    bench.settle()

    box = bench.box("The other network")
    assert [box.itemText(row) for row in range(box.count())] == ["1: Change Bias", "0: Start"]
    bench.choose("The other network", "1: Change Bias")
    assert bench.titles[1] == "After “Change Bias”"
    assert bench.verdict.startswith("No difference") or "differ" in bench.verdict
    second = bench.feed._compared.second.network
    assert next(node.bias for node in second.nodes if node.id == "n3") == 0.7


def test_another_document_has_no_steps_of_the_one_before(xor_desk):
    bench = Bench(xor_desk)
    xor_desk.controller.do(_type_bias("n3", "0.7"))
    bench.choose("Compare with", "Earlier step")
    bench.choose("The other network", "0: Start")

    xor_desk.controller.replace(example("triangle"))
    bench.settle()

    assert "Choose a step" in bench.verdict
    assert bench.box("The other network").count() == 0


def test_another_document_is_compared_only_once_it_is_known(open_desk):
    desk = open_desk(example("xor"))
    bench = Bench(desk)
    desk.controller.replace(example("three-classes"))
    bench.settle()
    outputs = {node.id for node in desk.network.outputs()}
    assert set(bench.feed._compared.first.outputs) == outputs


def test_out_of_sight_nothing_is_compared(open_desk, monkeypatch):
    calls = []
    found = compare_feed.compare_sides
    monkeypatch.setattr(
        compare_feed, "compare_sides", lambda *args: calls.append(1) or found(*args)
    )
    desk = open_desk(example("triangle"))
    desk.controller.do(_type_bias("n6", "-0.5"))
    desk.settle()
    assert not calls

    bench = Bench(desk)
    assert calls
    desk.window.docks["Regions"].raise_()
    desk.settle()
    count = len(calls)
    desk.controller.do(_type_bias("n6", "-0.6"))
    desk.settle()
    assert len(calls) == count
    assert bench.feed.is_settled


def test_what_takes_long_shows_it_and_can_be_called_off(open_desk, monkeypatch):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    held = []

    def slow(first, second, bounds, whole, cancelled):
        held.append(1)
        while not cancelled():
            time.sleep(0.001)
        raise GeometryError("Nobody hears of this.")

    monkeypatch.setattr(compare_feed, "compare_sides", slow)
    QTest.keyClick(bench.box("The other network"), Qt.Key.Key_Down)
    cancel = next(b for b in bench.view.findChildren(QAbstractButton) if b.text() == "Cancel")
    desk.wait(lambda: cancel.isVisible() and held)

    QTest.mouseClick(cancel, LEFT, NO_KEYS, cancel.rect().center())

    assert bench.verdict.startswith("Called off")
    assert not cancel.isVisible()


def test_what_is_on_its_way_never_covers_what_is_said_later(open_desk, monkeypatch):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    begun, go = threading.Event(), threading.Event()
    found = compare_feed.compare_sides

    def slow(*args):
        begun.set()
        assert go.wait(60)
        return found(*args)

    monkeypatch.setattr(compare_feed, "compare_sides", slow)
    QTest.keyClick(bench.box("The other network"), Qt.Key.Key_Down)
    desk.wait(begun.is_set)
    QTest.keyClick(bench.box("Compare with"), Qt.Key.Key_Down)
    said = bench.verdict
    assert said.startswith("Choose a step")

    go.set()
    bench.settle()

    assert bench.verdict == said
    assert bench.pictures == (None, None)


def test_weights_learned_in_the_open_run_are_those_compared(xor_desk):
    """What an edit started from is what the comparison has, not the numbers of before."""
    bench = Bench(xor_desk)
    edge = next(iter(xor_desk.network.edges))
    content = xor_desk.document.content.copy()
    content.network.put_edge(replace(edge, weight=Weight(edge.weight.value + 1)))
    xor_desk.controller.replace(content)
    bench.settle()

    first = bench.feed._compared.first.network
    assert next(e.weight for e in first.edges if e.id == edge.id) == edge.weight.value + 1
