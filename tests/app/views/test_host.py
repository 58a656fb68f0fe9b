"""The views in their docks: only those in sight cost anything, and each gets its own field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from playground.app.views.host import FEEDS, ViewHost
from playground.data.choice import DataChoice
from playground.document import edits
from playground.engine.field import NodeEvaluator
from tests.app.conftest import CONTROL, Desk, xor_content

OTHERS = ("Cells", "Outputs", "Surface", "Curve")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Numbers of points for which nodes were evaluated, and how often."""
    found: Counter = Counter()
    real = NodeEvaluator.evaluate

    def count(self, inputs, node_ids=None, out=None):
        found[len(inputs)] += 1
        return real(self, inputs, node_ids, out)

    monkeypatch.setattr(NodeEvaluator, "evaluate", count)
    return found


def in_sight(desk: Desk) -> list[str]:
    host: ViewHost = desk.window.views
    return [name for name in host.feeds if host.is_in_sight(name)]


def test_at_first_the_first_view_is_in_sight_alone(xor_desk: Desk):
    assert in_sight(xor_desk) == ["regions"]
    assert set(xor_desk.controller.snapshot.fields) == {"regions", "points"}


def test_for_a_view_out_of_sight_no_grid_is_evaluated_and_nothing_is_drawn(
    xor_desk: Desk, counted: Counter, monkeypatch
):
    desk, told = xor_desk, []
    for name, feed in desk.window.views.feeds.items():
        monkeypatch.setattr(feed, "show_snapshot", lambda _, name=name: told.append(name))
        monkeypatch.setattr(feed, "show_document", lambda name=name: told.append(name))
    desk.window.docks["Regions"].close()
    for title in OTHERS:
        desk.window.docks[title].close()
    desk.settle()
    counted.clear()
    told.clear()
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 50)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert set(counted) == {40 * 40}
    assert told == []
    assert desk.controller.snapshot.fields == {}


def test_a_view_that_comes_into_sight_is_told_everything(xor_desk: Desk, counted: Counter):
    desk = xor_desk
    desk.window.docks["Regions"].close()
    desk.settle()
    desk.window.region.show_message("old")
    counted.clear()
    desk.window.docks["Regions"].show()
    desk.window.docks["Regions"].raise_()
    desk.settle()
    assert in_sight(desk) == ["regions"]
    assert 300 * 300 in counted
    assert not desk.window.region._card.isVisible()


@pytest.mark.parametrize("name", [feed.name for feed in FEEDS if feed.name != "compare"])
def test_views_are_told_of_another_document_only_once_it_is_lowered(
    xor_desk: Desk, monkeypatch, name: str
):
    desk, told = xor_desk, []
    desk.window.raise_view(name)
    desk.settle()
    feed = desk.window.views.feeds[name]

    def note(real, fact: str):
        def tell() -> None:
            told.append(fact)
            assert desk.controller.lowered.shows(desk.network)
            real()

        return tell

    for fact in ("show_dataset", "show_view", "show_document"):
        monkeypatch.setattr(feed, fact, note(getattr(feed, fact), fact))
    other = xor_content((2, 3, 3, 1))
    other.data = DataChoice("circle", count=150)
    desk.controller.replace(other)
    desk.settle()
    assert {"show_dataset", "show_view", "show_document"} <= set(told)


def test_fields_are_coarse_while_training_and_sharp_at_rest(xor_desk: Desk):
    desk, shapes = xor_desk, []
    assert shape(desk) == (300, 300)
    desk.controller.snapshot_arrived.connect(
        lambda frame: shapes.append((frame.status, shape_of(frame)))
    )
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.wait(lambda: desk.epoch > 50)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    running = [size for status, size in shapes if status == "running"]
    # Before the first step the numbers are those of the sharp picture.
    assert running[-1] == (100, 100)
    assert shapes[-1][1] == (300, 300)


def test_the_pointer_over_the_plane_leaves_a_sharp_picture_as_it_is(xor_desk: Desk, counted):
    desk = xor_desk
    before = desk.controller.snapshot.fields["regions"]
    counted.clear()
    desk.controller.show_point(1.0, 2.0)
    desk.settle()
    assert desk.controller.snapshot.fields["regions"] is before
    assert not counted.keys() & {40 * 40, 100 * 100, 300 * 300}


def test_the_pointer_over_the_plane_has_no_view_draw_the_same_again(xor_desk: Desk, monkeypatch):
    desk, told = xor_desk, []
    feed = desk.window.views.feeds["regions"]
    real = feed.show_snapshot
    monkeypatch.setattr(feed, "show_snapshot", lambda frame: told.append(frame) or real(frame))
    before = desk.controller.snapshot
    desk.controller.show_point(1.0, 2.0)
    desk.settle()
    assert desk.controller.snapshot is not before
    assert told == []
    desk.controller.do(edits.change_field("Change View", "view", fit_colors=True))
    desk.controller.do(edits.set_weights({desk.network.outputs()[0].id: 0.5}))
    desk.settle()
    assert told


def test_after_a_pan_the_picture_is_sharp_where_people_look(xor_desk: Desk):
    desk = xor_desk
    desk.controller.show_bounds((-5.0, 7.0, -6.0, 6.0))
    desk.settle()
    assert shape(desk) == (300, 300)
    assert desk.controller.snapshot.fields["regions"].bounds == (-5.0, 7.0, -6.0, 6.0)


def test_two_views_stand_side_by_side_and_both_get_their_fields(xor_desk: Desk):
    desk = xor_desk
    desk.window.docks["Outputs"].setFloating(True)
    desk.settle()
    assert {"regions", "outputs"} <= set(in_sight(desk))
    assert {"regions", "outputs"} <= set(desk.controller.snapshot.fields)
    desk.window.reset_layout()
    desk.settle()
    assert in_sight(desk) == ["regions"]


def test_a_view_without_a_tab_has_a_title_to_be_moved_by(xor_desk: Desk):
    desk = xor_desk

    def titled() -> set[str]:
        docks = desk.window.docks
        return {title for title in ("Regions", *OTHERS) if docks[title].titleBarWidget() is None}

    assert titled() == set()
    desk.window.docks["Outputs"].setFloating(True)
    desk.wait(lambda: titled() == {"Outputs"})
    desk.window.docks["Outputs"].setFloating(False)
    desk.wait(lambda: titled() == set())
    for title in OTHERS:
        desk.window.docks[title].close()
    desk.wait(lambda: "Regions" in titled())
    desk.window.reset_layout()
    desk.wait(lambda: titled() == set())


def test_each_tab_is_named_as_its_view_and_none_is_cut(open_desk: Callable[..., Desk]):
    desk = open_desk(xor_content(), (1280, 800))
    titles = [feed.title for feed in desk.window.views.feeds.values() if feed.is_open]
    bars = [bar for bar in desk.window.findChildren(QTabBar) if bar.tabText(0) == "Regions"]
    assert [bars[0].tabText(index) for index in range(bars[0].count())] == titles
    assert bars[0].elideMode() == Qt.TextElideMode.ElideNone
    assert bars[0].sizeHint().width() <= bars[0].width()


def shape(desk: Desk) -> tuple[int, ...]:
    return shape_of(desk.controller.snapshot)


def shape_of(frame) -> tuple[int, ...]:
    return next(iter(frame.fields["regions"].values.values())).shape


def test_names_of_views_are_their_own():
    assert len({feed.name for feed in FEEDS}) == len(FEEDS)
