"""The painting tools as a row of buttons, and the options of the one in hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.palette import Theme
from playground.plots.paint.board import DENSITIES, SIZES
from playground.plots.paint.classes import LabelChooser
from playground.plots.plane.points import PointSet
from playground.widgets.described import described
from playground.widgets.icons import IconToolButton
from playground.widgets.sliders import QuietSlider

PAN = "pan"


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool's button; `options` are what it can be set to."""

    name: str
    icon: str
    key: str
    text: str
    tip: str
    options: tuple[str, ...] = ()


TOOLS = (
    ToolRow(PAN, "ph.hand", "H", "Pan", "Drag the plane"),
    ToolRow("put", "ph.plus-circle", "P", "Put points", "Click to put a point", ("label",)),
    ToolRow(
        "brush",
        "ph.paint-brush",
        "B",
        "Brush",
        "Drag to spray points",
        ("label", "size", "density"),
    ),
    ToolRow(
        "move",
        "ph.arrows-out-cardinal",
        "M",
        "Move points",
        "Drag a point, or a frame round several and then one of them; Delete erases them",
    ),
    ToolRow("erase", "ph.eraser", "E", "Eraser", "Drag over points to erase them", ("size",)),
)
_SLIDERS = {
    "size": ("Size", SIZES, "How wide the brush and the eraser are ([ and ])"),
    "density": ("Density", DENSITIES, "How many points the brush leaves where it dabs ({ and })"),
}
_SLIDER_WIDTH = 64


class PaintBar(QWidget):
    """`buttons` choose a tool, `options` stand below while the tool in hand has some.

    Signals
    -------
    tool_requested(str) : name of a row of TOOLS.
    clear_requested() : all points are to go.
    """

    tool_requested = Signal(str)
    clear_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.options = QWidget()
        self.chooser = LabelChooser()
        self.sliders: dict[str, QuietSlider] = {}
        self._parts: dict[str, tuple[QWidget, ...]] = {"label": (self.chooser,)}
        self._buttons: dict[str, IconToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for tool in TOOLS:
            button = IconToolButton(tool.icon, tool.text, self)
            tip = f"{tool.text} ({tool.key}): {tool.tip}"
            described(button, tool.text, tip)
            button.setCheckable(True)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(self._on_clicked)
            self._buttons[tool.name] = button
            row.addWidget(button)
        self._clear = IconToolButton("ph.trash", "Clear points", self)
        described(self._clear, "Clear points", "Erase all points of the data")
        self._clear.setIconSize(QSize(18, 18))
        self._clear.clicked.connect(self.clear_requested)
        row.addWidget(self._clear)
        self._arrange_options()
        self.show_tool(PAN)

    def set_theme(self, theme: Theme) -> None:
        self.chooser.set_theme(theme)

    def show_tool(self, name: str) -> None:
        """Mark the tool in hand, and offer what can be set of it; "" is a tool of others."""
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        options = next((tool.options for tool in TOOLS if tool.name == name), ())
        for key, parts in self._parts.items():
            for part in parts:
                part.setVisible(key in options)
        self.options.setVisible(bool(options))

    def show_points(self, points: PointSet | None, label: float) -> None:
        self.chooser.show_points(points, label)
        self._clear.setEnabled(points is not None and points.count > 0)

    def set_refusal(self, reason: str) -> None:
        """Offer the tools, or say why these points can't be painted on."""
        for tool in TOOLS[1:]:
            button = self._buttons[tool.name]
            button.setEnabled(not reason)
            button.setToolTip(reason or button.accessibleDescription())

    def _arrange_options(self) -> None:
        column = QVBoxLayout(self.options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chooser)
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, (text, limits, tip) in _SLIDERS.items():
            label = QLabel(text, self.options)
            label.setProperty("role", "caption")
            slider = described(QuietSlider(self.options), text, tip)
            slider.setRange(*limits)
            slider.setFixedWidth(_SLIDER_WIDTH)
            label.setBuddy(slider)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(slider, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addSpacing(6)
            self.sliders[name] = slider
            self._parts[name] = (label, slider)
        row.addStretch(1)
        column.addLayout(row)

    def _on_clicked(self) -> None:
        sender = self.sender()
        name = next(key for key, button in self._buttons.items() if button is sender)
        # The tool in hand is put away by its own button.
        self.tool_requested.emit(name if self._buttons[name].isChecked() else PAN)
