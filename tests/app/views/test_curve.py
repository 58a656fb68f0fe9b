"""The curve in a real window, worked by mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSlider

from playground.app.views.range_dialog import RangeDialog
from playground.data.choice import DataChoice, Table
from playground.data.plane import PlaneChoice
from playground.document import edits, files
from playground.document.content import Content
from playground.engine.field import NodeEvaluator
from playground.engine.spec import TrainingSpec
from playground.network.model import Network
from playground.network.templates import layered
from playground.network.weight import Weight
from playground.plots.curve.view import CurveView
from playground.plots.message_card import MessageCard
from tests.app.conftest import CONTROL, Desk
from tests.eyes import crosses_on


def content_of(shape: tuple[int, ...], data: DataChoice, **training) -> Content:
    columns = ["x1", "x2"][: shape[0]]
    return Content(Network(*layered(list(shape), columns)), data, TrainingSpec(**training))


@pytest.fixture
def open_curve(open_desk):
    def open_with(content: Content) -> tuple[Desk, CurveView]:
        desk = open_desk(content)
        dock = desk.window.docks["Curve"]
        dock.show()
        dock.raise_()
        desk.settle()
        view = desk.window.findChild(CurveView)
        desk.wait(lambda: view.isVisible() and (view._curves is not None or said(view)))
        desk.settle()
        return desk, view

    return open_with


def said(view: CurveView) -> str:
    return next((c.text() for c in view.findChildren(MessageCard) if c.isVisible()), "")


def box(view: CurveView, text: str) -> QCheckBox:
    return next(b for b in view.findChildren(QCheckBox) if b.text() == text)


def test_y_is_mx_plus_b(open_curve):
    # S57: one input, one identity output.
    content = content_of((1, 1), DataChoice("line", count=100))
    (output,) = content.network.outputs()
    (edge,) = content.network.edges
    recipes = (
        edits.set_activation([output.id], "identity"),
        edits.set_weights({edge.id: -0.25, output.id: 0.5}),
    )
    desk, view = open_curve(content)
    for recipe in recipes:
        desk.controller.do(recipe)
    desk.settle()
    desk.wait(lambda: np.allclose(view._curves.lines[0].values, 0.5 - 0.25 * view._curves.x))
    assert view._curves.rule == "none"
    assert view._points.heights is not None
    desk.controller.undo()
    desk.settle()
    desk.wait(lambda: not np.allclose(view._curves.lines[0].values, 0.5 - 0.25 * view._curves.x))


def test_a_logistic_output_crosses_one_half_where_z_is_0(open_curve):
    # S65.
    content = content_of((1, 1), DataChoice("sides", count=100))
    (output,) = content.network.outputs()
    (edge,) = content.network.edges
    content.network.put_node(type(output)(**_fields(output) | {"activation": "sigmoid"}))
    desk, view = open_curve(content)
    desk.controller.do(edits.set_weights({edge.id: 2.0, output.id: -1.0}))
    desk.settle()
    desk.wait(lambda: len(view._bands._bands.dividers) == 1)
    desk.wait(lambda: abs(view._bands._bands.dividers[0] - 0.5) < 1e-3)
    assert view._curves.threshold == 0.5
    assert set(view._points.heights) == {0.0, 1.0}


def _fields(node) -> dict:
    return {name: getattr(node, name) for name in node.__dataclass_fields__}


def test_training_bends_the_curve_and_the_switches_are_undoable(open_curve):
    content = content_of((1, 3, 3), DataChoice("intervals", count=120), learning_rate=0.1)
    desk, view = open_curve(content)
    before = view._curves.lines[0].values.copy()
    assert view._curves.rule == "highest"
    assert view._points.heights is None
    desk.controller.train()
    desk.wait(lambda: desk.epoch > 5)
    desk.controller.pause()
    desk.settle()
    assert not np.array_equal(view._curves.lines[0].values, before)
    desk.push(box(view, "Hidden nodes"))
    desk.settle()
    desk.wait(lambda: len(view._curves.lines) == 6)
    assert desk.document.view.curve_hidden
    desk.push(box(view, "Bands"))
    assert not desk.document.view.curve_bands
    desk.controller.undo()
    desk.controller.undo()
    desk.settle()
    assert not desk.document.view.curve_hidden
    desk.wait(lambda: len(view._curves.lines) == 3)


def test_a_hidden_view_asks_for_nothing(open_desk):
    desk = open_desk(content_of((1, 1), DataChoice("line", count=50)))
    desk.window.docks["Regions"].raise_()
    desk.settle()
    assert "curve" not in desk.controller.snapshot.fields


def test_more_inputs_are_cut_and_the_cut_is_moved_by_its_slider(open_curve):
    desk, view = open_curve(content_of((2, 3, 1), DataChoice("circle", count=100)))
    assert "A cut at x₂ = " in view._caption.text()
    assert 0 < len(view._points.x) < desk.controller.dataset.count
    assert (view._points.strength > 0).all()
    assert crosses_on(view._chart) == [], "the curves are not what is answered beside them"
    assert not any(label.text() == "Wrong" for label in view.findChildren(QLabel))
    near = view._points
    values = view._curves.lines[0].values.copy()
    frame = view.parentWidget()
    slider = next(s for s in frame.findChildren(QSlider) if s.isVisible())
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    desk.settle()
    desk.wait(lambda: not np.array_equal(view._curves.lines[0].values, values))
    assert not np.array_equal(view._points.x, near.x), "others are near the cut now"
    held = dict(desk.document.view.plane.held)
    assert f"{held['x2']:.2f}".replace("-", "−") in view._caption.text()


def test_panning_asks_for_the_curve_there(open_curve):
    desk, view = open_curve(content_of((1, 1), DataChoice("sine", count=100)))
    view._chart.setFocus()
    for _ in range(3):
        QTest.keyClick(view._chart, Qt.Key.Key_Right)
    desk.wait(lambda: view._curves.x0 == pytest.approx(-2.4))
    assert desk.controller.bounds[:2] == pytest.approx((-2.4, 9.6))


def test_several_outputs_of_numbers_compete_on_request(open_curve):
    content = content_of((1, 3), DataChoice("sine", count=100))
    desk, view = open_curve(content)
    assert view._curves.rule == "none"
    wins = box(view, "Highest wins")
    assert wins.isVisible()
    desk.push(wins)
    desk.settle()
    assert view._curves.rule == "highest"
    assert len(view._bands._bands.classes) >= 1
    assert crosses_on(view._chart) == []


def test_cross_entropy_shows_probabilities(open_curve):
    content = content_of((1, 1), DataChoice("sides", count=60), loss="binary_cross_entropy")
    desk, view = open_curve(content)
    assert view._title.full_text == "Probability over x₁"
    (output,) = content.network.outputs()
    desk.controller.do(edits.set_weights({output.id: 100.0}))
    desk.settle()
    desk.wait(lambda: view._curves.lines[0].values.max() > 0.999)
    assert view._curves.lines[0].values.max() <= 1
    assert view._curves.threshold == 0.5


def test_what_can_not_be_shown_is_said_in_a_sentence(open_curve):
    desk, view = open_curve(Content())
    assert said(view).startswith("Nothing to show yet")
    huge = Table("t.csv", ("a", "y"), np.array([[1.0, 0.0]]), ((), ()))
    desk.controller.do(edits.use_data("Open", DataChoice("table", table=huge, train_share=100)))
    desk.settle()
    assert said(view).startswith("Nothing to show yet")


@pytest.mark.parametrize("weight", [0.0, 1e12, -1e12])
def test_extreme_weights_and_one_point_stay_readable(open_curve, weight):
    table = Table("t.csv", ("a", "y"), np.array([[1.0, 0.5]]), ((), ()))
    content = Content(
        Network(*layered([1, 1], ["a"])),
        DataChoice("table", table=table, train_share=100, kind="numbers"),
    )
    (edge,) = content.network.edges
    (output,) = content.network.outputs()
    content.network.put_edge(type(edge)(**_fields(edge) | {"weight": Weight(weight)}))
    content.network.put_node(type(output)(**_fields(output) | {"activation": "square"}))
    _, view = open_curve(content)
    assert not view.grab().isNull()
    assert np.isfinite(view._chart.box.viewRange()).all()


def test_of_very_many_hidden_nodes_the_first_are_drawn_and_it_says_so(open_curve):
    desk, view = open_curve(content_of((1, 120, 1), DataChoice("line", count=50)))
    desk.push(box(view, "Hidden nodes"))
    desk.settle()
    desk.wait(lambda: len(view._curves.lines) == 101)
    assert "Showing the first 100 of 120 hidden nodes." in view._caption.text()
    assert not view.grab().isNull()


def test_the_cut_goes_along_either_axis_and_planes_stay_as_they_are(open_curve, tmp_path):
    desk, view = open_curve(content_of((2, 3, 1), DataChoice("circle", count=100)))
    frame, chart = desk.window.views.frames["curve"], view._chart
    axis = next(b for b in frame.findChildren(QComboBox) if b.isVisible())
    assert [axis.itemText(k) for k in range(axis.count())] == ["x₁", "x₂"]
    across = view._curves.lines[0].values.copy()
    axis.setFocus()
    QTest.keyClick(axis, Qt.Key.Key_Down)
    desk.settle()
    desk.wait(lambda: not np.array_equal(view._curves.lines[0].values, across))
    plane = desk.controller.plane
    assert (plane.axes, plane.cut, desk.stack.undoText()) == ((0, 1), 1, "Change Axis")
    assert "A cut at x₁ = " in view._caption.text()
    assert chart.bottom.labelText == "x₂"
    near = np.isin(desk.controller.dataset.inputs[:, 1], view._points.x)
    assert near.sum() == len(view._points.x) > 0

    held = next(e for e in frame.findChildren(QLineEdit) if "Value of x₁" in e.accessibleName())
    held.setFocus()
    held.selectAll()
    QTest.keyClicks(held, "2,5")
    QTest.keyClick(held, Qt.Key.Key_Return)
    desk.settle()
    places = np.column_stack([np.full(len(view._curves.x), 2.5), view._curves.x])
    evaluator = NodeEvaluator(desk.controller.lowered.network)
    (output,) = desk.network.outputs()
    desk.wait(
        lambda: np.allclose(
            view._curves.lines[0].values, evaluator.evaluate(places, [output.id])[0], atol=1e-5
        )
    )
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    desk.wait(lambda: desk.controller.bounds[2:] == pytest.approx((-5.0, 5.0)))
    assert desk.controller.bounds[:2] == (-6.0, 6.0)

    files.save(desk.document.content, tmp_path / "cut.nnplay")
    assert files.load(tmp_path / "cut.nnplay").view.plane.along == "y"
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.controller.plane.cut == 0
    assert chart.bottom.labelText == "x₁"
    assert chart.box.viewRange()[0] == pytest.approx((-6.0, 6.0))


def test_a_range_of_the_cut_is_that_of_its_axis(open_curve):
    desk, view = open_curve(content_of((2, 3, 1), DataChoice("circle", count=100)))
    desk.controller.do(edits.change_field("Cut", "view", plane=PlaneChoice(along="y")))
    desk.settle()
    entries = desk.window.views.frames["curve"].menu_button.entries
    next(action for action in entries.actions() if action.objectName() == "range").trigger()
    dialog = desk.window.findChild(RangeDialog)
    fields = dialog.findChildren(QLineEdit)
    assert [field.accessibleName() for field in fields] == ["x₂ from", "x₂ to"]
    for field, number in zip(fields, ("-1", "3"), strict=True):
        field.selectAll()
        QTest.keyClicks(field, number)
    dialog.accept()
    desk.settle()
    assert desk.controller.bounds == (-6.0, 6.0, -1.0, 3.0)
    assert view._chart.box.viewRange()[0] == pytest.approx((-1.0, 3.0))
