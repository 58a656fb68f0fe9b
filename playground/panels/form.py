"""The form of the inspector: rows of label and control that fill one column or more."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from playground.widgets.described import described

ROWS_IN_COLUMN = 3
_CONTROL_WIDTH = 148
_CELLS = 3


class Form(QWidget):
    """Puts visible rows below one another; when wide, starts another column after three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[QWidget, tuple[QLabel, QWidget | None]] = {}
        self._shown: tuple[QWidget, ...] = ()
        self._is_wide = False
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
        beside: QWidget | None = None,
    ) -> None:
        """Add a row, hidden until it is shown; `beside` is a small control after the other."""
        label = QLabel(text, self)
        label.setProperty("role", "caption")
        label.setBuddy(control)
        label.setToolTip(tip)
        control.setParent(self)
        control.setFixedWidth(_CONTROL_WIDTH)
        described(control, text.replace("&", ""), tip, whats_this)
        if beside is not None:
            beside.setParent(self)
        self._rows[control] = (label, beside)
        for widget in self._widgets(control):
            widget.hide()

    def remove_row(self, control: QWidget) -> None:
        for widget in self._widgets(control):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        del self._rows[control]
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
        return [widget for control in self._shown for widget in self._widgets(control)[1:]]

    def set_wide(self, is_wide: bool) -> None:
        """Whether there is room for several columns."""
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._arrange()

    def _arrange(self) -> None:
        for control in self._rows:
            for widget in self._widgets(control):
                self._grid.removeWidget(widget)
                widget.setVisible(control in self._shown)
        rows = ROWS_IN_COLUMN if self._is_wide else max(1, len(self._shown))
        for place, control in enumerate(self._shown):
            column, row = divmod(place, rows)
            for cell, widget in enumerate(self._widgets(control)):
                self._grid.addWidget(widget, row, _CELLS * column + cell)

    def _widgets(self, control: QWidget) -> list[QWidget]:
        label, beside = self._rows[control]
        return [label, control] if beside is None else [label, control, beside]
