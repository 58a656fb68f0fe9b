"""Painting on a plane chart: its tools, their buttons and their keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from playground.palette import Theme
from playground.plots.paint.bar import PAN, TOOLS, PaintBar
from playground.plots.paint.board import PaintBoard
from playground.plots.paint.tools import BrushTool, EraseTool, MoveTool, PaintTool, PutTool
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import PointsLayer
from playground.plots.plane.tool import PlaneTool

_CLASS_KEYS = 8
_SIZE_STEP = 1.25
_HINTS = {
    tool.name: f"{tool.tip}; arrow keys and Enter do it, too, Esc gives up." for tool in TOOLS[1:]
}


class PaintDesk(QObject):
    """Puts painting tools in the hand of a chart; `bar` and `bar.options` are for a layout.

    Signals
    -------
    stroke_made(Stroke) : the points are to be changed like that.
    stroke_going(Stroke) : all of a gesture so far; it may still be given up.
    stroke_given_up() : what was made so far is not wanted.
    clear_requested() : all points are to go.
    kind_requested(str) : the points to come are "classes" or "numbers".
    told(str) : why there can't be more points, or what can't be read as a number.
    hinted(str) : how the tool in hand is used.
    """

    stroke_made = Signal(object)
    stroke_going = Signal(object)
    stroke_given_up = Signal()
    clear_requested = Signal()
    kind_requested = Signal(str)
    told = Signal(str)
    hinted = Signal(str)

    def __init__(self, chart: PlaneChart, dots: PointsLayer) -> None:
        super().__init__(chart)
        self._chart = chart
        self._board = PaintBoard(chart, dots)
        self._refusal = ""
        self.bar = PaintBar()
        self._tools: dict[str, PaintTool] = {
            "put": PutTool(self._board),
            "brush": BrushTool(self._board),
            "move": MoveTool(self._board),
            "erase": EraseTool(self._board),
        }
        self._shortcuts: list[QShortcut] = []
        for tool in TOOLS:
            self._add_key(tool.key, partial(self.choose, tool.name))
        for index in range(_CLASS_KEYS):
            self._add_key(str(index + 1), partial(self.bar.chooser.choose, index))
        for key, factor in (("[", 1 / _SIZE_STEP), ("]", _SIZE_STEP)):
            self._add_key(key, partial(self._resize, factor))
        for key, step in (("{", -1), ("}", 1)):
            self._add_key(key, partial(self._thicken, step))
        board, bar = self._board, self.bar
        board.stroke_made.connect(self.stroke_made)
        board.stroke_going.connect(self.stroke_going)
        board.stroke_given_up.connect(self.stroke_given_up)
        board.told.connect(self.told)
        board.size_changed.connect(self._show_size)
        bar.tool_requested.connect(self._on_tool_requested)
        bar.clear_requested.connect(self.clear_requested)
        bar.chooser.label_chosen.connect(self._take_label)
        bar.chooser.kind_requested.connect(self.kind_requested)
        bar.chooser.refused.connect(self.told)
        bar.sliders["size"].valueChanged.connect(board.set_size)
        bar.sliders["density"].valueChanged.connect(self._take_density)
        chart.tool_changed.connect(self._show_tool)
        bar.sliders["density"].setValue(board.density)
        self._show_size()

    def set_theme(self, theme: Theme) -> None:
        self._board.layer.set_theme(theme)
        self.bar.set_theme(theme)

    def set_points(self, points: PointSet | None) -> None:
        """The points to paint on; None where there are none to change."""
        board, was = self._board, self._board.points
        board.set_points(points)
        if points is not None:
            is_number = points.kind == "numbers"
            if was is None or was.kind != points.kind:
                board.label = 1.0 if is_number else 0.0
            elif not is_number and board.label > len(points.class_names):
                board.label = 0.0
        self.bar.show_points(points, board.label)

    def set_refusal(self, reason: str) -> None:
        """Why these points can't be painted on, "" when they can."""
        self._refusal = reason
        self.bar.set_refusal(reason)
        if reason and self._chart.tool in self._tools.values():
            self._chart.set_tool(None)

    def choose(self, name: str) -> None:
        """Put a tool in hand; "pan" puts it away."""
        if name != PAN and self._refusal:
            self.told.emit(self._refusal)
            return
        self._chart.set_tool(self._tools.get(name))

    def _on_tool_requested(self, name: str) -> None:
        self.choose(name)
        self._show_tool(self._chart.tool)
        # The arrow keys and Enter lead the tool from now on.
        self._chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tool(self, tool: PlaneTool | None) -> None:
        names = (name for name, own in self._tools.items() if own is tool)
        name = PAN if tool is None else next(names, "")
        self.bar.show_tool(name)
        self.hinted.emit(_HINTS.get(name, ""))

    def _take_label(self, label: float) -> None:
        self._board.label = label

    def _take_density(self, density: int) -> None:
        self._board.density = density

    def _resize(self, factor: float) -> None:
        self._board.set_size(round(self._board.size * factor))

    def _thicken(self, step: int) -> None:
        slider = self.bar.sliders["density"]
        slider.setValue(slider.value() + step)

    def _show_size(self) -> None:
        self.bar.sliders["size"].setValue(self._board.size)

    def _add_key(self, key: str, action) -> None:
        shortcut = QShortcut(QKeySequence(key), self._chart)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(action)
        self._shortcuts.append(shortcut)
