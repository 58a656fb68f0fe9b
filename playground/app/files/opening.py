"""Reads what is to be opened; a large file on a thread of its own, while the window goes on."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from playground.app.files.sources import Opened, open_source
from playground.document.files import FileError
from playground.document.large_tables import Stopped

# Fewer bytes are read within a few frames.
_FEW_BYTES = 2_000_000
_PATIENCE_MILLISECONDS = 400
_LOOK_MILLISECONDS = 50


class Opening(QObject):
    """Opens one source at a time."""

    _done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._loop: QEventLoop | None = None
        self._share = 0.0
        self._is_read = False
        self._is_given_up = False
        self._opened: Opened | None = None
        self._error: Exception | None = None
        self._done.connect(self._on_done)

    def open(self, source: str) -> Opened | None:
        """What the source stands for; None when a person cancelled.

        Raises FileError when there is nothing to open, or another is still being read.
        """
        if self._loop is not None:
            raise FileError("Another document is still being opened; wait for it, or cancel it.")
        if not _is_large(source):
            return open_source(source)
        self._share, self._is_read, self._is_given_up = 0.0, False, False
        self._loop = QEventLoop()
        thread = threading.Thread(
            target=self._read, args=(source,), name="opening a document", daemon=True
        )
        thread.start()
        self._wait(self._loop, Path(source).name)
        thread.join()
        self._loop = None
        # What was read is large, and lives no longer than who shows it wants it to.
        opened, error = self._opened, self._error
        self._opened = self._error = None
        if self._is_given_up:
            return None
        if error is not None:
            raise error
        return opened

    def give_up(self) -> None:
        """End what is being read; nothing is opened then."""
        self._is_given_up = True

    def _wait(self, loop: QEventLoop, name: str) -> None:
        """Let the window live, but take no input; what takes long shows how far it is."""
        patience = QTimer(singleShot=True, interval=_PATIENCE_MILLISECONDS)
        patience.timeout.connect(loop.quit)
        patience.start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._is_read:
            return
        busy = QProgressDialog(f"Opening “{name}”…", "Cancel", 0, 100, self._window)
        busy.setWindowTitle("Open")
        busy.setWindowModality(Qt.WindowModality.WindowModal)
        busy.setMinimumDuration(0)
        busy.canceled.connect(self.give_up)
        look = QTimer(interval=_LOOK_MILLISECONDS)
        look.timeout.connect(lambda: busy.setValue(int(99 * self._share)))
        look.start()
        busy.show()
        loop.exec()
        look.stop()
        # A closed dialog says that it was cancelled.
        busy.canceled.disconnect(self.give_up)
        busy.close()
        busy.deleteLater()

    def _on_done(self) -> None:
        self._is_read = True
        if self._loop is not None:
            self._loop.quit()

    def _read(self, source: str) -> None:
        try:
            self._opened = open_source(source, self._hear)
        except Stopped:
            pass
        except MemoryError:
            name = Path(source).name
            self._error = FileError(f"There is not enough memory to open “{name}”.")
        except Exception as error:
            # Raised again by who waits.
            self._error = error
        finally:
            self._done.emit()

    def _hear(self, share: float) -> bool:
        self._share = share
        return not self._is_given_up


def _is_large(source: str) -> bool:
    try:
        return Path(source).stat().st_size > _FEW_BYTES
    except (OSError, ValueError):
        return False
