"""Opens a CSV file: the dialog on the GUI thread, the reading on a thread with progress."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from playground.data import csv_file
from playground.data.choice import DataChoice, Table
from playground.data.csv_peek import CsvOptions
from playground.data.errors import Cancelled, DataError
from playground.document import edits
from playground.panels.csv_dialog import CsvDialog

_FILTER = "Tables (*.csv *.tsv *.txt);;All files (*)"
_LOOK_MILLISECONDS = 50


class _Reading(threading.Thread):
    """Reads one file; other threads look at `share`, `table` and `error`, and set `cancelled`."""

    def __init__(self, path: Path, options: CsvOptions) -> None:
        super().__init__(name="reading a table", daemon=True)
        self.share = 0.0
        self.cancelled = False
        self.table: Table | None = None
        self.error = ""
        self._path = path
        self._options = options

    def run(self) -> None:
        try:
            self.table = csv_file.read(self._path, self._options, self._progress)
        except Cancelled:
            pass
        except DataError as error:
            self.error = str(error)
        except MemoryError:
            self.error = f"There is not enough memory to open “{self._path.name}”."

    def _progress(self, share: float) -> bool:
        self.share = share
        return not self.cancelled


class CsvOpening(QObject):
    """Leads from a path to a wish for other data.

    Signals
    -------
    chosen(object) : a recipe that makes the table the document's data.
    told(str) : why the file can't be used.
    """

    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._reading: _Reading | None = None
        self._finish: Callable[[Table], DataChoice] | None = None
        self._progress: QProgressDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def choose(self, present: DataChoice) -> None:
        """Ask for a file, then for what to take from it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open CSV", "", _FILTER)
        if path:
            self.open(path, present)

    def open(self, path: str, present: DataChoice) -> None:
        """Ask what to take from the file, then read it."""
        if self._reading is not None:
            return
        dialog = CsvDialog(path, self._window)
        accepted = dialog.exec()
        options = dialog.options
        # The dialog goes away with the reading: it knows how to make the choice of the table.
        self._finish = lambda table: dialog.choice_for(table, present)
        if not accepted:
            dialog.deleteLater()
            return
        self._dialog = dialog
        self._reading = _Reading(Path(path), options)
        self._progress = QProgressDialog("Reading the table…", "Cancel", 0, 100, self._window)
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(500)
        self._reading.start()
        self._timer.start()

    def shutdown(self) -> None:
        """Give up a reading and wait for its thread."""
        if self._reading is not None:
            self._reading.cancelled = True
            self._reading.join()
        self._end()

    def _look(self) -> None:
        reading, progress = self._reading, self._progress
        assert reading is not None and progress is not None
        if reading.is_alive():
            progress.setValue(min(99, int(100 * reading.share)))
            reading.cancelled = progress.wasCanceled()
            return
        finish = self._finish
        if reading.table is not None and not reading.cancelled and finish is not None:
            choice = finish(reading.table)
            self.chosen.emit(edits.use_data(f"Open {reading.table.file_name}", choice))
        elif reading.error:
            self.told.emit(reading.error)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        if self._progress is not None:
            self._progress.close()
            self._progress.deleteLater()
            self._dialog.deleteLater()
        self._reading = self._progress = self._finish = None
