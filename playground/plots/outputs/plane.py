"""The plane with a picture of several outputs, their lines, the points, and what is read off it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QHideEvent

from playground.data.plane import Bounds
from playground.palette import LIGHT, Theme
from playground.plots.message_card import MessageCard
from playground.plots.outputs.picture import Line, Picture
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.field_layer import BoundaryLayer
from playground.plots.plane.picture_layer import PictureLayer
from playground.plots.plane.points import PointSet, drawn_sample, wrong_points
from playground.plots.plane.points_layer import PointsLayer

_HOVER_REACH = 9.0


class OutputsPlane(PlaneChart):
    """Draws pictures and points; beside the cursor it says what the nodes answer there.

    Signals
    -------
    place_read : x, y in data units under the cursor, and in words what is there, or None.
    nodes_pointed : ids of the nodes that say 1 there, or of the highest; () for none.
    """

    place_read = Signal(float, float, object)
    nodes_pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._points: PointSet | None = None
        self._rows = np.empty(0, dtype=np.intp)
        self._picture: Picture | None = None
        self._area: Bounds = (-1.0, 1.0, -1.0, 1.0)
        self._cursor: QPointF | None = None
        self._pointed: tuple[str, ...] = ()
        self._layer = PictureLayer()
        self.box.addItem(self._layer, ignoreBounds=True)
        self._lines: list[BoundaryLayer] = []
        self._dots = PointsLayer(self.box, LIGHT)
        self._card = MessageCard(self)
        self._hover = MessageCard(self)
        self.cursor_moved.connect(self._on_cursor_moved)
        self.cursor_left.connect(self._on_cursor_left)

    @property
    def drawn_count(self) -> int:
        """Points that are drawn; of very many a random sample."""
        return len(self._rows)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for part in (self._dots, self._card, self._hover):
            part.set_theme(theme)

    def set_points(self, points: PointSet | None) -> None:
        """Show those points, none of them wrong."""
        self._points = points
        self._rows = np.empty(0, dtype=np.intp) if points is None else drawn_sample(points)
        self._dots.set_points(points, self._rows)
        self._hover.hide()

    def set_shows_test(self, shows_test: bool) -> None:
        self._dots.set_shows_test(shows_test)

    def set_predictions(self, classes: NDArray[np.floating] | None) -> None:
        """Mark the points of another class than predicted; `classes` is (N,), NaN unknown."""
        points, rows = self._points, self._rows
        if points is None:
            return
        wrong = np.zeros(len(rows), dtype=bool)
        count = len(points.class_names)
        if classes is not None and count:
            wrong = wrong_points(points.labels[rows], classes[rows], count, 0.5)
        self._dots.set_wrong(wrong)

    def show_picture(self, picture: Picture, area: Bounds, *, lines: bool) -> None:
        """Show a picture over a rectangle of the plane, with or without the lines in it."""
        self._picture, self._area = picture, area
        self._card.hide()
        self._layer.show_words(picture.words(), area)
        self._layer.show()
        self._show_lines(picture.lines() if lines else [])
        if self._cursor is not None:
            self._tell(self._cursor)

    def show_message(self, text: str) -> None:
        """Say in a sentence why there is no picture and what would make one."""
        self._picture = None
        self._layer.hide()
        self._show_lines([])
        self._card.show_text(text)

    def _show_lines(self, lines: list[Line]) -> None:
        while len(self._lines) < len(lines):
            self._lines.append(BoundaryLayer())
            self.box.addItem(self._lines[-1], ignoreBounds=True)
        for number, layer in enumerate(self._lines):
            layer.setVisible(number < len(lines))
        for layer, line in zip(self._lines, lines, strict=False):
            layer.set_color(line.color)
            layer.show_level(line.values, self._area, line.level)

    def _tell(self, cursor: QPointF) -> None:
        """What the nodes answer under the cursor, and which point is there."""
        position = self.box.mapFromView(cursor)
        row = self._dots.row_near(position, _HOVER_REACH)
        lines = [] if row is None or self._points is None else [self._points.describe(row)]
        line: str | None = None
        ids: tuple[str, ...] = ()
        sample = self._sample_at(cursor)
        if sample is not None and self._picture is not None:
            reading = self._picture.read(*sample)
            lines += reading.lines
            line, ids = reading.line, reading.ids
        if lines:
            self._hover.show_beside("\n".join(lines), self.box.mapToScene(position))
        else:
            self._hover.hide()
        self.place_read.emit(cursor.x(), cursor.y(), line)
        self._point_at(ids)

    def _point_at(self, ids: tuple[str, ...]) -> None:
        if ids != self._pointed:
            self._pointed = ids
            self.nodes_pointed.emit(ids)

    def _sample_at(self, place: QPointF) -> tuple[int, int] | None:
        """Row and column of the picture's sample at a place, None beside the picture."""
        if self._picture is None:
            return None
        x0, x1, y0, y1 = self._area
        rows, columns = self._picture.shape
        row = (place.y() - y0) * (rows / (y1 - y0))
        column = (place.x() - x0) * (columns / (x1 - x0))
        is_inside = 0 <= row <= rows and 0 <= column <= columns
        return (min(int(row), rows - 1), min(int(column), columns - 1)) if is_inside else None

    def _on_cursor_moved(self, x: float, y: float) -> None:
        self._cursor = QPointF(x, y)
        self._tell(self._cursor)

    def _on_cursor_left(self) -> None:
        self._cursor = None
        self._hover.hide()
        self._point_at(())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._on_cursor_left()
