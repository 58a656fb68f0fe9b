"""The low, wide form of the inspector: rows of label and control that fill columns."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.widgets.described import described

ROWS_IN_COLUMN = 3
_CONTROL_WIDTH = 132


class Form(QWidget):
    """Puts visible rows below one another, and starts another column after three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, QWidget]] = []
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)

    def add_row(self, text: str, control: QWidget, tip: str, whats_this: str = "") -> None:
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        label.setBuddy(control)
        label.setToolTip(tip)
        control.setParent(self)
        control.setFixedWidth(_CONTROL_WIDTH)
        described(control, text.replace("&", ""), tip, whats_this)
        self._rows.append((label, control))

    def remove_row(self, control: QWidget) -> None:
        for label, other in [row for row in self._rows if row[1] is control]:
            self._rows.remove((label, other))
            for widget in (label, other):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._shown = []

    def show_rows(self, *controls: QWidget) -> None:
        """Show these rows in this order and hide the others."""
        if list(controls) == self._shown:
            return
        self._shown = list(controls)
        labels = {id(control): label for label, control in self._rows}
        for label, control in self._rows:
            self._grid.removeWidget(label)
            self._grid.removeWidget(control)
            label.setVisible(control in controls)
            control.setVisible(control in controls)
        for place, control in enumerate(controls):
            column, row = divmod(place, ROWS_IN_COLUMN)
            self._grid.addWidget(labels[id(control)], row, 2 * column)
            self._grid.addWidget(control, row, 2 * column + 1)
        self._grid.setRowStretch(ROWS_IN_COLUMN, 1)
