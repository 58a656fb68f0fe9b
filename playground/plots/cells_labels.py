"""What is written in the cells, wherever it fits whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from playground.plots.cells_picture import CellsPicture
from playground.plots.numbers import format_number, tabular
from playground.plots.pixel_layer import PixelLayer, Projection

FloatArray = NDArray[np.float64]

_ROOM = 3.0  # pixels between a text and the sides of its cell
_SCALE = 0.9
_PLATE = 0.85


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
        numbers = [""] * picture.arrangement.face_count
        if sums is not None:
            numbers = ["" if np.isnan(sum_) else format_number(sum_) for sum_ in sums.tolist()]
        texts = [
            tuple(filter(None, pair))
            for pair in zip(patterns or [""] * len(numbers), numbers, strict=True)
        ]
        room, metrics = _Room(picture, projection), QFontMetricsF(self._font)
        found: list[Written] = []
        placed: set[int] = set()
        # All that is to be said; where there is no room for it, the pattern, else the number.
        for wanted in (slice(0, None), slice(0, 1), slice(1, None)):
            lines = [text[wanted] for text in texts]
            for face in room.faces_for(lines, metrics):
                if face not in placed and lines[face]:
                    placed.add(face)
                    box = QRectF(QPointF(), QSizeF(*_size(lines[face], metrics)))
                    box.moveCenter(QPointF(*room.centers[face]))
                    found.append(Written(face, lines[face], box))
        return found

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

    def faces_for(self, lines: list[tuple[str, ...]], metrics: QFontMetricsF) -> list[int]:
        """Those faces in which their lines fit: no corner of the text's box comes near a side."""
        sizes = np.array([_size(text, metrics) for text in lines]) / 2 + _ROOM
        needed = (np.abs(self._inward) * sizes[self._faces]).sum(axis=1)
        fits = np.logical_and.reduceat(self._distance >= needed, self._offsets[:-1])
        return np.flatnonzero(fits).tolist()


def _size(lines: tuple[str, ...], metrics: QFontMetricsF) -> tuple[float, float]:
    return max(map(metrics.horizontalAdvance, lines), default=0.0), len(lines) * metrics.height()
