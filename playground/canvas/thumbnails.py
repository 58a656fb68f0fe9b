"""Every node's live picture, coloured, scaled and cut to its shape in a few calls for all."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

_STRIP_HEIGHT = 16_000  # a painter counts pixels in 16 bits


def heat_words(
    values: NDArray[np.float32],
    lows: NDArray[np.float32],
    highs: NDArray[np.float32],
    heat: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """Colours (N, rows, columns) of outputs, top row first; what is no number gets the middle.

    `lows` and `highs` (N,) are the ends of each node's colour scale.
    """
    scale = (np.float32(255.0) / (highs - lows))[:, None, None]
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = (values[:, ::-1] - lows[:, None, None]) * scale
    np.clip(scaled, 0.0, 255.0, out=scaled)
    if np.isnan(scaled).any():
        scaled[np.isnan(scaled)] = 127.5
    words: NDArray[np.uint32] = heat[scaled.astype(np.uint8)]
    return words


class Strip:
    """Pictures of equal size below one another, the round ones first."""

    def __init__(self, words: NDArray[np.uint32], round_count: int, side: int) -> None:
        self.side = side
        self._images: list[QImage] = []
        self._rows = max(1, _STRIP_HEIGHT // max(side, words.shape[1]))
        for first in range(0, len(words), self._rows):
            part = np.ascontiguousarray(words[first : first + self._rows])
            self._images.append(_scaled(part, side, min(len(part), round_count - first)))

    def put(self, painter: QPainter, number: int, x: int, y: int) -> None:
        """Draw picture `number` centred on a pixel."""
        image, row = divmod(number, self._rows)
        half = self.side // 2
        side = self.side
        painter.drawImage(x - half, y - half, self._images[image], 0, row * side, side, side)


def _scaled(words: NDArray[np.uint32], side: int, round_count: int) -> QImage:
    count, rows, columns = words.shape
    image = QImage(
        words.data,
        columns,
        rows * count,
        4 * columns,
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    if (columns, rows) == (side, side):
        image = image.copy()  # the words are gone when this returns
    else:
        # Smooth scaling mixes neighbours by half a sample, which the rims cover.
        mode = Qt.TransformationMode
        smooth = mode.SmoothTransformation if columns > 1 else mode.FastTransformation
        image = image.scaled(side, side * count, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    if round_count > 0:
        painter = QPainter(image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, _discs(side, round_count))
        painter.end()
    return image


@lru_cache(maxsize=2)
def _discs(side: int, count: int) -> QImage:
    """Discs below one another."""
    image = QImage(side, side * count, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    for number in range(count):
        painter.drawEllipse(0, number * side, side, side)
    painter.end()
    return image
