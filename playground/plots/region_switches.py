"""The switches under a region view: each asks, and moves only when it is told to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout

_SWITCHES = {
    "show_test": ("Test points", "Show the points that are kept for testing"),
    "discretize": ("Discretize", "Two colors only: below and above the threshold"),
    "boundary": ("Boundary", "Draw the line along which the output equals the threshold"),
    "fit_colors": ("Fit colors", "Stretch the colors to the values in view"),
}


class _WishBox(QCheckBox):
    wished = Signal(bool)

    def nextCheckState(self) -> None:  # noqa: N802
        self.wished.emit(not self.isChecked())


class RegionSwitches(QWidget):
    """Check boxes by name; `box(name).wished` comes with the state that is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes = {
            name: described(_WishBox(text), text, tip) for name, (text, tip) in _SWITCHES.items()
        }
        flow = FlowLayout()
        for box in self._boxes.values():
            flow.addWidget(box)
        self.setLayout(flow)

    def box(self, name: str) -> _WishBox:
        return self._boxes[name]

    def is_on(self, name: str) -> bool:
        return self._boxes[name].isChecked()

    def set_options(self, **options: bool) -> None:
        for name, is_on in options.items():
            self._boxes[name].setChecked(is_on)
