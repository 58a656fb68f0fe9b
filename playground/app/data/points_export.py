"""Writes the points into a CSV file; many of them on a thread, with progress."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from playground.app.controller import Controller
from playground.data.csv_write import write_csv
from playground.data.dataset import Dataset
from playground.data.errors import Cancelled, DataError

_LOOK_MILLISECONDS = 50
_PATIENCE_MILLISECONDS = 500


class _Writing(threading.Thread):
    """Writes one file; other threads look at `share` and `error`, and set `cancelled`."""

    def __init__(self, path: Path, dataset: Dataset) -> None:
        super().__init__(name="writing points", daemon=True)
        self.share = 0.0
        self.cancelled = False
        self.error = ""
        self.dataset = dataset
        self._path = path

    def run(self) -> None:
        try:
            write_csv(self._path, self.dataset, self._progress)
        except Cancelled:
            self.cancelled = True
        except DataError as error:
            self.error = str(error)
        except MemoryError:
            self.error = f"There is not enough memory to write “{self._path.name}”."

    def _progress(self, share: float) -> bool:
        self.share = share
        return not self.cancelled


class PointsExport(QObject):
    """Leads from a wish to a file of points.

    Signals
    -------
    told(str) : why the points can't be written.
    done(str) : a short word that they were.
    """

    told = Signal(str)
    done = Signal(str)

    def __init__(self, controller: Controller, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self._writing: _Writing | None = None
        self._progress: QProgressDialog | None = None
        self._timer = QTimer(self)
        # Started anew after each look: showing progress handles events, this timer's too.
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def choose(self) -> None:
        """Ask for a place, then write the points there, each with what it is for."""
        dataset = self._controller.dataset
        if self._writing is not None:
            return
        if dataset is None or not dataset.count:
            self.told.emit("There are no points to export; choose a data set first.")
            return
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Export Points", "points.csv", "Tables (*.csv)"
        )
        if not path:
            return
        self._writing = _Writing(Path(path), dataset)
        self._progress = QProgressDialog("Writing the points…", "Cancel", 0, 100, self._window)
        self._progress.setWindowTitle("Export Points")
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(_PATIENCE_MILLISECONDS)
        self._writing.start()
        self._timer.start()

    def shutdown(self) -> None:
        """Give up a writing and wait for its thread."""
        if self._writing is not None:
            self._writing.cancelled = True
            self._writing.join()
        self._end()

    def _look(self) -> None:
        writing, progress = self._writing, self._progress
        if writing is None or progress is None:
            return
        if writing.is_alive():
            progress.setValue(min(99, int(100 * writing.share)))
            writing.cancelled |= progress.wasCanceled()
            self._timer.start()
            return
        if writing.error:
            self.told.emit(writing.error)
        elif not writing.cancelled:
            self.done.emit(f"{writing.dataset.count:,} points were exported.")
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        if self._progress is not None:
            self._progress.close()
            self._progress.deleteLater()
        self._writing = self._progress = None
