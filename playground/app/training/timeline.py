"""Through the time of training: looking for its moments, and what a run of it learned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from playground.document import edits, training_edits
from playground.document.time_edits import Setup, go_to
from playground.runtime.job import Moment, Place, StepUnit
from playground.runtime.pictures import Frame
from playground.runtime.training_run import TrainingRun


class Timeline(QObject):
    """Looks for moments, and makes each that is found one edit.

    Signals
    -------
    changed() : `oldest`, `newest` or `position` is another.
    found(object, Place) : a recipe that brings a moment back, and its place.
    """

    changed = Signal()
    found = Signal(object, object)

    def __init__(self, run: TrainingRun, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.oldest = 0.0
        self.newest = 0.0
        self.position = 0.0
        self._run = run
        self._merge_key: object = None
        self._then: list[Callable[[], None]] = []
        run.found.connect(self._on_found)

    @property
    def is_seeking(self) -> bool:
        return self._run.is_seeking

    def seek(self, epochs: float, merge_key: object = None) -> None:
        """Look for the moment at so many epochs; in a drag, those with one key are one step."""
        self._look(merge_key, partial(self._run.seek, epochs))

    def back(self, unit: StepUnit) -> None:
        """Look for the moment one epoch, batch or sample earlier."""
        self._look(None, partial(self._run.back, unit))

    def seek_good(self) -> None:
        """Look for the end of the last epoch with finite losses."""
        self._look(None, self._run.seek_good)

    def after_seek(self, action: Callable[[], None]) -> None:
        """Do this once the moment that is sought has been brought back."""
        self._then.append(action)

    def forget_search(self) -> None:
        """What is sought is not wanted any more."""
        self._then.clear()
        self._run.forget_search()

    def show(self, frame: Frame) -> None:
        """Follow the training."""
        shown = frame.oldest, frame.newest, frame.position
        if shown != (self.oldest, self.newest, self.position):
            self.oldest, self.newest, self.position = shown
            self.changed.emit()

    def _look(self, merge_key: object, look: Callable[[], None]) -> None:
        self._merge_key = merge_key
        self._then.clear()
        look()

    def _on_found(self, moment: Moment) -> None:
        setup, place = moment.origin, moment.place
        assert isinstance(setup, Setup), "every job is made from a setup"
        ids = [node.id for node in setup.nodes] + [edge.id for edge in setup.edges]
        values = [*moment.biases.tolist(), *moment.weights.tolist()]
        dead = frozenset(edge.id for edge, d in zip(setup.edges, moment.dead, strict=True) if d)
        recipe = go_to(
            _text(place),
            setup,
            dict(zip(ids, values, strict=True)),
            dead,
            place.epoch,
            self._merge_key,
        )
        actions, self._then = self._then, []
        self.found.emit(recipe, place)
        for action in actions:
            action()


def _text(place: Place) -> str:
    within = f" and {place.sample:,} Points" if place.sample else ""
    return f"Go to Epoch {place.epoch:,}{within}"


def run_text(epochs: int) -> str:
    """The name of a training run's step."""
    return f"Train {epochs:,} Epoch{'s' * (epochs != 1)}" if epochs else "Train Within an Epoch"


def learned(frame: Frame, text: str) -> edits.Recipe:
    """What a training run learned, for the content that it trains."""
    return training_edits.learned(text, frame.biases, frame.weights, frame.dead, frame.epoch)
