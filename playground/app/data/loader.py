"""Loads the data of a choice; on a thread of its own where that may take a while."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from playground.data.choice import DataChoice
from playground.data.dataset import Dataset
from playground.data.errors import DataError
from playground.data.generators import EVEN
from playground.data.load import load
from playground.document.content import Content
from playground.document.lowering import Lowering

# Below these, loading and lowering stay within a few frames.
_FEW_POINTS = 2_000
_FEW_VALUES = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The data of a choice, or why there are none; `lowering` has what takes long done already."""

    choice: DataChoice
    dataset: Dataset | None
    error: str
    lowering: Lowering


class DataLoader(QObject):
    """Loads one choice at a time; of those that wait the newest wins.

    Signals
    -------
    loaded(Loaded) : the newest choice's data; at once for little data.
    """

    loaded = Signal(object)
    _read = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Content | None = None
        self._thread: threading.Thread | None = None
        self._read.connect(self._on_read)

    @property
    def is_loading(self) -> bool:
        """Whether the newest choice's data are still to come."""
        return self._wanted is not None

    def load(self, content: Content) -> None:
        """Load what the content's data choice stands for."""
        if _is_small(content.data):
            self._wanted = None
            self.loaded.emit(_load(content))
            return
        self._wanted = content.copy()
        if self._thread is None:
            self._start()

    def shutdown(self) -> None:
        """Wait for the thread; nothing is told any more."""
        self._wanted = None
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        assert self._wanted is not None, "something is to be loaded"
        self._thread = threading.Thread(
            target=self._run, args=(self._wanted,), name="loading data", daemon=True
        )
        self._thread.start()

    def _run(self, content: Content) -> None:
        self._read.emit(_load(content))

    def _on_read(self, loaded: Loaded) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        if self._wanted is None:
            return
        if loaded.choice is self._wanted.data:
            self._wanted = None
            self.loaded.emit(loaded)
        else:
            self._start()


def _is_small(choice: DataChoice) -> bool:
    if choice.source == "painted":
        # Even the most that can be painted; a stroke must be seen at once.
        return True
    table = choice.table if choice.source == "table" else None
    if table is not None:
        return table.values.size <= _FEW_VALUES
    # Of a lopsided set only a part of the points drawn is kept.
    drawn = choice.count if choice.balance == EVEN else 2 * choice.count
    return drawn <= _FEW_POINTS


def _load(content: Content) -> Loaded:
    lowering = Lowering()
    try:
        dataset = load(content.data)
        lowering.lower(content, dataset)
    except DataError as error:
        return Loaded(content.data, None, str(error), lowering)
    except MemoryError:
        return Loaded(content.data, None, "There is not enough memory for this data.", lowering)
    return Loaded(content.data, dataset, "", lowering)
