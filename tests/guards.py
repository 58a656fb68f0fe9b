"""What a test must not leave behind: open windows, running timers, running threads."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from sys import _getframe
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

GRACE_SECONDS = 0.5  # for a thread that was told to stop and is about to

_started: list[tuple[weakref.ref[QObject], str]] = []


def watch_starts() -> Callable[[], None]:
    """Note every QTimer and QThread that Python starts; return what undoes this."""
    originals = [(kind, kind.start) for kind in (QTimer, QThread)]
    for kind, start in originals:
        kind.start = _noting(start)  # type: ignore[method-assign]

    def undo() -> None:
        for kind, start in originals:
            kind.start = start  # type: ignore[method-assign]

    return undo


def _noting(start: Callable[..., None]) -> Callable[..., None]:
    def noting_start(started: QObject, *args: Any) -> None:
        caller = _getframe(1)
        place = f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno}"
        _started.append((weakref.ref(started), place))
        start(started, *args)

    return noting_start


def settle() -> None:
    """Let Qt and Python throw away what nobody holds any more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def top_level_widgets() -> set[str]:
    """Return a description of every widget without a parent."""
    if not isinstance(QApplication.instance(), QApplication):
        return set()
    return {
        f"widget {type(widget).__name__} {widget.objectName()!r} at {id(widget):#x}"
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None
    }


def running() -> set[str]:
    """Return a description of every timer and thread that runs; ending threads get a moment."""
    found = set()
    for reference, place in _started:
        started = reference()
        if started is None or not shiboken6.isValid(started):
            continue
        if isinstance(started, QTimer) and started.isActive():
            found.add(f"timer started at {place}")
        if isinstance(started, QThread) and not started.wait(int(GRACE_SECONDS * 1000)):
            found.add(f"QThread started at {place}")
    for thread in threading.enumerate():
        # A dummy only remembers that a thread of Qt once ran Python.
        if thread is threading.main_thread() or isinstance(thread, threading._DummyThread):
            continue
        thread.join(GRACE_SECONDS)
        if thread.is_alive():
            found.add(f"thread {thread.name!r}")
    if not QThreadPool.globalInstance().waitForDone(int(GRACE_SECONDS * 1000)):
        found.add("work in the global thread pool")
    return found


def left_behind(before: set[str]) -> list[str]:
    """Return what is there now and was not in `before`, and forget all that has ended."""
    if (top_level_widgets() | running()) - before:
        settle()
    left = sorted((top_level_widgets() | running()) - before)
    _started[:] = [
        (reference, place)
        for reference, place in _started
        if (started := reference()) is not None and shiboken6.isValid(started)
    ]
    return left
