"""The switches under a view of the plane: each asks, and moves only when it is told to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.wish_box import WishBox

_SWITCHES = {
    "show_test": ("Test points", "Show the points that are kept for testing"),
    "discretize": ("Discretize", "Two colors only: below and above the threshold"),
    "boundary": ("Boundary", "Draw the line along which the output equals the threshold"),
    "fit_colors": ("Fit colors", "Stretch the colors to the values in view"),
    "curve_bands": ("Bands", "Color each stretch of the axis by the class that is answered there"),
    "curve_hidden": ("Hidden nodes", "Draw what the hidden nodes answer as thin lines"),
    "curve_highest": ("Highest wins", "Color each stretch by the output that is highest there"),
    "cell_fill": ("Fill", "Fill the cells with the color of what the outputs decide there"),
    "cell_lines": ("Lines", "Draw the line of every unit, each in its own color"),
    "cell_patterns": ("Patterns", "Write in each cell which of the nodes that decide are on"),
    "cell_sums": ("Sums", "Write in each cell the sum that reaches the node, where it is one"),
    "cell_points": ("Points", "Show the data over the cells"),
}


class RegionSwitches(QWidget):
    """Check boxes by name; `box(name).wished` comes with the state that is asked for."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._boxes: dict[str, WishBox] = {}
        for name in names:
            text, tip = _SWITCHES[name]
            self._boxes[name] = described(WishBox(text), text, tip)
        # Five of them are a line of the view at its usual width, beside a scroll bar, too.
        flow = FlowLayout(gap_x=12)
        for box in self._boxes.values():
            flow.addWidget(box)
        self.setLayout(flow)

    def box(self, name: str) -> WishBox:
        return self._boxes[name]

    def is_on(self, name: str) -> bool:
        return self._boxes[name].isChecked()

    def set_options(self, **options: bool) -> None:
        for name, is_on in options.items():
            self._boxes[name].setChecked(is_on)
