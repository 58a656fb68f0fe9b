"""Lines as handles: which neurons' lines a view offers, and what a drag does to the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from playground.app.drawing.shapes import PLANE_VIEWS, view_in_use
from playground.app.views.plane import axis_names
from playground.document.arrange_edits import put_back
from playground.document.line_edits import DrawnLine, drawn_line, move_line, refusal
from playground.document.lowering import Lowered
from playground.document.plane_axes import Axes, Line, plane_axes
from playground.network.errors import NetworkError
from playground.network.weight import Weight, format_weight
from playground.palette import Theme
from playground.plots.cells.view import CellsView
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.line_handles import LineHandles
from playground.plots.plane.line_layer import LineLayer
from playground.plots.regions.view import RegionView
from playground.widgets.decimals import DECIMALS

if TYPE_CHECKING:
    from playground.app.main_window import MainWindow


class LineDrags(QObject):
    """Handles on the cells view for every line in it, on the region view for the shown node's.

    Signals
    -------
    told(str) : why a line can't be moved.
    hinted(str) : what can be done with the line under the cursor; "" takes it back.
    """

    told = Signal(str)
    hinted = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller = window.controller
        self._drawn: DrawnLine | None = None
        self._merge_key: object = None
        self._rows: tuple[Lowered | None, Mapping[str, int]] = (None, {})
        self.handles: dict[str, LineHandles] = {}
        self._layers: list[LineLayer] = []
        regions, cells = (window.views.feeds[name].widget for name in PLANE_VIEWS)
        assert isinstance(regions, RegionView), "regions are shown by their view"
        assert isinstance(cells, CellsView), "cells are shown by theirs"
        self._add("regions", regions.chart, self._shown_node)
        self._add("cells", cells.chart, cells.first_level_lines)
        self._controller.snapshot_arrived.connect(self._redraw)
        self._controller.document.replaced.connect(self._let_go)

    def set_theme(self, theme: Theme) -> None:
        for layer in self._layers:
            layer.set_theme(theme)

    def start(self) -> None:
        """Move lines by the keyboard as well, on the view that is looked at."""
        handles = self.handles[view_in_use(self._window)]
        handles.chart.set_tool(handles)
        handles.chart.setFocus()
        self.hinted.emit(
            "Arrow keys lead to a line; Enter takes it and lets it go, Shift+Enter turns it."
        )

    def _add(self, name: str, chart: PlaneChart, offered: Callable[[], Iterable[str]]) -> None:
        handles = LineHandles(chart, partial(self._lines, offered), self._may_move)
        handles.hovered.connect(self._on_hovered)
        handles.grabbed.connect(self._on_grabbed)
        handles.moved.connect(self._on_moved)
        handles.dropped.connect(self._forget)
        handles.cancelled.connect(self._on_cancelled)
        handles.refused.connect(self.told)
        chart.set_resting_tool(handles)
        self.handles[name] = handles
        self._layers.append(LineLayer(chart, handles))

    def _shown_node(self) -> tuple[str, ...]:
        node_id = self._window.focus.node_id
        return (node_id,) if node_id else ()

    def _axes(self) -> Axes | None:
        controller = self._controller
        try:
            plane = controller.plane
            return plane_axes(controller.dataset, () if plane is None else plane.axes)
        except NetworkError:
            return None

    def _lines(self, offered: Callable[[], Iterable[str]]) -> Mapping[str, Line]:
        """The lines of the offered neurons as they are at the moment, in data units."""
        axes, network = self._axes(), self._controller.document.network
        if axes is None:
            return {}
        found = {
            node_id: drawn_line(network, node_id, axes, self._live(node_id))
            for node_id in offered()
            if node_id in network.nodes
        }
        return {node_id: drawn.line for node_id, drawn in found.items() if drawn is not None}

    def _live(self, node_id: str) -> Mapping[str, float]:
        """A neuron's bias and weights by id while the training changes them."""
        controller = self._controller
        frame, lowered = controller.snapshot, controller.lowered
        if frame is None or not controller.is_running:
            return {}
        if self._rows[0] is not lowered:
            spec = lowered.network
            ids = [*(node.id for node in spec.nodes), *(edge.id for edge in spec.edges)]
            self._rows = lowered, {item_id: row for row, item_id in enumerate(ids)}
        ids = [node_id, *(e.id for e in controller.document.network.incoming(node_id))]
        values, count = {}, len(frame.biases)
        for item_id in ids:
            row = self._rows[1].get(item_id)
            if row is None:  # drawn just now
                continue
            values[item_id] = float(
                frame.biases[row] if row < count else frame.weights[row - count]
            )
        return values

    def _may_move(self, node_id: str, turns: bool) -> str:
        axes = self._axes()
        drawn = axes and drawn_line(self._controller.document.network, node_id, axes)
        if not drawn:
            return "This line is no longer in the drawing."
        name = f"“{self._window.focus.name_of(node_id)}”"
        return refusal(drawn, axis_names(self._controller), name, turns)

    def _on_hovered(self, node_id: str) -> None:
        self._window.canvas.light((node_id,) if node_id else None)
        self._explain(node_id)

    def _explain(self, node_id: str) -> None:
        """Say which line that is, with its numbers of this moment."""
        network, axes = self._controller.document.network, self._axes()
        drawn = (
            drawn_line(network, node_id, axes, self._live(node_id))
            if node_id in network.nodes and axes
            else None
        )
        if drawn is None:
            self.hinted.emit("")
            return
        name = self._window.focus.name_of(node_id)
        equation = _equation(drawn, axis_names(self._controller))
        do = "Esc puts it back." if self._drawn else "Drag shifts it, its ends turn it."
        self.hinted.emit(f"Line of {name}: {equation}. {do}")

    def _on_grabbed(self, node_id: str) -> None:
        self._drawn, self._merge_key = None, object()

    def _on_moved(self, node_id: str, line: Line) -> None:
        controller, axes = self._controller, self._axes()
        if axes is None:
            return
        if self._drawn is None:
            # What was learned so far is a step of its own, before that of the drag.
            controller.close_run()
            self._drawn = drawn_line(controller.document.network, node_id, axes)
        if self._drawn is not None:
            controller.do(move_line(self._drawn, line, axes, self._merge_key))
            self._explain(node_id)

    def _on_cancelled(self, node_id: str) -> None:
        drawn = self._drawn
        if drawn is not None:
            edges = [edge for edge in drawn.edges if edge is not None]
            weights = {drawn.node.id: drawn.node.bias, **{e.id: e.weight for e in edges}}
            dead = frozenset(edge.id for edge in edges if edge.dead)
            self._controller.do(put_back(weights, self._merge_key, dead))
        self._forget(node_id)

    def _let_go(self) -> None:
        """The drawing is another one: nothing in it is put back to what the one before had."""
        self._drawn, self._merge_key = None, None
        for handles in self.handles.values():
            if handles.is_midway:
                handles.chart.cancel_tool()

    def _forget(self, node_id: str) -> None:
        self._drawn, self._merge_key = None, None
        self._explain(node_id)

    def _redraw(self) -> None:
        for handles, layer in zip(self.handles.values(), self._layers, strict=True):
            if handles.shown is not None:
                layer.redraw()


def _equation(drawn: DrawnLine, names: tuple[str, str]) -> str:
    """The line in data units; numbers that are the drawing's own are written as there."""
    owns = [*(None if edge is None else edge.weight for edge in drawn.edges), drawn.node.bias]
    texts = [
        format_weight(
            own if own is not None and own.value == value else Weight(value), DECIMALS.of(2)
        )
        for own, value in zip(owns, drawn.line, strict=True)
    ]
    terms = [
        f"{text}·{name}"
        for text, name, value in zip(texts, names, drawn.line, strict=False)
        if value
    ]
    return f"{' + '.join([*terms, texts[-1]])} = 0".replace("+ −", "− ")
