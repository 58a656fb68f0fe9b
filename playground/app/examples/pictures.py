"""What the examples' outputs look like, and how training changes that: drawn on a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from playground.app.examples.catalog import Example
from playground.app.training.display import default_node, node_range
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
    """The ground, (SIZE, SIZE), the lowest y first, with some of the points.

    `rows` are those of `palette.heat_table`, or with `shows_classes` the numbers of classes.
    `dots` is (K, 2), 0 to 1 from the left and from below; `labels` (K,) with the classes or
    numbers of `kind`. `curve` are (SIZE,) heights of an output over its one input, 0 to 1 from
    below, None over a plane.
    """

    rows: NDArray[np.uint8]
    dots: NDArray[np.float64]
    labels: NDArray[np.float64]
    kind: str
    shows_classes: bool = False
    curve: NDArray[np.float64] | None = None


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
        first = default_node(content, lowered)
        competing = sorted(lowered.targets, key=lowered.targets.__getitem__)
        self._nodes = tuple(competing) if len(competing) > 1 else (first,)
        self._range = node_range(content, lowered, first)
        self._grid = make_grid(dataset, lowered.features, plane_bounds(dataset), SIZE)
        self._is_line = len(dataset.columns) == 1
        self._dots, self._labels = _some_points(dataset)
        if self._is_line:
            self._dots[:, 1] = self._heights(_targets(dataset, self._range)[: len(self._dots)])
        self._kind = dataset.kind

    @property
    def is_done(self) -> bool:
        trainer = self._trainer
        return not trainer.can_train or trainer.epoch >= _EPOCHS or trainer.divergence is not None

    def advance(self) -> None:
        self._trainer.advance(_STEPS)

    def picture(self) -> ExamplePicture:
        values = np.empty((len(self._nodes), len(self._grid.inputs)), dtype=np.float32)
        self._trainer.node_evaluator().evaluate(self._grid.inputs, self._nodes, values)
        fields = values.reshape(-1, *self._grid.shape)
        if len(fields) > 1:
            winners = fields.argmax(axis=0).astype(np.uint8)
            return ExamplePicture(winners, self._dots, self._labels, self._kind, True)
        curve = self._heights(fields[0, 0].astype(np.float64)) if self._is_line else None
        rows = heat_index(fields[0], *self._range)
        return ExamplePicture(rows, self._dots, self._labels, self._kind, False, curve)

    def _heights(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values of the output's range in the middle of the picture, 0 to 1 from below."""
        low, high = self._range
        return np.clip(0.15 + 0.7 * (values - low) / (high - low), 0.0, 1.0)


def _targets(dataset: Dataset, range_: tuple[float, float]) -> NDArray[np.float64]:
    """Where points over one input stand: at their number, or each class on a step of its own."""
    if dataset.kind == "numbers":
        return dataset.labels
    low, high = range_
    return low + (high - low) * dataset.labels / max(1, dataset.class_count - 1)


def _some_points(dataset: Dataset) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places of the first points in the picture, and their labels."""
    x0, x1, y0, y1 = plane_bounds(dataset)
    points = np.zeros((min(_DOTS, dataset.count), 2))
    columns = dataset.inputs[: len(points), :2]
    points[:, : columns.shape[1]] = columns
    places = (points - (x0, y0)) / (x1 - x0, y1 - y0)
    return places, np.asarray(dataset.labels[: len(points)], dtype=np.float64)
