"""Polygons by typing: `(0, 0) (2, 0) (1, 2)`, one in each line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from playground.geometry.errors import GeometryError
from playground.geometry.shapes import Shape, all_regions
from playground.network.errors import WeightTextError
from playground.network.weight import Weight, parse_weight
from playground.widgets.described import described

_EXAMPLE = "(0, 0) (2, 0) (1, 2)"
_PAIR = re.compile(r"\(([^()]*)\)")
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BETWEEN = re.compile(r"[\s,;]*")


def parse_polygons(text: str) -> list[Shape]:
    """Read a polygon from each line: its corners in round brackets, as in `(0, 0) (2, 1/3)`.

    With a semicolon between its numbers a corner may have decimal commas, `(0,5; 1)`.
    GeometryError says in a sentence what can't be read, or is no polygon.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise GeometryError(f"Type the corners of a polygon, such as {_EXAMPLE}.")
    shapes = [Shape("polygon", tuple(_corners(line))) for line in lines]
    all_regions(shapes)
    return shapes


def _corners(line: str) -> list[tuple[float, float]]:
    rest = _PAIR.sub("", line)
    if not _BETWEEN.fullmatch(rest):
        raise GeometryError(
            f"“{rest.strip()[:40]}” stands outside the brackets; write corners as in {_EXAMPLE}."
        )
    return [_corner(match[1]) for match in _PAIR.finditer(line)]


def _corner(text: str) -> tuple[float, float]:
    parts = text.split(";" if ";" in text else ",")
    if len(parts) != 2:
        raise GeometryError(f"“({text[:40]})” is no corner; write two numbers, as in (0.5, 2).")
    try:
        x, y = (parse_weight(part, Weight(0.0)).value for part in parts)
    except WeightTextError as error:
        raise GeometryError(str(error)) from None
    return x, y


class CornersDialog(QDialog):
    """Takes corners, and says at once what they mean or why they can't be carved.

    Signals
    -------
    carve_requested(object) : the list of shapes that were typed.
    """

    carve_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Type Corners")
        self.resize(420, 260)
        self._shapes: Sequence[Shape] = ()
        self._text = _CornersEdit(self)
        self._text.setPlaceholderText(_EXAMPLE)
        described(self._text, "Corners", "The corners of a polygon in each line")
        label = QLabel("&Corners, a polygon in each line:", self)
        label.setBuddy(self._text)
        self._answer = QLabel(self)
        self._answer.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._carve = self._buttons.addButton("Car&ve", QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        described(cancel, "Cancel", "Close without carving anything")
        described(self._carve, "Carve", "Make the neurons that fire on these polygons")
        column = QVBoxLayout(self)
        for widget in (label, self._text, self._answer, self._buttons):
            column.addWidget(widget)
        self._text.textChanged.connect(self._read)
        self._text.confirmed.connect(self.accept)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._read()

    def accept(self) -> None:
        """Carve what was typed, if it can be."""
        if self._shapes:
            self.carve_requested.emit(list(self._shapes))
            super().accept()

    def _read(self) -> None:
        try:
            self._shapes = parse_polygons(self._text.toPlainText())
            titles = [shape.title for shape in self._shapes]
            answer = f"{', '.join(titles)}. Ctrl+Return carves."
        except GeometryError as error:
            self._shapes, answer = (), str(error)
        self._answer.setText(answer)
        self._answer.setAccessibleName(answer)
        self._carve.setEnabled(bool(self._shapes))


class _CornersEdit(QPlainTextEdit):
    """`confirmed` comes with Ctrl+Return; Tab leaves it."""

    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)
