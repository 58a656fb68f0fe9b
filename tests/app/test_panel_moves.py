"""Panels are put side by side, moved and put back without a mouse; small windows stay roomy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget

from playground.app.panel_moves import AREAS
from tests.app.conftest import LEFT, Desk, xor_content

ALT_CONTROL = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


def dock_of(desk: Desk, title: str) -> QDockWidget:
    return desk.window.docks[title]


def is_seen(desk: Desk, title: str) -> bool:
    return not dock_of(desk, title).visibleRegion().isEmpty()


def do(desk: Desk, name: str) -> None:
    desk.window.actions_table[name].trigger()
    desk.settle()


def test_two_views_are_seen_side_by_side_by_keys_alone(xor_desk: Desk):
    desk = xor_desk
    desk.key(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert not is_seen(desk, "Regions")
    desk.key(Qt.Key.Key_B, ALT_CONTROL)
    desk.settle()
    assert is_seen(desk, "Regions")
    assert is_seen(desk, "Curve")
    regions, curve = dock_of(desk, "Regions"), dock_of(desk, "Curve")
    assert curve.geometry().left() > regions.geometry().right()
    assert min(regions.width(), curve.width()) >= 250
    assert curve.isAncestorOf(QApplication.focusWidget())
    assert {"regions", "curve"} <= set(desk.window.views._in_sight)


def test_a_panel_goes_to_every_side_and_back_to_its_tabs(xor_desk: Desk):
    desk = xor_desk
    outputs = dock_of(desk, "Outputs")
    desk.window.show_view("outputs")
    for side, area in AREAS.items():
        do(desk, f"panel_{side}")
        assert desk.window.dockWidgetArea(outputs) == area
        assert is_seen(desk, "Outputs")
    do(desk, "panel_below")
    assert is_seen(desk, "Outputs")
    do(desk, "panel_float")
    assert outputs.isFloating()
    desk.window.show_view("outputs")
    do(desk, "panel_home")
    assert not outputs.isFloating()
    assert outputs in desk.window.tabifiedDockWidgets(dock_of(desk, "Regions"))


def test_the_panel_with_the_keyboard_moves_and_says_so(xor_desk: Desk):
    desk = xor_desk
    history = dock_of(desk, "History")
    history.raise_()
    desk.window.history.setFocus()
    do(desk, "panel_right")
    assert desk.window.dockWidgetArea(history) == AREAS["right"]
    assert "History was moved" in desk.window.statusBar().currentMessage()
    assert not is_seen(desk, "Table")
    assert is_seen(desk, "Inspector")


def test_a_moved_panel_stays_over_a_restart_and_reset_layout_brings_it_back(
    open_desk: Callable[..., Desk],
):
    desk = open_desk(xor_content())
    desk.window.show_view("surface")
    do(desk, "panel_beside")
    desk.window.close()
    again = open_desk(xor_content())
    again.window.restore_place()
    again.settle()
    surface, regions = dock_of(again, "Surface"), dock_of(again, "Regions")
    assert surface not in again.window.tabifiedDockWidgets(regions)
    do(again, "reset_layout")
    assert surface in again.window.tabifiedDockWidgets(regions)


def test_a_low_window_gives_the_plane_the_room_of_the_loss(open_desk: Callable[..., Desk]):
    desk = open_desk(xor_content(), (900, 600))
    chart = desk.window.region.chart
    assert dock_of(desk, "Loss") in desk.window.tabifiedDockWidgets(
        dock_of(desk, "Data and Training")
    )
    assert min(chart.width(), chart.height()) >= 200
    assert is_seen(desk, "Data and Training")
    desk.window.resize(1280, 800)
    desk.wait(lambda: is_seen(desk, "Loss") and is_seen(desk, "Regions"))
    desk.settle()
    assert dock_of(desk, "Loss").y() > dock_of(desk, "Regions").y()
    assert not desk.window.tabifiedDockWidgets(dock_of(desk, "Loss"))
    desk.wait(lambda: dock_of(desk, "Regions").width() > 340)
    desk.window.resize(900, 600)
    desk.wait(lambda: not is_seen(desk, "Loss"))


def test_a_low_window_leaves_alone_what_was_moved_or_closed(open_desk: Callable[..., Desk]):
    desk = open_desk(xor_content())
    dock_of(desk, "Loss").close()
    desk.window.resize(900, 600)
    desk.settle()
    assert dock_of(desk, "Loss").isHidden()
    desk.window.resize(1280, 800)
    desk.settle()
    assert dock_of(desk, "Loss").isHidden()
    do(desk, "reset_layout")
    desk.window.loss.setFocus()
    desk.window.addDockWidget(AREAS["bottom"], dock_of(desk, "Loss"))
    desk.window.resize(900, 600)
    desk.settle()
    assert desk.window.dockWidgetArea(dock_of(desk, "Loss")) == AREAS["bottom"]


def test_sizes_given_by_hand_are_kept(xor_desk: Desk):
    desk = xor_desk
    window, left = desk.window, dock_of(desk, "Data and Training")
    edge = left.geometry().topRight() + QPoint(2, 200)
    before = left.width()
    handle = window.windowHandle()
    QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, edge)
    QTest.mouseMove(handle, edge + QPoint(80, 0))
    QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, edge + QPoint(80, 0))
    desk.wait(lambda: left.width() >= before + 60)
    dragged = left.width()
    window.resize(1500, 900)
    desk.settle()
    assert left.width() == dragged
    do(desk, "reset_layout")
    desk.wait(lambda: left.width() == before)


@pytest.mark.parametrize("size", [(900, 600), (1024, 768)], ids=str)
def test_small_windows_keep_a_fair_share_for_the_canvas(open_desk: Callable[..., Desk], size):
    desk = open_desk(xor_content(), size)
    assert desk.canvas.width() >= 0.33 * size[0]
    assert desk.canvas.height() >= 0.4 * size[1]


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)], ids=str)
def test_panels_keep_their_sizes_in_another_theme(open_desk: Callable[..., Desk], size):
    desk = open_desk(xor_content(), size)

    def sizes() -> dict[str, tuple[int, int]]:
        return {
            title: (dock.width(), dock.height())
            for title, dock in desk.window.docks.items()
            if is_seen(desk, title)
        }

    before = sizes()
    for theme in ("dark", "high-contrast", "light"):
        do(desk, f"theme_{theme}")
        assert sizes() == before
