"""How well the network does: scores, points per class, and who is taken for whom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.data.class_words import class_words
from playground.data.dataset import Dataset
from playground.engine.snapshot import Metrics
from playground.panels.confusion_table import ConfusionTable, short_name
from playground.widgets.choice import Choice
from playground.widgets.described import described
from playground.widgets.in_sight import InSight
from playground.widgets.segmented_tabs import SegmentedTabs

_PARTS = (Choice("train", "Training points"), Choice("test", "Test points"))
_LOW = 200
_NARROW = 420
_LISTED_CLASSES = 5
_HOW_TO_READ = "Rows: true class, columns: taken for."


class ScoresPanel(QWidget):
    """Shows the metrics of training or test points; the person chooses which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metrics = Metrics()
        self._dataset: Dataset | None = None
        self._part = described(
            SegmentedTabs(_PARTS, self), "Points", "Whether training or test points are judged"
        )
        self._score = QLabel(self)
        self._counts = QLabel(self)
        self._note = QLabel(_HOW_TO_READ, self)
        for label in (self._score, self._counts, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for label in (self._counts, self._note):
            label.setProperty("role", "small")
        self._table = ConfusionTable(self)
        words = QVBoxLayout()
        for part in (self._part, self._score, self._counts, self._note):
            words.addWidget(part)
        words.addStretch(1)
        words.setSpacing(4)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._table, 2)
        self._has_table = False
        self._in_sight = InSight(self, self._refresh)
        self._part.key_chosen.connect(self._refresh)
        self._refresh()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """The data whose classes and counts are shown."""
        self._dataset = dataset
        self._refresh()

    def show_metrics(self, metrics: Metrics) -> None:
        """The newest scores; those without confusion matrices leave the shown matrix."""
        self._metrics = metrics
        self._in_sight.show()

    def _refresh(self) -> None:
        is_test = self._part.key == "test"
        metrics, dataset = self._metrics, self._dataset
        accuracy = metrics.accuracy_test if is_test else metrics.accuracy_train
        r2 = metrics.r2_test if is_test else metrics.r2_train
        confusion = metrics.confusion_test if is_test else metrics.confusion_train
        # Right after other data came the scores are still those of before.
        if confusion is not None and (dataset is None or len(confusion) != dataset.class_count):
            confusion = None
        if dataset is None or (accuracy is None and r2 is None):
            self._score.setText("No scores yet: they need data and an output to train.")
        elif accuracy is not None:
            self._score.setText(f"Accuracy {100 * accuracy:.1f} %")
        else:
            self._score.setText(f"R² {r2:.4f}".replace("-", "\N{MINUS SIGN}"))
        counts = "" if dataset is None else _class_counts(dataset, is_test)
        self._counts.setText(f"{_baseline(confusion)}{counts}")
        self._score.setToolTip(" ".join(filter(None, (self._counts.text(), self._note.text()))))
        self._has_table = confusion is not None
        self._table.setVisible(self._has_table)
        self._make_room()
        if confusion is not None and dataset is not None:
            self._table.show_confusion(confusion, class_words(dataset.class_names))

    def _make_room(self) -> None:
        """In a small panel the table comes first; the score's tip has the words then."""
        has_room = self.width() >= _NARROW or self.height() >= _LOW
        self._counts.setVisible(has_room or not self._has_table)
        self._note.setVisible(has_room and self._has_table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
        self._make_room()


def _baseline(confusion: NDArray[np.int64] | None) -> str:
    """What it takes no network to reach, which lopsided classes make a lot."""
    if confusion is None or not confusion.sum():
        return ""
    share = confusion.sum(axis=1).max() / confusion.sum()
    return f"Always guessing the largest class: {100 * share:.1f} %. "


def _class_counts(dataset: Dataset, is_test: bool) -> str:
    labels = dataset.labels_test if is_test else dataset.labels_train
    if dataset.kind == "numbers":
        return f"{len(labels):,} point{'s' * (len(labels) != 1)}"
    counts = np.bincount(labels.astype(int), minlength=dataset.class_count)
    if len(counts) > _LISTED_CLASSES:
        return f"Points per class: {counts.min():,} to {counts.max():,}"
    pairs = zip(class_words(dataset.class_names), counts.tolist(), strict=False)
    return "Points per class: " + ", ".join(
        f"{short_name(name)}: {count:,}" for name, count in pairs
    )
