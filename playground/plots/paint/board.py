"""What the painting tools share: the points, the class in hand, the size of the brush."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, Signal

from playground.data.painted import POINT_LIMIT
from playground.plots.paint.layer import PaintLayer
from playground.plots.paint.strokes import Places, PutPoints, Stroke
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.points import PointSet
from playground.plots.plane.points_layer import PointsLayer

Rows = NDArray[np.intp]
SIZES = (6, 120)
DENSITIES = (1, 12)
_NO_ROWS: Rows = np.empty(0, dtype=np.intp)


class PaintBoard(QObject):
    """The points under the tools, and what the next stroke puts.

    `label` is a class or a number, `size` the brush's radius in pixels, `density` how many
    points it leaves wherever it dabs, `selected` the rows that move together.

    Signals
    -------
    stroke_made(Stroke) : a gesture is finished.
    stroke_going(Stroke) : all of a gesture so far; it may still be given up.
    stroke_given_up() : what was made so far is not wanted.
    size_changed() : the brush was made larger or smaller.
    told(str) : why there can't be more points.
    """

    stroke_made = Signal(object)
    stroke_going = Signal(object)
    stroke_given_up = Signal()
    size_changed = Signal()
    told = Signal(str)

    def __init__(self, chart: PlaneChart, dots: PointsLayer) -> None:
        super().__init__(chart)
        self.chart = chart
        self.layer = PaintLayer(chart.box, dots)
        self.points: PointSet | None = None
        self.label = 0.0
        self.size = 24
        self.density = 3
        self.selected = _NO_ROWS
        self._dots = dots

    @property
    def room(self) -> int:
        """How many more points there can be."""
        return POINT_LIMIT - (self.points.count if self.points is not None else 0)

    def set_points(self, points: PointSet | None) -> None:
        """Other points; a gesture on those before is given up."""
        self.chart.cancel_tool()
        stays = points is not None and self.points is not None and points.count == self.points.count
        self.points = points
        self.select(self.selected if stays else _NO_ROWS)

    def set_size(self, size: int) -> None:
        self.size = min(max(size, SIZES[0]), SIZES[1])
        self.size_changed.emit()

    def is_in_view(self, place: QPointF) -> bool:
        x0, x1, y0, y1 = self.chart.bounds
        return x0 <= place.x() <= x1 and y0 <= place.y() <= y1

    def rows_near(self, place: QPointF, reach: float) -> Rows:
        """Rows within so many pixels of a place, the nearest first."""
        if self.points is None:
            return _NO_ROWS
        width, height = self.chart.pixel_size
        x, y = (self.points.x - place.x()) / width, (self.points.y - place.y()) / height
        distance = np.hypot(x, y)
        rows = np.flatnonzero(distance <= reach)
        return rows[distance[rows].argsort(kind="stable")]

    def rows_between(self, start: QPointF, end: QPointF) -> Rows:
        """Rows within the rectangle between two places."""
        if self.points is None:
            return _NO_ROWS
        (x0, x1), (y0, y1) = sorted((start.x(), end.x())), sorted((start.y(), end.y()))
        x, y = self.points.x, self.points.y
        return np.flatnonzero((x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1))

    def places_of(self, rows: Rows) -> Places:
        if self.points is None:
            return np.empty((0, 2))
        return np.column_stack([self.points.x[rows], self.points.y[rows]])

    def select(self, rows: Rows) -> None:
        self.selected = rows
        self.layer.show_halos(self.places_of(rows))

    def show_pending(self, places: Places) -> None:
        """New points of the label in hand."""
        count = len(places)
        self.layer.show_pending(places, np.full(count, self.label), np.zeros(count, dtype=bool))

    def show_moved(self, rows: Rows, places: Places) -> None:
        """Points somewhere else than they are."""
        assert self.points is not None, "what moves is there"
        self._dots.set_hidden(rows)
        self.layer.show_pending(places, self.points.labels[rows], self.points.is_test[rows])
        self.layer.show_halos(places)

    def hide_rows(self, rows: Rows) -> None:
        """Points that are about to go."""
        self._dots.set_hidden(rows)

    def show_as_is(self) -> None:
        """Take back all that is only shown."""
        self._dots.set_hidden(_NO_ROWS)
        self.layer.clear_pending()
        self.layer.show_frame(None)
        self.layer.show_halos(self.places_of(self.selected))

    def finish(self, stroke: Stroke) -> None:
        """Ask for what is shown."""
        self.show_as_is()
        self.stroke_made.emit(stroke)

    def give_up(self) -> None:
        """Take back what is shown, and what was told of it."""
        self.show_as_is()
        self.stroke_given_up.emit()

    def new_points(self, places: Places) -> PutPoints:
        """A stroke of points of the label in hand."""
        is_new = self.points is not None and self.label == len(self.points.class_names) > 0
        return PutPoints(places, self.label, is_new)

    def tell_full(self) -> None:
        self.told.emit(
            f"There are {POINT_LIMIT:,} points, the most that can be painted; erase some first."
        )
