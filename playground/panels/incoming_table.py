"""The incoming weights of a neuron as rows to type over and to slide: the step “weigh”."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from playground.network.model import Edge
from playground.panels.columns import INCOMING_COLUMNS, INPUT, LOCK, PRODUCT, SLIDER, SLOPE, SOURCE
from playground.panels.inspected import Inspected
from playground.panels.rows_model import RowsModel
from playground.panels.rows_view import ROW_HEIGHT, RowsView
from playground.widgets.described import described

_LEAST_ROWS = 2
_LEAST_WIDTH = 188
_GIVE = 44
_LEAST_SLIDER = 44
_NAMES_SHARE = 0.44  # of what names and sliders have between them
_LEAVING = (SLOPE, INPUT, LOCK, PRODUCT)
"""Columns that give way, in this order, where there is no room for all."""


class IncomingTable(RowsView):
    """A row for each incoming edge: weight, slider, input, product, lock, slope."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RowsModel(INCOMING_COLUMNS, _title), parent)
        described(
            self,
            "Incoming weights",
            "The weights that feed this neuron: type over one, or drag its slider",
            "Each row is one term of the sum: a weight times what the node at its other end "
            "sends. Type 0.5, 1/3, *2 or /3 over a weight, or slide it; in the slider's cell "
            "the keys + and − step it.",
        )
        self.setProperty("role", "bare")
        self.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_edges(self, edges: Sequence[Edge], inspected: Inspected) -> None:
        """Show the terms of a sum."""
        ids = [edge.id for edge in edges]
        is_fresh = self.rows.show_items(ids, inspected.network.edges.get, inspected)
        self.fit_sliders([inspected.weight(edge).value for edge in edges], is_fresh)

    def fit_columns(self) -> None:
        """Hide what there is no room for; names and sliders take what is left."""
        room = self.viewport().width()
        needed = sum(self.width_of(column) for column in INCOMING_COLUMNS) - _GIVE
        for column in _LEAVING:
            hides = needed > room
            needed -= self.width_of(column) if hides else 0
            self.setColumnHidden(INCOMING_COLUMNS.index(column), hides)
        shown = [c for c in INCOMING_COLUMNS if not self.isColumnHidden(INCOMING_COLUMNS.index(c))]
        rest = max(room - sum(self.width_of(c) for c in shown if c not in (SOURCE, SLIDER)), 2)
        title = self.horizontalHeader().sectionSizeHint(INCOMING_COLUMNS.index(SOURCE))
        names = max(round(rest * _NAMES_SHARE), min(title, rest - _LEAST_SLIDER))
        for column in shown:
            if column not in (SOURCE, SLIDER):
                self.setColumnWidth(INCOMING_COLUMNS.index(column), self.width_of(column))
        self.setColumnWidth(INCOMING_COLUMNS.index(SOURCE), names)
        self.setColumnWidth(INCOMING_COLUMNS.index(SLIDER), rest - names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self.rows.rowCount(), 1), _LEAST_ROWS)
        return QSize(_LEAST_WIDTH, self.horizontalHeader().height() + rows * ROW_HEIGHT + 4)


def _title(edge: Edge, inspected: Inspected) -> str:
    return f"From {inspected.names[edge.source]}"
