"""Feeds the outputs view with the chosen nodes, or with the outputs that compete."""

from __future__ import annotations

import time
from dataclasses import replace

from playground.app.controller import Controller
from playground.app.training.display import threshold_of
from playground.app.views.feed import Need
from playground.app.views.focus import Focus
from playground.app.views.plane import has_plane
from playground.app.views.plane_feed import PlaneFeed
from playground.app.views.predictions import predicted_classes
from playground.canvas.view import CanvasView
from playground.document.content import Content
from playground.document.lowering import Lowered, output_numbers, target_count
from playground.engine.snapshot import Snapshot
from playground.engine.spec import is_cross_entropy
from playground.network.model import Network, Node
from playground.plots.outputs.chooser import Candidate
from playground.plots.outputs.nodes import ShownNode
from playground.plots.outputs.view import HIGHEST, OutputsView
from playground.plots.sentences import NOTHING_YET

MOST_NODES = 24
_FEW = 10
_SIZES, _SIZES_OF_MANY = (100, 300), (80, 200)
_COUNT_SECONDS = 0.5
_NONE_CHOSEN = "No node is chosen: open “Nodes…” and switch on those whose regions you want to see."
_ONE_OUTPUT = (
    "The highest needs two or more outputs, and this drawing has one. "
    "Connect another output neuron, or look at the overlay."
)
_ROLES = {"output": "output", "hidden": "hidden", "input": "input", "idle": "not connected"}


def decision_of(content: Content, lowered: Lowered, node_id: str) -> float:
    """The output above which a node says 1.

    Of several outputs each learns 1 for its own class and 0 for the others, or with hinge -1;
    with a cross-entropy what is shown is z, which turns at 0.
    """
    if node_id in lowered.targets and len(lowered.targets) > 1:
        loss = content.training.loss
        return 0.0 if is_cross_entropy(loss) or loss == "hinge" else 0.5
    return threshold_of(content, lowered, node_id)


class OutputsFeed(PlaneFeed):
    """Several nodes at once over the plane."""

    name = "outputs"
    title = "Outputs"
    tip = "The regions of several nodes over one another, or the highest output"
    marks_wrong = True
    widget: OutputsView

    def __init__(self, controller: Controller, canvas: CanvasView, focus: Focus) -> None:
        super().__init__(controller, canvas, focus, OutputsView())
        self._counted_at = 0.0
        view = self.widget
        self.switch_by(
            show_test=view.show_test_requested,
            boundary=view.boundary_requested,
            fit_colors=view.fit_requested,
            outputs_mode=view.mode_requested,
            overlay_nodes=view.nodes_chosen,
        )
        view.node_switched.connect(self._switch_node)
        view.selected_requested.connect(self._choose_selected)
        view.chooser_opened.connect(self._fill_chooser)
        view.nodes_pointed.connect(canvas.light)

    def needs(self) -> Need | None:
        ids = tuple(node.id for node in self._nodes()) if has_plane(self.controller) else ()
        return Need(ids, *(_SIZES if len(ids) <= _FEW else _SIZES_OF_MANY)) if ids else None

    def controls(self):
        return self.widget.controls

    def show_view(self) -> None:
        view = self._view
        self.widget.set_options(
            show_test=view.show_test, boundary=view.boundary, fit_colors=view.fit_colors
        )
        self.show_document()

    def show_document(self) -> None:
        nodes = self._nodes()
        self.widget.set_nodes(self._view.outputs_mode, nodes, self._note())
        if not self.show_no_plane() and not nodes:
            self.widget.show_message(self._why_nothing())
        if self.widget.is_choosing:
            self._fill_chooser()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        field = snapshot.fields.get(self.name)
        if field is None:
            return
        now = time.perf_counter()
        is_due = snapshot.status != "running" or now >= self._counted_at + _COUNT_SECONDS
        if is_due:
            self._counted_at = now
        self.widget.show_fields(field.values, field.bounds, counts=is_due)
        self.widget.set_predictions(predicted_classes(self.controller))

    @property
    def _network(self) -> Network:
        return self.controller.document.network

    @property
    def _view(self):
        return self.controller.document.view

    def _chosen(self) -> list[Node]:
        """The nodes to be laid over one another, in the order of the drawing."""
        chosen = self._view.overlay_nodes
        if chosen is None:
            return list(self._network.outputs())
        wanted = set(chosen)
        return [node for node in self._candidates() if node.id in wanted]

    def _candidates(self) -> list[Node]:
        """Every node: outputs first, then hidden ones, inputs last."""
        network = self._network
        outputs = network.outputs()
        taken = {node.id for node in outputs}
        rest = [node for node in network.nodes if node.id not in taken]
        return [*outputs, *sorted(rest, key=lambda node: node.is_input)]

    def _nodes(self) -> list[ShownNode]:
        if self._view.outputs_mode == HIGHEST:
            return self._competing()
        outputs = output_numbers(self._network)
        numbers = {node.id: number for number, node in enumerate(self._candidates())} | outputs
        return [
            self._shown(node, numbers[node.id], len(outputs))
            for node in self._chosen()[:MOST_NODES]
        ]

    def _competing(self) -> list[ShownNode]:
        """The outputs that learn a class each, or else all of them; none if it is only one."""
        targets, dataset = self.controller.lowered.targets, self.controller.dataset
        if len(targets) > 1 and dataset is not None and dataset.class_count > 1:
            count = dataset.class_count
            return [
                self._shown(self._network.nodes[node_id], target, count)
                for node_id, target in sorted(targets.items(), key=lambda item: item[1])
            ]
        outputs = self._network.outputs()
        if len(outputs) < 2:
            return []
        # Only one of these is trained, so none of them stands for a class.
        numbers = output_numbers(self._network)
        shown = (self._shown(node, numbers[node.id], len(outputs)) for node in outputs)
        return [replace(node, class_name="") for node in shown]

    def _shown(self, node: Node, number: int, count: int) -> ShownNode:
        content, lowered = self.controller.document.content, self.controller.lowered
        return ShownNode(
            node.id,
            self.focus.name_of(node.id),
            number,
            count,
            decision_of(content, lowered, node.id),
            self._class_of(node.id),
            node.id not in self._view.overlay_off,
        )

    def _class_of(self, node_id: str) -> str:
        """The class that an output says yes to, "" for none."""
        targets, dataset = self.controller.lowered.targets, self.controller.dataset
        if dataset is None or node_id not in targets or dataset.class_count < 2:
            return ""
        loss = self.controller.document.content.training.loss
        # The one output of two classes says yes to the second.
        stands_for = targets[node_id] if target_count(dataset, loss) > 1 else 1
        return dataset.class_names[stands_for]

    def _note(self) -> str:
        count = len(self._chosen())
        if self._view.outputs_mode == HIGHEST or count <= MOST_NODES:
            return ""
        return f"Showing the first {MOST_NODES} of {count:,} chosen nodes."

    def _why_nothing(self) -> str:
        if self.controller.dataset is None:
            return self.controller.data_error
        if self._view.outputs_mode == HIGHEST:
            return _ONE_OUTPUT if self._network.outputs() else NOTHING_YET
        return NOTHING_YET if self._view.overlay_nodes is None else _NONE_CHOSEN

    def _fill_chooser(self) -> None:
        chosen = {node.id for node in self._chosen()}
        role = self._network.role
        name_of = self.focus.name_of
        self.widget.set_candidates(
            [
                Candidate(node.id, name_of(node.id), _ROLES[role(node.id)], node.id in chosen)
                for node in self._candidates()
            ]
        )

    def _switch_node(self, node_id: str, is_on: bool) -> None:
        off = [other for other in self._view.overlay_off if other in self._network.nodes]
        others = [other for other in off if other != node_id]
        self.change_view(overlay_off=tuple(others if is_on else [*others, node_id]))

    def _choose_selected(self) -> None:
        nodes = self._network.nodes
        selected = tuple(node_id for node_id in self.focus.selected if node_id in nodes)
        if selected:
            self.change_view(overlay_nodes=selected)
        else:
            self.hinted.emit("No node is selected: select some in the drawing, then press this.")
