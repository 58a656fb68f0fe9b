from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow

from playground.widgets.in_sight import InSight


@pytest.fixture
def docks(shown):
    window = QMainWindow()
    docks = [QDockWidget(title, window) for title in ("Front", "Back")]
    for dock in docks:
        dock.setWidget(QLabel(dock.windowTitle()))
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.tabifyDockWidget(*docks)
    docks[0].raise_()
    shown(window).resize(300, 200)
    yield docks
    window.close()


def test_what_is_seen_is_shown_at_once(shown):
    label, calls = shown(QLabel("here")), []
    in_sight = InSight(label, lambda: calls.append(True))
    in_sight.show()
    in_sight.show()
    assert len(calls) == 2


def test_a_dock_behind_another_is_shown_once_it_comes_to_the_front(docks, qtbot):
    label, calls = docks[1].widget(), []
    in_sight = InSight(label, lambda: calls.append(True))
    qtbot.waitUntil(lambda: label.visibleRegion().isEmpty())
    assert label.isVisible(), "or Qt tells of docks that are behind, and this helper is not needed"
    in_sight.show()
    in_sight.show()
    assert calls == []
    docks[1].raise_()
    qtbot.waitUntil(lambda: bool(calls))
    docks[0].raise_()
    docks[1].raise_()
    qtbot.waitUntil(lambda: not label.visibleRegion().isEmpty())
    assert len(calls) == 1
