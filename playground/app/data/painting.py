"""Makes strokes on the plane into edits of the data, each one step.

While it trains, a stroke is learned from as it goes on: ten times a second all of it so far becomes
the step, which Esc takes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from playground.app.controller import Controller
from playground.data.choice import DataChoice, choose_painted
from playground.data.errors import DataError
from playground.data.painted import Painted, copy_of, why_not
from playground.document import edits
from playground.plots.paint.desk import PaintDesk
from playground.plots.paint.strokes import ErasePoints, MovePoints, PutPoints, Stroke

_COPIED = (
    "The points are now your own copy of the data, under “Painted points”; undo takes that back."
)
_LOADING = "The data is still being loaded; paint once its points are there."
_LIVE_MILLISECONDS = 100


@dataclass(frozen=True, slots=True)
class _Start:
    """What a stroke begins from; all that is made of it has the same `key`, and is one step."""

    choice: DataChoice
    points: Painted
    key: object = field(default_factory=object)


class Painting(QObject):
    """Paints on the document's data; other than painted ones become a copy of their own first.

    Signals
    -------
    told(str) : why a stroke could not be made.
    hinted(str) : a passing remark on what became of the data.
    stroke_ended() : a stroke that was learned from as it went on is made or given up.
    """

    told = Signal(str)
    hinted = Signal(str)
    stroke_ended = Signal()

    def __init__(self, controller: Controller, desk: PaintDesk) -> None:
        super().__init__(desk)
        self._controller = controller
        self._desk = desk
        self._going: Stroke | None = None
        self._live: _Start | None = None
        self._is_pushing = False
        self._timer = QTimer(self, singleShot=True, interval=_LIVE_MILLISECONDS)
        self._timer.timeout.connect(self._go_on)
        desk.stroke_made.connect(self._on_stroke)
        desk.stroke_going.connect(self._on_going)
        desk.stroke_given_up.connect(self._on_given_up)
        desk.clear_requested.connect(self._clear)
        desk.kind_requested.connect(self._change_kind)
        desk.told.connect(self.told)
        desk.hinted.connect(self.hinted)
        controller.dataset_changed.connect(self._show_dataset)
        self._show_dataset()

    @property
    def is_live(self) -> bool:
        """Whether the data have a stroke that is still going on, and that the desk shows itself."""
        return self._live is not None

    def _on_stroke(self, stroke: Stroke) -> None:
        text, make = _PAINT[type(stroke)]
        live = self._end()
        self._change(text(stroke), lambda points: make(points, stroke), live)
        if live is not None:
            self.stroke_ended.emit()

    def _on_going(self, stroke: Stroke) -> None:
        self._going = stroke
        # A new class needs another output before there is anything to train.
        is_new = isinstance(stroke, PutPoints) and stroke.is_new_class
        if self._controller.is_running and not is_new and not self._timer.isActive():
            self._timer.start()

    def _go_on(self) -> None:
        """Let the training have the stroke so far."""
        stroke, start = self._going, self._live or self._start()
        if stroke is None or start is None or not self._controller.is_running:
            return
        self._live = start
        text, make = _PAINT[type(stroke)]
        self._is_pushing = True
        try:
            self._use(start, text(stroke), make(start.points, stroke))
        except DataError as error:
            self.told.emit(str(error))
        finally:
            self._is_pushing = False

    def _on_given_up(self) -> None:
        live = self._end()
        if live is not None:
            self._controller.do(edits.use_data("Paint", live.choice, live.key))
            self.stroke_ended.emit()

    def _end(self) -> _Start | None:
        """The stroke goes on no more; returns what it was begun from, if that was learned from."""
        self._timer.stop()
        live, self._live, self._going = self._live, None, None
        return live

    def _clear(self) -> None:
        self._change("Clear Points", lambda points: replace(points, values=Painted().values))

    def _change_kind(self, kind: str) -> None:
        names = Painted().class_names if kind == "classes" else ()
        self._change(
            "Change Kind of Points",
            lambda points: replace(points, kind=kind, class_names=names),  # type: ignore[arg-type]
        )

    def _change(
        self, text: str, change: Callable[[Painted], Painted], start: _Start | None = None
    ) -> None:
        start = start or self._start()
        if start is None:
            return
        try:
            points = change(start.points)
        except DataError as error:
            self.told.emit(str(error))
            return
        self._use(start, text, points)
        if start.choice.source != "painted":
            self.hinted.emit(_COPIED)

    def _start(self) -> _Start | None:
        """The points as they are, or a copy; None, and said why, where there can be none."""
        choice, dataset = self._controller.document.data, self._controller.dataset
        if dataset is None or self._controller.is_loading:
            self.told.emit(_LOADING if dataset is not None else self._controller.data_error)
            return None
        if choice.source == "painted":
            return _Start(choice, choice.painted or Painted())
        try:
            return _Start(choice, copy_of(dataset, choice.train_share))
        except DataError as error:
            self.told.emit(str(error))
            return None

    def _use(self, start: _Start, text: str, points: Painted) -> None:
        self._controller.do(edits.use_data(text, choose_painted(start.choice, points), start.key))

    def _show_dataset(self) -> None:
        if not self._is_pushing:
            # Others have changed the data under the stroke, which is given up.
            self._end()
        dataset = self._controller.dataset
        self._desk.set_refusal("" if dataset is None else why_not(dataset))


def _count(count: int) -> str:
    return "Point" if count == 1 else f"{count:,} Points"


def _put(points: Painted, stroke: PutPoints) -> Painted:
    name = points.next_class() if stroke.is_new_class else ""
    return points.put(stroke.places, stroke.label, name)


_PAINT: dict[type, tuple[Callable[..., str], Callable[..., Painted]]] = {
    PutPoints: (lambda stroke: f"Paint {_count(len(stroke.places))}", _put),
    ErasePoints: (
        lambda stroke: f"Erase {_count(len(stroke.rows))}",
        lambda points, stroke: points.erase(stroke.rows),
    ),
    MovePoints: (
        lambda stroke: f"Move {_count(len(stroke.rows))}",
        lambda points, stroke: points.move(stroke.rows, stroke.places),
    ),
}
