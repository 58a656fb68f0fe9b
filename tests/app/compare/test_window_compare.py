"""The drawing beside another network, chosen by keys and clicks."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog

from playground.app.examples.catalog import EXAMPLES
from playground.app.views import compare as compare_feed
from playground.app.views.compare import CompareFeed
from playground.data.choice import DataChoice
from playground.document import edits, files
from playground.document.content import Content
from playground.geometry.errors import GeometryError
from playground.network.weight import Weight
from playground.palette import DARK
from playground.plots.compare.picture import FacesPicture, SampledPicture
from playground.plots.compare.view import CompareView
from playground.widgets.choice import ChoiceBox
from tests.app.conftest import CONTROL, LEFT, NO_KEYS, SHIFT, Desk, pixels


def example(name: str) -> Content:
    return files.load(EXAMPLES[name].path)


class Bench:
    """The compare dock in front of a person."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.key(Qt.Key.Key_M, CONTROL | SHIFT)
        feed = desk.window.views.feeds["compare"]
        assert isinstance(feed, CompareFeed)
        self.feed = feed
        self.view: CompareView = feed.widget
        self.settle()

    def settle(self) -> None:
        self.desk.settle()
        self.desk.wait(lambda: self.feed.is_settled and self.view.verdict)
        self.desk.settle()

    def choose(self, name: str, text: str) -> None:
        """Walk a box by the arrow keys to an entry that begins so."""
        box = self.box(name)
        box.setFocus()
        while box.currentIndex() > 0:
            QTest.keyClick(box, Qt.Key.Key_Up)
        while not box.currentText().startswith(text):
            assert box.currentIndex() < box.count() - 1, f"no entry {text!r}"
            QTest.keyClick(box, Qt.Key.Key_Down)
        self.settle()

    def box(self, name: str) -> ChoiceBox:
        (box,) = [b for b in self.view.findChildren(ChoiceBox) if b.accessibleName() == name]
        assert box.isVisible()
        return box

    def push(self, name: str) -> None:
        found = self.view.findChildren(QAbstractButton)
        (button,) = [b for b in found if b.accessibleName() == name]
        assert button.isEnabled(), f"{name} can't be pressed"
        QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())
        self.settle()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(plane._title.full_text for plane in self.view.planes)

    @property
    def pictures(self):
        return tuple(plane._picture for plane in self.view.planes)


def test_the_menu_opens_the_dock_and_gives_it_the_keyboard(open_desk):
    desk = open_desk(example("triangle"))
    assert not desk.window.docks["Compare"].isVisible()

    bench = Bench(desk)

    assert desk.window.docks["Compare"].isVisible()
    assert bench.box("Compare with").hasFocus()
    assert bench.titles == ("This drawing", "As ReLU")
    assert "Certified" in bench.view.details


def test_the_same_drawing_under_another_activation(open_desk):
    desk = open_desk(example("triangle"))
    before = desk.document.content.copy()
    bench = Bench(desk)

    bench.choose("The other network", "Sign")
    assert bench.view.verdict.startswith("Equal: both decide the same in all 7 cells")
    assert "Certified: no answer hung on rounding." in bench.view.details
    assert all(isinstance(picture, FacesPicture) for picture in bench.pictures)

    bench.choose("The other network", "Sigmoid")
    assert bench.titles[1] == "As Sigmoid"
    assert bench.view.verdict.startswith("They differ on about")
    assert "Sampled at 25,600 points, not proved." in bench.view.details
    assert "is Sigmoid" in bench.view.details
    assert all(isinstance(picture, SampledPicture) for picture in bench.pictures)

    assert desk.stack.count() == 0
    assert desk.network == before.network


def test_outputs_get_the_other_activation_too_on_request(open_desk):
    bench = Bench(open_desk(example("triangle")))
    bench.choose("The other network", "Tanh")
    assert np.unique(bench.pictures[1].values).tolist() == [0.0]  # a step that never fires

    (box,) = [b for b in bench.view.findChildren(QCheckBox) if b.isVisible()]
    QTest.keyClick(box, Qt.Key.Key_Space)
    bench.settle()

    assert -1.0 < bench.pictures[1].values.max() < 0.0


def test_both_polygon_networks_are_proved_equal_over_the_whole_plane(open_desk):
    desk = open_desk(example("three-polygons"))
    bench = Bench(desk)
    bench.choose("Compare with", "Example")
    bench.choose("The other network", "Eight patterns from one hidden layer")
    bench.choose("Over", "Whole plane")

    assert bench.view.verdict.startswith("Equal: both decide the same in all")
    assert bench.view.verdict.endswith("cells of the whole plane.")
    assert "Certified" in bench.view.details
    assert "The outputs themselves are the same, too." in bench.view.details
    assert "the same 10 neurons" in bench.view.details
    assert "and 20 edges" in bench.view.details

    bench.push("Select shared")
    scene = desk.canvas.network_scene
    hidden = {edge.target for edge in desk.network.edges if edge.id in scene.selected_edges}
    assert (len(scene.selected_edges), len(hidden)) == (20, 10)
    assert len(scene.selected_nodes) == 12


def test_where_two_networks_differ_is_lit_output_by_output(open_desk):
    content = example("three-polygons")
    bench = Bench(open_desk(content))
    node = next(node for node in content.network.nodes if node.name == "AB")
    bench.desk.controller.do(_type_bias(node.id, "-2.5"))
    bench.choose("Compare with", "Earlier step")
    bench.choose("The other network", "0: Start")

    assert bench.titles[1] == "At the start"
    assert bench.view.verdict.startswith("They differ in")
    assert bench.view.details.startswith("“AB” differs in")
    assert bench.pictures[0].differs.any()

    bench.choose("Output", "AB")
    assert (bench.pictures[0].labels == 0).all()  # never fires now
    assert bench.pictures[1].labels.any()
    assert np.array_equal(bench.pictures[1].labels == 1, bench.pictures[1].differs)
    bench.choose("Output", "none")
    assert not bench.pictures[0].differs.any()

    home = bench.desk.controller.bounds
    bench.push("Show difference")
    bounds = bench.desk.controller.bounds
    assert bounds[1] - bounds[0] < (home[1] - home[0]) / 2
    assert all(plane.chart.bounds == bounds for plane in bench.view.planes)


def _type_bias(node_id: str, text: str):
    from playground.document import edits

    return edits.type_weight([node_id], text)


def test_a_change_of_the_drawing_and_an_undo_are_compared_at_once(open_desk):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    bench.choose("The other network", "Sign")
    assert bench.view.verdict.startswith("Equal")

    desk.controller.do(_type_bias("n6", "-1/3"))
    bench.settle()
    assert bench.view.verdict.startswith("They differ")

    desk.key(Qt.Key.Key_Z, CONTROL)
    bench.settle()
    assert bench.view.verdict.startswith("Equal")


def test_training_is_followed_live(xor_desk):
    bench = Bench(xor_desk)
    bench.choose("Compare with", "Earlier step")
    assert "Choose a step" in bench.view.verdict
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
    assert bench.view.verdict.startswith("No difference") or "differ" in bench.view.verdict
    second = bench.feed._compared.second.network
    assert next(node.bias for node in second.nodes if node.id == "n3") == 0.7


def test_another_document_has_no_steps_of_the_one_before(xor_desk):
    bench = Bench(xor_desk)
    xor_desk.controller.do(_type_bias("n3", "0.7"))
    bench.choose("Compare with", "Earlier step")
    bench.choose("The other network", "0: Start")

    xor_desk.controller.replace(example("triangle"))
    bench.settle()

    assert "Choose a step" in bench.view.verdict
    assert bench.box("The other network").count() == 0


def test_another_document_is_compared_only_once_it_is_known(open_desk):
    desk = open_desk(example("xor"))
    bench = Bench(desk)
    desk.controller.replace(example("three-classes"))
    bench.settle()
    outputs = {node.id for node in desk.network.outputs()}
    assert set(bench.feed._compared.first.outputs) == outputs


def test_a_file_is_compared_and_a_broken_one_refused(open_desk, tmp_path, monkeypatch):
    content = example("triangle")
    same, broken = tmp_path / "same.nnplay", tmp_path / "broken.nnplay"
    files.save(content, same)
    broken.write_text("{}")
    bench = Bench(open_desk(content))
    bench.choose("Compare with", "File")
    assert bench.view.verdict == "Choose a file to compare with."

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(same), ""))
    bench.push("Choose file")
    assert bench.view.verdict.startswith("Equal")
    assert bench.titles[1] == "same.nnplay"

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    bench.push("Choose file")
    assert "broken.nnplay" in bench.view.verdict
    assert bench.pictures == (None, None)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("three-polygons", "triangle", "8 and 1 outputs"),
        ("xor", "triangle", "“a₁⁽²⁾” is Tanh"),
    ],
)
def test_what_can_not_be_compared_is_said(open_desk, first, second, words):
    bench = Bench(open_desk(example(first)))
    bench.choose("Over", "Whole plane")
    bench.choose("Compare with", "Example")
    bench.choose("The other network", EXAMPLES[second].title)

    assert words in bench.view.verdict
    assert bench.pictures == (None, None)


def test_an_empty_drawing_says_what_to_do(desk):
    bench = Bench(desk)

    assert "no output to compare" in bench.view.verdict


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

    assert bench.view.verdict.startswith("Called off")
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
    said = bench.view.verdict
    assert said.startswith("Choose a step")

    go.set()
    bench.settle()

    assert bench.view.verdict == said
    assert bench.pictures == (None, None)


def test_without_data_nothing_is_compared_and_it_says_why(open_desk):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    desk.controller.do(edits.use_data("Open", DataChoice("table", table=None)))
    bench.settle()
    assert desk.controller.dataset is None
    assert bench.view.verdict == desk.controller.data_error
    assert bench.pictures == (None, None)


def test_the_pointer_reads_both_networks(open_desk):
    desk = open_desk(example("three-polygons"))
    bench = Bench(desk)
    chart = bench.view.planes[0].chart
    place = chart.box.mapViewToScene(chart.box.viewRect().center()).toPoint()

    QTest.mouseMove(chart.viewport(), place)
    desk.wait(lambda: "This drawing: ABC" in desk.window.statusBar().currentMessage())


def test_it_is_painted_and_the_theme_changes_it(open_desk):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    light = pixels(bench.view)
    desk.window.views.set_theme(DARK)
    dark = pixels(bench.view)

    assert light.shape == dark.shape
    assert (light != dark).mean() > 0.1
    assert light[200:, :, :3].std() > 20


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
