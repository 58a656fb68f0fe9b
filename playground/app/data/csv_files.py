"""Opens a CSV file: the dialog on the GUI thread, the reading on a thread with progress."""

from __future__ import annotations

import threading
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
_PATIENCE_MILLISECONDS = 500


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
        self._dialog: CsvDialog | None = None
        self._progress: QProgressDialog | None = None
        self._present = DataChoice()
        self._timer = QTimer(self)
        # Started anew after each look: showing progress handles events, this timer's too.
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def choose(self, present: DataChoice) -> None:
        """Ask for a file, then for what to take from it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open CSV", "", _FILTER)
        if path:
            self.open(path, present)

    def open(self, path: str, present: DataChoice) -> None:
        """Ask what to take from the file, then read it."""
        if self._dialog is not None:
            return
        try:
            csv_file.peek(path)
        except DataError as error:
            self.told.emit(str(error))
            return
        # The dialog goes away with the reading: it knows how to make the choice of the table.
        self._dialog, self._present = CsvDialog(path, self._window), present
        if not self._dialog.exec():
            self._end()
            return
        self._reading = _Reading(Path(path), self._dialog.options)
        self._progress = QProgressDialog("Reading the table…", "Cancel", 0, 100, self._window)
        self._progress.setWindowTitle("Open CSV")
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(_PATIENCE_MILLISECONDS)
        self._reading.start()
        self._timer.start()

    def shutdown(self) -> None:
        """Give up a reading and wait for its thread."""
        if self._reading is not None:
            self._reading.cancelled = True
            self._reading.join()
        self._end()

    def _look(self) -> None:
        reading, progress, dialog = self._reading, self._progress, self._dialog
        if reading is None or progress is None or dialog is None:
            return
        if reading.is_alive():
            progress.setValue(min(99, int(100 * reading.share)))
            reading.cancelled = progress.wasCanceled()
            self._timer.start()
            return
        if reading.table is not None and not progress.wasCanceled():
            choice = dialog.choice_for(reading.table, self._present)
            self.chosen.emit(edits.use_data(f"Open {reading.table.file_name}", choice))
        elif reading.error:
            self.told.emit(reading.error)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        for widget in (self._progress, self._dialog):
            if widget is not None:
                widget.close()
                widget.deleteLater()
        self._reading = self._progress = self._dialog = None
