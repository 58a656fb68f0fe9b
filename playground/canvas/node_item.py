"""One node: its live picture, rim, name above and pill below."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas.geometry import RADIUS
from playground.canvas.labels import draw_formula, elide
from playground.canvas.style import CanvasStyle, draw_lock
from playground.network.model import Node, Role
from playground.network.weight import Weight, format_weight
from playground.palette import heat_index

Zone = Literal["body", "rim", "name", "activation", "bias"]

NAME_WIDTH = 132.0
PILL_TOP = RADIUS + 5.0
PILL_HEIGHT = 15.0
RIM_INSIDE = 17.0
HANDLE = 24.0
_BOUNDS = QRectF(-NAME_WIDTH / 2, -RADIUS - 26, NAME_WIDTH, 2 * RADIUS + 26 + 22)
_DETAIL_PILL, _DETAIL_NAME, _DETAIL_PICTURE = 0.55, 0.4, 0.22
_BODY = QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS)
_PAD = 7.0
_LOCK = 11.0


def signed(weight: Weight) -> str:
    """The weight with its sign in front, as on labels."""
    text = format_weight(weight)
    return text if text.startswith("−") or weight.value == 0 else f"+{text}"


class NodeItem(QGraphicsItem):
    """Shows what the scene tells it; knows neither document nor gestures."""

    def __init__(self, node: Node, style: CanvasStyle) -> None:
        super().__init__()
        self.node = node
        self.style = style
        self.role: Role = "idle"
        self.name = ""
        self.activation_label = ""
        self.rim = style.rim
        self.unknown_column = False
        self.selected = False
        self.is_current = False
        self.hovered = False
        self.on_path = False
        self.refused = False
        self.live_bias: float | None = None
        self._values: NDArray[np.float32] | None = None
        self._range = (-1.0, 1.0)
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint32] | None = None
        self._dot: QBrush | None = None
        self.setPos(node.x, node.y)
        self.setZValue(2)

    @property
    def bias(self) -> Weight:
        """The bias as shown: the live one while training."""
        return self.node.bias if self.live_bias is None else Weight(self.live_bias)

    @property
    def is_finite(self) -> bool:
        """Whether the live picture is made of numbers only."""
        return self._values is None or bool(np.isfinite(self._values).all())

    def show_values(self, values: NDArray[np.float32] | None, low: float, high: float) -> None:
        """The output over the plane, row 0 lowest; the picture is made when it is painted."""
        self._values = values
        self._range = (low, high) if high > low else (low - 1.0, low + 1.0)
        self._image = self._dot = None

    def restyle(self, style: CanvasStyle) -> None:
        self.style = style
        self._image = self._dot = None

    def pill_box(self) -> QRectF:
        """The whole pill in item coordinates; empty for inputs."""
        if self.node.is_input:
            return QRectF()
        width = sum(self._pill_widths()) + 2 * _PAD + 5
        return QRectF(-width / 2, PILL_TOP, width, PILL_HEIGHT)

    def zone_box(self, zone: Zone) -> QRectF:
        """Where a part lies, in item coordinates."""
        if zone == "name":
            return QRectF(-NAME_WIDTH / 2, -RADIUS - 21, NAME_WIDTH, 19)
        if zone in ("activation", "bias"):
            pill = self.pill_box()
            split = pill.left() + _PAD + self._pill_widths()[0] + 2.5
            if zone == "activation":
                return QRectF(pill.left(), pill.top(), split - pill.left(), pill.height())
            return QRectF(split, pill.top(), pill.right() - split, pill.height())
        return QRectF(_BODY)

    def zone_at(self, at: QPointF, scale: float) -> Zone | None:
        """The part under a point in item coordinates when one scene pixel shows as `scale`.

        The rim is a ring at least 24 screen pixels wide from which connections are dragged.
        """
        if scale >= _DETAIL_PILL and not self.node.is_input:
            for zone in ("activation", "bias"):
                if self.zone_box(zone).contains(at):
                    return zone
        if self.node.is_input:
            distance = max(abs(at.x()), abs(at.y()))
        else:
            distance = float(np.hypot(at.x(), at.y()))
        if distance < RIM_INSIDE:
            return "body"
        if scale >= _DETAIL_NAME and self.name:
            width = min(NAME_WIDTH, 8.0 * len(self.name) + 6)
            if QRectF(-width / 2, -RADIUS - 22, width, 17).contains(at):
                return "name"
        return "rim" if distance < RIM_INSIDE + max(HANDLE, HANDLE / scale) else None

    def _pill_widths(self) -> tuple[float, float]:
        metrics = QFontMetricsF(self.style.pill_text)
        lock = _LOCK if self.node.locked else 0.0
        return (
            metrics.horizontalAdvance(self.activation_label),
            metrics.horizontalAdvance("b " + signed(self.bias)) + lock,
        )

    def _picture(self) -> QImage | None:
        if self._image is None and self._values is not None:
            rows = heat_index(self._values, *self._range)[::-1]
            self._pixels = np.ascontiguousarray(self.style.heat[rows])
            height, width = self._pixels.shape
            self._image = QImage(
                self._pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32
            )
        return self._image

    def _picture_brush(self) -> QBrush:
        image = self._picture()
        if image is None:
            return QBrush(self.style.threshold)
        brush = QBrush(image)
        side = 2 * RADIUS
        brush.setTransform(
            QTransform.fromTranslate(-RADIUS, -RADIUS).scale(
                side / image.width(), side / image.height()
            )
        )
        return brush

    def _draw_body(self, painter: QPainter) -> None:
        style = self.style
        idle = self.role == "idle"
        rim, width = self.rim, 1.6
        if self.role == "output":
            width = 4.5
        if idle:
            rim = style.idle_rim
        if self.on_path or self.refused:
            rim, width = style.error, 3.0
        if self.selected:
            self._draw_glow(painter, style.selection)
            if self.role != "output":
                rim, width = style.selection, 3.0
        painter.setBrush(self._picture_brush())
        pen = QPen(rim, width)
        if idle:
            pen.setDashPattern([3, 2.2])
        painter.setPen(pen)
        if idle:
            painter.setOpacity(0.55)
        inset = (width - 1.6) / 2 if self.role == "output" else 0.0
        body = _BODY.adjusted(inset, inset, -inset, -inset)
        self._outline(painter, body)
        painter.setOpacity(1.0)
        if self.is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(style.selection, 1.2, Qt.PenStyle.DotLine))
            self._outline(painter, body.adjusted(-8, -8, 8, 8))

    def _draw_dot(self, painter: QPainter) -> None:
        """From far away: one colour, the mean of the picture."""
        if self._dot is None:
            self._dot = QBrush(self.style.idle_rim)
            mean = math.nan if self._values is None else float(self._values.mean())
            if math.isfinite(mean):
                low, high = self._range
                row = round(255 * min(1.0, max(0.0, (mean - low) / (high - low))))
                self._dot = QBrush(QColor.fromRgb(int(self.style.heat[row])))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.style.selection if self.selected else self._dot)
        painter.drawRect(_BODY) if self.node.is_input else painter.drawEllipse(_BODY)

    def _draw_glow(self, painter: QPainter, color: QColor) -> None:
        glow = QColor(color)
        painter.setPen(Qt.PenStyle.NoPen)
        for grow, alpha in ((10.0, 22), (7.0, 34), (4.0, 60)):
            glow.setAlpha(alpha)
            painter.setBrush(glow)
            self._outline(painter, _BODY.adjusted(-grow, -grow, grow, grow))

    def _outline(self, painter: QPainter, body: QRectF) -> None:
        if self.node.is_input:
            painter.drawRoundedRect(body, 2.5, 2.5)
        else:
            painter.drawEllipse(body)

    def _draw_name(self, painter: QPainter) -> None:
        style = self.style
        painter.setPen(style.text)
        if self.node.name or self.role == "idle":
            font = style.small if self.role == "idle" and not self.node.name else style.name
            painter.setFont(font)
            if self.role == "idle":
                painter.setPen(style.muted)
            text = elide(self.name, font, NAME_WIDTH)
            painter.drawText(self.zone_box("name"), Qt.AlignmentFlag.AlignCenter, text)
            return
        if self.unknown_column:
            painter.setPen(style.error)
        text = f"⚠ {self.name}" if self.unknown_column else self.name
        draw_formula(painter, QPointF(0, -RADIUS - 7.5), text, style.formula_family, 15)

    def _draw_pill(self, painter: QPainter) -> None:
        style = self.style
        pill = self.pill_box()
        painter.setPen(QPen(style.border, 1) if self.hovered else Qt.PenStyle.NoPen)
        painter.setBrush(style.pill)
        painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        painter.setFont(style.pill_text)
        painter.setPen(style.muted)
        base = pill.bottom() - 4.0
        painter.drawText(QPointF(pill.left() + _PAD, base), self.activation_label)
        bias = self.zone_box("bias")
        left = bias.left() + 2.5
        if self.node.locked:
            draw_lock(painter, QPointF(left, base), style.muted)
            left += _LOCK
        painter.setPen(style.text)
        painter.drawText(QPointF(left, base), "b " + signed(self.bias))

    def _draw_port(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.style.surface, 1.5))
        painter.setBrush(self.style.selection)
        painter.drawEllipse(QPointF(RADIUS + 1, 0), 5.5, 5.5)

    def boundingRect(self) -> QRectF:
        return _BOUNDS

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        scale = painter.worldTransform().m11()
        if scale < _DETAIL_PICTURE:
            self._draw_dot(painter)
            return
        self._draw_body(painter)
        if scale >= _DETAIL_NAME:
            self._draw_name(painter)
            if not self.is_finite:
                painter.setPen(self.style.error)
                painter.setFont(self.style.name)
                painter.drawText(self.zone_box("body"), Qt.AlignmentFlag.AlignCenter, "∞?")
        if scale >= _DETAIL_PILL and not self.node.is_input:
            self._draw_pill(painter)
        if self.hovered:
            self._draw_port(painter)
