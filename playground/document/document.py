"""The document: the one mutable truth on the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.data.choice import DataChoice
from playground.document.carry_out import in_safe_order, put_change
from playground.document.content import Content, NewItems, SettingName, ViewChoice
from playground.document.edits import Change
from playground.document.kept_run import KeptRun
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Edge, Network, Node


class Document(QObject):
    """Holds the content and says in the past tense what happened to it.

    Only commands call `apply` and `set_setting`; everything else reads. Facts carry tuples of
    ids and come in an order in which each is true when it is heard: edges leave before their
    nodes, nodes arrive before their edges and stay until no edge ends at them. `network_changed`
    closes every change of the network, `replaced` means that nothing known before holds.
    """

    nodes_added = Signal(tuple)
    nodes_changed = Signal(tuple)
    nodes_removed = Signal(tuple)
    edges_added = Signal(tuple)
    edges_changed = Signal(tuple)
    edges_removed = Signal(tuple)
    network_changed = Signal()
    data_changed = Signal()
    training_changed = Signal()
    stops_changed = Signal()
    new_items_changed = Signal()
    view_changed = Signal()
    epoch_changed = Signal()
    runs_changed = Signal()
    replaced = Signal()

    def __init__(self, content: Content | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content if content is not None else Content()

    @property
    def content(self) -> Content:
        return self._content

    @property
    def network(self) -> Network:
        return self._content.network

    @property
    def data(self) -> DataChoice:
        return self._content.data

    @property
    def training(self) -> TrainingSpec:
        return self._content.training

    @property
    def stops(self) -> StopRules:
        return self._content.stops

    @property
    def new_items(self) -> NewItems:
        return self._content.new_items

    @property
    def view(self) -> ViewChoice:
        return self._content.view

    @property
    def epoch(self) -> int:
        """Epochs trained so far."""
        return self._content.epoch

    @property
    def runs(self) -> tuple[KeptRun, ...]:
        """Runs of before, the oldest first."""
        return self._content.runs

    def apply(self, changes: Iterable[Change]) -> None:
        """Make the changes and tell the facts; absolute values, so undo is the reverse."""
        network = self.network
        facts: dict[tuple[type, str], list[str]] = {}
        for change in in_safe_order(changes):
            item = put_change(network, change)
            fact = "removed" if change.new is None else "changed" if change.old else "added"
            facts.setdefault((type(item), fact), []).append(item.id)
        for key, signal in (
            ((Edge, "removed"), self.edges_removed),
            ((Node, "added"), self.nodes_added),
            ((Edge, "added"), self.edges_added),
            ((Node, "changed"), self.nodes_changed),
            ((Edge, "changed"), self.edges_changed),
            ((Node, "removed"), self.nodes_removed),
        ):
            if key in facts:
                signal.emit(tuple(facts[key]))
        if facts:
            self.network_changed.emit()

    def set_setting(self, name: SettingName, value: Any) -> None:
        """Replace one of the settings and tell its fact."""
        if getattr(self._content, name) != value:
            setattr(self._content, name, value)
            getattr(self, f"{name}_changed").emit()

    def replace(self, content: Content) -> None:
        """Show another document, as after New and Open."""
        self._content = content
        self.replaced.emit()
