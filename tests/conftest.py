"""A test sees no display, no network, nobody's settings, and leaves nothing behind."""

from __future__ import annotations

import gc
import itertools
import os
import sys

# Before Qt and NumPy are imported: both look once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["QT_API"] = os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from playground import startup

try:
    startup.check_python()
    startup.check_packages()
    startup.check_gui_libraries()
except startup.StartupProblem as problem:
    sys.exit(f"The tests cannot start. {problem}")

from PySide6.QtCore import QLocale, QSettings, QStandardPaths, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import guards

PATIENCE = 60_000  # milliseconds: machines differ in speed, and a wait ends with what it is for

collect_ignore = [] if sys.platform == "linux" else ["test_startup_linux.py"]

# A failure must be seen again at the next run.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def watched_starts() -> Iterator[None]:
    """Let the guards know of every timer and thread."""
    undo = guards.watch_starts()
    # What was imported stays: a collection after a test looks only at what tests made.
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
    undo()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name a folder for each test; it is not there yet."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_settings(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test, and every process it starts, an empty home for settings and data."""
    home = next(homes)
    for variable in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        folder = home / variable.lower()
        folder.mkdir(mode=0o700, parents=True)
        monkeypatch.setenv(f"XDG_{variable}", str(folder))
    QStandardPaths.setTestModeEnabled(os.name == "nt")  # elsewhere it would pass the above by
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / "config_home"))


@pytest.fixture(autouse=True)
def nothing_left_behind(own_settings: None, same_look: None) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread, and say which.

    Closed windows are gone when the looks are taken back, or they would all be drawn anew.
    """
    before = guards.top_level_widgets() | guards.running()
    yield
    left = guards.left_behind(before)
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def no_button_stays_pressed() -> Iterator[None]:
    """Let go of mouse buttons that a test held to its end; Qt would remember them."""
    yield
    if not isinstance(QApplication.instance(), QApplication):
        return
    for button in (
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.RightButton,
        Qt.MouseButton.MiddleButton,
    ):
        if QApplication.mouseButtons() & button:
            ground = QWidget()
            QTest.mouseRelease(ground, button)
            ground.deleteLater()


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """Take back what a test copied: what Python put there must not outlive Python."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        QApplication.clipboard().clear()


def plain_look(app: QApplication) -> None:
    """Give the application the one style, font, palette and locale that tests count on."""
    if app.styleSheet():
        app.setStyleSheet("")
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    if app.palette() != app.style().standardPalette():
        app.setPalette(app.style().standardPalette())
    if app.font() != (font := QFont("DejaVu Sans", 10)):
        app.setFont(font)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Return the application, looking the same on every machine."""
    plain_look(qapp)
    return qapp


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Return a bot that gives up only after a minute."""
    for name in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def same_look() -> Iterator[None]:
    """Take back what a test did to the looks of the whole application."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        plain_look(app)
