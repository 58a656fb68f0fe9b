"""One example of the gallery: its picture, its title and what it is to show."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.app.examples.catalog import Example
from playground.app.examples.pictures import ExamplePicture
from playground.palette import Theme, class_color, heat_index, heat_table, mix, rgb
from playground.widgets.card_button import CardButton
from playground.widgets.described import described
from playground.widgets.theming import current_theme

_PALENESS = 0.35
_DOT = 2.6
_CLASSES = 100
_PAD = 10
_LINES = 5  # of title and text
_LEAST = 150
_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class ExampleCard(CardButton):
    """The picture comes later, by `show_picture`, and changes while the example trains."""

    def __init__(self, example: Example, parent: QWidget | None = None) -> None:
        super().__init__(example.title, 8, parent)
        self._example = example
        self._picture: ExamplePicture | None = None
        described(self, example.title, example.about, f"{example.about} {example.expectation}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: ExamplePicture) -> None:
        self._picture = picture
        self.update()

    def _draw_picture(self, painter: QPainter, room: QRectF, theme: Theme) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(room, 5, 5)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(room, QColor(theme.threshold))
        picture = self._picture
        if picture is not None:
            table = _class_table(theme) if picture.shows_classes else heat_table(theme, _PALENESS)
            pixels = np.ascontiguousarray(table[picture.rows[::-1]])
            size = len(pixels)
            image = QImage(pixels.data, size, size, 4 * size, QImage.Format.Format_RGBA8888)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(room, image)
            painter.setPen(QPen(QColor(theme.surface), 0.8))
            colors = _dot_colors(picture, theme)
            for (x, y), color in zip(picture.dots.tolist(), colors, strict=True):
                painter.setBrush(QColor(color))
                place = QPointF(room.left() + x * room.width(), room.bottom() - y * room.height())
                painter.drawEllipse(place, _DOT, _DOT)
            if picture.curve is not None:
                painter.setPen(QPen(QColor(theme.text), 2.0))
                painter.drawPolyline(_polyline(picture.curve, room))
        painter.restore()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self.fontMetrics().lineSpacing()
        return width * 3 // 4 + _LINES * line + 2 * _PAD

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, self.heightForWidth(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        self.draw_card(painter)
        side = self.width() - 2 * _PAD
        room = QRectF(_PAD, _PAD, side, self.width() * 3 / 4 - _PAD)
        self._draw_picture(painter, room, theme)
        line = self.fontMetrics().lineSpacing()
        text = QRect(_PAD, round(room.bottom()) + 6, side, line)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        text = painter.fontMetrics().boundingRect(text.adjusted(0, 0, 0, line), _FLAGS, self.text())
        text.setWidth(side)
        painter.drawText(text, _FLAGS, self.text())
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted_text))
        painter.drawText(
            QRect(_PAD, text.bottom() + 2, side, self.height() - text.bottom() - _PAD),
            _FLAGS,
            self._example.about,
        )


@lru_cache(maxsize=8)
def _class_table(theme: Theme) -> NDArray[np.uint8]:
    """Rows of red, green, blue, alpha, one for each class, paler than its dots."""
    colors = (mix(class_color(k), theme.surface, 0.6) for k in range(_CLASSES))
    return np.array([(*rgb(color), 255) for color in colors], dtype=np.uint8)


def _polyline(heights: NDArray[np.float64], room: QRectF) -> QPolygonF:
    places = (np.arange(len(heights)) + 0.5) / len(heights)
    xs = room.left() + places * room.width()
    ys = room.bottom() - heights * room.height()
    return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])


def _dot_colors(picture: ExamplePicture, theme: Theme) -> list[str]:
    """A colour for each dot: of its class, or of its number on the scale."""
    if picture.kind == "numbers":
        table = heat_table(theme)[:, :3].tolist()
        rows = heat_index(picture.labels, -1.0, 1.0).tolist()
        return ["#{:02X}{:02X}{:02X}".format(*table[row]) for row in rows]
    labels = picture.labels.astype(int).tolist()
    if max(labels, default=0) < 2:
        return [(theme.below, theme.above)[label] for label in labels]
    return [class_color(label) for label in labels]
