"""What the engine knows of the document: its data, its lowered form, the job that it trains."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from playground.app.data.loader import DataLoader, Loaded
from playground.app.training.places import Places
from playground.app.viewpoint import Viewpoint
from playground.data.dataset import Dataset
from playground.document.document import Document
from playground.document.lowering import Lowered, Lowering
from playground.document.time_edits import setup_of
from playground.runtime.job import Job, Place
from playground.runtime.pictures import Frame
from playground.runtime.training_run import TrainingRun

_LOADING = "The data is being loaded."


class EngineLink(QObject):
    """Lowers the document once it has changed, and sends it as a job where that makes a difference.

    Facts that come on their own, as from undo, mean that all values may be others; while
    `is_editing` they belong to an edit, which says by `note` what it changed. `frame` is the
    newest one that suits the document.

    Signals
    -------
    dataset_changed() : other data, or none.
    plane_changed() : the views have other axes, or another home.
    lowered_changed() : the document was lowered.
    refused(str) : why the running training has to pause.
    """

    dataset_changed = Signal()
    plane_changed = Signal()
    lowered_changed = Signal()
    refused = Signal(str)

    def __init__(self, document: Document, run: TrainingRun, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_editing = False
        self.dataset: Dataset | None = None
        self.data_error = _LOADING
        self.frame: Frame | None = None
        self.places = Places()
        self._document = document
        self._run = run
        self._loader = DataLoader(self)
        self._view = Viewpoint()
        self._lowering = Lowering()
        self.lowered: Lowered = self._lower()
        self._changed: set[str] | None = set()
        self._fresh = True
        self._arrival: Place | None = None
        self._sent_epoch = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.sync)
        for fact in ("network_changed", "training_changed", "stops_changed", "epoch_changed"):
            getattr(document, fact).connect(self._on_fact)
        document.data_changed.connect(self._on_data_fact)
        document.view_changed.connect(self._on_view_fact)
        self._loader.loaded.connect(self._on_loaded)

    @property
    def view(self) -> Viewpoint:
        return self._view

    @property
    def is_waiting(self) -> bool:
        """Whether something of the document has yet to be sent."""
        return self._timer.isActive() or self._loader.is_loading

    @property
    def is_loading(self) -> bool:
        """Whether the data of the document are still to come."""
        return self._loader.is_loading

    def begin(self) -> None:
        """Take over a whole document; all that was trained before is forgotten."""
        self._fresh, self._arrival = True, None
        self._run.await_job()
        self._loader.load(self._document.content)
        if self._loader.is_loading:
            self.dataset, self.data_error = None, _LOADING
            self.lowered = self._lower()
            self.dataset_changed.emit()
            self.lowered_changed.emit()
        self.sync()

    def note(self, ids: Iterable[str], *, fresh: bool = False) -> None:
        """These nodes and edges were edited; a `fresh` edit starts the training anew."""
        self._fresh |= fresh
        if self._changed is not None:
            self._changed.update(ids)
        self.sync()
        if not self._run.is_running:
            self._run.poll()

    def note_place(self, place: Place) -> None:
        """The document was made into the moment at that place of the history."""
        self._changed, self._arrival = None, place
        self.sync()

    def note_refused(self) -> None:
        """The engine did not take the last job: the next one must say everything."""
        self._changed = None

    def agree(self, frame: Frame) -> None:
        """The document was given the values of a frame, which the worker has already."""
        self.lowered, self._sent_epoch = self._lower(), frame.epoch

    def suits(self, frame: Frame) -> bool:
        """Whether a frame shows the document as it is now; what has changed is sent first."""
        if self._timer.isActive():
            self.sync()
        return frame.revision == self._run.revision

    def remember(self, frame: Frame) -> None:
        """The document is what the frame shows; undo may want to come back to it."""
        if frame.place is not None and not self._loader.is_loading:
            self.places.remember(self._document.content, self.lowered, frame.place)

    def sync(self) -> None:
        """Send the engine what it doesn't know yet of the document."""
        self._timer.stop()
        if self._loader.is_loading:
            # The data before go on being trained on, as long as they suit the drawing.
            if self._changed is None or self._changed:
                self.frame = None
                self._run.await_job()
            return
        old, new = self.lowered, self._lower()
        self.lowered = new
        is_known = self._changed is not None or not self._run.is_running
        if is_known and not self._fresh and self._arrival is None and self._is_same(old, new):
            self._changed = set()
            self.lowered_changed.emit()
            return
        if new.problem and self._run.is_running:
            self._run.pause()
            # What is trained until it hears of this is given up, or it would be one more step.
            self._changed = None
            self.refused.emit(f"Training paused. {new.problem}")
        self._send(new)
        self.request_pictures()
        self._run.await_answer()
        self.lowered_changed.emit()

    def request_pictures(self) -> None:
        """Have the following frames show what the views look at."""
        # What is lowered still suits the data before; once it is lowered anew this comes again.
        if self.dataset is not None and self.lowered.dataset is self.dataset:
            network = self._document.network
            self._run.show(self._view.request(self.dataset, self.lowered, network))

    def shutdown(self) -> None:
        """Wait for what is being loaded; nothing is sent any more."""
        self._timer.stop()
        self._loader.shutdown()

    def _lower(self) -> Lowered:
        return self._lowering.lower(self._document.content, self.dataset, self.data_error)

    def _is_same(self, old: Lowered, new: Lowered) -> bool:
        return (
            new.network == old.network
            and new.training == old.training
            and new.dataset is old.dataset
            and new.features == old.features
            and self._document.stops == self._run.stops
            and self._document.epoch == self._sent_epoch
            and not self._run.awaits_job
        )

    def _send(self, lowered: Lowered) -> None:
        """Have the engine train this document, and forget what it was told before."""
        content, place = self._document.content, self._arrival
        if place is not None:
            self.places.remember(content, lowered, place)
        elif self._changed is None and not self._fresh:
            place = self.places.find(content, lowered)
        self.frame = None
        self._run.load(
            Job(
                self._run.revision + 1,
                lowered.network,
                lowered.training,
                lowered.data,
                content.stops,
                content.epoch,
                None if self._changed is None or self._fresh else frozenset(self._changed),
                self._fresh,
                place,
                setup_of(content),
            )
        )
        self._changed, self._fresh, self._arrival = set(), False, None
        self._sent_epoch = content.epoch

    def _on_fact(self) -> None:
        if not self.is_editing:
            self._changed = None
            self._timer.start()

    def _on_data_fact(self) -> None:
        self._loader.load(self._document.content)
        if not self.is_editing:
            self._timer.start()

    def _on_view_fact(self) -> None:
        if self.dataset is None:
            return
        before = self._view.plane
        is_other = self._view.look_at(self.dataset, self._document.view.plane)
        if self._view.plane != before:
            self.request_pictures()
        if is_other:
            self.plane_changed.emit()

    def _on_loaded(self, loaded: Loaded) -> None:
        self.dataset, self.data_error = loaded.dataset, loaded.error
        self._lowering = loaded.lowering
        if loaded.dataset is not None:
            self._view.look_at(loaded.dataset, self._document.view.plane)
        self.dataset_changed.emit()
        if not self.is_editing:
            self._timer.start()
