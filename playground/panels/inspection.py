"""Follows a document and its training, for the panels that show the numbers of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from playground.data.dataset import Dataset, FloatArray
from playground.document.document import Document
from playground.engine.activations import Activation
from playground.network.model import Edge, Node
from playground.network.weight import Weight
from playground.panels.inspected import Facts, Inspected, Live, NameNodes

REFRESH_MS = 100
DRAG_MS = 200
"""What is dragged elsewhere is looked at there."""
_FEW = 64
"""Up to so many changed numbers are put into the live ones; of more the drawing's are taken."""


class Inspection(QObject):
    """Keeps what is costly to find out until it changes, and live numbers across hand edits.

    Signals
    -------
    changed() : something of the document is different. Of values that follow one another fast,
        as in a drag, the first; the others come with the numbers.
    moved() : such a value that was held back: for what a person is holding.
    numbers_arrived() : newer numbers, at most ten times a second, five in a drag.
    """

    changed = Signal()
    moved = Signal()
    numbers_arrived = Signal()

    def __init__(
        self,
        document: Document,
        activations: Mapping[str, Activation],
        name_nodes: NameNodes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._network = document.network
        self._activations = activations
        self._name_nodes = name_nodes
        self._style = document.view.label_style
        self._dataset: Dataset | None = None
        self._facts: Facts | None = None
        self._live: Live | None = None
        self._point = ""
        self._sample: Mapping[str, tuple[float, float]] = {}
        self._only_moves = True
        self._is_dragged = False
        self._seen: dict[str, Node | Edge] = {}
        # Numbers of a running training come faster than anyone reads.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        self._told = QElapsedTimer()
        document.nodes_changed.connect(self._on_nodes_changed)
        document.edges_changed.connect(self._on_edges_changed)
        for fact in ("nodes_added", "nodes_removed", "edges_added", "edges_removed"):
            getattr(document, fact).connect(self._forget_drawing)
        document.network_changed.connect(self._on_network_changed)
        document.training_changed.connect(self._on_training_changed)
        document.view_changed.connect(self._on_view_changed)
        document.replaced.connect(self._on_replaced)

    def now(self) -> Inspected:
        """The present moment."""
        if self._network is not self._document.network:
            # Asked by somebody who heard of the other document first.
            self._forget_document()
        if self._facts is None:
            self._facts = Facts.of(self._document, self._name_nodes, self._dataset)
            self._seen.clear()
        return Inspected(
            self._document.network,
            self._document.training,
            self._activations,
            self._facts,
            self._live,
            self._point,
            self._sample,
        )

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data that columns and targets are named after."""
        self._dataset = dataset
        self._facts = None
        self.changed.emit()

    def show_live(
        self,
        biases: ArrayLike,
        weights: ArrayLike,
        bias_gradients: ArrayLike,
        weight_gradients: ArrayLike,
        step: int,
    ) -> None:
        """Take numbers of step `step`, in the order of the drawing's nodes and edges.

        Numbers of another drawing, late by a frame, are dropped.
        """
        live = Live(
            np.asarray(biases),
            np.asarray(weights),
            np.asarray(bias_gradients),
            np.asarray(weight_gradients),
            step,
        )
        network = self._document.network
        if (len(live.biases), len(live.weights)) == (len(network.nodes), len(network.edges)):
            self._live = live
            self._tell_soon()

    def show_sample(self, point: str, values: Mapping[str, tuple[float, float]]) -> None:
        """Take what each node makes of one point: (z, a) by node id; "" and {} for none."""
        self._point, self._sample = point, values
        self._tell_soon()

    def _tell_soon(self) -> None:
        if not self._timer.isActive():
            since = self._told.elapsed() if self._told.isValid() else REFRESH_MS
            self._timer.start(max(0, REFRESH_MS - since))

    def _tell(self) -> None:
        self._told.start()
        if self._is_dragged:
            # Where values follow one another, the next one waits for the timer again.
            self._is_dragged = False
            self._timer.start(DRAG_MS)
        self.numbers_arrived.emit()

    def _on_network_changed(self) -> None:
        is_held_back = self._only_moves and self._timer.isActive()
        self._only_moves = True
        self._is_dragged |= is_held_back
        (self.moved if is_held_back else self.changed).emit()
        if not self._timer.isActive():
            self._timer.start(DRAG_MS)

    def _on_nodes_changed(self, ids: tuple[str, ...]) -> None:
        facts, network = self._facts, self._document.network
        if facts is None or len(ids) > _FEW:
            self._forget_drawing()
            return
        rows = {facts.node_row(node_id): network.nodes[node_id] for node_id in ids}
        if self._live is not None:
            values = {row: node.bias.value for row, node in rows.items()}
            self._live = replace(self._live, biases=_patched(self._live.biases, values))
        pairs = [(facts.nodes[row], node) for row, node in rows.items()]
        self._note(pairs)
        if any(_identity(old) != _identity(new) for old, new in pairs):
            self._facts = None

    def _on_edges_changed(self, ids: tuple[str, ...]) -> None:
        facts, network = self._facts, self._document.network
        pairs: list[tuple[Edge, Edge]]
        if facts is None or len(ids) > _FEW:
            self._live = None
            self._only_moves = False
            pairs = list(zip(facts.edges if facts is not None else (), network.edges, strict=False))
        else:
            rows = {facts.edge_row(edge_id): network.edges[edge_id] for edge_id in ids}
            if self._live is not None:
                values = {row: edge.weight.value for row, edge in rows.items()}
                self._live = replace(self._live, weights=_patched(self._live.weights, values))
            pairs = [(facts.edges[row], edge) for row, edge in rows.items()]
            self._note(pairs)
        if any(old.source != new.source or old.target != new.target for old, new in pairs):
            self._facts = None

    def _note(self, pairs: Iterable[tuple[Node, Node] | tuple[Edge, Edge]]) -> None:
        """See whether only numbers move, from one item to another or from what it was since."""
        for old, new in pairs:
            self._only_moves &= _may_be_dragged(self._seen.get(old.id, old), new)
            self._seen[new.id] = new

    def _forget_drawing(self) -> None:
        self._only_moves = False
        self._facts = None
        self._live = None

    def _on_training_changed(self) -> None:
        self._facts = None
        self.changed.emit()

    def _on_view_changed(self) -> None:
        if self._style != self._document.view.label_style:
            self._style = self._document.view.label_style
            self._facts = None
            self.changed.emit()

    def _forget_document(self) -> None:
        self._forget_drawing()
        self._network = self._document.network
        self._style = self._document.view.label_style
        self._point, self._sample = "", {}

    def _on_replaced(self) -> None:
        self._forget_document()
        self.changed.emit()


def _may_be_dragged(old: Node | Edge, new: Node | Edge) -> bool:
    """Whether nothing but the number is another, and neither was typed as a fraction."""
    if _number(old).text or _number(new).text:
        return False
    if isinstance(old, Edge) and isinstance(new, Edge):
        return replace(old, weight=new.weight) == new
    return isinstance(old, Node) and isinstance(new, Node) and replace(old, bias=new.bias) == new


def _number(item: Node | Edge) -> Weight:
    return item.weight if isinstance(item, Edge) else item.bias


def _identity(node: Node) -> tuple[object, ...]:
    """What names and targets are made of."""
    return node.x, node.y, node.name, node.column, node.target


def _patched(values: FloatArray, changes: Mapping[int, float]) -> FloatArray:
    new = np.array(values, dtype=np.float64)
    for row, value in changes.items():
        new[row] = value
    return new
