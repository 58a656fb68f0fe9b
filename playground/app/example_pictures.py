"""What the examples' outputs look like, and how training changes that: drawn on a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from playground.app.display import default_node, node_range
from playground.app.examples import Example
from playground.data.dataset import Dataset, plane_bounds
from playground.data.errors import DataError
from playground.data.load import load
from playground.document import files
from playground.document.files import FileError
from playground.document.lowering import Lowering
from playground.engine.errors import EngineError
from playground.engine.trainer import Trainer
from playground.palette import heat_index
from playground.runtime.plane import make_grid

SIZE = 56
_EPOCHS = 400
_TURN_SECONDS = 0.05
_SLICE_SECONDS, _REST_SECONDS = 0.002, 5e-5
_STEPS = 8
_DOTS = 70


@dataclass(frozen=True, slots=True, eq=False)
class ExamplePicture:
    """Rows of `palette.heat_table`, (SIZE, SIZE), the lowest y first, with some of the points.

    `dots` is (K, 2), 0 to 1 from the left and from below; `labels` (K,) with the classes or
    numbers of `kind`.
    """

    rows: NDArray[np.uint8]
    dots: NDArray[np.float64]
    labels: NDArray[np.float64]
    kind: str


class ExamplePictures(QObject):
    """Draws every example, then trains them by turns and draws what became of them.

    Signals
    -------
    drawn(str, object) : key and ExamplePicture; in the thread of whoever listens.
    """

    drawn = Signal(str, object)

    def __init__(self, examples: Iterable[Example], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._examples = tuple(examples)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="example pictures", daemon=True)

    @property
    def is_started(self) -> bool:
        return self._thread.ident is not None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; it rests every few milliseconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        models = [model for example in self._examples for model in self._model(example)]
        while models and not self._stopping.is_set():
            for model in models:
                if self._train(model):
                    self.drawn.emit(model.key, model.picture())
            models = [model for model in models if not model.is_done]

    def _model(self, example: Example) -> Iterator[_Model]:
        """The example, drawn for the first time; nothing when it can't be."""
        if self._stopping.is_set():
            return
        try:
            model = _Model(example)
            self.drawn.emit(example.key, model.picture())
        except (FileError, DataError, EngineError):
            return
        yield model
        time.sleep(_REST_SECONDS)

    def _train(self, model: _Model) -> bool:
        """One turn; False when there is no more to draw."""
        end = time.monotonic() + _TURN_SECONDS
        while time.monotonic() < end and not model.is_done:
            if self._stopping.is_set():
                return False
            rest = time.monotonic() + _SLICE_SECONDS
            while time.monotonic() < rest and not model.is_done:
                model.advance()
            # Without a rest, the window waits for this thread at every step of its own.
            time.sleep(_REST_SECONDS)
        return True


class _Model:
    def __init__(self, example: Example) -> None:
        content = files.load(example.path)
        dataset = load(content.data)
        lowered = Lowering().lower(content, dataset)
        if lowered.problem:
            raise EngineError(lowered.problem)
        self.key = example.key
        self._trainer = Trainer(lowered.network, lowered.training, lowered.data)
        self._node = default_node(content, lowered)
        self._range = node_range(content, lowered, self._node)
        self._grid = make_grid(dataset, lowered.features, plane_bounds(dataset), SIZE)
        self._dots, self._labels = _some_points(dataset)
        self._kind = dataset.kind

    @property
    def is_done(self) -> bool:
        trainer = self._trainer
        return not trainer.can_train or trainer.epoch >= _EPOCHS or trainer.divergence is not None

    def advance(self) -> None:
        self._trainer.advance(_STEPS)

    def picture(self) -> ExamplePicture:
        values = np.empty((1, len(self._grid.inputs)), dtype=np.float32)
        self._trainer.node_evaluator().evaluate(self._grid.inputs, (self._node,), values)
        rows = heat_index(values.reshape(self._grid.shape), *self._range)
        return ExamplePicture(rows, self._dots, self._labels, self._kind)


def _some_points(dataset: Dataset) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places of the first points in the picture, and their labels."""
    x0, x1, y0, y1 = plane_bounds(dataset)
    points = np.zeros((min(_DOTS, dataset.count), 2))
    columns = dataset.inputs[: len(points), :2]
    points[:, : columns.shape[1]] = columns
    places = (points - (x0, y0)) / (x1 - x0, y1 - y0)
    return places, np.asarray(dataset.labels[: len(points)], dtype=np.float64)
