"""The outputs view in the window: several nodes at once, worked by a person."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QListWidget

from playground.app.views.outputs import decision_of
from playground.app.views.plane import NO_PLANE
from playground.data.load import load
from playground.document import edits, files
from playground.document.content import Content, ViewChoice
from playground.document.lowering import Lowering
from playground.network.model import Network
from playground.network.templates import layered
from playground.plots.outputs.legend import OutputsLegend
from playground.plots.outputs.plane import OutputsPlane
from playground.plots.plane.chart import PlaneChart
from tests.eyes import cards_on, crosses_on, hover

LEFT = Qt.MouseButton.LeftButton


def blobs(widths=(2, 3, 3), source="blobs", **view) -> Content:
    content = Content(network=Network(*layered(list(widths), ["x1", "x2"])))
    content.data = replace(content.data, source=source, count=120, noise=40)
    content.view = ViewChoice(**view)
    return content


@pytest.fixture
def open_outputs(open_view):
    return partial(open_view, name="outputs")


def look_at_all(desk) -> None:
    """Some points lie beside the plane as it is at first."""
    desk.controller.show_bounds((-20.0, 20.0, -20.0, 20.0))
    desk.settle()


def plane_of(view) -> OutputsPlane:
    return view.findChild(OutputsPlane)


def cards(view):
    return cards_on(plane_of(view))


def legend(view):
    """The names of the nodes that can be switched, and whether they are on."""
    QApplication.processEvents()
    boxes = view.findChild(OutputsLegend).findChildren(QCheckBox)
    return {box.accessibleName(): box for box in boxes if box.isVisible()}


def test_all_outputs_are_shown_at_first_with_their_classes(open_outputs):
    _, view = open_outputs(blobs())
    assert list(legend(view)) == ["ŷ₁ (A)", "ŷ₂ (B)", "ŷ₃ (C)"]
    assert cards(view) == []


def test_out_of_sight_nothing_is_computed_for_it(open_outputs):
    desk, _ = open_outputs(blobs())
    assert "outputs" in desk.controller.snapshot.fields
    desk.window.docks["Regions"].raise_()
    desk.wait(lambda: not desk.window.views.is_in_sight("outputs"))
    desk.settle()
    assert "outputs" not in desk.controller.snapshot.fields


def test_the_highest_is_one_undoable_step_that_is_saved(open_outputs):
    desk, view = open_outputs(blobs())
    desk.push(desk.button("Highest", view))
    desk.settle()
    assert desk.document.view.outputs_mode == "highest"
    assert legend(view) == {}
    saved = files.decode(files.encode(desk.document.content), "a file")
    assert saved.view.outputs_mode == "highest"
    desk.controller.undo()
    desk.settle()
    assert desk.document.view.outputs_mode == "overlay"
    assert len(legend(view)) == 3


def test_a_region_is_switched_off_in_the_legend(open_outputs):
    desk, view = open_outputs(blobs())
    desk.push(legend(view)["ŷ₂ (B)"])
    assert [b.isChecked() for b in legend(view).values()] == [True, False, True]
    second = desk.network.outputs()[1].id
    assert desk.document.view.overlay_off == (second,)
    desk.push(legend(view)["ŷ₂ (B)"])
    assert desk.document.view.overlay_off == ()
    desk.controller.undo()
    assert not legend(view)["ŷ₂ (B)"].isChecked()


def test_a_hidden_node_is_chosen_by_keyboard(open_outputs):
    desk, view = open_outputs(blobs())
    button = desk.button("Nodes", view)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    listed = view.findChild(QListWidget)
    for _ in range(3):
        QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    desk.settle()
    assert list(legend(view)) == ["ŷ₁ (A)", "ŷ₂ (B)", "ŷ₃ (C)", "a₁⁽²⁾"]
    hidden = [node.id for node in desk.network.nodes if desk.network.role(node.id) == "hidden"]
    assert desk.document.view.overlay_nodes[-1] == hidden[0]
    saved = files.decode(files.encode(desk.document.content), "a file")
    assert saved.view == desk.document.view


def test_the_selected_nodes_can_be_shown(open_outputs):
    desk, view = open_outputs(blobs())
    hidden = [node.id for node in desk.network.nodes if desk.network.role(node.id) == "hidden"]
    desk.push(desk.button("Nodes", view))
    desk.push(desk.button("Selected"))
    assert desk.document.view.overlay_nodes is None, "nothing was selected"
    assert "No node is selected" in desk.window.statusBar().currentMessage()
    QTest.keyClick(view.findChild(QListWidget), Qt.Key.Key_Escape)
    desk.canvas.select(tuple(hidden[:2]))
    desk.push(desk.button("Nodes", view))
    desk.push(desk.button("Selected"))
    assert desk.document.view.overlay_nodes == tuple(hidden[:2])
    desk.push(desk.button("All outputs"))
    assert desk.document.view.overlay_nodes is None
    QTest.keyClick(view.findChild(QListWidget), Qt.Key.Key_Escape)


def test_a_chosen_node_goes_and_comes_with_the_drawing(open_outputs):
    desk, view = open_outputs(blobs())
    last = desk.network.outputs()[2].id
    ids = tuple(node.id for node in desk.network.outputs())
    desk.controller.do(edits.change_field("Change View", "view", overlay_nodes=ids))
    desk.controller.do(edits.remove([last]))
    desk.settle()
    assert len(legend(view)) == 2
    desk.controller.undo()
    desk.settle()
    assert len(legend(view)) == 3


def test_no_node_chosen_says_what_to_do(open_outputs):
    _, view = open_outputs(blobs(overlay_nodes=()))
    assert cards(view)[0].startswith("No node is chosen: open “Nodes…”")


def test_the_highest_of_one_output_says_why_not_and_what_would_make_it(open_outputs):
    desk, view = open_outputs(blobs((2, 3, 1), "xor", outputs_mode="highest"))
    assert cards(view)[0].startswith("The highest needs two or more outputs")
    desk.push(desk.button("Overlay", view))
    desk.settle()
    assert cards(view) == []
    assert list(legend(view)) == ["ŷ (1)"]


def test_the_highest_is_there_once_there_is_a_second_output(open_outputs):
    desk, view = open_outputs(blobs((2, 3, 1), "xor", outputs_mode="highest"))
    hidden = next(n.id for n in desk.network.nodes if desk.network.role(n.id) == "hidden")
    desk.controller.do(edits.connect_to_new(hidden, 500.0, 300.0))
    desk.settle()
    assert cards(view) == []
    desk.controller.undo()
    desk.settle()
    assert cards(view)[0].startswith("The highest needs two or more outputs")


def test_outputs_that_learn_no_class_compete_under_their_own_names(open_outputs):
    _, view = open_outputs(blobs((2, 3, 3), "xor", outputs_mode="highest"))
    hover(plane_of(view), 1.0, 2.0)
    assert "ŷ₁ = " in cards(view)[0]
    assert "(1) =" not in cards(view)[0]


def test_an_empty_drawing_says_what_to_do(open_outputs):
    _, view = open_outputs(Content())
    assert cards(view) == ["Nothing to show yet: place a neuron and connect an input to it."]


def test_data_of_one_input_are_sent_to_the_curve(open_outputs):
    content = Content(network=Network(*layered([1, 3, 2], ["x1"])))
    content.data = replace(content.data, source="sine", count=50)
    desk, view = open_outputs(content)
    assert cards(view) == [NO_PLANE]
    assert "Curve" in NO_PLANE
    assert "outputs" not in desk.controller.snapshot.fields


def test_a_drawing_without_inputs_is_a_picture(open_outputs):
    desk, view = open_outputs(Content())
    desk.controller.do(edits.place_neuron(0.0, 0.0))
    source = next(iter(desk.network.nodes)).id
    desk.controller.do(edits.connect_to_new(source, 200.0, 0.0))
    desk.settle()
    assert cards(view) == []
    assert list(legend(view)) == ["ŷ (1)"]


def test_two_views_of_the_plane_follow_each_other(open_outputs):
    desk, view = open_outputs(blobs())
    desk.window.docks["Outputs"].setFloating(True)
    desk.window.docks["Regions"].raise_()
    desk.wait(lambda: desk.window.views.is_in_sight("regions"))
    desk.settle()
    plane, region = plane_of(view), desk.window.region.findChild(PlaneChart)
    for asked, following in ((plane, region), (region, plane)):
        before = following.bounds
        QTest.keyClick(asked, Qt.Key.Key_Plus)
        desk.wait(lambda f=following, b=before: f.bounds != b)
        assert following.bounds == asked.bounds
        desk.settle()
        for name in ("outputs", "regions"):
            field = desk.controller.snapshot.fields[name]
            assert field.bounds == pytest.approx(asked.bounds)


@pytest.mark.parametrize("mode", ["overlay", "highest"])
def test_as_many_points_are_wrong_as_the_accuracy_says(open_outputs, mode):
    desk, view = open_outputs(blobs(outputs_mode=mode, show_test=False))
    look_at_all(desk)
    wrong = len(crosses_on(plane_of(view))) / desk.controller.dataset.train_count
    assert wrong == pytest.approx(1 - desk.controller.snapshot.metrics.accuracy_train)
    assert wrong > 0


def test_the_regions_mark_the_same_points_but_not_on_a_hidden_node(open_desk):
    desk = open_desk(blobs(show_test=False))
    look_at_all(desk)
    chart = desk.window.region.findChild(PlaneChart)
    share = 1 - desk.controller.snapshot.metrics.accuracy_train
    for output in desk.network.outputs():
        desk.canvas.select((output.id,))
        desk.settle()
        wrong = len(crosses_on(chart)) / desk.controller.dataset.train_count
        assert wrong == pytest.approx(share)
    hidden = next(n.id for n in desk.network.nodes if desk.network.role(n.id) == "hidden")
    desk.canvas.select((hidden,))
    desk.settle()
    assert crosses_on(chart) == []


def test_names_are_those_of_the_drawing(open_outputs):
    desk, view = open_outputs(blobs())
    first = desk.network.outputs()[0].id
    desk.controller.do(edits.rename(first, "cat"))
    desk.settle()
    assert list(legend(view)) == ["cat (A)", "ŷ₂ (B)", "ŷ₃ (C)"]
    desk.controller.do(edits.change_field("Change Labels", "view", label_style="a"))
    desk.settle()
    assert list(legend(view)) == ["a₁⁽³⁾ (A)", "a₂⁽³⁾ (B)", "a₃⁽³⁾ (C)"]


def test_the_winner_lights_up_in_the_drawing(open_outputs):
    desk, view = open_outputs(blobs(outputs_mode="highest"))
    hover(plane_of(view), 1.0, 2.0)
    lit = [node_id for node_id, item in desk.canvas.network_scene.nodes.items() if item.lit]
    assert len(lit) == 1
    assert desk.network.role(lit[0]) == "output"
    QApplication.sendEvent(plane_of(view), QEvent(QEvent.Type.Leave))
    assert not any(item.lit for item in desk.canvas.network_scene.nodes.values())


def test_the_status_bar_reads_the_outputs(open_outputs):
    desk, view = open_outputs(blobs(outputs_mode="highest"))
    hover(plane_of(view), 1.0, 2.0)
    QApplication.processEvents()
    said = " ".join(label.text() for label in desk.window.statusBar().findChildren(QLabel))
    assert "ahead by" in said
    assert said.count(";") == 2


def test_it_keeps_up_with_the_training(open_outputs):
    desk, view = open_outputs(blobs(outputs_mode="highest"))
    before = plane_of(view).grab().toImage()
    desk.controller.train()
    desk.wait(lambda: desk.epoch > 20)
    desk.controller.pause()
    desk.settle()
    assert plane_of(view).grab().toImage() != before


@pytest.mark.parametrize(
    ("loss", "threshold"), [("squared", 0.5), ("hinge", 0.0), ("softmax_cross_entropy", 0.0)]
)
def test_what_says_one_follows_what_was_learned(loss, threshold):
    content = blobs()
    content.training = replace(content.training, loss=loss)
    lowered = Lowering().lower(content, load(content.data))
    output, hidden = content.network.outputs()[0].id, content.network.inputs()[0].id
    assert decision_of(content, lowered, output) == threshold
    assert decision_of(content, lowered, hidden) == 0.0


def test_one_output_of_three_classes_stands_for_the_first_and_judges_nothing(open_outputs):
    _, view = open_outputs(blobs((2, 3, 1)))
    assert next(iter(legend(view))).startswith("ŷ (A)")
    assert crosses_on(plane_of(view)) == []
