"""The form of the inspector: rows of label and control, shown as they are needed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.widgets.described import described

_CONTROL_WIDTH = 148


class Form(QWidget):
    """Puts the visible rows below one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[QWidget, QLabel] = {}
        self._shown: tuple[QWidget, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)

    def add_row(
        self,
        text: str,
        control: QWidget,
        tip: str,
        whats_this: str = "",
    ) -> None:
        """Add a row, hidden until it is shown."""
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        label.setBuddy(control)
        label.setToolTip(tip)
        control.setParent(self)
        control.setFixedWidth(_CONTROL_WIDTH)
        described(control, text.replace("&", ""), tip, whats_this)
        self._rows[control] = label
        for widget in (label, control):
            widget.hide()

    def remove_row(self, control: QWidget) -> None:
        for widget in (self._rows.pop(control), control):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = ()

    def show_rows(self, *controls: QWidget) -> bool:
        """Show these rows in this order and hide the others; whether that changed anything."""
        if controls == self._shown:
            return False
        self._shown = controls
        self._arrange()
        return True

    def focus_chain(self) -> list[QWidget]:
        """The controls in the order in which the Tab key walks them."""
        return list(self._shown)

    def _arrange(self) -> None:
        for control, label in self._rows.items():
            for widget in (label, control):
                self._grid.removeWidget(widget)
                widget.setVisible(control in self._shown)
        for row, control in enumerate(self._shown):
            self._grid.addWidget(self._rows[control], row, 0)
            self._grid.addWidget(control, row, 1)
