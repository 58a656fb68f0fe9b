"""Several windows in one process."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from playground.app import appearance
from playground.app.application import begin
from playground.app.main_window import MainWindow
from playground.app.settings import AppSettings
from playground.app.windows import Windows
from playground.document import edits
from playground.palette import DARK, HIGH_CONTRAST, LIGHT
from tests.app.conftest import CONTROL, PATIENCE, SHIFT, Desk, xor_content


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Windows]:
    """The windows as the application keeps them, closed at the end without a question."""
    AppSettings().theme = "light"
    kept = Windows(AppSettings())
    yield kept
    for window in kept.open_windows:
        window.documents.may_leave = lambda: True  # type: ignore[method-assign]
    kept.close_all()
    _throw_away()


@pytest.fixture
def at(qtbot: QtBot) -> Callable[[MainWindow], Desk]:
    """Sits down at a window."""

    def sit(window: MainWindow) -> Desk:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.canvas.setFocus()
        desk = Desk(qtbot, window)
        desk.settle()
        return desk

    return sit


def test_a_new_window_has_a_document_of_its_own(opened: Windows, at):
    first = at(opened.open(xor_content()))
    first.key(Qt.Key.Key_N, CONTROL | SHIFT)
    assert len(opened.open_windows) == 2
    second = at(opened.open_windows[1])
    assert not second.network.nodes
    second.double_click((0, 0))
    assert len(second.network.nodes) == 1
    assert len(first.network.nodes) == 7
    second.key(Qt.Key.Key_Z, CONTROL)
    assert not second.network.nodes
    assert len(first.network.nodes) == 7
    assert first.stack.count() == 0


def test_both_train_at_once(opened: Windows, at):
    desks = [at(opened.open(xor_content())), at(opened.open(xor_content()))]
    for desk in desks:
        desk.key(Qt.Key.Key_Return, CONTROL)
    for desk in desks:
        desk.wait(lambda desk=desk: desk.epoch > 20)
    desks[0].key(Qt.Key.Key_Return, CONTROL)
    desks[0].settle()
    assert [desk.controller.is_running for desk in desks] == [False, True]


def test_what_is_copied_in_one_window_is_pasted_in_another(opened: Windows, at):
    first, second = at(opened.open(xor_content())), at(opened.open())
    first = at(first.window)
    first.key(Qt.Key.Key_A, CONTROL)
    first.key(Qt.Key.Key_C, CONTROL)
    second = at(second.window)
    second.key(Qt.Key.Key_V, CONTROL)
    assert len(second.network.nodes) == 7
    weights = [[edge.weight for edge in desk.network.edges] for desk in (first, second)]
    assert weights[0] == weights[1]
    assert len(weights[0]) == 12


def test_a_theme_goes_for_every_window(opened: Windows):
    first, second = opened.open(), opened.open()
    second.actions_table["theme_high-contrast"].trigger()
    assert first.theme == second.theme == HIGH_CONTRAST
    assert first.actions_table["theme_high-contrast"].isChecked()
    assert AppSettings().theme == "high-contrast"
    assert opened.open().theme == HIGH_CONTRAST


def test_the_system_is_followed_only_where_that_is_wanted(opened: Windows, monkeypatch):
    window = opened.open()
    monkeypatch.setattr(appearance, "system_theme", lambda: DARK)
    hints = QApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert window.theme == LIGHT
    window.actions_table["theme_system"].trigger()
    assert window.theme == DARK
    assert AppSettings().theme == ""
    monkeypatch.setattr(appearance, "system_theme", lambda: LIGHT)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert window.theme == LIGHT


def test_things_glide_unless_motion_is_reduced(opened: Windows):
    window = opened.open()
    assert window.canvas.is_animated
    assert window.isAnimated()
    AppSettings().reduce_motion = True
    window.preferences_changed.emit()
    assert not window.canvas.is_animated
    assert not window.isAnimated()


def test_closing_one_window_leaves_the_other(opened: Windows, at):
    first, second = at(opened.open(xor_content())), at(opened.open(xor_content()))
    second.key(Qt.Key.Key_W, CONTROL)
    assert opened.open_windows == (first.window,)
    first = at(first.window)
    first.key(Qt.Key.Key_Period)
    first.settle()
    assert first.epoch == 1


def test_quit_asks_for_each_window_and_one_that_stays_stops_it(opened: Windows, monkeypatch):
    for _ in range(2):
        opened.open().controller.do(edits.place_neuron(0, 0))
    answers = [QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Cancel]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    first, _ = opened.open_windows
    first.actions_table["quit"].trigger()
    assert opened.open_windows == (first,)
    assert first.isVisible()


def test_the_application_ends_with_the_last_window(opened: Windows, qapp):
    first, second = opened.open(), opened.open()
    left = []
    QTimer.singleShot(0, first.close)
    QTimer.singleShot(50, lambda: left.append(len(opened.open_windows)))
    QTimer.singleShot(100, second.close)
    watchdog = QTimer(singleShot=True, interval=PATIENCE)
    watchdog.timeout.connect(lambda: qapp.exit(7))
    watchdog.start()
    code = qapp.exec()
    watchdog.stop()
    assert code == 0
    assert left == [1]


def test_a_closed_window_leaves_nothing_behind(opened: Windows, at):
    opened.open()
    at(opened.open(xor_content())).window.close()  # what is made once for all is there now
    _throw_away()
    before = _census()
    traces = []
    for _ in range(3):
        desk = at(opened.open(xor_content()))
        desk.key(Qt.Key.Key_Period)
        desk.settle()
        desk.stack.setClean()
        traces += [weakref.ref(part) for part in (desk.window, desk.controller, desk.canvas)]
        desk.window.close()
        del desk
    _throw_away()
    assert [trace() for trace in traces if trace() is not None] == []
    assert _census() == before


@pytest.mark.parametrize(
    ("choice", "nodes"), [("example", True), ("empty", False), ("recent", True)]
)
def test_it_starts_with_what_is_wanted(opened: Windows, choice, nodes):
    settings = AppSettings()
    settings.start_with = choice
    settings.add_recent_file("/nowhere/gone.nnplay")
    window = opened.open()
    begin(window, settings)
    assert bool(window.controller.document.network.nodes) == nodes


def test_a_place_beyond_every_screen_is_left(opened: Windows):
    window = opened.open()
    window.move(20_000, -9_000)
    place = window.saveGeometry()
    window.settings.save_bytes("geometry", place)
    window.restore_place()
    QApplication.processEvents()
    screens = [screen.availableGeometry() for screen in QApplication.screens()]
    assert any(screen.contains(QRect(window.pos(), window.pos())) for screen in screens)


@pytest.mark.parametrize("junk", [b"", b"junk", bytes(range(256)) * 40])
def test_damaged_places_are_passed_over(opened: Windows, junk):
    for name in ("geometry", "state"):
        AppSettings().save_bytes(name, junk)
    window = opened.open()
    assert window.isVisible()
    assert not window.docks["Regions"].isHidden()


def test_docks_come_back_as_they_were_left_and_reset_puts_them_in_their_places(opened: Windows):
    window = opened.open()
    window.docks["Loss"].hide()
    window.docks["History"].hide()
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["Regions"])
    window.close()
    again = opened.open()
    assert again.docks["Loss"].isHidden()
    assert again.docks["History"].isHidden()
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    assert again.dockWidgetArea(again.docks["Regions"]) == left
    again.actions_table["reset_layout"].trigger()
    assert not again.docks["Loss"].isHidden()
    assert not again.docks["History"].isHidden()
    assert again.dockWidgetArea(again.docks["Regions"]) != left


def _throw_away() -> None:
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def _census() -> dict[str, int]:
    """How many of the large parts there are."""
    kinds = ("MainWindow", "Controller", "CanvasView", "NetworkScene", "RegionView", "QDockWidget")
    counted = dict.fromkeys(kinds, 0)
    for thing in gc.get_objects():
        if type(thing).__name__ in counted:
            counted[type(thing).__name__] += 1
    return counted
