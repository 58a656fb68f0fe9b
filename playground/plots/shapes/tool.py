"""Draws shapes on the plane, corner by corner, until they are to be carved."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from playground.geometry.corners import Point, next_side_meets
from playground.geometry.errors import GeometryError
from playground.geometry.shapes import KINDS, Shape, all_regions
from playground.plots.plane.chart import PlaneChart
from playground.plots.plane.tool import PlaneTool

_CLOSE = 12.0
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BACKS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_NEXT = {
    "rectangle": ("Drag from corner to corner.", "Let go at the opposite corner."),
    "circle": ("Drag from the centre to the rim.", "Let go at the rim."),
    "strip": (
        "Drag along one side.",
        "Let go at the end of the side.",
        "Click on the other side.",
    ),
    "wedge": ("Click at the tip.", "Click on one side.", "Click on the other side."),
    "half_plane": ("Drag along the line.", "The left of the line counts; let go at its end."),
}
_CROSSES = "This side would meet another one; click elsewhere or take back a corner by Backspace."


class ShapeTool(PlaneTool, QObject):
    """Collects shapes of the chosen kind; what is being drawn are `points` and `place`.

    A click puts a point, and so does the end of a drag. A polygon ends at its first corner, by a
    double-click or by Enter; Enter again wants what was collected carved. Under the keyboard's
    crosshair Enter puts points, and ends what it finds complete. Points are rounded to what a
    pixel can tell, so that corners have short numbers.

    Signals
    -------
    changed() : something is drawn differently.
    refused(str) : why a point or a shape can't be taken; "" takes it back.
    carve_requested() : the collected shapes are wanted as neurons.
    """

    changed = Signal()
    refused = Signal(str)
    carve_requested = Signal()
    claimed_keys = _BACKS

    def __init__(self, chart: PlaneChart) -> None:
        super().__init__()
        self.kind = "polygon"
        self.sides = 8
        self.shapes: list[Shape] = []
        self.points: list[Point] = []
        self.place: Point | None = None
        self._chart = chart
        self._pressed: Point | None = None
        self._has_refused = False

    def set_kind(self, kind: str) -> None:
        """Draw another kind of shape; what was begun is given up, what is complete stays."""
        self._say("")
        self.points.clear()
        self.kind = kind
        self.changed.emit()

    def set_sides(self, sides: int) -> None:
        """How many half-planes a circle is made of; the last one takes it over."""
        self.sides = sides
        if self.shapes and self.shapes[-1].kind == "circle":
            self.shapes[-1] = Shape("circle", self.shapes[-1].points, sides)
        self.changed.emit()

    def clear(self) -> None:
        """Forget all shapes."""
        self._say("")
        self.points.clear()
        self.shapes.clear()
        self.changed.emit()

    @property
    def is_midway(self) -> bool:
        return bool(self.points or self.shapes)

    @property
    def hint(self) -> str:
        """What to do next."""
        drawn = len(self.points)
        if self.shapes and not drawn:
            what = self.shapes[-1].title
            return f"{what} drawn. Enter carves it, or draw another one."
        if self.kind != "polygon":
            return _NEXT[self.kind][drawn]
        if drawn < 3:
            return f"Click to put corner {drawn + 1}." + (
                " Backspace takes one back." if drawn else ""
            )
        return "Double-click, Enter or the first corner closes it."

    @property
    def preview(self) -> Shape | None:
        """The shape that the next point would complete; a polygon is only seen by its sides."""
        if self.place is None or self.place in self.points:
            return None
        points = (*self.points, self.place)
        return Shape(self.kind, points, self.sides) if self._is_complete(points) else None

    @property
    def is_closing(self) -> bool:
        """Whether a click would close the polygon at its first corner."""
        if self.kind != "polygon" or len(self.points) < 3 or self.place is None:
            return False
        width, height = self._chart.pixel_size
        dx = (self.place[0] - self.points[0][0]) / width
        dy = (self.place[1] - self.points[0][1]) / height
        return math.hypot(dx, dy) <= _CLOSE

    @property
    def is_crossing(self) -> bool:
        """Whether the side that a click would add meets another one."""
        if self.kind != "polygon" or self.place is None or not self.points:
            return False
        end = self.points[0] if self.is_closing else self.place
        return end != self.points[-1] and next_side_meets(self.points, end)

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._point_at(place)
        self._pressed = self.place
        self._put()

    def move(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._point_at(place)

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._point_at(place)
        # The end of a drag is a point, too; that of a click is the point that it put.
        if self.points and self.place != self._pressed:
            self._put()

    def double_click(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        # The first of the two clicks has put the last corner, or has closed the polygon.
        self._point_at(place)
        self._pressed = self.place
        if self.kind == "polygon" and self.points:
            self._close()

    def hover(self, place: QPointF | None, modifiers: Qt.KeyboardModifier) -> None:
        if place is None:
            self.place = None
            self.changed.emit()
        else:
            self._point_at(place)

    def key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _BACKS:
            self._take_back()
            return True
        if key not in _ENTERS or event.isAutoRepeat():
            return False
        if not self.points and self.shapes and not self._has_moved_on():
            self.carve_requested.emit()
        elif self._chart.has_crosshair:
            return False
        elif self.kind == "polygon" and self.points:
            self._close()
        elif self.points and self.place is not None:
            self._put()
        elif self.points:
            self._say("Point at the plane for the next point, or use the arrow keys.")
        else:
            self._say("Nothing is drawn yet; click on the plane or use the arrow keys.")
        return True

    def cancel(self) -> None:
        self._say("")
        if self.points:
            self.points.clear()
        else:
            self.shapes.clear()
        self._pressed = None
        self.changed.emit()

    def _point_at(self, place: QPointF) -> None:
        digits = -math.floor(math.log10(min(self._chart.pixel_size)))
        self.place = round(place.x(), digits) + 0.0, round(place.y(), digits) + 0.0
        self.changed.emit()

    def _has_moved_on(self) -> bool:
        """Whether the crosshair has left the place where the last shape was completed."""
        return self._chart.has_crosshair and self.place != self._pressed

    def _put(self) -> None:
        assert self.place is not None, "a point has a place"
        if self.is_closing or (self.kind == "polygon" and self.points[-1:] == [self.place]):
            self._close()
        elif self.is_crossing:
            self._say(_CROSSES)
        elif self.points[-1:] != [self.place]:
            self._say("")
            self.points.append(self.place)
            if self._is_complete(self.points):
                self._complete()
        self.changed.emit()

    def _is_complete(self, points: Sequence[Point]) -> bool:
        return len(points) == KINDS[self.kind].points

    def _close(self) -> None:
        self._complete()
        self.changed.emit()

    def _complete(self) -> None:
        """Collect the shape that was drawn, or say why it is none and leave it open."""
        shape = Shape(self.kind, tuple(self.points), self.sides)
        try:
            all_regions([*self.shapes, shape])
        except GeometryError as error:
            if KINDS[self.kind].points:
                self.points.pop()
            self._say(str(error))
            return
        self._say("")
        self.shapes.append(shape)
        self.points.clear()

    def _take_back(self) -> None:
        taken = self.points or self.shapes
        if taken:
            self._say("")
            taken.pop()
            self.changed.emit()

    def _say(self, sentence: str) -> None:
        """Why something can't be taken, or by "" that what was said of that is past."""
        if sentence or self._has_refused:
            self._has_refused = bool(sentence)
            self.refused.emit(sentence)
