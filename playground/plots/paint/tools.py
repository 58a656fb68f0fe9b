"""Put, spray, erase and move points: one gesture each."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from playground.plots.paint.board import PaintBoard, Rows
from playground.plots.paint.strokes import ErasePoints, MovePoints, Places
from playground.plots.plane.tool import PlaneTool

_REACH = 11.0
_DELETES = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_NO_PLACES: Places = np.empty((0, 2))
_NO_ROWS: Rows = np.empty(0, dtype=np.intp)


class PaintTool(PlaneTool):
    """A tool over the points of a board; Delete erases what is under it, or what is selected."""

    claimed_keys = _DELETES

    def __init__(self, board: PaintBoard) -> None:
        self.board = board
        self._place: QPointF | None = None

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        self._place = place

    def key(self, event: QKeyEvent) -> bool:
        if event.key() not in _DELETES:
            return False
        rows = self.board.selected
        if not len(rows) and self._place is not None:
            rows = self.board.rows_near(self._place, _REACH)[:1]
        if len(rows):
            self.board.finish(ErasePoints(rows))
        return True

    def cancel(self) -> None:
        self.board.give_up()


class PutTool(PaintTool):
    """Puts one point where the button is let go."""

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.board.room < 1:
            self.board.tell_full()
        else:
            self.move(place, modifiers)

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        shown = self.board.is_in_view(place) and self.board.room > 0
        self.board.show_pending(_as_places(place) if shown else _NO_PLACES)

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._place = place
        if self.board.is_in_view(place) and self.board.room > 0:
            self.board.finish(self.board.new_points(_as_places(place)))
        else:
            self.board.show_as_is()


class RoundTool(PaintTool):
    """A tool with a size, which dabs once every half radius of its way."""

    holds_by_key = True
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, board: PaintBoard) -> None:
        super().__init__(board)
        self._last: QPointF | None = None
        board.size_changed.connect(self._show_size)

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._last = place
        self.begin()
        self.dab(place)
        self.hover(place, modifiers)

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self.hover(place, modifiers)
        assert self._last is not None, "a press comes first"
        width, height = self.board.chart.pixel_size
        way = place - self._last
        strides = int(np.hypot(way.x() / width, way.y() / height) / (self.board.size / 2))
        for k in range(1, strides + 1):
            self.dab(self._last + way * (k / strides))
        if strides:
            self._last = place

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        super().hover(place, modifiers)
        self._show_size()

    def begin(self) -> None:
        """Forget the stroke before."""

    def dab(self, place: QPointF) -> None:
        """Work on the disc round a place."""

    def _show_size(self) -> None:
        if self.board.chart.tool is self or self._place is None:
            self.board.layer.show_brush(self._place, self.board.size)


class BrushTool(RoundTool):
    """Sprays points, as many in each dab as the board's density."""

    def __init__(self, board: PaintBoard) -> None:
        super().__init__(board)
        self._dabs: list[Places] = []
        self._count = 0
        self._random = np.random.default_rng()

    def begin(self) -> None:
        self._dabs, self._count = [], 0

    def dab(self, place: QPointF) -> None:
        count = min(self.board.density, self.board.room - self._count)
        width, height = self.board.chart.pixel_size
        angle = self._random.uniform(0, 2 * np.pi, count)
        away = self.board.size * np.sqrt(self._random.uniform(0, 1, count))
        x = place.x() + away * width * np.cos(angle)
        y = place.y() + away * height * np.sin(angle)
        x0, x1, y0, y1 = self.board.chart.bounds
        inside = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
        self._dabs.append(np.column_stack([x, y])[inside])
        self._count += int(inside.sum())
        places = np.vstack(self._dabs)
        self.board.show_pending(places)
        self.board.stroke_going.emit(self.board.new_points(places))

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self._count:
            self.board.finish(self.board.new_points(np.vstack(self._dabs)))
        elif self.board.room < 1:
            self.board.tell_full()


class EraseTool(RoundTool):
    """Erases every point that comes within its size."""

    def __init__(self, board: PaintBoard) -> None:
        super().__init__(board)
        self._rows = _NO_ROWS

    def begin(self) -> None:
        self._rows = _NO_ROWS

    def dab(self, place: QPointF) -> None:
        rows = np.union1d(self._rows, self.board.rows_near(place, self.board.size))
        if len(rows) > len(self._rows):
            self._rows = rows
            self.board.hide_rows(rows)
            self.board.stroke_going.emit(ErasePoints(rows))

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if len(self._rows):
            self.board.finish(ErasePoints(self._rows))


class MoveTool(PaintTool):
    """Drags the point under it, or all selected ones; from empty ground it draws a frame."""

    holds_by_key = True
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, board: PaintBoard) -> None:
        super().__init__(board)
        self._start = self._now = QPointF()
        self._rows = _NO_ROWS

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._start = self._now = place
        board = self.board
        hit = board.rows_near(place, _REACH)[:1]
        if modifiers & _ADDING and len(hit):
            board.select(np.setxor1d(board.selected, hit))
            self._rows = _NO_ROWS
        elif len(hit):
            if hit[0] not in board.selected:
                board.select(hit)
            self._rows = board.selected
        else:
            if not modifiers & _ADDING:
                board.select(_NO_ROWS)
            self._rows = _NO_ROWS

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._now = place
        if len(self._rows):
            places = self._moved()
            self.board.show_moved(self._rows, places)
            self.board.stroke_going.emit(MovePoints(self._rows, places))
        else:
            self.board.layer.show_frame(self._start, place)

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        board = self.board
        self._now = place
        if len(self._rows) and self._now != self._start:
            board.finish(MovePoints(self._rows, self._moved()))
            return
        board.show_as_is()
        if not len(self._rows) and self._now != self._start:
            framed = board.rows_between(self._start, place)
            board.select(np.union1d(board.selected, framed) if modifiers & _ADDING else framed)

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        super().hover(place, modifiers)
        on_point = place is not None and len(self.board.rows_near(place, _REACH))
        self.cursor = Qt.CursorShape.SizeAllCursor if on_point else Qt.CursorShape.ArrowCursor

    def _moved(self) -> Places:
        way = self._now - self._start
        return self.board.places_of(self._rows) + np.array([way.x(), way.y()])


def _as_places(place: QPointF) -> Places:
    return np.array([[place.x(), place.y()]])
