"""The rows of a dialog: each control beside its label."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget


class LabelledRows(QGridLayout):
    """Labels in column 0, controls in column 1; a label's access key leads to its control."""

    def __init__(self, rows: Iterable[tuple[str, QWidget]]) -> None:
        super().__init__()
        self._labels: list[QLabel] = []
        for row, (text, control) in enumerate(rows):
            label = QLabel(text)
            label.setBuddy(control)
            self._labels.append(label)
            self.addWidget(label, row, 0)
            self.addWidget(control, row, 1)
