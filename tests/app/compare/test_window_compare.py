"""The drawing beside another network, chosen by keys and clicks."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog

from playground.app.examples.catalog import EXAMPLES
from playground.data.choice import DataChoice
from playground.document import edits, files
from playground.palette import DARK
from playground.plots.compare.picture import FacesPicture, SampledPicture
from tests.app.compare.conftest import Bench, _type_bias, example
from tests.app.conftest import pixels


def test_the_menu_opens_the_dock_and_gives_it_the_keyboard(open_desk):
    desk = open_desk(example("triangle"))
    assert not desk.window.docks["Compare"].isVisible()

    bench = Bench(desk)

    assert desk.window.docks["Compare"].isVisible()
    assert bench.box("Compare with").hasFocus()
    assert bench.titles == ("This drawing", "As ReLU")
    assert "Certified" in bench.details


def test_the_same_drawing_under_another_activation(open_desk):
    desk = open_desk(example("triangle"))
    before = desk.document.content.copy()
    bench = Bench(desk)

    bench.choose("The other network", "Sign")
    assert bench.verdict.startswith("Equal: both decide the same in all 7 cells")
    assert "Certified: no answer hung on rounding." in bench.details
    assert all(isinstance(picture, FacesPicture) for picture in bench.pictures)

    bench.choose("The other network", "Sigmoid")
    assert bench.titles[1] == "As Sigmoid"
    assert bench.verdict.startswith("They differ on about")
    assert "Sampled at 25,600 points, not proved." in bench.details
    assert "is Sigmoid" in bench.details
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

    assert bench.verdict.startswith("Equal: both decide the same in all")
    assert bench.verdict.endswith("cells of the whole plane.")
    assert "Certified" in bench.details
    assert "The outputs themselves are the same, too." in bench.details
    assert "the same 10 neurons" in bench.details
    assert "and 20 edges" in bench.details

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
    assert bench.verdict.startswith("They differ in")
    assert bench.details.startswith("“AB” differs in")
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


def test_a_file_is_compared_and_a_broken_one_refused(open_desk, tmp_path, monkeypatch):
    content = example("triangle")
    same, broken = tmp_path / "same.nnplay", tmp_path / "broken.nnplay"
    files.save(content, same)
    broken.write_text("{}")
    bench = Bench(open_desk(content))
    bench.choose("Compare with", "File")
    assert bench.verdict == "Choose a file to compare with."

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(same), ""))
    bench.push("Choose file")
    assert bench.verdict.startswith("Equal")
    assert bench.titles[1] == "same.nnplay"

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    bench.push("Choose file")
    assert "broken.nnplay" in bench.verdict
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

    assert words in bench.verdict
    assert bench.pictures == (None, None)


def test_an_empty_drawing_says_what_to_do(desk):
    bench = Bench(desk)

    assert "no output to compare" in bench.verdict


def test_without_data_nothing_is_compared_and_it_says_why(open_desk):
    desk = open_desk(example("triangle"))
    bench = Bench(desk)
    desk.controller.do(edits.use_data("Open", DataChoice("table", table=None)))
    bench.settle()
    assert desk.controller.dataset is None
    assert bench.verdict == desk.controller.data_error
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
