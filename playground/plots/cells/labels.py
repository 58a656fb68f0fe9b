"""What is written in the cells, wherever it fits whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from playground.plots.cells.picture import CellsPicture
from playground.plots.numbers import format_number, tabular
from playground.plots.plane.pixel_layer import PixelLayer, Projection

_ROOM = 3.0  # pixels between a text and the sides of its cell
_SCALE = 0.9
_PLATE = 0.85
_MOST_SIZES = 4096


@dataclass(frozen=True, slots=True)
class Written:
    """Some lines inside of a face, their box in pixels."""

    face: int
    lines: tuple[str, ...]
    box: QRectF


class CellsLabels(PixelLayer):
    """Writes patterns and sums over the points, in pixels of the view box."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self._picture: CellsPicture | None = None
        self._shows_patterns = self._shows_sums = True
        self._shift = 0.0
        self._key: tuple[object, ...] = ()
        self._written: tuple[Written, ...] = ()
        self._font = tabular(QApplication.font(), _SCALE)
        self._metrics = QFontMetricsF(self._font)
        self._sizes: dict[tuple[str, ...], tuple[float, float]] = {}
        self.setZValue(11)

    def set_options(self, patterns: bool, sums: bool) -> None:
        self._shows_patterns, self._shows_sums = patterns, sums
        self._key = ()
        self.update()

    def show_picture(self, picture: CellsPicture | None) -> None:
        self._picture, self._key = picture, ()
        self.update()

    @property
    def written(self) -> tuple[Written, ...]:
        """What is written now, and where."""
        picture = self._picture
        if picture is None:
            return ()
        projection = Projection.of(picture.arrangement.frame, self._box)
        key = (id(picture), projection)
        if key != self._key:
            self._key = key
            self._written = tuple(self._place(picture, projection))
        return self._written

    def _place(self, picture: CellsPicture, projection: Projection) -> list[Written]:
        patterns = picture.patterns if self._shows_patterns else ()
        sums = picture.sums if self._shows_sums else None
        if picture.spots is None or (not patterns and sums is None):
            return []
        room, metrics = _Room(picture, projection), self._metrics
        # Most cells of a large network have room for nothing: their texts need not be made.
        digit = metrics.horizontalAdvance("0"), metrics.height()
        texts: dict[int, tuple[str, ...]] = {}
        for face in room.faces_for(dict.fromkeys(range(picture.arrangement.face_count), digit)):
            pattern = patterns[face] if patterns else ""
            total = np.nan if sums is None else float(sums[face])
            number = "" if np.isnan(total) else format_number(total)
            texts[face] = tuple(filter(None, (pattern, number)))
        found: dict[int, Written] = {}
        # All that is to be said; where there is no room for it, the pattern, else the number.
        shorter = (slice(0, 1), slice(1, None)) if patterns and sums is not None else ()
        for wanted in (slice(0, None), *shorter):
            left = {face: text[wanted] for face, text in texts.items() if face not in found}
            sizes = {face: self._size(lines) for face, lines in left.items() if lines}
            for face in room.faces_for(sizes):
                box = QRectF(QPointF(), QSizeF(*sizes[face]))
                box.moveCenter(QPointF(*room.centers[face]))
                found[face] = Written(face, left[face], box)
        return list(found.values())

    def _size(self, lines: tuple[str, ...]) -> tuple[float, float]:
        size = self._sizes.get(lines)
        if size is None:
            if len(self._sizes) >= _MOST_SIZES:
                self._sizes.clear()
            width = max(map(self._metrics.horizontalAdvance, lines))
            size = self._sizes[lines] = width, len(lines) * self._metrics.height()
        return size

    def paint(self, painter: QPainter, option, widget=None) -> None:
        if not self.written:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        plate = QColor(self._theme.surface)
        plate.setAlphaF(_PLATE)
        text_color = QColor(self._theme.text)
        for written in self._written:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(plate)
            painter.drawRoundedRect(written.box.adjusted(-2, 0, 2, 0), 3, 3)
            painter.setPen(text_color)
            text = "\n".join(written.lines)
            painter.drawText(written.box, Qt.AlignmentFlag.AlignCenter, text)


class _Room:
    """The faces in pixels: where their middles are and how far away their sides."""

    def __init__(self, picture: CellsPicture, projection: Projection) -> None:
        assert picture.spots is not None
        vertices, offsets = picture.arrangement.outlines
        corners = projection(picture.arrangement.local[vertices])
        following = np.arange(1, len(vertices) + 1)
        following[offsets[1:] - 1] = offsets[:-1]
        along = corners[following] - corners
        length = np.maximum(np.hypot(*along.T), 1e-300)
        # Going round against the clock on the plane is with the clock in pixels, whose y is down.
        self._inward = np.stack([along[:, 1], -along[:, 0]], axis=1) / length[:, None]
        self._offsets = offsets
        self._faces = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
        self.centers = projection(picture.spots)
        self._distance = ((self.centers[self._faces] - corners) * self._inward).sum(axis=1)

    def faces_for(self, sizes: dict[int, tuple[float, float]]) -> list[int]:
        """Those faces in which a text of that size fits: no corner of it comes near a side."""
        faces = np.array(list(sizes), dtype=np.intp)
        halves = np.zeros((len(self.centers), 2))
        halves[faces] = np.array(list(sizes.values())).reshape(-1, 2) / 2 + _ROOM
        needed = (np.abs(self._inward) * halves[self._faces]).sum(axis=1)
        fits = np.logical_and.reduceat(self._distance >= needed, self._offsets[:-1])
        return faces[fits[faces]].tolist()
