from __future__ import annotations

import numpy as np

from playground.plots.outputs.view import HIGHEST, OVERLAY
from tests.eyes import crosses_on
from tests.plots.outputs.conftest import (
    PLANE,
    box,
    fields,
    hover,
    nodes,
    plane_of,
    right,
    shown_cards,
    three_points,
    upper,
)

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
