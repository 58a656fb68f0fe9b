"""What to compare with, over which part of the plane, and which output to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QSizePolicy, QWidget

from playground.plots.head import CORNER
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described

KINDS = (
    Choice("activation", "This drawing as", "The same weights with other hidden neurons"),
    Choice("step", "Earlier step", "What the drawing was at a step of its history"),
    Choice("example", "Example", "One of the examples that come with the app"),
    Choice("file", "File", "A document of yours, or plain layers"),
)
WHOLE = "whole"
PARTS = (
    Choice("view", "Part in view", "The rectangle of the plane that the views show"),
    Choice(WHOLE, "Whole plane", "All of it; only where nothing but x₁ and x₂ bends or jumps"),
)
ALL = "all"


class CompareControls(QWidget):
    """Shows the choices; each moves only in the methods.

    Signals
    -------
    kind_chosen(str), item_chosen(str), part_chosen(str), output_chosen(str) : a key.
    file_requested() : a file is to be chosen.
    outputs_too_requested(bool) : whether outputs get the other activation as well.
    """

    kind_chosen = Signal(str)
    item_chosen = Signal(str)
    part_chosen = Signal(str)
    output_chosen = Signal(str)
    file_requested = Signal()
    outputs_too_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = described(
            ChoiceBox(KINDS, self), "Compare with", "What stands beside this drawing"
        )
        self._item = described(
            ChoiceBox((), self), "The other network", "Which activation, step or example"
        )
        self._item.setPlaceholderText("choose")
        self._file = described(
            QPushButton("Choose file…", self), "Choose file", "Open the document to compare with"
        )
        self._output = described(
            ChoiceBox((), self), "Output", "All outputs at once in their patterns, or one of them"
        )
        self._part = described(
            ChoiceBox(PARTS, self), "Over", "The part of the plane on which they are compared"
        )
        self._outputs_too = described(
            QCheckBox("Outputs &too", self),
            "Outputs too",
            "Give the outputs the other activation as well",
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for column, widget in enumerate((self._kind, self._item)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self._file, 0, 1)
        grid.setColumnMinimumWidth(2, CORNER)
        grid.addWidget(self._part, 1, 0)
        grid.addWidget(self._output, 1, 1, 1, 2)
        grid.addWidget(self._outputs_too, 2, 0, 1, 3)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        parts: tuple[QWidget, ...] = (self._kind, self._item, self._file, self._output, self._part)
        for part in parts:
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._kind.key_chosen.connect(self.kind_chosen)
        self._item.key_chosen.connect(self.item_chosen)
        self._part.key_chosen.connect(self.part_chosen)
        self._output.key_chosen.connect(self.output_chosen)
        self._file.clicked.connect(self.file_requested)
        self._outputs_too.clicked.connect(self.outputs_too_requested)

    def show_kind(self, kind: str, items: Sequence[Choice], item: str | None) -> None:
        """Show a kind of networks to compare with, and the one of them that is chosen."""
        self._kind.show_key(kind)
        self._item.show_key(None)
        self._item.set_choices(items)
        self._item.show_key(item)
        self._item.setVisible(kind != "file")
        self._file.setVisible(kind == "file")
        self._outputs_too.setVisible(kind == "activation")

    def show_file(self, name: str) -> None:
        """Show the chosen file's name, "" for none."""
        self._file.setText(name.replace("&", "&&") or "Choose file…")

    def show_part(self, part: str) -> None:
        self._part.show_key(part)

    def show_outputs_too(self, is_on: bool) -> None:
        self._outputs_too.setChecked(is_on)

    def show_outputs(self, names: Sequence[str], output: int | None) -> None:
        """Offer each output, and all of them where there are several."""
        everything = Choice(ALL, "All outputs", "What the outputs say together")
        each = [Choice(str(index), name) for index, name in enumerate(names)]
        self._output.set_choices([everything, *each] if len(each) > 1 else each)
        self._output.setEnabled(len(each) > 1)
        self._output.show_key(str(output) if output is not None else ALL if len(each) > 1 else "0")

    def focus(self) -> None:
        """Take the keyboard."""
        self._kind.setFocus()
