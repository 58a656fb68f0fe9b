"""Feeds the compare view: the drawing as it is now, beside another network."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.app.answers import Cancelled, Refused, answering
from playground.app.compare import others
from playground.app.compare.job import Compared, compare_sides
from playground.app.compare.others import Partner
from playground.app.compare.pictures import (
    Finding,
    Pictures,
    at_place,
    differing_bounds,
    finding,
    pictures,
)
from playground.app.controller import Controller
from playground.app.plane_side import Side, side_of
from playground.app.views.feed import Feed
from playground.app.views.focus import Focus
from playground.app.views.plane import axis_names
from playground.canvas.view import CanvasView
from playground.data.plane import Bounds
from playground.document.files import SUFFIX
from playground.engine.snapshot import FloatArray, Snapshot
from playground.plots.compare.controls import ALL, WHOLE
from playground.plots.compare.view import CompareView
from playground.runtime.cells_run import CellsRun

_THIS = "This drawing"
_CHOOSE = {
    "step": "Choose a step to compare with; there is one after the first edit.",
    "example": "Choose an example to compare with.",
    "file": "Choose a file to compare with.",
}
_CALLED_OFF = "Called off. Choose anything above to compare again."


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """What was found, and how it looks with that output, None for all."""

    compared: Compared
    finding: Finding
    output: int | None
    pictures: Pictures


class CompareFeed(Feed):
    """Compares again whenever one of the two networks or the part of the plane is another."""

    name = "compare"
    title = "Compare"
    tip = "This drawing beside another network, with the cells where they differ"
    is_open = False
    widget: CompareView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, CompareView())
        self._run = CellsRun(self)
        self._called_off = threading.Event()
        self._kind = "activation"
        self._items: dict[str, str] = {"activation": "relu"}
        self._file = ""
        self._outputs_too = False
        self._part = "view"
        self._output: int | None = None
        self._partner: Partner | None = others.as_activation("relu", False)
        self._side: Side | None = None
        self._numbers: tuple[FloatArray, FloatArray] | None = None
        self._compared: Compared | None = None
        self._wire()
        self._show_choices()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked has been answered."""
        return self._run.is_settled

    def controls(self) -> tuple[QWidget, ...]:
        return self.widget.buttons

    def sheet(self) -> QWidget:
        return self.widget.sheet

    def shutdown(self) -> None:
        """End the thread."""
        self._called_off.set()
        self._run.shutdown()

    def show_dataset(self) -> None:
        self._show_choices()
        if self.controller.dataset is None:
            self._side = None
            self._give_up(self.controller.data_error)
            return
        self.widget.set_plane(self.controller.home_bounds, *axis_names(self.controller))
        self._renew()

    def show_bounds(self) -> None:
        self.widget.show_bounds(self.controller.bounds)
        if self._part != WHOLE:
            self._ask()

    def show_document(self) -> None:
        self._renew()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        if self._side is None or len(snapshot.biases) != len(self._side.network.nodes):
            return
        numbers = snapshot.biases, snapshot.weights
        if self._numbers is None or not all(map(np.array_equal, numbers, self._numbers)):
            self._numbers = numbers
            self._ask(live=True)

    def focus_choices(self) -> None:
        """Let the keyboard choose what to compare with."""
        self.widget.controls.focus()

    def _wire(self) -> None:
        view, controls = self.widget, self.widget.controls
        controls.kind_chosen.connect(self._choose_kind)
        controls.item_chosen.connect(self._choose_item)
        controls.file_requested.connect(self._choose_file)
        controls.outputs_too_requested.connect(self._choose_outputs_too)
        controls.part_chosen.connect(self._choose_part)
        controls.output_chosen.connect(self._choose_output)
        view.bounds_changed.connect(self.controller.show_bounds)
        view.cursor_moved.connect(self._on_cursor_moved)
        view.cursor_left.connect(self._on_cursor_left)
        view.difference_requested.connect(self._show_difference)
        view.shared_requested.connect(self._select_shared)
        view.cancel_requested.connect(self._cancel)
        self._run.arrived.connect(self._show)
        self._run.failed.connect(self._forget)
        self.controller.undo_stack.indexChanged.connect(self._on_step)
        self.controller.document.replaced.connect(self._on_replaced)

    def _renew(self) -> None:
        """The drawing may be another one."""
        content, lowered = self.controller.document.content, self.controller.lowered
        # What is lowered later is told of later.
        if lowered.dataset is None or not lowered.shows(content.network):
            return
        self._side = side_of(content, lowered, _THIS)
        self._numbers = None
        self._ask()

    def _ask(self, live: bool = False) -> None:
        """Compare; what a person chose before is called off, what training did is not."""
        side, partner, numbers = self._side, self._partner, self._numbers
        if side is None:
            return
        if partner is None:
            self._give_up(_CHOOSE[self._kind])
            return
        if not live:
            self._called_off.set()
            self._called_off = threading.Event()
            self.widget.set_busy(True)
        bounds, whole, output = self.controller.bounds, self._part == WHOLE, self._output

        def work(cancelled: Cancelled) -> _Answer:
            first = side if numbers is None else side.with_values(*numbers)
            second = replace(partner.other(first), title=partner.title)
            found = compare_sides(first, second, bounds, whole, cancelled)
            shown = output if output is not None and output < len(first.outputs) else None
            return _Answer(found, finding(found), shown, pictures(found, shown))

        task = answering(work, self._called_off.is_set)
        self._run.ask(task, patient=live and self.controller.is_running)

    def _show(self, answer: _Answer | Refused) -> None:
        self.widget.set_busy(False)
        if isinstance(answer, Refused):
            self._forget(answer.reason)
            return
        self._compared = compared = answer.compared
        self.widget.show_finding(
            answer.finding.verdict,
            "\n".join(answer.finding.details),
            differs=not compared.equal,
            shares=bool(compared.shared_edges),
        )
        self.widget.show_titles(compared.first.title, compared.second.title)
        self._show_pictures(answer.output, answer.pictures)

    def _show_pictures(self, output: int | None, shown: Pictures) -> None:
        assert self._compared is not None
        first = self._compared.first
        self._output = output
        names = [first.names[node_id] for node_id in first.outputs]
        self.widget.controls.show_outputs(names, output)
        self.widget.show_pictures(*shown)

    def _forget(self, message: str) -> None:
        """There is nothing to show."""
        self._compared = None
        self.widget.set_busy(False)
        self.widget.show_titles(_THIS, self._partner.title if self._partner else "")
        self.widget.show_message(message)

    def _cancel(self) -> None:
        self._give_up(_CALLED_OFF)

    def _give_up(self, message: str) -> None:
        """What is on its way is not wanted any more."""
        self._called_off.set()
        self._run.drop()
        self._forget(message)

    def _show_choices(self) -> None:
        items = {
            "activation": others.activation_items,
            "step": lambda: others.step_items(self.controller),
            "example": others.example_items,
            "file": list,
        }[self._kind]()
        controls = self.widget.controls
        controls.show_kind(self._kind, items, self._items.get(self._kind))
        controls.show_file(self._file.rpartition("/")[2])
        controls.show_part(self._part)
        controls.show_outputs_too(self._outputs_too)

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._find_partner()
        self._show_choices()
        self._ask()

    def _choose_item(self, item: str) -> None:
        self._items[self._kind] = item
        self._find_partner()
        self._ask()

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self.widget, "Compare with", "", f"Networks (*{SUFFIX} *.json);;All files (*)"
        )
        if path:
            self._file = path
            self._find_partner()
            self._show_choices()
            self._ask()

    def _choose_outputs_too(self, is_on: bool) -> None:
        self._outputs_too = is_on
        self._find_partner()
        self._ask()

    def _choose_part(self, part: str) -> None:
        self._part = part
        self._ask()

    def _choose_output(self, output: str) -> None:
        self._output = None if output == ALL else int(output)
        if self._compared is not None:
            self._show_pictures(self._output, pictures(self._compared, self._output))

    def _find_partner(self) -> None:
        item = self._items.get(self._kind)
        if self._kind == "file":
            self._partner = others.of_source(self._file) if self._file else None
        elif item is None:
            self._partner = None
        elif self._kind == "activation":
            self._partner = others.as_activation(item, self._outputs_too)
        elif self._kind == "step":
            self._partner = others.at_step(self.controller, int(item))
        else:
            self._partner = others.of_source(item)

    def _show_difference(self) -> None:
        bounds: Bounds | None = differing_bounds(self._compared) if self._compared else None
        if bounds is not None:
            self.controller.show_bounds(bounds)

    def _select_shared(self) -> None:
        if self._compared is not None:
            shared = {*self._compared.shared_nodes, *self._compared.shared_edges}
            network = self.controller.document.network
            present = [node.id for node in network.nodes if node.id in shared]
            present += [edge.id for edge in network.edges if edge.id in shared]
            self.canvas.select(present)

    def _on_step(self) -> None:
        """The history may have other steps."""
        if self._kind == "step" and self.widget.isVisible():
            self._show_choices()

    def _on_replaced(self) -> None:
        """What is on its way, and the steps, are those of the document before."""
        self._called_off.set()
        self._run.drop()
        self._side = None
        self._items.pop("step", None)
        if self._kind == "step":
            self._partner = None

    def _on_cursor_moved(self, x: float, y: float) -> None:
        self.cursor_moved.emit(x, y, None)
        if self._compared is not None:
            self.hinted.emit(at_place(self._compared, x, y))

    def _on_cursor_left(self) -> None:
        self.cursor_left.emit()
        self.hinted.emit("")
