from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLabel

from playground.palette import DARK, LIGHT, rgb
from playground.plots.outputs.nodes import ShownNode
from playground.plots.outputs.view import HIGHEST, OVERLAY
from playground.plots.plane.points import PointSet
from playground.widgets.footer import Footer
from tests.eyes import crosses_on
from tests.plots.outputs.conftest import (
    PLANE,
    box,
    color_at,
    fields,
    hover,
    nodes,
    plane_of,
    right,
    shown_cards,
    three_points,
    upper,
)


def texts(view):
    QApplication.processEvents()  # new entries of a legend show themselves with the next events
    return " | ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


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


def test_themes_differ_and_can_change_back(view):
    view.set_points(three_points())
    view.set_nodes(HIGHEST, nodes(3, ("a", "b", "c")))
    view.show_fields(fields(right, upper, lambda x, y: -1.0), PLANE)
    light = view.grab().toImage()
    view.set_theme(DARK)
    assert view.grab().toImage() != light
    view.set_theme(LIGHT)
    assert view.grab().toImage() == light
