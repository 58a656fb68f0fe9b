"""What a network answers along one axis, with the data on top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.palette import LIGHT, Theme
from playground.plots.curve.chart import CurveChart
from playground.plots.curve.layer import BandsLayer, LinesLayer, bands_of
from playground.plots.curve.legend import CurveLegend
from playground.plots.curve.reading import describe_reading, judged, reading_at
from playground.plots.curve.shape import CurvePoints, Curves, span_of, steadied
from playground.plots.head import Head
from playground.plots.message_card import MessageCard
from playground.plots.plane.point_legend import PointLegend
from playground.plots.plane.points import PointSet, drawn_sample
from playground.plots.plane.points_layer import PointsLayer
from playground.plots.regions.switches import RegionSwitches
from playground.plots.sentences import NOT_FINITE, NOTHING_YET
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.footer import Footer

_AROUND_CHART = 34
_HOVER_REACH = 9.0
_ROW_HEIGHT = 11.0
_ROWS_MARGIN = 6.0
_MOST_ROOM = 0.4
_SWITCHES = ("show_test", "curve_bands", "curve_hidden", "curve_highest")


class CurveView(QWidget):
    """Outputs as lines over one axis: bands by class, dividers, threshold, points.

    Signals
    -------
    show_test_requested, bands_requested, hidden_requested, highest_requested : a switch was
        used; it moves only in `set_options`.
    range_changed(x0, x1) : someone panned or zoomed, in data units.
    cursor_moved(x, y, value) : the pointer's place, and the first output there or None.
    cursor_left() : the pointer is no longer over the curves.
    """

    show_test_requested = Signal(bool)
    bands_requested = Signal(bool)
    hidden_requested = Signal(bool)
    highest_requested = Signal(bool)
    range_changed = Signal(float, float)
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = ""
        self._curves: Curves | None = None
        self._points: CurvePoints | None = None
        self._rows: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._span: tuple[float, float] | None = None
        self._fitted: tuple[float, ...] = ()
        self._cursor: QPointF | None = None
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._chart = CurveChart()
        self._bands = BandsLayer(self._chart.box)
        self._dots = PointsLayer(self._chart.box, LIGHT)
        self._lines = LinesLayer(self._chart.box)
        self._card = MessageCard(self._chart)
        self._hover = MessageCard(self._chart)
        self._lines_legend = CurveLegend()
        self._legend = PointLegend()
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._caption.setProperty("role", "small")
        self.switches = RegionSwitches(_SWITCHES)
        parts = (self.switches, self._lines_legend, self._legend, self._caption)
        self._footer = Footer(*parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(Head(self._title))
        column.addWidget(self._chart, 1)
        column.addWidget(self._footer)
        self._footer.give_way(self, self._chart, _AROUND_CHART, self.switches)
        described(
            self._chart,
            "Outputs over one input",
            "Drag or use the arrow keys to pan, wheel or + and − to zoom, Shift with the arrow "
            "keys to read values, Home to go back",
        )
        self._chart.setToolTip("")
        self._connect()
        self.set_options(show_test=True, bands=True, hidden=False, highest=False)
        self.set_offers_highest(False)
        self.set_theme(LIGHT)
        self.show_message(NOTHING_YET)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        for part in (
            self._chart,
            self._bands,
            self._dots,
            self._lines,
            self._card,
            self._hover,
            self._legend,
        ):
            part.set_theme(theme)

    def set_axis(
        self, home: tuple[float, float], name: str, value_name: str, caption: str = ""
    ) -> None:
        """Name what is along and up, and say in the caption what else should be known."""
        self._axis = name
        self._chart.set_axis(home, name)
        self._chart.set_value_name(value_name)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self._title.show_text(f"{value_name[:1].upper()}{value_name[1:]} over {name}")

    def show_range(self, x0: float, x1: float) -> None:
        """Look at that stretch of the axis."""
        self._chart.show_stretch(x0, x1)

    def set_options(self, show_test: bool, bands: bool, hidden: bool, highest: bool) -> None:
        """Set the switches and what they switch; what concerns lines comes with the next curves."""
        self.switches.set_options(
            show_test=show_test, curve_bands=bands, curve_hidden=hidden, curve_highest=highest
        )
        self._dots.set_shows_test(show_test)
        self._legend.set_shows_test(show_test)
        self._bands.set_shows_bands(bands)

    def set_offers_highest(self, offers: bool) -> None:
        """Whether people may say that the highest of several outputs wins."""
        self.switches.box("curve_highest").setVisible(offers)

    def set_points(self, points: CurvePoints | None) -> None:
        """Show those points, or a random sample of many."""
        self._points, self._span, self._fitted = points, None, ()
        self._hover.hide()
        self._place_points()
        self._legend.set_shows_wrong(points is None or points.strength is None)
        self._legend.set_points(None if points is None else self._as_set(points, np.empty(0)))
        self._fit()

    def show_curves(self, curves: Curves) -> None:
        """Show the outputs of one moment."""
        if not curves.lines or not len(curves.x):
            self.show_message(NOTHING_YET)
            return
        if all(np.isnan(line.values).all() for line in curves.outputs):
            self.show_message(NOT_FINITE)
            return
        self._curves = curves
        self._card.hide()
        self._draw(curves)
        self._lines_legend.show_lines(curves.lines)
        self._fit()
        self._judge()
        if self._cursor is not None:
            self._on_cursor_moved(self._cursor.x(), self._cursor.y())

    def show_message(self, text: str) -> None:
        """Say in a sentence why there is no picture and what would make one."""
        self._curves, self._span = None, None
        self._draw(None)
        self._lines_legend.show_lines(())
        self._hover.hide()
        self._card.show_text(text)
        self._judge()

    def _connect(self) -> None:
        self.switches.box("show_test").wished.connect(self.show_test_requested)
        self.switches.box("curve_bands").wished.connect(self.bands_requested)
        self.switches.box("curve_hidden").wished.connect(self.hidden_requested)
        self.switches.box("curve_highest").wished.connect(self.highest_requested)
        self._chart.box.sigResized.connect(self._on_resized)
        self._chart.range_changed.connect(self.range_changed)
        self._chart.cursor_moved.connect(self._on_cursor_moved)
        self._chart.cursor_left.connect(self._on_cursor_left)

    def _draw(self, curves: Curves | None) -> None:
        bands = None if curves is None else bands_of(curves)
        for layer in (self._bands, self._lines):
            layer.show_curves(curves, bands)

    def _fit(self) -> None:
        """Make room for all that is shown, and for a row of points for each class below."""
        curves = self._curves
        if curves is not None:
            wanted = span_of(curves, self._points)
            self._span = wanted if self._span is None else steadied(self._span, wanted)
        low, high = self._span or (-1.0, 1.0)
        rows, room = self._row_count(), self._chart.box.height()
        fitted: tuple[float, ...] = (low, high, rows, room if rows else 0.0)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        if rows:
            share = self._row_height() * rows / max(1.0, room - _ROWS_MARGIN)
            low -= (high - low) * share / (1 - share)
        self._chart.set_heights(low, high)
        if rows:
            self._place_points()

    def _row_count(self) -> int:
        points = self._points
        return len(points.class_names) if points is not None and points.heights is None else 0

    def _row_height(self) -> float:
        """Of a class's row in pixels; all of them leave most of the room to the curves."""
        room = max(1.0, self._chart.box.height() - _ROWS_MARGIN)
        return min(_ROW_HEIGHT, _MOST_ROOM * room / self._row_count())

    def _place_points(self) -> None:
        points = self._points
        if points is None:
            self._rows = np.empty(0, dtype=np.intp)
            self._dots.set_points(None, self._rows)
            return
        heights = points.heights
        if heights is None:
            low, high = self._chart.box.viewRange()[1]
            pixel = (high - low) / max(1.0, self._chart.box.height())
            heights = low + pixel * (_ROWS_MARGIN / 2 + self._row_height() * (points.labels + 0.5))
        shown = self._as_set(points, heights)
        self._rows = drawn_sample(shown)
        strength = None if points.strength is None else points.strength[self._rows]
        self._dots.set_points(shown, self._rows, strength)
        self._judge()

    @staticmethod
    def _as_set(points: CurvePoints, heights: NDArray[np.float64]) -> PointSet:
        # Numbers stand at their height; pale colours for those near 0 would be lost on the ground.
        labels = points.labels if points.kind == "classes" else np.ones(len(points.x))
        return PointSet(
            points.x, heights, labels, points.kind, points.class_names, points.train_count
        )

    def _judge(self) -> None:
        """Mark the drawn points that the shown curves get wrong."""
        points, curves = self._points, self._curves
        if points is None:
            return
        wrong = np.zeros(len(self._rows), dtype=bool)
        if curves is not None and points.strength is None:
            wrong = judged(curves, points.x[self._rows], points.labels[self._rows])
        self._dots.set_wrong(wrong)

    def _on_cursor_moved(self, x: float, y: float) -> None:
        self._cursor = QPointF(x, y)
        curves = self._curves
        values = None if curves is None else reading_at(curves, x)
        first = None if values is None or np.isnan(values[0]) else float(values[0])
        self.cursor_moved.emit(x, y, first)
        self._lines.show_reading(x if values is not None else None)
        place = self._chart.box.mapFromView(self._cursor)
        row = self._dots.row_near(place, _HOVER_REACH)
        lines = []
        if row is not None and self._points is not None:
            lines.append(self._points.describe(row, self._axis))
        if curves is not None and values is not None:
            lines.append(describe_reading(curves, self._axis, x, values))
        if lines:
            self._hover.show_beside("\n".join(lines), self._chart.box.mapToScene(place))
        else:
            self._hover.hide()

    def _on_cursor_left(self) -> None:
        self._cursor = None
        self._hover.hide()
        self._lines.show_reading(None)
        self.cursor_left.emit()

    def _on_resized(self) -> None:
        # Rows of points have a height in pixels.
        if self._row_count():
            self._fit()
