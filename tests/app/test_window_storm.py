"""A seeded storm over the whole window: real events on whatever is in sight.

`PLAYGROUND_WINDOW_STORM=20000 python -m pytest tests/app/test_window_storm.py` blows longer,
`PLAYGROUND_WINDOW_STORM_SEEDS=5,6,7` elsewhere.
"""

from __future__ import annotations

import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.exceptions import capture_exceptions

from tests.app.conftest import Desk, xor_content
from tests.app.storm import LEFT_OUT, Storm

EVENTS = int(os.environ.get("PLAYGROUND_WINDOW_STORM", "400"))
SEEDS = [int(seed) for seed in os.environ.get("PLAYGROUND_WINDOW_STORM_SEEDS", "1").split(",")]


@pytest.fixture
def no_questions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file is chosen, a line of text is answered, links lead nowhere."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_keys: ("", ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_keys: ("2-3-1", True))
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


# A drag may well end outside; only QTest minds.
@pytest.mark.qt_log_ignore("Mouse event at .* occurs outside target window", extend=True)
@pytest.mark.parametrize("seed", SEEDS)
def test_storm(
    open_desk: Callable[..., Desk], qtlog, no_questions: None, monkeypatch, seed: int
) -> None:
    threads = set(threading.enumerate())
    desk = open_desk(xor_content())
    monkeypatch.setattr(desk.window.documents, "may_leave", lambda: True)
    for name in LEFT_OUT:
        desk.window.actions_table[name].setEnabled(False)
    with capture_exceptions() as exceptions:

        def warnings() -> list[str]:
            told = [record.message for record in qtlog.records if not record.ignored]
            return [*told, *("".join(map(str, error)) for error in exceptions)]

        storm = Storm(desk, seed, warnings)
        for scheme in ("http", "https", "mailto"):
            QDesktopServices.setUrlHandler(scheme, storm, "visit")
        try:
            storm.blow(EVENTS)
            storm.undo_all()
            assert not warnings(), warnings()
        except BaseException:
            print("\n".join(storm.log))
            for error in exceptions:
                traceback.print_exception(*error)
            raise
        finally:
            storm.guard.stop()
            for scheme in ("http", "https", "mailto"):
                QDesktopServices.unsetUrlHandler(scheme)
            for seconds, said in storm.slowest:
                print(f"{1000 * seconds:6.0f} ms  {said}")
        storm.calm_down()
        began = time.perf_counter()
        assert desk.window.close()
        print(f"closed in {1000 * (time.perf_counter() - began):.0f} ms")
        assert not warnings(), warnings()
    assert set(threading.enumerate()) <= threads | {threading.main_thread()}
