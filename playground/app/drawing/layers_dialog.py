"""Layers by typing: `2-8-8-1` becomes a network in columns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from playground.document.edits import read_layers
from playground.network.errors import NetworkError
from playground.network.templates import layered_counts
from playground.widgets.described import described

_LONGEST = 200


class LayersDialog(QDialog):
    """Takes widths, and says at once what they make or why they can't be had.

    Signals
    -------
    layers_requested(str) : the text that was typed.
    """

    layers_requested = Signal(str)

    def __init__(
        self, columns: tuple[str, ...], replaces: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Layers")
        self._columns = columns
        self._warning = " They take the place of the drawing; Undo brings it back."
        self._warning *= replaces
        self._text = described(
            QLineEdit("2-8-8-1", self), "Widths", "Width of each layer from inputs to outputs"
        )
        self._text.setMaxLength(_LONGEST)
        self._text.selectAll()
        self._text.setFocus()
        label = QLabel("&Width of each layer from inputs to outputs:", self)
        label.setBuddy(self._text)
        self._answer = QLabel(self)
        self._answer.setWordWrap(True)
        self._answer.setMinimumSize(380, 40)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._make = self._buttons.addButton("&Make", QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        described(cancel, "Cancel", "Close and leave the drawing as it is")
        described(self._make, "Make", "Draw these layers, each connected to the next")
        column = QVBoxLayout(self)
        for widget in (label, self._text, self._answer, self._buttons):
            column.addWidget(widget)
        self._text.textChanged.connect(self._read)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._read()

    def accept(self) -> None:
        """Make what was typed, if it can be had."""
        if self._make.isEnabled():
            self.layers_requested.emit(self._text.text())
            super().accept()

    def _read(self) -> None:
        try:
            widths = read_layers(self._text.text(), self._columns)
        except NetworkError as error:
            answer, fits = str(error), False
        else:
            nodes, weights, biases = layered_counts(widths)
            answer = (
                f"{nodes:,} nodes, {weights:,} weights + {biases:,} biases ="
                f" {weights + biases:,}.{self._warning}"
            )
            fits = True
        self._answer.setText(answer)
        self._answer.setAccessibleName(answer)
        self._make.setEnabled(fits)
