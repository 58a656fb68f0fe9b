"""How many points each class has, as a bar and in words: a lopsided sample teaches lopsidedly."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.data.class_words import class_words
from playground.data.dataset import Dataset
from playground.palette import class_color
from playground.widgets.theming import LOOK_CHANGES, current_theme

LOPSIDED = 3.0
"""From this ratio of the largest to the smallest class on there is a note."""
_NAMED = 8
_BAR_HEIGHT = 8
_GAP = 2.0


class ClassCounts(QWidget):
    """The training points of each class; hidden for numbers and without training points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar(self)
        self._words = QLabel(self)
        self._note = QLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        for label in (self._words, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", "small")
            column.addWidget(label)
        tip = "How many training points each class has, and the largest class to the smallest"
        for widget in (self._bar, self._words):
            widget.setToolTip(tip)
        self.hide()

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Count the training points of a data set."""
        is_shown = dataset is not None and dataset.class_count > 0 and dataset.train_count > 0
        self.setVisible(is_shown)
        if dataset is None or not is_shown:
            return
        labels = dataset.labels_train.astype(np.int64)
        counts = np.bincount(labels, minlength=dataset.class_count).tolist()
        names = class_words(dataset.class_names)
        self._bar.show_counts(counts)
        self._words.setText(count_words(counts, names))
        self._bar.setAccessibleName(self._words.text())
        note = imbalance_note(counts, names)
        self._note.setText(note)
        self._note.setVisible(bool(note))


class _Bar(QWidget):
    """A stretch for each class in its colour, as long as its share."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._counts: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: list[int]) -> None:
        self._counts = counts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, _BAR_HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in LOOK_CHANGES:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        of_two = (theme.below, theme.above)
        room, left = self.width() + _GAP, 0.0
        for index, count in enumerate(self._counts):
            color = of_two[index] if len(self._counts) <= 2 else class_color(index)
            width = room * count / sum(self._counts)
            painter.setBrush(QColor(color))
            if count:
                rect = QRectF(left, 0.0, max(1.0, width - _GAP), float(self.height()))
                painter.drawRoundedRect(rect, 3, 3)
            left += width


def count_words(counts: list[int], names: tuple[str, ...]) -> str:
    """`Training: 180 blue (1), 20 orange (−1) — 9 : 1`, the largest class first of two."""
    order = list(range(len(counts)))
    if len(counts) == 2:
        order.sort(key=lambda index: -counts[index])
    parts = [f"{counts[index]:,} {_told_apart(names[index])}" for index in order[:_NAMED]]
    if len(order) > _NAMED:
        parts.append(f"{len(order) - _NAMED} more classes")
    text = f"Training: {', '.join(parts)}"
    return f"{text} — {ratio_words(counts)}" if len(counts) > 1 and min(counts) else text


def _told_apart(name: str) -> str:
    """A name that is a number in quotes, beside a number."""
    return f"“{name}”" if name[:1].isdigit() or name[:1] == "\N{MINUS SIGN}" else name


def ratio_words(counts: list[int]) -> str:
    """The largest class to the smallest, as `9 : 1` or `1.4 : 1`."""
    ratio = max(counts) / min(counts)
    number = f"{ratio:.1f}".removesuffix(".0") if ratio < 10 else f"{ratio:,.0f}"
    return f"{number} : 1".replace(" ", "\N{NO-BREAK SPACE}")


def imbalance_note(counts: list[int], names: tuple[str, ...]) -> str:
    """What a lopsided sample leads to, "" for one that is not (S42)."""
    missing = [name for name, count in zip(names, counts, strict=True) if not count]
    if missing and len(counts) > 1:
        return f"No training point is {missing[0]}, so the network can't learn that class."
    if len(counts) < 2 or max(counts) < LOPSIDED * min(counts):
        return ""
    share = max(counts) / sum(counts)
    return (
        f"Always answering “{names[counts.index(max(counts))]}” would be right for {share:.0%} of "
        "them: judge by the confusion matrix, not by accuracy alone."
    )
