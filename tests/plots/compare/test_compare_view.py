"""Two pictures side by side, made of plain arrays."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.geometry.frame import Frame
from playground.palette import DARK, LIGHT
from playground.plots.compare.layer import label_colors
from playground.plots.compare.picture import FacesPicture, SampledPicture
from playground.plots.compare.view import CompareView
from playground.widgets.choice import Choice
from tests.eyes import color_of

BOX = (-1.0, 1.0, -1.0, 1.0)


def halves(differs: bool) -> FacesPicture:
    """Left and right half of the square; on the right one the other network may differ."""
    corners = [(-1, -1), (0, -1), (0, 1), (-1, 1), (0, -1), (1, -1), (1, 1), (0, 1)]
    middle = np.array([[(0.0, -1.0), (0.0, 1.0)]])
    return FacesPicture(
        Frame.of(BOX),
        np.array(corners, dtype=float),
        np.array([0, 4, 8]),
        np.array([0, 1]),
        np.array([False, differs]),
        middle,
        middle,
        middle if differs else np.empty((0, 2, 2)),
    )


def sampled(values: np.ndarray | None = None) -> SampledPicture:
    labels = np.repeat([[0, 1]], 2, axis=0)
    return SampledPicture(BOX, labels, labels == 1, values)


@pytest.fixture
def view(qtbot) -> CompareView:
    view = CompareView()
    qtbot.addWidget(view)
    view.resize(700, 480)
    view.show()
    view.set_plane(BOX, "x₁", "x₂")
    return view


def seen(view: CompareView, plane: int, x: float, y: float) -> QColor:
    """The colour of a place of the plane."""
    return color_of(view.planes[plane].chart, x, y)


def distance(one: QColor, other: QColor) -> int:
    return max(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_faces_have_their_labels_colours(view):
    view.show_pictures((halves(False), halves(False)), 2)

    low, high = (QColor(color) for color in label_colors(2, LIGHT))
    for plane in (0, 1):
        assert distance(seen(view, plane, -0.5, 0.3), low) < 3
        assert distance(seen(view, plane, 0.5, 0.3), high) < 3


def test_where_the_other_differs_is_lit_and_only_there(view):
    view.show_pictures((halves(True), halves(False)), 2)

    low, high = (QColor(color) for color in label_colors(2, LIGHT))
    assert distance(seen(view, 0, 0.5, 0.3), high) > 10
    assert distance(seen(view, 0, -0.5, 0.3), low) < 3
    assert distance(seen(view, 1, 0.5, 0.3), high) < 3


@pytest.mark.parametrize("values", [None, np.array([[-1, 1], [-1, 1]], dtype=np.float32)])
def test_samples_are_drawn_with_stripes_where_they_differ(view, values):
    view.show_pictures((sampled(values), sampled(values)), 2)
    plain = seen(view, 0, -0.5, 0.3)
    same = SampledPicture(BOX, np.zeros((2, 2), dtype=int), np.zeros((2, 2), dtype=bool), values)

    view.show_pictures((same, same), 2)

    assert distance(plain, seen(view, 0, -0.5, 0.3)) < 3


def test_a_message_takes_the_pictures_away(view):
    view.show_pictures((halves(False), halves(False)), 2)
    view.show_message("Choose an example to compare with.")

    assert distance(seen(view, 0, -0.5, 0.3), QColor(label_colors(2, LIGHT)[0])) > 10
    assert view._verdict.text() == "Choose an example to compare with."


def test_the_theme_colours_everything(view):
    view.show_pictures((halves(False), halves(False)), 2)
    view.set_theme(DARK)

    assert distance(seen(view, 0, -0.5, 0.3), QColor(label_colors(2, DARK)[0])) < 3


@pytest.mark.parametrize(("width", "across"), [(700, True), (340, False)])
def test_the_planes_lie_side_by_side_where_there_is_room(view, qtbot, width, across):
    view.resize(width, 640)
    qtbot.waitUntil(lambda: (view.planes[0].x() != view.planes[1].x()) == across, timeout=5000)
    first, second = (plane.geometry() for plane in view.planes)
    assert not first.intersects(second)
    assert (first.top() == second.top()) == across


def test_both_planes_follow_what_is_looked_at(view, qtbot):
    with qtbot.waitSignal(view.bounds_changed) as panned:
        QTest.keyClick(view.planes[0].chart, Qt.Key.Key_Left)
    view.show_bounds(panned.args[0])

    assert view.planes[0].chart.bounds == view.planes[1].chart.bounds == panned.args[0]


def test_a_wait_is_shown_only_when_it_is_long(view, qtbot):
    cancel = _button(view, "Cancel comparing")
    view.set_busy(True)
    assert not cancel.isVisible()
    qtbot.waitUntil(cancel.isVisible, timeout=5000)
    with qtbot.waitSignal(view.cancel_requested):
        QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    view.set_busy(False)
    assert not cancel.isVisible()


def test_buttons_are_offered_with_what_they_are_for(view, qtbot):
    view.show_finding("They differ.", "Here.", differs=True, shares=False)
    assert _button(view, "Show difference").isEnabled()
    assert not _button(view, "Select shared").isEnabled()
    with qtbot.waitSignal(view.difference_requested):
        QTest.mouseClick(_button(view, "Show difference"), Qt.MouseButton.LeftButton)

    view.show_finding("Equal.", "", shares=True)
    assert not _button(view, "Show difference").isEnabled()
    with qtbot.waitSignal(view.shared_requested):
        QTest.mouseClick(_button(view, "Select shared"), Qt.MouseButton.LeftButton)


def test_the_controls_show_a_kind_and_ask_by_keys(view, qtbot):
    controls = view.controls
    controls.show_kind("activation", [Choice("relu", "ReLU"), Choice("tanh", "Tanh")], "relu")
    box = _named(view, "The other network")
    with qtbot.waitSignal(controls.item_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == ["tanh"]

    controls.show_kind("file", [], None)
    assert not box.isVisible()
    with qtbot.waitSignal(controls.file_requested):
        QTest.keyClick(_button(view, "Choose file"), Qt.Key.Key_Space)
    controls.show_file("a&b.nnplay")
    assert _button(view, "Choose file").text() == "a&&b.nnplay"


def test_several_outputs_can_be_seen_at_once_or_one_by_one(view, qtbot):
    controls, box = view.controls, _named(view, "Output")
    controls.show_outputs(["A", "B"], None)
    assert [box.itemText(row) for row in range(box.count())] == ["All outputs", "A", "B"]
    with qtbot.waitSignal(controls.output_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == ["0"]
    controls.show_outputs(["A"], None)
    assert (box.currentText(), box.isEnabled()) == ("A", False)


def _named(view: CompareView, name: str) -> QWidget:
    (found,) = [w for w in view.findChildren(QWidget) if w.accessibleName() == name]
    return found


def _button(view: CompareView, name: str) -> QAbstractButton:
    found = _named(view, name)
    assert isinstance(found, QAbstractButton)
    return found
