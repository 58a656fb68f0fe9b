"""Where the axes of the plane begin and end, typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from playground.data.plane import MOST, Bounds, is_range
from playground.widgets.described import described
from playground.widgets.number_edit import NumberEdit, parse_number


class RangeDialog(QDialog):
    """Two numbers for each of the axes, named by their numbers; OK only takes what is a range.

    Signals
    -------
    bounds_chosen(object) : (x0, x1, y0, y1) in data units.
    """

    bounds_chosen = Signal(object)

    def __init__(
        self, axes: Mapping[int, str], bounds: Bounds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Set range")
        self._axes, self._bounds = tuple(axes), bounds
        self._fields: list[NumberEdit] = []
        self._labels: list[QLabel] = []
        form = QGridLayout()
        form.setSpacing(8)
        for row, (number, axis) in enumerate(axes.items()):
            name = axis or "y"
            for column, (word, end) in enumerate(
                (("from", bounds[2 * number]), ("to", bounds[2 * number + 1]))
            ):
                label = QLabel(f"{name} {word}" if column == 0 else word, self)
                field = NumberEdit(-MOST, MOST, parent=self)
                side = "begins" if column == 0 else "ends"
                described(field, f"{name} {word}", f"Where the axis of {name} {side}")
                field.show_number(float(f"{end:.6g}"))
                field.refused.connect(self._say)
                label.setBuddy(field)
                form.addWidget(label, row, 2 * column)
                form.addWidget(field, row, 2 * column + 1)
                self._labels.append(label)
                self._fields.append(field)
        self._about = QLabel(self)
        self._about.setProperty("role", "error")
        self._about.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        described(self._buttons.button(buttons.Ok), "OK", "Show that range (Return)")
        described(self._buttons.button(buttons.Cancel), "Cancel", "Leave the range as it is (Esc)")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 12)
        rows.setSpacing(12)
        rows.addLayout(form)
        rows.addWidget(self._about)
        rows.addWidget(self._buttons)
        self._about.hide()
        self._fields[0].selectAll()

    def accept(self) -> None:
        """Take what is typed, or say what is wrong with it."""
        try:
            numbers = [parse_number(field.text(), -MOST, MOST) for field in self._fields]
        except ValueError as error:
            self._say(str(error))
            return
        chosen = list(self._bounds)
        for axis, low, high in zip(self._axes, numbers[::2], numbers[1::2], strict=True):
            if not is_range(low, high):
                self._say("Each axis must end at a larger number than it begins with.")
                return
            chosen[2 * axis : 2 * axis + 2] = low, high
        self.bounds_chosen.emit(tuple(chosen))
        super().accept()

    def _say(self, text: str) -> None:
        self._about.setText(text)
        self._about.show()
