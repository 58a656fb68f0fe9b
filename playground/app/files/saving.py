"""Writes a document; one with a large table on a thread of its own, while the window goes on."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from playground.document import files
from playground.document.content import Content

# Fewer numbers are written within a few frames.
_FEW_VALUES = 50_000
_PATIENCE_MILLISECONDS = 400


def save_document(content: Content, path: Path, window: QWidget) -> None:
    """Write the document as it is now. What takes long shows so, and training goes on meanwhile.

    Raises FileError when it can't be written.
    """
    table = content.data.table
    if table is None or table.values.size <= _FEW_VALUES:
        files.save(content, path)
    else:
        _Saving(content.copy(), path).wait(window)


class _Saving(QObject):
    """One document on its way to the disk."""

    _done = Signal()

    def __init__(self, content: Content, path: Path) -> None:
        super().__init__()
        self._content = content
        self._path = path
        self._error: Exception | None = None

    def wait(self, window: QWidget) -> None:
        """Let the window live, but take no input, until all is written. Raises FileError."""
        busy = QProgressDialog(f"Saving “{self._path.name}”…", "", 0, 0, window)
        busy.setWindowTitle("Save")
        busy.setCancelButton(None)
        busy.setWindowModality(Qt.WindowModality.WindowModal)
        busy.setMinimumDuration(_PATIENCE_MILLISECONDS)
        thread = threading.Thread(target=self._write, name="saving", daemon=True)
        loop = QEventLoop()
        self._done.connect(loop.quit)
        thread.start()
        # Keys and clicks wait, so that nothing is edited or closed halfway.
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        thread.join()
        busy.close()
        busy.deleteLater()
        if self._error is not None:
            raise self._error

    def _write(self) -> None:
        try:
            files.save(self._content, self._path)
        except Exception as error:
            # Raised again by who waits: what has not been written must not count as saved.
            self._error = error
        finally:
            self._done.emit()
