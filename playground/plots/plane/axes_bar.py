"""Which columns of the data are the axes of a view, and what the others are held at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.plots.numbers import axis_places
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.number_edit import NumberEdit
from playground.widgets.sliders import QuietSlider

_STOPS = 200
_ROWS_IN_VIEW = 3
_LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Held:
    """A column that is no axis: the range of its values, and the one it is held at."""

    column: str
    label: str
    low: float
    high: float
    value: float


class AxesBar(QWidget):
    """Boxes for the axes and a slider for each column that is held; hidden until it has a choice.

    Signals
    -------
    axis_chosen(int, str) : the number of the axis, and its new column.
    held_changed(str, float, object) : a column, its new value and the merge key of the gesture.
    refused(str) : why the typed text is no such number.
    """

    axis_chosen = Signal(int, str)
    held_changed = Signal(str, float, object)
    refused = Signal(str)

    def __init__(self, axis_count: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[QLabel] = []
        self._boxes: list[ChoiceBox] = []
        self._rows: list[_HeldRow] = []
        axes = QHBoxLayout()
        axes.setSpacing(6)
        for name in ("&X", "&Y")[:axis_count]:
            axis = f"{name[1:].lower()} axis"
            label = QLabel(f"{name} axis", self)
            label.setProperty("role", "caption")
            box = described(
                ChoiceBox(parent=self),
                f"Column of the {axis}",
                f"What the {axis} shows",
            )
            label.setBuddy(box)
            axes.addWidget(label)
            axes.addWidget(box, 1)
            self._labels.append(label)
            self._boxes.append(box)
        self._boxes[0].key_chosen.connect(self._choose_x)
        if axis_count > 1:
            self._boxes[1].key_chosen.connect(self._choose_y)
        self._scroll = _Rows(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(axes)
        column.addWidget(self._scroll)
        self.hide()

    def show_columns(self, columns: Sequence[Choice], axes: Sequence[str]) -> None:
        """Offer these columns, with those axes chosen, where there is a choice."""
        has_choice = len(columns) > len(self._boxes)
        for widget in (*self._labels, *self._boxes):
            widget.setVisible(has_choice)
        for box, axis in zip(self._boxes, axes, strict=False):
            box.set_choices(columns)
            box.show_key(axis)

    def show_held(self, held: Sequence[Held]) -> None:
        """A row for each of these columns; without any there is nothing to see."""
        self.setVisible(bool(held))
        if [row.column for row in self._rows] != [one.column for one in held]:
            for row in self._rows:
                row.hide()
                row.deleteLater()
            self._rows = [_HeldRow(one, self._scroll.ground) for one in held]
            for row in self._rows:
                row.changed.connect(self.held_changed)
                row.refused.connect(self.refused)
            self._scroll.show_rows(self._rows)
        for row, one in zip(self._rows, held, strict=True):
            row.show_held(one)

    def _choose_x(self, column: str) -> None:
        self.axis_chosen.emit(0, column)

    def _choose_y(self, column: str) -> None:
        self.axis_chosen.emit(1, column)


class _Rows(QScrollArea):
    """As high as its rows, up to a few of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ground = QWidget()
        self.ground.setProperty("role", "column")
        self._column = QVBoxLayout(self.ground)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(2)
        self.setWidget(self.ground)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        for row in rows:
            self._column.addWidget(row)
        height = sum(row.sizeHint().height() + 2 for row in rows[:_ROWS_IN_VIEW])
        self.setFixedHeight(height)
        self.setVisible(bool(rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _HeldRow(QWidget):
    """Name, slider and number in one line."""

    changed = Signal(str, float, object)
    refused = Signal(str)

    def __init__(self, held: Held, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = held.column
        self._low, self._high = held.low, held.high
        self._name = ElidedLabel()
        self._name.setProperty("role", "caption")
        self._name.setFixedWidth(76)
        tip = f"The value of {held.label} all over the picture; its mean until it is moved"
        self._slider = described(QuietSlider(self), f"Value of {held.label}", tip)
        self._slider.setRange(0, _STOPS)
        self._slider.setPageStep(_STOPS // 10)
        self._edit = NumberEdit(-_LARGEST, _LARGEST, parent=self)
        described(self._edit, f"Value of {held.label} as a number", tip)
        self._edit.setProperty("role", "readout")
        self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._edit.setFixedWidth(72)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._name)
        row.addWidget(self._slider, 1)
        row.addWidget(self._edit)
        self._slider.valueChanged.connect(self._slide)
        self._edit.number_entered.connect(self._type)
        self._edit.refused.connect(self.refused)

    def show_held(self, held: Held) -> None:
        """Show its value without telling anyone."""
        self._low, self._high = held.low, held.high
        self._name.show_text(held.label)
        share = (held.value - held.low) / (held.high - held.low)
        self._slider.blockSignals(True)
        if not self._slider.isSliderDown():
            self._slider.setValue(round(_STOPS * min(1.0, max(0.0, share))))
        self._slider.blockSignals(False)
        self._edit.show_number(_short(held.value, held.high - held.low))

    def _slide(self, position: int) -> None:
        value = self._low + (self._high - self._low) * position / _STOPS
        value = _short(value, self._high - self._low)
        self._edit.show_number(value)
        self.changed.emit(self.column, value, self._slider.merge_key)

    def _type(self, value: float) -> None:
        self.changed.emit(self.column, value, None)


def _short(value: float, span: float) -> float:
    """The value with as many digits as the range can tell apart."""
    return round(value, axis_places(span))
