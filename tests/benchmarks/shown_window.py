"""The real window for benchmarks: opened, left to live, closed, and measured in rounds."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer

from playground.app.application import make_application, make_window, spare_sweeps
from playground.app.controller import Controller
from playground.app.main_window import MainWindow
from playground.app.settings import AppSettings
from playground.document.content import Content
from playground.palette import LIGHT

Measure = Callable[[float, int], dict[str, object]]


@contextmanager
def shown_window(content: Content, size: tuple[int, int]) -> Iterator[MainWindow]:
    """Show a window on that document, with settings of its own; close it without a question."""
    app = make_application()  # lives as long as the window
    settings = tempfile.mkdtemp(prefix="bench-")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    window = make_window(AppSettings(), LIGHT, content)
    window.resize(*size)
    window.show()
    spare_sweeps()  # as the program does
    live(0.5)
    yield window
    window.documents.may_leave = lambda: True  # type: ignore[method-assign]
    window.close()
    del app


def live(seconds: float) -> None:
    """Let the window live."""
    loop = QEventLoop()
    # A coarse timer may be late or early by a twentieth, and so would be all that is counted.
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(round(1000 * seconds))
    loop.exec()


def pause(controller: Controller) -> None:
    """Pause training, and wait until the last frame is there."""
    controller.pause()
    while not controller.is_settled:
        live(0.02)


def of_rounds(results: list[dict[str, float]], digits: int) -> dict[str, object]:
    """What every round measured, and the medians over them."""
    return {
        "median": {n: round(float(median(r[n] for r in results)), digits) for n in results[0]},
        "each": [{name: round(value, digits) for name, value in r.items()} for r in results],
    }


def main(measure: Measure, description: str | None) -> None:
    """Measure as the command line says, and print the result."""
    parser = argparse.ArgumentParser(description=(description or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--platform", default="offscreen", choices=("offscreen", "xcb"))
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = options.platform
    print(json.dumps(measure(options.seconds, options.rounds), indent=1))
