from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton

from tests.geometry.networks import golden, layered
from tests.plots.cells.conftest import TRIANGLE, readable, show

STRIP = layered([[[1, 0], [1, 0]], [[1, 1]]], [[0, 1e-6], [-1.5]], ["step", "step"])


def test_facts_keep_the_three_counts_apart(view):
    show(view, golden((2, 8, 8, 1), 0))
    text = readable(view)
    assert "125 activation cells · 125 linear pieces · 2 decision polygons" in text
    assert "Islands: 1 of “0”, 1 of “1” · boundary of 18 segments" in text
    assert "certified" in text


def test_what_was_snapped_is_called_so(view):
    through_one_point = layered(
        [[[1, 1], [1, -1], [1, 0]], [[1, 1, 1]]], [[0.3, 0.1, 0.2], [-1.5]], ["step", "step"]
    )
    picture = show(view, through_one_point)
    assert picture.arrangement.snaps
    assert "snapped" in readable(view)


def test_cut_short_it_says_how_far_it_came_and_claims_no_more(view):
    show(view, golden((2, 32, 32, 1), 0), max_faces=700)
    text = readable(view)
    assert "first 1 of 3 levels are exact" in text
    assert "colors are sampled" in text
    assert "too many cells" in text
    assert "zoom in" in text
    assert "polygon" not in text


def test_cells_thinner_than_a_pixel_are_listed_and_a_click_zooms_to_them(view, qtbot):
    show(view, STRIP)
    button = next(b for b in view.findChildren(QPushButton) if "too thin" in b.text())
    assert button.text() == "+1 cell too thin to see"
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    list_ = view.findChild(QListWidget)
    assert list_.isVisible()
    assert list_.count() == 1
    with qtbot.waitSignal(view.plane_changed) as moved:
        QTest.keyClick(list_, Qt.Key.Key_Down)
        QTest.keyClick(list_, Qt.Key.Key_Return)
    bounds = moved.args[0]
    assert bounds == view.chart.bounds
    assert bounds[1] - bounds[0] == pytest.approx(1.2e-5, rel=0.1)
    picture = show(view, STRIP, bounds)
    assert picture.arrangement.face_count == 3
    assert not button.isVisible()
    assert view.face == picture.arrangement.face_at(-5e-7, (bounds[2] + bounds[3]) / 2)


def test_every_cell_is_drawn_or_listed(view):
    picture = show(view, golden((2, 16, 8, 1), 1, "step"))
    pixel = 12 / view.chart.box.width()
    thick = picture.thickness * picture.arrangement.frame.scale
    button = next(b for b in view.findChildren(QPushButton) if "too thin" in b.text())
    button.click()
    list_ = view.findChild(QListWidget)
    listed = [list_.item(row).data(Qt.ItemDataRole.UserRole) for row in range(list_.count())]
    assert sorted(listed) == np.flatnonzero(thick < pixel).tolist()


def test_an_open_list_of_thin_cells_follows_the_picture(view, qtbot):
    strip, wider = (
        layered([[[1, 0], [1, 0]], [[1, 1]]], [[0, width], [-1.5]], ["step", "step"])
        for width in (1e-6, 2e-6)
    )
    show(view, strip)
    next(b for b in view.findChildren(QPushButton) if "too thin" in b.text()).click()
    list_ = view.findChild(QListWidget)
    before, item = list_.item(0).text(), list_.item(0)
    list_.setCurrentItem(item)
    show(view, wider)
    qtbot.waitUntil(lambda: view.is_settled)
    assert list_.count() == 1
    assert list_.item(0).text() != before
    assert list_.currentItem() is item


def test_a_knife_edge_is_told_with_its_remedy(view, qtbot):
    edge = layered([[[1, 1], [-1, 1], [0, -1]], [[1 / 3] * 3]], [[1, 1, 1], [-1]], ["step", "step"])
    show(view, edge)
    assert "h2.0: on a knife’s edge" in readable(view)
    with qtbot.waitSignal(view.margin_requested) as asked:
        QTest.mouseClick(view._facts.margin_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "h2.0"
    assert asked.args[1] == pytest.approx(1 / 6)
    show(view, TRIANGLE)
    qtbot.waitUntil(lambda: view.is_settled)
    assert "knife" not in readable(view)
