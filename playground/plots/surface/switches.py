"""The switches under a surface: each asks, and moves only when it is told to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.plots.surface.scene import SurfaceOptions
from playground.widgets.choice import Choice, ChoiceBox
from playground.widgets.described import described
from playground.widgets.flow_layout import FlowLayout
from playground.widgets.wish_box import WishBox

_BOXES = {
    "contours": ("Contours", "Draw lines of equal output on the floor and the threshold's on top"),
    "fits": ("Fit heights", "Stretch the heights and the colors to the values in view"),
    "red_green": ("Red/green", "Red below the threshold and green above it"),
}
_CHOICES = {
    "outputs": (
        "Outputs",
        "Which outputs are drawn, where there are several",
        (
            Choice("shown", "One output", "The node that is pointed at or selected"),
            Choice("all", "All outputs", "Every output as a surface in its own color"),
            Choice("highest", "Highest output", "The highest one in its color, paler near a tie"),
        ),
    ),
    "points": (
        "Points",
        "Where the data points are drawn",
        (
            Choice("none", "No points", "Surfaces alone"),
            Choice("floor", "Points on floor", "Each point at its place on the plane"),
            Choice("targets", "Points at targets", "Each point as high as its output should be"),
        ),
    ),
}
_LEAST_LETTERS = 11


class SurfaceSwitches(QWidget):
    """Check boxes and lists by the names of `SurfaceOptions`.

    Signals
    -------
    wished(str, object) : the name of an option and the value that is asked for.
    """

    wished = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._options = SurfaceOptions()
        self._lists: dict[str, ChoiceBox] = {}
        self._boxes: dict[str, WishBox] = {}
        flow = FlowLayout(gap_x=10)
        for name, (label, tip, choices) in _CHOICES.items():
            chooser = self._lists[name] = described(ChoiceBox(choices), label, tip)
            chooser.setMinimumContentsLength(_LEAST_LETTERS)
            chooser.setProperty("option", name)
            chooser.key_chosen.connect(self._on_chosen)
            flow.addWidget(chooser)
        for name, (label, tip) in _BOXES.items():
            box = self._boxes[name] = described(WishBox(label), label, tip)
            box.setProperty("option", name)
            box.wished.connect(self._on_wished)
            flow.addWidget(box)
        self.setLayout(flow)
        self.set_options(self._options)

    def set_options(self, options: SurfaceOptions) -> None:
        """Show those options."""
        self._options = options
        for name, box in self._boxes.items():
            box.setChecked(getattr(options, name))
        for name, chooser in self._lists.items():
            chooser.show_key(getattr(options, name))

    def set_has_several(self, has_several: bool) -> None:
        """Whether there is more than one output to choose from."""
        self._lists["outputs"].setEnabled(has_several)

    def set_is_stack(self, is_stack: bool) -> None:
        """Whether colours stand for nodes, so that they can't stand for values."""
        self._boxes["red_green"].setEnabled(not is_stack)

    def _on_wished(self, is_on: bool) -> None:
        self.wished.emit(self.sender().property("option"), is_on)

    def _on_chosen(self, key: str) -> None:
        chooser = self.sender()
        assert isinstance(chooser, ChoiceBox)
        name = chooser.property("option")
        chooser.show_key(getattr(self._options, name))
        self.wished.emit(name, key)
