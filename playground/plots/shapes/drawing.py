"""Drawing shapes on one plane: the tool, what it shows, and the bar above the plane."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from playground.palette import Theme
from playground.plots.message_card import MessageCard
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.color_bar import ColorBar
from playground.plots.plane.point_legend import PointLegend
from playground.plots.regions.switches import RegionSwitches
from playground.plots.shapes.bar import ShapeBar
from playground.plots.shapes.layer import ShapeLayer
from playground.plots.shapes.tool import ShapeTool
from playground.widgets.described import described
from playground.widgets.icons import IconToolButton


class ShapeDrawing(QObject):
    """Puts its tool into the hand of a view's chart, and its bar above the chart.

    Signals
    -------
    carve_requested(object, str) : a list of shapes, and the recipe for them.
    corners_requested() : corners are to be typed.
    refused(str) : why something can't be drawn.
    """

    carve_requested = Signal(object, str)
    corners_requested = Signal()
    refused = Signal(str)

    def __init__(self, view: QWidget, chart: PlaneChart) -> None:
        super().__init__(view)
        self._chart = chart
        self.tool = ShapeTool(chart)
        self.layer = ShapeLayer(chart, self.tool)
        self.bar = ShapeBar()
        self.bar.hide()
        self.button = described(
            IconToolButton("ph.polygon", "Draw shapes"),
            "Draw shapes",
            "Draw shapes (D): Draw on the plane what neurons shall fire on",
            "Draw polygons, circles, strips and wedges on the plane; then the neurons, weights and "
            "biases that carve exactly them are added to the drawing.",
        )
        self.button.setCheckable(True)
        self.button.setIconSize(QSize(18, 18))
        self._view = view
        self._hidden: list[QWidget] = []
        self._shortcut = QShortcut(QKeySequence("D"), chart)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._shortcut.activated.connect(self.toggle)
        column = view.layout()
        assert isinstance(column, QBoxLayout), "the chart stands in a column"
        first = column.itemAt(0)
        head = None if first is None else first.layout()
        assert isinstance(head, QBoxLayout), "title and tools stand above it"
        head.addWidget(self.button)
        column.insertWidget(column.indexOf(chart), self.bar)
        self.button.clicked.connect(self.toggle)
        chart.tool_changed.connect(self._on_tool_changed)
        self.tool.changed.connect(self._show_state)
        self.tool.refused.connect(self.refused)
        self.tool.carve_requested.connect(self._carve)
        self.bar.kind_chosen.connect(self._choose_kind)
        self.bar.sides_chosen.connect(self.tool.set_sides)
        self.bar.refused.connect(self.refused)
        self.bar.carve_requested.connect(self._carve)
        self.bar.corners_requested.connect(self.corners_requested)
        self.bar.close_requested.connect(self.stop)

    @property
    def style(self) -> str:
        """Key of the chosen recipe."""
        return self.bar.style_key

    def set_theme(self, theme: Theme) -> None:
        self.layer.set_theme(theme)

    def start(self, kind: str) -> None:
        """Draw that kind of shape from now on."""
        self.tool.set_kind(kind)
        self._chart.set_tool(self.tool)
        self._chart.setFocus()

    def toggle(self) -> None:
        """Draw, or stop drawing."""
        if self._chart.tool is self.tool:
            self.stop()
        else:
            self.start(self.tool.kind)

    def stop(self) -> None:
        """Put the tool away, and what was drawn with it."""
        if self._chart.tool is self.tool:
            self._chart.set_tool(None)
            self._chart.setFocus()

    def _carve(self) -> None:
        if self.tool.shapes:
            self.carve_requested.emit(list(self.tool.shapes), self.style)

    def _choose_kind(self, kind: str) -> None:
        self.start(kind)

    def _show_state(self) -> None:
        tool = self.tool
        self.bar.show_state(tool.kind, tool.sides, tool.hint, bool(tool.shapes))

    def _on_tool_changed(self, tool: object) -> None:
        is_mine = tool is self.tool
        self.bar.setVisible(is_mine)
        self.layer.setVisible(is_mine)
        self.button.setChecked(is_mine)
        if is_mine:
            self._make_room()
            self._show_state()
            return
        self.tool.clear()
        for widget in self._hidden:
            widget.show()
        self._hidden.clear()

    def _make_room(self) -> None:
        """Hide what takes room from the plane: what is below it, and words in its middle."""
        for card in self._view.findChildren(MessageCard):
            if card.isVisible():
                card.hide()
                self._hidden += [card] * card.is_message
        for kind in (RegionSwitches, PointLegend, ColorBar):
            for part in self._view.findChildren(kind):
                if part.isVisible():
                    part.hide()
                    self._hidden.append(part)
