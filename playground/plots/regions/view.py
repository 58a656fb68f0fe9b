"""What one node answers over the whole plane, with the data on top."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.data.plane import Bounds
from playground.palette import LIGHT, Theme
from playground.plots.chart import RIGHT_MARGIN
from playground.plots.head import Head
from playground.plots.message_card import MessageCard
from playground.plots.paint.desk import PaintDesk
from playground.plots.plane.chart import LEFT_SPACE, PlaneChart
from playground.plots.plane.color_bar import ColorBar
from playground.plots.plane.field_layer import BoundaryLayer, FieldLayer
from playground.plots.plane.point_legend import PointLegend
from playground.plots.plane.points import PointSet, drawn_sample, values_at, wrong_points
from playground.plots.plane.points_layer import PointsLayer
from playground.plots.regions.switches import RegionSwitches
from playground.plots.sentences import NOT_FINITE, NOTHING_YET
from playground.widgets.described import described
from playground.widgets.elided_label import ElidedLabel
from playground.widgets.footer import Footer

_HUGE = 1e30
_AROUND_CHART = 90
_TIGHT = 340
_BEYOND = 1e-4
_HOVER_REACH = 9.0


@dataclass(frozen=True, slots=True)
class _Shown:
    values: NDArray[np.float32]
    bounds: Bounds
    low: float
    high: float
    threshold: float
    judges: bool

    def scale(self, fits: bool) -> tuple[float, float]:
        """What gets the full colours: as given, or as far from the threshold as values go."""
        if not fits:
            return self.low, self.high
        finite = np.clip(self.values, -_HUGE, _HUGE)
        reach = float(np.abs(finite - np.float32(self.threshold)).max())
        # Less than this and the threshold plus it would be the threshold again.
        reach = max(reach, 1e-6 * abs(self.threshold), 1e-30)
        return self.threshold - reach, self.threshold + reach


class RegionView(QWidget):
    """A node's output over the plane: picture, boundary, points, colour scale and switches.

    Signals
    -------
    show_test_requested, discretize_requested, boundary_requested, fit_requested : a switch was
        used; it moves only in `set_options`.
    cursor_moved : x, y in data units and the output there, None where none is shown.
    cursor_left : the cursor is no longer over the plane.
    plane_changed : (x0, x1, y0, y1) in data units, after someone panned or zoomed; the picture
        stays where its numbers lie until a field of the new bounds is shown.
    """

    show_test_requested = Signal(bool)
    discretize_requested = Signal(bool)
    boundary_requested = Signal(bool)
    fit_requested = Signal(bool)
    cursor_moved = Signal(float, float, object)
    cursor_left = Signal()
    plane_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: PointSet | None = None
        self._rows = np.empty(0, dtype=np.intp)
        self._predictions: NDArray[np.floating] | None = None
        self._prediction_threshold = 0.0
        self._shown: _Shown | None = None
        self._cursor: QPointF | None = None

        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._chart = PlaneChart()
        self._field = FieldLayer()
        self._boundary = BoundaryLayer()
        self._chart.box.addItem(self._field, ignoreBounds=True)
        self._chart.box.addItem(self._boundary, ignoreBounds=True)
        self._dots = PointsLayer(self._chart.box, LIGHT)
        self.paint = PaintDesk(self._chart, self._dots)
        self._card = MessageCard(self._chart)
        self._hover = MessageCard(self._chart)
        self._bar = ColorBar(LIGHT)
        self._legend = PointLegend()
        self._caption = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._caption.setProperty("role", "small")
        self._switches = RegionSwitches(("show_test", "discretize", "boundary", "fit_colors"))
        self._footer = Footer(self._switches, self._legend, self._caption)
        self._arrange()
        self._connect()
        self.set_options(show_test=True, discretize=False, boundary=True, fit_colors=False)
        self.set_theme(LIGHT)
        self.show_message(NOTHING_YET)

    @property
    def chart(self) -> PlaneChart:
        """The plane, for tools and what they show."""
        return self._chart

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What a picture of the view has no use for."""
        return (self._switches, self.paint.bar.options)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the theme's colours."""
        for part in (
            self._chart,
            self._field,
            self._boundary,
            self._dots,
            self._card,
            self._hover,
            self._bar,
            self._legend,
            self.paint,
        ):
            part.set_theme(theme)

    def set_plane(self, bounds: Bounds, x_label: str, y_label: str) -> None:
        """Show that rectangle of data units; a pan or zoom stays while the rectangle does."""
        self._chart.set_home(bounds)
        self._chart.set_names(x_label, y_label)

    def show_bounds(self, bounds: Bounds) -> None:
        """Look where another view of the same plane looks."""
        self._chart.show_bounds(bounds)

    def set_points(self, points: PointSet | None) -> None:
        """Show those points, or a random sample that the caption owns up to."""
        self._points = points
        self._predictions = None
        self._hover.hide()
        self._rows = np.empty(0, dtype=np.intp) if points is None else drawn_sample(points)
        self._dots.set_points(points, self._rows)
        self.paint.set_points(points)
        self._legend.set_points(points)
        count, drawn = 0 if points is None else points.count, len(self._rows)
        self._caption.setText(f"Showing a random sample: {drawn:,} of {count:,} points.")
        self._caption.setVisible(drawn < count)
        if self._shown is not None:
            self._draw(self._shown)
        self._judge()

    def set_predictions(self, values: NDArray[np.floating] | None, threshold: float = 0.0) -> None:
        """Mark wrong points by the network's answers at all points.

        `values` is (N,) outputs, above or not above `threshold`, for two classes and class
        indices for more. With None the shown field is looked up at each point, if it is the one
        that decides.
        """
        self._predictions = values
        self._prediction_threshold = threshold
        self._judge()

    def set_options(
        self, show_test: bool, discretize: bool, boundary: bool, fit_colors: bool
    ) -> None:
        """Set the switches and what they switch."""
        self._switches.set_options(
            show_test=show_test, discretize=discretize, boundary=boundary, fit_colors=fit_colors
        )
        self._dots.set_shows_test(show_test)
        self._legend.set_shows_test(show_test)
        if self._shown is not None:
            self._draw(self._shown)

    def show_field(
        self,
        values: NDArray[np.float32],
        bounds: Bounds,
        low: float,
        high: float,
        threshold: float,
        title: str,
        *,
        judges: bool = True,
    ) -> None:
        """Show a node's output over a rectangle of the plane.

        Parameters
        ----------
        values : (rows, columns), row 0 at the lowest y, samples at cell centres; kept, not copied.
        bounds : (x0, x1, y0, y1) in data units.
        low, high : outputs that get the full colours, unless the colours are fitted.
        threshold : the output between below and above, halfway between low and high.
        title : what is shown.
        judges : whether this output decides which points are wrong (a hidden node's does not).
        """
        if self._title.full_text != title:
            self._title.show_text(title)
        if not values.size or np.isnan(values.min()):
            self._hide_picture(NOT_FINITE if values.size else NOTHING_YET)
            return
        self._shown = _Shown(values, bounds, low, high, threshold, judges)
        self._card.hide()
        self._draw(self._shown)
        if self._predictions is None:
            self._judge()
        if self._cursor is not None:
            self._tell_cursor()

    def show_message(self, text: str) -> None:
        """Say in a sentence why there is no picture and what would make one."""
        self._title.show_text("")
        self._hide_picture(text)

    def _hide_picture(self, text: str) -> None:
        self._shown = None
        self._field.hide()
        self._boundary.hide()
        self._bar.clear()
        self._card.show_text(text)
        self._judge()

    def _arrange(self) -> None:
        bar = QVBoxLayout()
        bar.setContentsMargins(LEFT_SPACE, 0, RIGHT_MARGIN, 0)
        bar.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(Head(self._title, self.paint.bar))
        column.addWidget(self.paint.bar.options)
        column.addWidget(self._chart)
        column.addLayout(bar)
        column.addWidget(self._footer)
        column.addStretch(1)
        self._footer.give_way(self, self._chart, _AROUND_CHART, self._switches)
        described(
            self._chart,
            "Output over the plane",
            "Drag or use the arrow keys to pan, wheel or + and − to zoom, Home to go back",
        )
        # Tips would cover what the cursor reads, here and in the status bar.
        self._chart.setToolTip("")
        self._chart.setStatusTip("")

    def _make_room(self) -> None:
        """While a tool has options in a low window, the colours' scale gives way to the plane."""
        is_tight = self.paint.bar.options.isVisibleTo(self) and self.height() < _TIGHT
        self._bar.setVisible(not is_tight)

    def _connect(self) -> None:
        self.paint.bar.options.installEventFilter(self)
        self._switches.box("show_test").wished.connect(self.show_test_requested)
        self._switches.box("discretize").wished.connect(self.discretize_requested)
        self._switches.box("boundary").wished.connect(self.boundary_requested)
        self._switches.box("fit_colors").wished.connect(self.fit_requested)
        self._chart.bounds_changed.connect(self.plane_changed)
        self._chart.cursor_moved.connect(self._on_cursor_moved)
        self._chart.cursor_left.connect(self._on_cursor_left)

    def _draw(self, shown: _Shown) -> None:
        low, high = shown.scale(self._switches.is_on("fit_colors"))
        values = np.clip(shown.values, low, high)
        stepped = self._switches.is_on("discretize")
        if stepped:
            # An output that decides says yes at the threshold itself; a ReLU that is off is off.
            is_above = np.greater_equal if shown.judges else np.greater
            is_upper = is_above(values, np.float32(shown.threshold))
            colored = np.where(is_upper, np.float32(high), np.float32(low))
        else:
            colored = values
        self._field.show_values(colored, shown.bounds, low, high)
        self._field.show()
        has_line = self._switches.is_on("boundary")
        self._boundary.setVisible(has_line)
        if has_line:
            self._boundary.show_level(values, shown.bounds, shown.threshold)
        slack = _BEYOND * (high - low)
        clipped = (shown.values.min() < low - slack, shown.values.max() > high + slack)
        self._bar.set_scale(low, shown.threshold, high, clipped, stepped, shown.judges)
        self._dots.set_scale(low, high)

    def _judge(self) -> None:
        """Mark the drawn points that are wrong, as far as there is anything to judge by."""
        points, shown, rows = self._points, self._shown, self._rows
        if points is None:
            return
        wrong = np.zeros(len(rows), dtype=bool)
        class_count = len(points.class_names)
        if self._predictions is not None and class_count:
            threshold, predicted = self._prediction_threshold, self._predictions[rows]
            wrong = wrong_points(points.labels[rows], predicted, class_count, threshold)
        elif shown is not None and shown.judges and class_count == 2:
            predicted = values_at(shown.values, shown.bounds, points.x[rows], points.y[rows])
            wrong = wrong_points(points.labels[rows], predicted, class_count, shown.threshold)
        self._dots.set_wrong(wrong)

    def _tell_cursor(self) -> None:
        cursor, shown = self._cursor, self._shown
        if cursor is None:
            return
        value = None
        if shown is not None:
            place = np.array([cursor.x()]), np.array([cursor.y()])
            found = float(values_at(shown.values, shown.bounds, *place)[0])
            value = None if np.isnan(found) else found
        self.cursor_moved.emit(cursor.x(), cursor.y(), value)

    def _tell_point(self) -> None:
        assert self._cursor is not None
        place = self._chart.box.mapFromView(self._cursor)
        row = self._dots.row_near(place, _HOVER_REACH)
        if row is None or self._points is None:
            self._hover.hide()
        else:
            self._hover.show_beside(self._points.describe(row), self._chart.box.mapToScene(place))

    def _on_cursor_moved(self, x: float, y: float) -> None:
        self._cursor = QPointF(x, y)
        self._tell_cursor()
        self._tell_point()

    def _on_cursor_left(self) -> None:
        self._cursor = None
        self._hover.hide()
        self.cursor_left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
