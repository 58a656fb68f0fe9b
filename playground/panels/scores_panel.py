"""How well the network does: scores, points per class, and who is taken for whom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from playground.data.dataset import Dataset
from playground.engine.snapshot import Metrics
from playground.palette import mix
from playground.widgets.choice import Choice
from playground.widgets.described import described
from playground.widgets.segmented_tabs import SegmentedTabs
from playground.widgets.theming import LOOK_CHANGES, current_theme

_PARTS = (Choice("train", "Training points"), Choice("test", "Test points"))
_LONGEST_NAME = 24


class ScoresPanel(QWidget):
    """Shows the metrics of training or test points; the person chooses which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metrics = Metrics()
        self._dataset: Dataset | None = None
        self._shown: tuple[object, ...] = ()
        self._part = described(
            SegmentedTabs(_PARTS, self), "Points", "Whether training or test points are judged"
        )
        self._score = QLabel(self)
        self._counts = QLabel(self)
        for label in (self._score, self._counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._counts.setProperty("role", "small")
        self._table = described(
            QTableWidget(self),
            "Confusion matrix",
            "How many points of each class (rows) are taken for which class (columns)",
        )
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for header in (self._table.horizontalHeader(), self._table.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        words = QVBoxLayout()
        words.addWidget(self._part)
        words.addWidget(self._score)
        words.addWidget(self._counts)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._table, 2)
        self._part.key_chosen.connect(self._refresh)
        self._refresh()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data whose classes and counts are shown."""
        self._dataset = dataset
        self._refresh()

    def show_metrics(self, metrics: Metrics) -> None:
        """The newest scores; those without confusion matrices leave the shown matrix."""
        self._metrics = metrics
        self._refresh()

    def _refresh(self) -> None:
        is_test = self._part.key == "test"
        metrics, dataset = self._metrics, self._dataset
        accuracy = metrics.accuracy_test if is_test else metrics.accuracy_train
        r2 = metrics.r2_test if is_test else metrics.r2_train
        confusion = metrics.confusion_test if is_test else metrics.confusion_train
        if dataset is None or (accuracy is None and r2 is None):
            self._score.setText("No scores yet: they need data and an output to train.")
        elif accuracy is not None:
            self._score.setText(f"Accuracy {accuracy:.1%}")
        else:
            self._score.setText(f"R² {r2:.4f}".replace("-", "\N{MINUS SIGN}"))
        self._counts.setText("" if dataset is None else _class_counts(dataset, is_test))
        self._table.setVisible(confusion is not None)
        if confusion is not None and dataset is not None:
            self._show_table(confusion, dataset.class_names)

    def _show_table(self, confusion: NDArray[np.int64], names: tuple[str, ...]) -> None:
        shown = (confusion.tobytes(), names, current_theme().name)
        if shown == self._shown:
            return
        self._shown = shown
        size = len(confusion)
        labels = [_short(name) for name in names[:size]]
        self._table.setRowCount(size)
        self._table.setColumnCount(size)
        self._table.setVerticalHeaderLabels([f"{label} is" for label in labels])
        self._table.setHorizontalHeaderLabels([f"taken for {label}" for label in labels])
        theme = current_theme()
        for true in range(size):
            total = max(1, int(confusion[true].sum()))
            for found in range(size):
                count = int(confusion[true, found])
                item = QTableWidgetItem(f"{count:,}")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                color = theme.good if true == found else theme.error
                item.setBackground(QBrush(QColor(mix(theme.surface, color, 0.3 * count / total))))
                self._table.setItem(true, found, item)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            self._refresh()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"


def _class_counts(dataset: Dataset, is_test: bool) -> str:
    labels = dataset.labels_test if is_test else dataset.labels_train
    if dataset.kind == "numbers":
        return f"{len(labels):,} point{'s' * (len(labels) != 1)}"
    counts = np.bincount(labels.astype(int), minlength=dataset.class_count)
    pairs = zip(dataset.class_names, counts.tolist(), strict=False)
    return "Points per class: " + ", ".join(f"{_short(name)}: {count:,}" for name, count in pairs)
