"""The guards of conftest.py see what a test leaves behind; each test cleans up after itself."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from tests import guards


def test_a_window_is_seen_and_its_own_children_are_not(qtbot):
    before = guards.top_level_widgets()
    window = QWidget()
    window.setObjectName("forgotten")
    window.menu = QMenu(window)
    left = guards.left_behind(before)
    window.deleteLater()

    assert len(left) == 1
    assert "QWidget 'forgotten'" in left[0]
    assert guards.left_behind(before) == []


def test_a_window_held_only_by_a_cycle_is_no_leak(qtbot):
    before = guards.top_level_widgets()
    window = QWidget()
    window.itself = window
    del window

    assert guards.left_behind(before) == []


def test_a_running_timer_is_seen_with_its_place(qapp):
    timer = QTimer()
    timer.start(10_000)
    left = guards.left_behind(set())
    timer.stop()

    assert [entry for entry in left if entry.startswith("timer started at test_guards.py:")]
    assert not [entry for entry in guards.left_behind(set()) if entry.startswith("timer")]


def test_a_running_qthread_is_seen(qapp):
    thread = QThread()
    thread.start()
    left = guards.left_behind(guards.top_level_widgets())
    thread.quit()
    thread.wait()

    assert [entry for entry in left if entry.startswith("QThread started at test_guards.py:")]


def test_a_running_thread_is_seen_by_name():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    thread.start()
    left = guards.left_behind(guards.top_level_widgets())
    stop.set()
    thread.join()

    assert left == ["thread 'forgotten'"]
