"""The points over a plane, kept as a picture so that a new field does not draw them again."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsObject

from playground.palette import Theme, class_color, heat_index, heat_table
from playground.plots.plane.markers import draw_marker, draw_wrong_mark, marker, wrong_mark
from playground.plots.plane.pixel_layer import is_vector
from playground.plots.plane.points import PointSet

_NUMBER_TONES = 32
# Up to so many points are drawn with that radius.
_RADII = ((600, 4.0), (1200, 3.0), (math.inf, 2.3))


class PointsLayer(QGraphicsObject):
    """Draws points, and crosses on the wrong ones, in pixels of its view box.

    Two pictures are kept, one of the points and one of the crosses; each is drawn again only when
    what it shows, the plane, the size or the screen has changed.
    """

    def __init__(self, box: pg.ViewBox, theme: Theme) -> None:
        super().__init__(box)
        self._box = box
        self._theme = theme
        self._points: PointSet | None = None
        self._rows = np.empty(0, dtype=np.intp)
        self._wrong = np.empty(0, dtype=bool)
        self._tones = np.empty(0, dtype=np.uint8)
        self._hidden = np.empty(0, dtype=bool)
        self._strength: NDArray[np.float64] | None = None
        self._scale = (-1.0, 1.0)
        self._shows_test = True
        self._pictures: dict[str, QPixmap] = {}
        self._key: tuple[float, ...] = ()
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        box.sigResized.connect(self._on_resized)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._forget("points", "crosses")

    def set_points(
        self,
        points: PointSet | None,
        rows: NDArray[np.intp],
        strength: NDArray[np.float64] | None = None,
    ) -> None:
        """Show those rows of the points, none of them wrong; `strength` 0 to 1 makes some pale."""
        self._points = points
        self._strength = strength
        self._rows = rows
        self._wrong = np.zeros(len(rows), dtype=bool)
        self._hidden = np.zeros(len(rows), dtype=bool)
        self._forget("points", "crosses")
        if points is not None and len(rows):
            reach = float(np.abs(points.labels[rows]).max()) or 1.0
            self.set_scale(-reach, reach)

    def set_wrong(self, wrong: NDArray[np.bool_]) -> None:
        """Put crosses on those of the shown rows."""
        if not np.array_equal(wrong, self._wrong):
            self._wrong = wrong
            self._forget("crosses")

    def set_hidden(self, rows: NDArray[np.intp]) -> None:
        """Leave out those rows of the points, for they are about to move or go."""
        hidden = np.isin(self._rows, rows)
        if not np.array_equal(hidden, self._hidden):
            self._hidden = hidden
            self._forget("points", "crosses")

    def picture_of(self, label: float, is_test: bool, ratio: float) -> QPixmap:
        """What a point of that label looks like; `ratio` device pixels to each pixel."""
        assert self._points is not None, "labels are those of points"
        is_number = self._points.kind == "numbers"
        kind = int(self._tones_of(np.array([label]))[0]) if is_number else int(label)
        picture = self._sprite(kind, is_test, ratio)
        picture.setDevicePixelRatio(ratio)
        return picture

    def set_scale(self, low: float, high: float) -> None:
        """Colour labels that are numbers on this scale; classes keep their colours."""
        if self._points is None or self._points.kind == "classes":
            return
        self._scale = (low, high)
        tones = self._tones_of(self._points.labels[self._rows])
        if not np.array_equal(tones, self._tones):
            self._tones = tones
            self._forget("points")

    def set_shows_test(self, shows_test: bool) -> None:
        if shows_test != self._shows_test:
            self._shows_test = shows_test
            self._forget("points", "crosses")

    def row_near(self, place: QPointF, reach: float) -> int | None:
        """The visible point nearest to a place in pixels of the view box, if within `reach`."""
        shown = np.flatnonzero(self._visible())
        if not len(shown):
            return None
        x, y = self._pixels(shown)
        distance = np.hypot(x - place.x(), y - place.y())
        nearest = int(distance.argmin())
        return int(self._rows[shown[nearest]]) if distance[nearest] <= reach else None

    @property
    def radius(self) -> float:
        """Of a point, in pixels; smaller in a crowd."""
        return next(radius for count, radius in _RADII if len(self._rows) <= count)

    def _visible(self) -> NDArray[np.bool_]:
        if self._points is None:
            return np.empty(0, dtype=bool)
        is_chosen = self._shows_test | (self._rows < self._points.train_count)
        return is_chosen & ~self._hidden

    def _tones_of(self, labels: NDArray[np.float64]) -> NDArray[np.uint8]:
        tones: NDArray[np.uint8] = heat_index(np.clip(labels, *self._scale), *self._scale)
        return tones // (256 // _NUMBER_TONES)

    def _pixels(self, shown: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        assert self._points is not None
        to_pixels = self._box.childTransform()
        rows = self._rows[shown]
        return (
            self._points.x[rows] * to_pixels.m11() + to_pixels.dx(),
            self._points.y[rows] * to_pixels.m22() + to_pixels.dy(),
        )

    def _forget(self, *names: str) -> None:
        for name in names:
            self._pictures.pop(name, None)
        self.update()

    def _on_resized(self) -> None:
        self.prepareGeometryChange()

    def _render_points(self, ratio: float) -> QPixmap:
        if self._points is None:
            return QPixmap()
        shown = np.flatnonzero(self._visible())
        sprites: dict[tuple[int, bool], QPixmap] = {}
        pictures = []
        for key in self._keys(shown):
            if key not in sprites:
                sprites[key] = self._sprite(*key, ratio)
            pictures.append(sprites[key])
        return self._stamp(shown, pictures, ratio)

    def _keys(self, shown: NDArray[np.intp]) -> list[tuple[int, bool]]:
        """Class or tone of each of these, and whether it is a test point."""
        points = self._points
        assert points is not None, "what is shown are points"
        kinds = self._tones if points.kind == "numbers" else points.labels[self._rows].astype(int)
        is_test = self._rows >= points.train_count
        return list(zip(kinds[shown].tolist(), is_test[shown].tolist(), strict=True))

    def _render_crosses(self, ratio: float) -> QPixmap:
        shown = np.flatnonzero(self._visible() & self._wrong)
        return self._stamp(shown, [wrong_mark(self.radius, ratio)] * len(shown), ratio)

    def _sprite(self, kind: int, is_test: bool, ratio: float) -> QPixmap:
        return marker(*self._shape(kind), is_test, self.radius, ratio)

    def _shape(self, kind: int) -> tuple[int, str]:
        """Which shape and colour a class or tone has."""
        assert self._points is not None
        if self._points.kind == "numbers":
            tone = heat_table(self._theme)[kind * 255 // (_NUMBER_TONES - 1)]
            return 1, "#{:02X}{:02X}{:02X}".format(*tone[:3])
        # A class that is about to be painted first has no name yet.
        class_count = max(len(self._points.class_names), kind + 1)
        return kind, point_color(kind, class_count, self._theme)

    def _draw_sharp(self, painter: QPainter) -> None:
        """Each point as a shape of its own, which stays sharp however the file is scaled."""
        if self._points is None:
            return
        shown = np.flatnonzero(self._visible())
        x, y = self._pixels(shown)
        places = [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]
        strength = np.ones(len(shown)) if self._strength is None else self._strength[shown]
        marks = list(zip(places, self._keys(shown), self._wrong[shown], strict=True))
        room = self.boundingRect()
        for crosses in (False, True):
            for (place, (kind, is_test), is_wrong), opacity in zip(marks, strength, strict=True):
                if not room.contains(place) or (crosses and not is_wrong):
                    continue
                painter.save()
                painter.translate(place)
                painter.setOpacity(float(opacity))
                if crosses:
                    draw_wrong_mark(painter, self.radius)
                else:
                    draw_marker(painter, *self._shape(kind), is_test, self.radius)
                painter.restore()

    def _stamp(self, shown: NDArray[np.intp], pictures: list[QPixmap], ratio: float) -> QPixmap:
        """Those pictures, each in the middle of its point, on a clear ground."""
        size = self.boundingRect().size() * ratio
        ground = QPixmap(max(1, round(size.width())), max(1, round(size.height())))
        ground.fill(Qt.GlobalColor.transparent)
        if pictures:
            x, y = self._pixels(shown)
            # Far outside the plane a pixel's number may not fit what Qt counts with.
            left, top = np.clip(x * ratio, -1e4, 1e5), np.clip(y * ratio, -1e4, 1e5)
            painter = QPainter(ground)
            strength = np.ones(len(shown)) if self._strength is None else self._strength[shown]
            for picture, px, py, opacity in zip(
                pictures, left.tolist(), top.tolist(), strength.tolist(), strict=True
            ):
                half = picture.width() / 2
                painter.setOpacity(opacity)
                painter.drawPixmap(QPointF(round(px - half), round(py - half)), picture)
            painter.end()
        ground.setDevicePixelRatio(ratio)
        return ground

    def boundingRect(self) -> QRectF:
        return self._box.rect()

    def paint(self, painter: QPainter, option, widget=None) -> None:
        if is_vector(painter):
            self._draw_sharp(painter)
            return
        ratio = painter.device().devicePixelRatioF()
        map_ = self._box.childTransform()
        rect = self.boundingRect()
        key = (ratio, rect.width(), rect.height(), map_.m11(), map_.m22(), map_.dx(), map_.dy())
        if key != self._key:
            self._key = key
            self._pictures.clear()
        for name, render in (("points", self._render_points), ("crosses", self._render_crosses)):
            if name not in self._pictures:
                self._pictures[name] = render(ratio)
            painter.drawPixmap(QPointF(0, 0), self._pictures[name])


def point_color(label: int, class_count: int, theme: Theme) -> str:
    """Of two classes the colours of below and above, otherwise one colour each."""
    if class_count <= 2:
        return theme.above if label else theme.below
    return class_color(label)
