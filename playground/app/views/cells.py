"""Feeds the Cells view with the exact regions of the network, live."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.app.training.display import node_range
from playground.app.views.cells_request import (
    cells_request,
    over_data_units,
    with_bias,
    with_values,
)
from playground.app.views.cells_task import Found, find_cells
from playground.app.views.feed import Need
from playground.app.views.focus import Focus
from playground.app.views.plane_feed import PlaneFeed
from playground.canvas.view import CanvasView
from playground.data.plane import Plane
from playground.document import edits
from playground.document.lowering import Lowered
from playground.engine.snapshot import Snapshot
from playground.engine.spec import NetworkSpec
from playground.geometry.arrays import FloatArray
from playground.geometry.errors import GeometryError
from playground.geometry.request import CellsRequest
from playground.network.model import Network
from playground.plots.cells.picture import CellsLook
from playground.plots.cells.view import SWITCHES, CellsView
from playground.runtime.cells_run import CellsRun

_Values = tuple[FloatArray, FloatArray]


class CellsFeed(PlaneFeed):
    """The cells of the outputs, or of the one neuron that is selected.

    A thread of its own finds them: at once after an edit, and while training whenever it is free,
    then with the newest weights.
    """

    name = "cells"
    title = "Cells"
    tip = "The exact cells, lines and boundaries of a network of straight pieces"
    widget: CellsView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, CellsView())
        self._run = CellsRun(self)
        self._lowered: Lowered | None = None
        self._values: _Values = (np.empty(0), np.empty(0))
        self._are_lowered = False
        self._tried: float | None = None
        self._stamp = 0
        self._asked: tuple[object, ...] = ()
        self._request: CellsRequest | None = None
        self._look = CellsLook("", {}, 0)
        self._needed: Need | None = None
        view = self.widget
        view.switch_requested.connect(self._change_setting)
        view.hinted.connect(self.hinted)
        view.cell_changed.connect(canvas.light)
        view.bias_tried.connect(self._on_tried)
        view.sweep_left.connect(self._on_left)
        view.bias_requested.connect(self._on_applied)
        view.margin_requested.connect(self._on_margin)
        controller.document.replaced.connect(self._on_replaced)
        self._run.arrived.connect(self._show)
        self._run.failed.connect(self._refuse)

    @property
    def is_settled(self) -> bool:
        """Whether all that was asked for is shown."""
        return self._run.is_settled and self.widget.is_settled

    @property
    def node_id(self) -> str:
        """The one neuron that is selected, "" where the outputs are shown."""
        nodes = self.controller.document.network.nodes
        chosen = [nodes[id_] for id_ in self.focus.selected if id_ in nodes]
        return chosen[0].id if len(chosen) == 1 and not chosen[0].is_input else ""

    def needs(self) -> Need | None:
        picture, request = self.widget.picture, self._request
        if picture is None or picture.arrangement.is_complete or request is None:
            return None
        return Need(request.outputs, 100, 300) if len(request.outputs) == 1 else None

    def controls(self) -> tuple[QWidget, ...]:
        return self.widget.controls

    def show_dataset(self) -> None:
        super().show_dataset()
        self._ask()

    def show_bounds(self) -> None:
        super().show_bounds()
        self._ask()

    def show_view(self) -> None:
        view = self.controller.document.view
        self.widget.set_options(**{name: getattr(view, name) for name in SWITCHES})
        self._ask()

    def show_document(self) -> None:
        self._ask()
        outputs = () if self._request is None else self._request.outputs
        # What the outputs decide is the boundary already.
        self.widget.emphasise("" if self.focus.node_id in outputs else self.focus.node_id)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        field, request = snapshot.fields.get(self.name), self._request
        if field is not None and request is not None:
            node_id = request.outputs[0]
            content = self.controller.document.content
            if node_id in field.values:
                scale = node_range(content, self.controller.lowered, node_id)
                self.widget.show_sampled(field.values[node_id], field.bounds, *scale)
        new, lowered = (snapshot.biases, snapshot.weights), self.controller.lowered
        # What is learned is written into the document when a run pauses, and lowered silently.
        if lowered is not self._lowered or not all(map(np.array_equal, self._values, new)):
            self._lowered = lowered
            self._take(new)
            self._ask(is_running=snapshot.status == "running")

    def shutdown(self) -> None:
        """End the thread."""
        self._run.shutdown()

    def _ask(self, is_running: bool = False) -> None:
        """Find the cells of what is to be shown now, unless that has been asked already."""
        controller = self.controller
        plane, lowered = controller.plane, controller.lowered
        if plane is None:
            self._asked = ()
            self._refuse(controller.data_error)
            return
        if lowered.dataset is not controller.dataset or not lowered.shows(
            controller.document.network
        ):
            return  # it will be lowered anew
        if self._lowered is not lowered:
            self._lowered = lowered
            self._take(_values_of(lowered.network), are_lowered=True)
        style = controller.document.view.label_style
        asked = (lowered, plane, self.node_id, style, controller.bounds, self._tried, self._stamp)
        if asked == self._asked:
            return
        if self.widget.is_sweeping and self._asked and asked[2] != self._asked[2]:
            self.widget.leave_sweep()  # which asks anew
            return
        known = self._request if asked[:4] == self._asked[:4] else None
        self._asked, self._request = asked, None
        try:
            request = known or cells_request(
                controller.document.content, lowered, plane, self.node_id
            )
        except GeometryError as error:
            self._refuse(str(error))
            return
        if request is not known:
            look = _look(controller.document.network, lowered, request)
            if look != self._look:
                self._run.drop()
                self._look = look
        self._request = request
        request = replace(request, bounds=controller.bounds)
        values = None if self._are_lowered else self._values
        make = partial(_filled, request, lowered, plane, values, self._tried)
        task = partial(find_cells, self._look, make, not is_running)
        self._run.ask(task, patient=is_running)

    def _take(self, values: _Values, *, are_lowered: bool = False) -> None:
        """From now on these are the biases and weights; the lowered network may have them."""
        self._values, self._are_lowered = values, are_lowered
        self._stamp += 1

    def _refuse(self, sentence: str) -> None:
        self._run.drop()
        self.widget.show_message(sentence)

    def _show(self, found: Found) -> None:
        if found.picture is None:
            self.widget.show_message(found.refusal)
        else:
            self.widget.show_picture(found.picture, found.look, self._bias(found))
        if self.needs() != self._needed:
            self._needed = self.needs()
            self.needs_changed.emit()

    def _bias(self, found: Found) -> float | None:
        """The bias of the one node shown, None for several or what has changed since."""
        request = self._request
        if request is None or found.look is not self._look or len(request.outputs) > 1:
            return None
        ids = [node.id for node in request.network.nodes]
        return float(self._values[0][ids.index(request.outputs[0])])

    def _on_replaced(self) -> None:
        """What is still on its way, and what is tried, belong to the document of before."""
        self.widget.leave_sweep()
        self._run.drop()

    def _on_tried(self, bias: float) -> None:
        self._tried = bias
        self._ask()

    def _on_left(self) -> None:
        self._tried = None
        self._ask()

    def _on_applied(self, bias: float) -> None:
        self._tried = None
        if self._request is not None:
            self.controller.do(edits.set_weights({self._request.outputs[0]: bias}))
        self._ask()

    def _on_margin(self, node_id: str, margin: float) -> None:
        bias = self.controller.document.network.nodes[node_id].bias.value
        self.controller.do(edits.set_weights({node_id: bias + margin}))


def _look(network: Network, lowered: Lowered, request: CellsRequest) -> CellsLook:
    # Outputs that stand for classes have the colours of these classes' points.
    trained = sorted(lowered.targets, key=lowered.targets.__getitem__)
    outputs = list(dict.fromkeys([*trained, *(node.id for node in network.outputs())]))
    neurons = [node.id for node in network.nodes if not node.is_input]
    numbers = {id_: number for number, id_ in enumerate(dict.fromkeys([*outputs, *neurons]))}
    return CellsLook(", ".join(map(request.name, request.outputs)), numbers, len(outputs))


def _filled(
    request: CellsRequest,
    lowered: Lowered,
    plane: Plane,
    values: _Values | None,
    tried: float | None,
) -> CellsRequest:
    """The request with the weights of this moment, if others, and the bias that is tried."""
    network = request.network if values is None else with_values(request.network, *values)
    if tried is not None:
        network = with_bias(network, request.outputs[0], tried)
    return replace(request, network=over_data_units(network, lowered, plane))


def _values_of(network: NetworkSpec) -> _Values:
    return (
        np.array([node.bias for node in network.nodes]),
        np.array([edge.weight for edge in network.edges]),
    )
