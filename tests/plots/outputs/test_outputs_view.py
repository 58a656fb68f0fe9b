from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QListWidget, QPushButton

from playground.palette import DARK, LIGHT, rgb
from playground.plots.outputs.chooser import Candidate
from playground.plots.outputs.nodes import ShownNode
from playground.plots.outputs.plane import OutputsPlane
from playground.plots.outputs.view import HIGHEST, OVERLAY, OutputsView
from playground.plots.plane.points import PointSet
from playground.widgets.footer import Footer
from tests import eyes
from tests.eyes import cards_on, color_of, crosses_on, put_up

PLANE = (-6.0, 6.0, -6.0, 6.0)
LEFT = Qt.MouseButton.LeftButton


def nodes(count, class_names=(), off=()):
    names = class_names or [""] * count
    return [
        ShownNode(f"n{k}", f"y{k}", k, count, 0.0, names[k], k not in off) for k in range(count)
    ]


def fields(*functions, size=60):
    steps = -6 + (np.arange(size) + 0.5) * 12 / size
    x, y = np.meshgrid(steps, steps)
    return {
        f"n{k}": np.broadcast_to(np.asarray(f(x, y), dtype=np.float32), x.shape).copy()
        for k, f in enumerate(functions)
    }


def right(x, y):
    return np.where(x > 0, 1.0, -1.0)


def upper(x, y):
    return np.where(y > 0, 0.6, -0.6)


def three_points(kind="classes", names=("a", "b", "c")):
    labels = np.array([0.0, 1.0, 2.0]) % max(1, len(names))
    return PointSet(np.array([-4.0, 4, 0]), np.array([-4.0, -4, 4]), labels, kind, names, 2)


@pytest.fixture
def view(qtbot):
    view = OutputsView()
    view.set_plane(PLANE, "x₁", "x₂")
    put_up(qtbot, view, 420, 620)
    return view


def plane_of(view):
    return view.findChild(OutputsPlane)


def color_at(view, x, y):
    color = color_of(plane_of(view), x, y)
    return color.red(), color.green(), color.blue()


def hover(view, x, y):
    eyes.hover(plane_of(view), x, y)


def shown_cards(view):
    return cards_on(plane_of(view))


def texts(view):
    QApplication.processEvents()  # new entries of a legend show themselves with the next events
    return " | ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def box(view, name):
    QApplication.processEvents()
    found = [b for b in view.findChildren(QCheckBox) if b.accessibleName() == name]
    assert len(found) == 1
    return found[0]


# -- overlay --


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_regions_mix_where_they_overlap(view, theme):
    view.set_theme(theme)
    view.set_options(show_test=True, boundary=False, fit_colors=False)
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    colors = {place: color_at(view, *place) for place in ((-3, -3), (3, -3), (-3, 3), (3, 3))}
    assert colors[-3, -3] == rgb(theme.surface)
    assert len(set(colors.values())) == 4


def test_each_region_has_a_line_in_its_color(view):
    view.set_nodes(OVERLAY, nodes(3)[:1])
    view.show_fields(fields(right), PLANE)
    red, _, blue = color_at(view, 0, 3)
    assert blue > red + 60
    assert blue < 190, "the line is darker than the region"
    view.set_options(show_test=True, boundary=False, fit_colors=False)
    assert min(color_at(view, -1, 3)) == 255


def test_the_threshold_of_each_node_counts(view):
    low = [ShownNode("n0", "y0", 0, 3, 0.5), ShownNode("n1", "y1", 1, 3, 0.7)]
    view.set_options(show_test=True, boundary=False, fit_colors=False)
    view.set_nodes(OVERLAY, low)
    view.show_fields(fields(right, upper), PLANE)
    assert color_at(view, -3, 3) == rgb(LIGHT.surface)
    assert color_at(view, 3, -3) == color_at(view, 3, 3) != rgb(LIGHT.surface)


def test_a_node_is_switched_off_by_its_box_only_once_it_is_told_to(view, qtbot):
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    with qtbot.waitSignal(view.node_switched) as told:
        QTest.mouseClick(box(view, "y1"), LEFT, pos=box(view, "y1").rect().center())
    assert told.args == ["n1", False]
    assert box(view, "y1").isChecked()
    before = color_at(view, -3, 3)
    kept = box(view, "y1")
    view.set_nodes(OVERLAY, nodes(2, off=(1,)))
    assert not box(view, "y1").isChecked()
    assert box(view, "y1") is kept, "the keyboard's focus would be lost with the widget"
    assert color_at(view, -3, 3) == rgb(LIGHT.surface) != before


def test_all_switched_off_is_an_empty_plane(view):
    view.set_nodes(OVERLAY, nodes(2, off=(0, 1)))
    view.show_fields(fields(right, upper), PLANE)
    assert color_at(view, 3, 3) == rgb(LIGHT.surface)
    assert not shown_cards(view)


def test_one_output_is_an_overlay_too(view):
    view.set_nodes(OVERLAY, nodes(1, ("yes",)))
    view.show_fields(fields(right), PLANE)
    assert color_at(view, 3, 3) != rgb(LIGHT.surface)
    assert box(view, "y0 (yes)").text() == "y0 (yes) · 1 island"
    assert "is above 0," in box(view, "y0 (yes)").toolTip()
    assert "1 island" in box(view, "y0 (yes)").accessibleDescription()


# -- the highest --


def test_the_winner_has_its_color_and_the_closer_the_paler(view):
    view.set_options(show_test=True, boundary=False, fit_colors=False)
    view.set_nodes(HIGHEST, nodes(3))
    slope = fields(lambda x, y: x / 6, lambda x, y: -x / 6, lambda x, y: -5.0)
    view.show_fields(slope, PLANE)
    clear, close = color_at(view, 5, 3), color_at(view, 0.7, 3)
    assert clear[2] > clear[0] + 60
    assert sum(close) > sum(clear) + 100
    other = color_at(view, -5, 3)
    assert other[0] > other[2] + 60


def test_fitted_colors_reach_as_far_as_the_margins(view):
    view.set_nodes(HIGHEST, nodes(2))
    faint = fields(lambda x, y: 0.01 * x, lambda x, y: -0.01 * x)
    view.show_fields(faint, PLANE)
    pale = color_at(view, 5.5, 3)
    view.set_options(show_test=True, boundary=False, fit_colors=True)
    assert sum(color_at(view, 5.5, 3)) < sum(pale)


def test_ties_are_called_ties(view):
    view.set_nodes(HIGHEST, nodes(3))
    view.show_fields(fields(lambda x, y: 1.0, lambda x, y: 1.0, lambda x, y: 0.0), PLANE)
    assert "Tie" in texts(view)
    assert color_at(view, 3, 3) == rgb(LIGHT.threshold)
    hover(view, 3, 3)
    assert "A tie: the highest are equal" in shown_cards(view)[0]
    view.show_fields(fields(lambda x, y: 2.0, lambda x, y: 1.0, lambda x, y: 0.0), PLANE)
    assert "Tie" not in texts(view)


def test_the_legend_names_the_classes_once(view):
    view.set_points(three_points(names=("a", "-1", "c")))
    view.set_nodes(HIGHEST, nodes(3, ("a", "-1", "c")))
    view.show_fields(fields(right, upper, lambda x, y: -5.0), PLANE)
    assert texts(view).count("−1") == 1
    assert "−1 · 1 island" in texts(view)
    assert "c · nowhere" in texts(view)
    view.set_nodes(OVERLAY, nodes(3, ("a", "-1", "c")))
    assert "−1" in texts(view), "the markers have a legend of their own here"
    assert box(view, "y1 (−1)")


# -- islands --


def test_islands_are_counted_on_the_grid_that_is_named(view):
    rings = fields(lambda x, y: np.sin(np.hypot(x, y) * 2))
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(rings, PLANE)
    detail = box(view, "y0").text()
    assert detail.endswith("islands")
    assert "60 × 60" in texts(view)


def test_a_frame_may_leave_the_count_as_it_is(view):
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(right), PLANE)
    two = fields(lambda x, y: np.abs(x) - 1)
    view.show_fields(two, PLANE, counts=False)
    assert box(view, "y0").text().endswith("1 island")
    view.show_fields(two, PLANE)
    assert box(view, "y0").text().endswith("2 islands")


# -- reading --


def test_the_cursor_reads_numbers_first_and_then_what_they_mean(view):
    told = []
    view.cursor_moved.connect(lambda *args: told.append(args))
    view.set_nodes(OVERLAY, nodes(2, ("a", "b")))
    view.show_fields(fields(right, upper), PLANE)
    hover(view, 3, -3)
    assert shown_cards(view) == ["y0 (a) = 1 → 1\ny1 (b) = −0.6 → 0"]
    assert told[-1][2] == "(1; −0.6) → (1, 0)"
    view.set_nodes(HIGHEST, nodes(2, ("a", "b")))
    hover(view, -3, 3)
    assert shown_cards(view) == ["y0 (a) = −1\ny1 (b) = 0.6\nb, ahead by 1.6"]
    assert told[-1][2] == "(−1; 0.6) → b, ahead by 1.6"


def test_what_is_read_follows_the_next_frame(view):
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(right), PLANE)
    hover(view, 3, 3)
    view.show_fields(fields(lambda x, y: -right(x, y)), PLANE)
    assert shown_cards(view) == ["y0 = −1 → 0"]


def test_beside_the_picture_nothing_is_read(view):
    told = []
    view.cursor_moved.connect(lambda *args: told.append(args))
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(right), (-1.0, 1.0, -1.0, 1.0))
    hover(view, 3, 3)
    assert shown_cards(view) == []
    assert told[-1][2] is None


def test_a_point_under_the_cursor_is_told_as_well(view):
    view.set_points(three_points())
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(right), PLANE)
    hover(view, 4, -4)
    assert shown_cards(view)[0].startswith("b, training point")


def test_the_nodes_behind_a_place_are_pointed_out(view):
    told = []
    view.nodes_pointed.connect(told.append)
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    for place in ((3, 3), (4, 4), (3, -3), (-3, -3)):
        hover(view, *place)
    assert told == [("n0", "n1"), ("n0",), ()]
    view.set_nodes(HIGHEST, nodes(2))
    hover(view, -3, 3)
    view.hide()
    assert told[3:] == [("n1",), ()]


def test_the_node_of_an_entry_is_pointed_out(view, qtbot):
    told = []
    view.nodes_pointed.connect(told.append)
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    entry = box(view, "y1")
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    entry.clearFocus()
    assert told == [("n1",), ()]


# -- points --


def test_points_of_another_class_than_predicted_are_wrong(view):
    view.set_points(three_points())
    view.set_predictions(np.array([0.0, 2.0, np.nan]))
    assert crosses_on(plane_of(view)) == [(4, -4)]
    view.set_predictions(None)
    assert crosses_on(plane_of(view)) == []


def test_numbers_are_never_wrong(view):
    view.set_points(three_points("numbers", ()))
    view.set_predictions(np.array([0.0, 2.0, 1.0]))
    assert crosses_on(plane_of(view)) == []


# -- bad input --


@pytest.mark.parametrize("mode", [OVERLAY, HIGHEST])
@pytest.mark.parametrize(
    "value", [np.nan, np.inf, -np.inf, 3e38, 0.0, 1e-45], ids=lambda value: str(value)
)
def test_strange_numbers_are_a_picture_or_a_sentence(view, mode, value):
    view.set_points(three_points())
    view.set_nodes(mode, nodes(2))
    view.show_fields(fields(right, lambda x, y: np.where(x > 1, value, 0.5)), PLANE)
    hover(view, 3, 3)
    view.grab()
    cards = " ".join(shown_cards(view))
    if np.isnan(value) and mode == HIGHEST:
        assert "not a number any more" in cards
    elif np.isnan(value):
        assert "Left out, for they are not numbers any more: y1." in texts(view)
    else:
        assert "y1" in cards


def test_the_picture_is_back_once_the_numbers_are(view):
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(lambda x, y: np.nan), PLANE)
    assert "diverged" in shown_cards(view)[0]
    view.show_fields(fields(right), PLANE)
    assert shown_cards(view) == []


@pytest.mark.parametrize("mode", [OVERLAY, HIGHEST])
def test_one_point_of_one_class(view, mode):
    view.set_points(PointSet(np.zeros(1), np.zeros(1), np.zeros(1), "classes", ("only",), 1))
    view.set_nodes(mode, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    view.set_predictions(np.array([1.0]))
    assert crosses_on(plane_of(view)) == [(0, 0)]


def test_ten_outputs_fit_into_300_pixels(view, qtbot):
    view.set_points(three_points())
    view.set_nodes(HIGHEST, nodes(10, tuple("abcdefghij")))
    view.show_fields(fields(*[right] * 10), PLANE)
    view.resize(300, 300)
    qtbot.waitUntil(lambda: plane_of(view).height() < 250)
    assert (view.width(), view.height()) == (300, 300)
    assert plane_of(view).height() >= 120
    assert plane_of(view).box.sceneBoundingRect().width() > 60


def test_a_picture_without_controls_shows_the_whole_legend(view, qtbot):
    view.set_points(three_points())
    view.set_nodes(HIGHEST, nodes(10, tuple("abcdefghij")))
    view.show_fields(fields(*[right] * 10), PLANE)
    view.resize(340, 430)
    bar = view.findChild(Footer).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for control in view.controls:
        control.hide()
    view.layout().activate()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    for control in view.controls:
        control.show()
    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_a_message_takes_the_place_of_the_picture(view):
    view.set_nodes(OVERLAY, nodes(1))
    view.show_fields(fields(right), PLANE)
    view.show_message("Two are needed.")
    assert shown_cards(view) == ["Two are needed."]
    assert color_at(view, 3, 4) == rgb(LIGHT.surface)


# -- controls --


def test_the_mode_is_asked_for_by_its_tab(view, qtbot):
    tab = next(b for b in view.findChildren(QPushButton) if b.text() == "Highest")
    with qtbot.waitSignal(view.mode_requested) as told:
        QTest.mouseClick(tab, LEFT)
    assert told.args == [HIGHEST]


def choices(*chosen):
    return [Candidate(f"n{k}", f"y{k}", "output", f"n{k}" in chosen) for k in range(3)]


def open_list(view):
    button = next(b for b in view.findChildren(QPushButton) if b.text() == "Nodes…")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    return view.findChild(QListWidget)


def test_nodes_are_chosen_by_keyboard(view, qtbot):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0", "n1")))
    listed = open_list(view)
    qtbot.waitUntil(listed.hasFocus)
    with qtbot.waitSignal(view.nodes_chosen) as told:
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, Qt.Key.Key_Space)
    assert told.args == [("n0", "n1", "n2")]
    assert view.is_choosing
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not view.is_choosing


def test_the_list_follows_an_undo_while_it_is_open(view):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0")))
    listed = open_list(view)
    view.set_candidates(choices("n2"))
    states = [listed.item(row).checkState() for row in range(3)]
    assert [state == Qt.CheckState.Checked for state in states] == [False, False, True]
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_all_outputs_and_the_selected_nodes_can_be_had(view, qtbot):
    view.chooser_opened.connect(lambda: view.set_candidates(choices("n0")))
    listed = open_list(view)
    buttons = {b.text(): b for b in listed.parentWidget().findChildren(QPushButton)}
    with qtbot.waitSignal(view.nodes_chosen) as told:
        QTest.mouseClick(buttons["All outputs"], LEFT)
    assert told.args == [None]
    with qtbot.waitSignal(view.selected_requested):
        QTest.mouseClick(buttons["Selected"], LEFT)
    QTest.keyClick(listed, Qt.Key.Key_Escape)


def test_panning_is_announced_and_following_is_not(view, qtbot):
    told = []
    view.plane_changed.connect(told.append)
    view.show_bounds((0.0, 3.0, 0.0, 3.0))
    assert not plane_of(view)._settle.isActive()  # nothing is on its way
    assert told == []
    QTest.keyClick(plane_of(view), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: told != [])
    assert told[0] == pytest.approx((0.3, 3.3, 0.0, 3.0))


def test_every_control_says_what_it_is(view):
    view.set_nodes(OVERLAY, nodes(2))
    view.show_fields(fields(right, upper), PLANE)
    for control in [*view.findChildren(QPushButton), *view.findChildren(QCheckBox)]:
        assert control.accessibleName()
        assert control.toolTip()
        assert control.statusTip()


def test_themes_differ_and_can_change_back(view):
    view.set_points(three_points())
    view.set_nodes(HIGHEST, nodes(3, ("a", "b", "c")))
    view.show_fields(fields(right, upper, lambda x, y: -1.0), PLANE)
    light = view.grab().toImage()
    view.set_theme(DARK)
    assert view.grab().toImage() != light
    view.set_theme(LIGHT)
    assert view.grab().toImage() == light
