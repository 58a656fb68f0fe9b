"""Lines on the plane as handles: their middle shifts them, their ends turn them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from playground.geometry.boundaries import line_weights
from playground.geometry.corners import Point
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.tool import PlaneTool

Line = tuple[float, float, float]

_REACH, _END_REACH = 7.0, 12.0
_INSET = 0.12
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Grip:
    """What of a line is held: its middle, or an end, which turns it about `pivot`.

    `place` is on the line, `offset` from where the cursor is to there.
    """

    node_id: str
    line: Line
    place: Point
    offset: QPointF
    pivot: Point | None = None


class LineHandles(PlaneTool, QObject):
    """Drags the lines of neurons, given in data units by the neurons' ids.

    `lines` is asked whenever the mouse moves; `may_move(node_id, turns)` why a line can't be
    moved, "" when it can. Shift on a line turns it, too. By keyboard Enter takes the line under
    the crosshair and lets it go, Shift+Enter takes it to turn it.

    Signals
    -------
    changed() : something is drawn differently.
    hovered(str) : the neuron whose line is pointed at, "" for none.
    grabbed(str) : a drag begins; `moved`s follow, then `dropped`, or `cancelled`.
    moved(str, object) : the neuron's line is to be that one.
    refused(str) : why a line stays where it is.
    """

    changed = Signal()
    hovered = Signal(str)
    grabbed = Signal(str)
    moved = Signal(str, object)
    dropped = Signal(str)
    cancelled = Signal(str)
    refused = Signal(str)
    holds_by_key = True
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(
        self,
        chart: PlaneChart,
        lines: Callable[[], Mapping[str, Line]],
        may_move: Callable[[str, bool], str],
    ) -> None:
        super().__init__()
        self.chart = chart
        self._lines = lines
        self._may_move = may_move
        self._near = ""
        self._grip: Grip | None = None
        self._line: Line | None = None

    @property
    def is_midway(self) -> bool:
        return self._grip is not None

    @property
    def shown(self) -> Line | None:
        """The line that is pointed at or dragged."""
        if self._grip is not None:
            return self._line
        return self._lines().get(self._near) if self._near else None

    @property
    def pivot(self) -> Point | None:
        """What the dragged line turns about, None while it is shifted."""
        return None if self._grip is None else self._grip.pivot

    def reaches(self, place: QPointF) -> bool:
        return bool(self._line_at(place))

    def ends(self, line: Line) -> tuple[Point, Point] | None:
        """Where the handles of a line are, some way inside the view; None out of view."""
        seen = seen_part(line, self.chart.bounds)
        if seen is None:
            return None
        (x0, y0), (x1, y1) = seen
        dx, dy = _INSET * (x1 - x0), _INSET * (y1 - y0)
        return (x0 + dx, y0 + dy), (x1 - dx, y1 - dy)

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        self._point_at("" if place is None else self._line_at(place))

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        node_id = self._line_at(place)
        if not node_id:  # only while the tool is in hand
            self.refused.emit("No line is near; lead the crosshair or the mouse to one first.")
            return
        line = self._lines()[node_id]
        pivot = self._pivot(line, place, bool(modifiers & _SHIFT))
        reason = self._may_move(node_id, pivot is not None)
        if reason:
            self.refused.emit(reason)
            return
        self._near, self._line = node_id, line
        foot = nearest(line, place)
        offset = QPointF(*foot) - place
        self._grip = Grip(node_id, line, foot, offset, pivot)
        self.grabbed.emit(node_id)

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        grip = self._grip
        if grip is None:
            return
        held = place + grip.offset
        found = shifted(grip, held) if grip.pivot is None else turned(grip, grip.pivot, held)
        if found != self._line:
            self._line = found
            self.moved.emit(grip.node_id, found)
            self.changed.emit()

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        grip, self._grip = self._grip, None
        if grip is not None:
            self.dropped.emit(grip.node_id)
            self.changed.emit()

    def cancel(self) -> None:
        grip, self._grip = self._grip, None
        if grip is not None:
            self.cancelled.emit(grip.node_id)
            self.changed.emit()

    def _point_at(self, node_id: str) -> None:
        if node_id != self._near:
            self._near = node_id
            self.hovered.emit(node_id)
        self.changed.emit()

    def _line_at(self, place: QPointF) -> str:
        """The neuron whose line, or end of it, is nearest within reach."""
        best, found = math.inf, ""
        for node_id, line in self._lines().items():
            away = self._away(line, place)
            if away < best:
                best, found = away, node_id
        return found

    def _away(self, line: Line, place: QPointF) -> float:
        """Pixels from a line, infinite out of reach."""
        width, height = self.chart.pixel_size
        w1, w2, b = line
        size = math.hypot(w1 * width, w2 * height)
        away = abs(w1 * place.x() + w2 * place.y() + b) / size if size else math.inf
        return away if away <= _REACH else math.inf

    def _pivot(self, line: Line, place: QPointF, turns: bool) -> Point | None:
        """The far end, where a near end is held or a turn is wanted."""
        ends = self.ends(line)
        if ends is None:
            return None
        width, height = self.chart.pixel_size
        away = [math.hypot((place.x() - x) / width, (place.y() - y) / height) for x, y in ends]
        near = min(away)
        return ends[away.index(max(away))] if turns or near <= _END_REACH else None


def nearest(line: Line, place: QPointF) -> Point:
    """The point of a line that is nearest to a place."""
    w1, w2, b = line
    share = (w1 * place.x() + w2 * place.y() + b) / (w1 * w1 + w2 * w2)
    return place.x() - share * w1, place.y() - share * w2


def shifted(grip: Grip, place: QPointF) -> Line:
    """The line moved as far as the cursor was."""
    w1, w2, b = grip.line
    return w1, w2, b - w1 * (place.x() - grip.place[0]) - w2 * (place.y() - grip.place[1])


def turned(grip: Grip, pivot: Point, place: QPointF) -> Line:
    """The line through the pivot and the cursor, positive on the same side as before."""
    w1, w2, _ = grip.line
    ahead = (grip.place[0] - pivot[0]) * w2 - (grip.place[1] - pivot[1]) * w1 >= 0.0
    ends = (pivot, (place.x(), place.y()))
    if ends[0] == ends[1]:
        return grip.line
    return line_weights(*(ends if ahead else ends[::-1]), math.hypot(w1, w2))


def seen_part(line: Line, bounds: tuple[float, float, float, float]) -> tuple[Point, Point] | None:
    """The two ends of the part of a line in a rectangle, None where it passes by."""
    w1, w2, b = line
    x0, x1, y0, y1 = bounds
    found = []
    if w2:
        found += [(x, -(w1 * x + b) / w2) for x in (x0, x1)]
    if w1:
        found += [(-(w2 * y + b) / w1, y) for y in (y0, y1)]
    slack = 1e-9 * max(x1 - x0, y1 - y0)
    inside = sorted(
        (x, y) for x, y in found if x0 - slack <= x <= x1 + slack and y0 - slack <= y <= y1 + slack
    )
    if len(inside) < 2 or inside[0] == inside[-1]:
        return None
    return inside[0], inside[-1]
