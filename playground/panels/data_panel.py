"""The data panel: which points, how many, how noisy, and which of their columns are inputs."""

from __future__ import annotations

import random
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from playground.data.choice import choose_painted
from playground.data.dataset import Dataset
from playground.data.features import FEATURES, Feature, available_features
from playground.data.generators import GENERATORS
from playground.data.load import split_columns
from playground.document import edits
from playground.document.document import Document
from playground.panels.class_counts import ClassCounts
from playground.panels.columns_dialog import ColumnsDialog
from playground.panels.data_sliders import DataSliders
from playground.panels.feature_list import FeatureList
from playground.panels.gallery import Gallery
from playground.panels.places import place_for_input
from playground.panels.table_section import TableSection
from playground.widgets.described import described
from playground.widgets.icons import IconButton, IconToolButton


class DataPanel(QWidget):
    """Shows the document's data choice and asks for other ones.

    Signals
    -------
    edit_requested(object) : a recipe of `document.edits`.
    open_csv_requested() : a person wants to open a file.
    export_requested() : a person wants the points in a file.
    refused(str) : why something typed can't be taken.
    """

    edit_requested = Signal(object)
    open_csv_requested = Signal()
    export_requested = Signal()
    refused = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._features: tuple[Feature, ...] = tuple(FEATURES.values())
        self._heading = _heading("DATA", self)
        self._gallery = Gallery(self)
        self._table = TableSection(self)
        self._facts = QLabel(self)
        self._facts.setWordWrap(True)
        self._counts = ClassCounts(self)
        self._split = described(
            QCheckBox("S&plit as the file says", self),
            "Split as the file says",
            "A column of the file says which rows train and which test",
        )
        self._sliders = DataSliders(self)
        self._new_sample = described(
            IconButton("New s&ample", "ph.arrows-clockwise", parent=self),
            "New sample",
            "Draw other points of the same kind",
        )
        self._open = described(
            QPushButton("&Open CSV…", self),
            "Open CSV",
            "Train on a table from a file",
        )
        self._export = described(
            IconToolButton("ph.download-simple", "Export points", self),
            "Export points",
            "Write the points and what they are for into a CSV file",
        )
        self._inputs_heading = _heading("INPUTS", self)
        self._inputs = FeatureList(self)
        self._normalize = described(
            QCheckBox("Normali&ze inputs", self),
            "Normalize inputs",
            "Give each input of the network mean 0 and deviation 1 over the training points",
            "Inputs of very different sizes make training slow or unstable: one learning rate has "
            "to suit all of them. Normalizing subtracts each input's mean and divides by its "
            "deviation, both measured on the training points. Axes and points stay in data units.",
        )
        self._lay_out()
        self._gallery.source_chosen.connect(self._choose_source)
        self._table.target_chosen.connect(self._choose_target)
        self._table.kind_chosen.connect(self._choose_kind)
        self._table.columns_requested.connect(self._choose_columns)
        self._sliders.changed.connect(self._slide)
        self._sliders.refused.connect(self.refused)
        self._new_sample.clicked.connect(self._draw_again)
        self._open.clicked.connect(self.open_csv_requested)
        self._export.clicked.connect(self.export_requested)
        self._split.clicked.connect(self._change_split)
        self._normalize.clicked.connect(self._change_normalize)
        self._inputs.ticked.connect(self._add_input)
        self._inputs.unticked.connect(self._remove_input)
        document.data_changed.connect(self._show_choice)
        document.network_changed.connect(self._show_inputs)
        document.replaced.connect(self._show_all)
        self._show_all()

    def set_dataset(self, dataset: Dataset | None, error: str = "") -> None:
        """Show what the document's choice was loaded to, or why it couldn't be."""
        self._features = available_features(dataset) if dataset is not None else ()
        self._facts.setText(error or (_summary(dataset) if dataset is not None else ""))
        self._facts.setProperty("role", "error" if error else "small")
        self._counts.show_dataset(dataset if not error else None)
        self._facts.style().unpolish(self._facts)
        self._facts.style().polish(self._facts)
        self._show_inputs()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self._new_sample, self._open):
            buttons.addWidget(button)
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(self._facts, 1)
        facts.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._gallery)
        column.addWidget(self._table)
        column.addLayout(facts)
        column.addWidget(self._counts)
        column.addWidget(self._split)
        column.addWidget(self._sliders)
        column.addLayout(buttons)
        column.addSpacing(6)
        column.addWidget(self._inputs_heading)
        column.addWidget(self._inputs)
        column.addWidget(self._normalize)

    def _show_all(self) -> None:
        self._show_choice()
        self._show_inputs()

    def _show_choice(self) -> None:
        choice = self._document.data
        self._gallery.show_source(choice.source)
        self._table.setVisible(choice.source == "table" and choice.table is not None)
        self._table.show_choice(choice)
        # Painted points stay what they are.
        self._new_sample.setVisible(choice.source != "painted")
        self._split.setVisible(bool(split_columns(choice)))
        self._split.setChecked(bool(choice.split))
        self._sliders.show_choice(choice)
        self._normalize.setChecked(choice.normalize)

    def _show_inputs(self) -> None:
        used = [node.column for node in self._document.network.inputs() if node.column is not None]
        self._inputs.show_columns(self._features, used)

    def _change(self, text: str, merge_key: object = None, **fields: Any) -> None:
        self.edit_requested.emit(edits.change_data(text, merge_key, **fields))

    def _choose_source(self, source: str) -> None:
        data = self._document.data
        if source == "painted":
            choice = choose_painted(data, data.painted)
            self.edit_requested.emit(edits.use_data("Choose Painted Points", choice))
            return
        old = GENERATORS.get(data.source)
        new = GENERATORS[source]
        fields: dict[str, Any] = {"source": source}
        if old is None:
            fields |= {"table": None, "inputs": (), "target": "", "kind": "auto", "split": ""}
        if old is None or data.count == old.default_count:
            fields["count"] = new.default_count
        self._change(f"Choose Data {new.label}", **fields)

    def _choose_target(self, target: str) -> None:
        inputs = tuple(name for name in self._document.data.inputs if name != target)
        split = self._document.data.split
        kept = split if split != target else ""
        self._change("Choose Target", target=target, inputs=inputs, kind="auto", split=kept)

    def _choose_kind(self, kind: str) -> None:
        self._change("Change Kind of Target", kind=kind)

    def _choose_columns(self) -> None:
        choice = self._document.data
        table = choice.table
        if table is None:
            return
        target = choice.target or table.columns[-1]
        numeric = [
            name
            for name, categories in zip(table.columns, table.categories, strict=True)
            if name != target and not categories
        ]
        self._columns = ColumnsDialog(numeric, choice.inputs or numeric, self)
        self._columns.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._columns.chosen_columns.connect(self._take_columns)
        self._columns.open()

    def _take_columns(self, columns: tuple[str, ...]) -> None:
        self._change("Choose Input Columns", inputs=columns)

    def _slide(self, text: str, fields: dict[str, Any], merge_key: object) -> None:
        self._change(text, merge_key, **fields)

    def _change_split(self, splits: bool) -> None:
        column = split_columns(self._document.data)[0] if splits else ""
        self._change("Change Split", split=column)

    def _change_normalize(self, normalize: bool) -> None:
        self._change("Normalize Inputs" if normalize else "Don't Normalize", normalize=normalize)

    def _draw_again(self) -> None:
        self._change("New Sample", seed=str(random.randrange(1_000_000)))

    def _add_input(self, column: str) -> None:
        self.edit_requested.emit(
            edits.place_input(column, *place_for_input(self._document.network))
        )

    def _remove_input(self, column: str) -> None:
        ids = [node.id for node in self._document.network.inputs() if node.column == column]
        self.edit_requested.emit(edits.remove(ids))


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "heading")
    return label


def _summary(dataset: Dataset) -> str:
    """The kind of problem and the two parts in a few words."""
    kind = f"{dataset.class_count} classes" if dataset.kind == "classes" else "Numbers"
    return f"{kind} · {dataset.train_count:,} train · {dataset.test_count:,} test"
