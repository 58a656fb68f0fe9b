"""Makes strokes on the plane into edits of the data, each one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from playground.app.controller import Controller
from playground.data.choice import choose_painted
from playground.data.errors import DataError
from playground.data.painted import Painted, copy_of, why_not
from playground.document import edits
from playground.plots.paint.desk import PaintDesk
from playground.plots.paint.strokes import ErasePoints, MovePoints, PutPoints, Stroke

_COPIED = (
    "The points are now your own copy of the data, under “Painted points”; undo takes that back."
)
_LOADING = "The data is still being loaded; paint once its points are there."


class Painting(QObject):
    """Paints on the document's data; other than painted ones become a copy of their own first.

    Signals
    -------
    told(str) : why a stroke could not be made.
    hinted(str) : a passing remark on what became of the data.
    """

    told = Signal(str)
    hinted = Signal(str)

    def __init__(self, controller: Controller, desk: PaintDesk) -> None:
        super().__init__(desk)
        self._controller = controller
        self._desk = desk
        desk.stroke_made.connect(self._on_stroke)
        desk.clear_requested.connect(self._clear)
        desk.kind_requested.connect(self._change_kind)
        desk.told.connect(self.told)
        desk.hinted.connect(self.hinted)
        controller.dataset_changed.connect(self._show_dataset)
        self._show_dataset()

    def _on_stroke(self, stroke: Stroke) -> None:
        text, make = _PAINT[type(stroke)]
        self._change(text(stroke), lambda points: make(points, stroke))

    def _clear(self) -> None:
        self._change("Clear Points", lambda points: replace(points, values=Painted().values))

    def _change_kind(self, kind: str) -> None:
        names = Painted().class_names if kind == "classes" else ()
        self._change(
            "Change Kind of Points",
            lambda points: replace(points, kind=kind, class_names=names),  # type: ignore[arg-type]
        )

    def _change(self, text: str, change: Callable[[Painted], Painted]) -> None:
        choice, dataset = self._controller.document.data, self._controller.dataset
        if dataset is None or self._controller.is_loading:
            self.told.emit(_LOADING if dataset is not None else self._controller.data_error)
            return
        is_own = choice.source == "painted"
        try:
            points = choice.painted or Painted()
            points = change(points if is_own else copy_of(dataset, choice.train_share))
        except DataError as error:
            self.told.emit(str(error))
            return
        self._controller.do(edits.use_data(text, choose_painted(choice, points)))
        if not is_own:
            self.hinted.emit(_COPIED)

    def _show_dataset(self) -> None:
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
