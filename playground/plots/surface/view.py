"""What nodes answer over the plane, as surfaces that can be turned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.data.plane import Bounds
from playground.palette import LIGHT, Theme
from playground.plots.head import Head
from playground.plots.message_card import MessageCard
from playground.plots.numbers import tabular
from playground.plots.plane.color_bar import ColorBar
from playground.plots.sentences import NOT_FINITE, NOTHING_YET
from playground.plots.surface.axes import BoxPainter
from playground.plots.surface.chart import SurfaceChart
from playground.plots.surface.colors import palette_theme
from playground.plots.surface.legend import SheetLegend
from playground.plots.surface.points import BoxPoints, Targets
from playground.plots.surface.scale import Scale, Sheet, common_scale
from playground.plots.surface.scene import SurfaceOptions, SurfaceScene
from playground.plots.surface.switches import SurfaceSwitches
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.footer import Footer

_AROUND_CHART = 80
_TOO_NARROW = "A surface needs at least two samples in each direction of the plane."


class SurfaceView(QWidget):
    """Surfaces with axes, colour scale and switches.

    Signals
    -------
    option_requested : the name of an option and the value wanted; it moves only in `set_options`.
    cursor_moved : x, y in data units and the output where the pointer is over a surface.
    cursor_left : the pointer is no longer over one.
    """

    option_requested = Signal(str, object)
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._options = SurfaceOptions()
        self._names = ("", "")
        self._targets: Targets | None = None
        self._box: tuple[object, BoxPainter] | None = None
        self._placed: tuple[object, BoxPoints] | None = None
        self._shown: tuple[tuple[Sheet, ...], Bounds] | None = None
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self.chart = SurfaceChart()
        self._card = MessageCard(self.chart)
        self._bar = ColorBar(LIGHT)
        self._legend = SheetLegend()
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._caption.setProperty("role", "small")
        self.switches = SurfaceSwitches()
        self.footer = Footer(self.switches)
        self._arrange()
        self.switches.wished.connect(self.option_requested)
        self.chart.cursor_moved.connect(self.cursor_moved)
        self.chart.cursor_left.connect(self.cursor_left)
        self.set_theme(LIGHT)
        self.show_message(NOTHING_YET)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        self._theme = theme
        for part in (self.chart, self._card, self._legend):
            part.set_theme(theme)
        self._draw()

    def set_options(self, options: SurfaceOptions) -> None:
        """Set the switches and what they switch."""
        self._options = options
        self.switches.set_options(options)
        self._draw()

    def set_names(self, x_name: str, y_name: str) -> None:
        """Name the axes of the plane."""
        self._names = (x_name, y_name)
        self._draw()

    def set_points(self, targets: Targets | None) -> None:
        """Show those points, or a random sample that the caption owns up to."""
        self._targets = targets
        self._draw()

    def set_has_several(self, has_several: bool) -> None:
        """Whether there is more than one output to choose from."""
        self.switches.set_has_several(has_several)

    def show_sheets(self, sheets: Sequence[Sheet], bounds: Bounds, title: str) -> None:
        """Show nodes' outputs over a rectangle (x0, x1, y0, y1) of the plane in data units.

        Several sheets are of one shape and in their own colours; a single one is coloured by its
        values.
        """
        if self._title.full_text != title:
            self._title.show_text(title)
        if not sheets or not all(sheet.values.size for sheet in sheets):
            self.show_message(NOTHING_YET)
        elif any(np.isnan(sheet.values.min()) for sheet in sheets):
            self.show_message(NOT_FINITE)
        elif min(sheets[0].values.shape) < 2:
            self.show_message(_TOO_NARROW)
        else:
            self._shown = tuple(sheets), bounds
            self._card.hide()
            self._draw()

    def show_message(self, text: str) -> None:
        """Say in a sentence why there is no picture and what would make one."""
        self._shown = None
        self._card.show_text(text)
        self._draw()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(Head(self._title))
        column.addWidget(self.chart, 1)
        for part in (self._bar, self._legend, self._caption, self.footer):
            column.addWidget(part)
        self.footer.give_way(self, self.chart, _AROUND_CHART, self.switches)
        described(
            self.chart,
            "Output as a surface over the plane",
            "Drag or use the arrow keys to turn, wheel or + and − to zoom, "
            "Shift to move, Home to go back",
        )
        self.chart.setToolTip("")

    def _draw(self) -> None:
        if self._shown is None:
            self.chart.show_scene(None)
            self._bar.hide()
            self._legend.hide()
            self._caption.hide()
            return
        sheets, bounds = self._shown
        scale = common_scale(sheets, self._options.fits)
        scene = SurfaceScene(
            sheets,
            bounds,
            scale,
            self._box_around(sheets, bounds, scale),
            self._place_points(bounds, scale),
            self._options,
            self._theme,
        )
        self.chart.show_scene(scene)
        self._bar.set_theme(palette_theme(self._theme, self._options.red_green))
        self._bar.set_scale(scale.low, scale.threshold, scale.high, scale.clipped, False)
        self._bar.setVisible(not scene.is_stack)
        self._legend.show_sheets(sheets if scene.is_stack else ())
        self.switches.set_is_stack(scene.is_stack)
        self._show_caption()

    def _box_around(self, sheets: Sequence[Sheet], bounds: Bounds, scale: Scale) -> BoxPainter:
        """The box, the same as before where nothing about it has changed."""
        font = tabular(self.font(), 0.85)
        title = sheets[0].name if len(sheets) == 1 else "output"
        key = self._theme, bounds, scale, self._names, title, font
        if self._box is None or self._box[0] != key:
            names = (*self._names, title)
            self._box = key, BoxPainter(self._theme, bounds, scale, names, font)
        return self._box[1]

    def _place_points(self, bounds: Bounds, scale: Scale) -> BoxPoints | None:
        """The points in the box, the same as before where nothing about them has changed."""
        targets, where = self._targets, self._options.points
        if targets is None or where == "none":
            return None
        theme = palette_theme(self._theme, self._options.red_green)
        key = targets, bounds, scale, where, theme
        if self._placed is None or self._placed[0] != key:
            self._placed = key, BoxPoints(targets, bounds, scale, where == "targets", theme)
        return self._placed[1]

    def _show_caption(self) -> None:
        targets = self._targets
        if targets is None or self._options.points == "none":
            self._caption.hide()
            return
        count, drawn = targets.points.count, len(targets.rows)
        self._caption.setText(f"Showing a random sample: {drawn:,} of {count:,} points.")
        self._caption.setVisible(targets.is_sample)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw()
