"""The parts of a node, drawn around its centre at the origin."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform

from playground.canvas.formulas import draw_formula, draw_labelled, elide, formula_width
from playground.canvas.geometry import RADIUS
from playground.canvas.node_item import (
    BODY,
    LOCK_WIDTH,
    NAME_WIDTH,
    PILL_HEIGHT,
    PILL_PAD,
    NodeItem,
)
from playground.canvas.style import NORMAL, draw_chip, draw_lock, width_classes
from playground.canvas.thumbnails import heat_words

RIM_BOX = BODY.adjusted(-13, -13, 13, 13)
IDLE_OPACITY = 0.55
_NAME_SIZE = 15
_LIT_WIDTH, _LIT_GAP = 2.2, 5.0
_SUM_BOTTOM = 9.0  # where a bias enters the sum of an operation


def rim_key(item: NodeItem) -> tuple[object, ...]:
    """All that the rim depends on."""
    return (
        "rim",
        item.node.is_input,
        item.role == "idle",
        item.role == "output",
        item.rim.rgb(),
        item.selected,
        item.is_current,
        item.hovered,
        item.lit,
    )


def draw_ringed(painter: QPainter, item: NodeItem) -> None:
    """Everything around the picture, for drawing over it: the place of the picture stays clear."""
    if item.selected:
        draw_glow(painter, item)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setBrush(Qt.GlobalColor.black)
        _outline(painter, item, BODY)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    draw_rim(painter, item)


def draw_glow(painter: QPainter, item: NodeItem) -> None:
    """The light behind a selected node."""
    glow = QColor(item.style.selection)
    painter.setPen(Qt.PenStyle.NoPen)
    for grow, alpha in ((10.0, 22), (7.0, 34), (4.0, 60)):
        glow.setAlpha(alpha)
        painter.setBrush(glow)
        _outline(painter, item, BODY.adjusted(-grow, -grow, grow, grow))


def draw_rim(painter: QPainter, item: NodeItem) -> None:
    style = item.style
    rim, width, inset = item.rim, 1.6, 0.0
    if item.role == "output":
        width = 4.5
        inset = (width - 1.6) / 2
    elif item.selected:
        rim, width = style.selection, 3.0
    pen = QPen(rim, width)
    if item.role == "idle":
        pen.setColor(style.selection if item.selected else style.idle_rim)
        pen.setDashPattern([3, 2.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    body = BODY.adjusted(inset, inset, -inset, -inset)
    _outline(painter, item, body)
    if item.lit:
        painter.setPen(QPen(style.selection, _LIT_WIDTH))
        _outline(painter, item, body.adjusted(-_LIT_GAP, -_LIT_GAP, _LIT_GAP, _LIT_GAP))
    if item.is_current:
        painter.setPen(QPen(style.selection, 1.2, Qt.PenStyle.DotLine))
        _outline(painter, item, body.adjusted(-5.5, -5.5, 5.5, 5.5))
    if item.hovered:
        painter.setPen(QPen(style.surface, 1.5))
        painter.setBrush(style.selection)
        painter.drawEllipse(QPointF(RADIUS + 1, 0), 5.5, 5.5)


def draw_picture(painter: QPainter, item: NodeItem) -> None:
    """The live picture by itself, for paper and files."""
    brush = QBrush(item.style.threshold)
    if item.values is not None:
        low, high = (np.array([end], dtype=np.float32) for end in item.range)
        words = np.ascontiguousarray(heat_words(item.values[None], low, high, item.style.heat)[0])
        rows, columns = words.shape
        image = QImage(words.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()
        side = 2 * RADIUS
        brush = QBrush(image)
        brush.setTransform(
            QTransform.fromTranslate(-RADIUS, -RADIUS).scale(side / columns, side / rows)
        )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.setOpacity(IDLE_OPACITY if item.role == "idle" else 1.0)
    _outline(painter, item, BODY)
    painter.setOpacity(1.0)


def name_key(item: NodeItem) -> tuple[object, ...]:
    return "name", item.name, item.is_formula, item.role == "idle", item.unknown_column


def name_extent(item: NodeItem) -> QRectF:
    """What the name covers, in item coordinates."""
    if not item.is_formula:
        return item.zone_box("name")
    half = formula_width(_name_text(item), item.style.formula_family, _NAME_SIZE) / 2 + 2
    return QRectF(-half, -RADIUS - 24, 2 * half, 24)


def draw_name(painter: QPainter, item: NodeItem) -> None:
    style = item.style
    painter.setPen(style.muted if item.role == "idle" else style.text)
    if not item.is_formula:
        font = style.small if item.name != item.node.name else style.name
        painter.setFont(font)
        text = elide(item.name, font, NAME_WIDTH)
        painter.drawText(item.zone_box("name"), Qt.AlignmentFlag.AlignCenter, text)
        return
    if item.unknown_column:
        painter.setPen(style.error)
    place = QPointF(0, -RADIUS - 7.5)
    draw_formula(painter, place, _name_text(item), style.formula_family, _NAME_SIZE)


def pill_key(item: NodeItem) -> tuple[object, ...]:
    bias = (item.bias_text, item.node.locked) if item.bias_at == "pill" else ()
    return "pill", item.activation_label, bias, item.hovered


def draw_pill(painter: QPainter, item: NodeItem) -> None:
    style = item.style
    pill = item.pill_box()
    painter.setPen(QPen(style.border, 1) if item.hovered else Qt.PenStyle.NoPen)
    painter.setBrush(style.pill)
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    painter.setFont(style.pill_text)
    painter.setPen(style.muted)
    base = pill.bottom() - 4.0
    painter.drawText(QPointF(pill.left() + PILL_PAD, base), item.activation_label)
    if item.bias_at != "pill":
        return
    left = item.zone_box("bias").left() + 2.5
    if item.node.locked:
        draw_lock(painter, QPointF(left, base), style.muted)
        left += LOCK_WIDTH
    painter.setPen(style.text)
    painter.drawText(QPointF(left, base), "b " + item.bias_text)


def bias_key(item: NodeItem) -> tuple[object, ...]:
    return (
        "bias",
        item.bias_at,
        item.bias_text,
        item.bias_symbol,
        item.node.locked,
        item.selected,
    )


def bias_extent(item: NodeItem) -> QRectF:
    """What the bias node covers with its edge and weight, in item coordinates."""
    box = item.zone_box("bias").united(item.bias_node_box()).adjusted(-20, -13, 40, 2)
    return box.united(QRectF(0, _SUM_BOTTOM, 1, 1))


def draw_bias(painter: QPainter, item: NodeItem) -> None:
    """The bias as the weight of an edge from a node whose output is always 1."""
    style = item.style
    square, label = item.bias_node_box(), item.zone_box("bias")
    size = np.array([item.bias.value])
    positive = item.bias.value >= 0
    pen = QPen(style.edge_pen(positive, int(width_classes(size)[0]), NORMAL))
    if not positive:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    if item.bias_at == "below":
        painter.drawLine(square.center(), QPointF(square.center().x(), _SUM_BOTTOM))
    else:
        painter.drawLine(square.center(), label.center())
        painter.drawLine(label.center(), QPointF(-RADIUS * 0.75, RADIUS * 0.75))
    painter.setPen(QPen(style.rim, 1.3))
    painter.setBrush(style.surface)
    painter.drawRoundedRect(square, 2.5, 2.5)
    painter.setFont(style.small)
    painter.setPen(style.text)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, "1")
    above = QPointF(square.center().x(), square.top() - 4)
    beside = QPointF(square.left() - 9, square.center().y() + 4)
    place = beside if item.bias_at == "below" else above
    draw_formula(painter, place, "x₀", style.formula_family, 11)
    draw_chip(painter, style, label, style.selection if item.selected else style.border)
    if item.node.locked:
        draw_lock(painter, QPointF(label.left() + 5, label.bottom() - 5), style.muted)
        label.setLeft(label.left() + LOCK_WIDTH)
    draw_labelled(painter, style, label, item.bias_symbol, item.bias_text)


def caption_box(item: NodeItem) -> QRectF:
    return QRectF(-NAME_WIDTH / 2, RADIUS + 3, NAME_WIDTH, 16)


def draw_caption(painter: QPainter, item: NodeItem) -> None:
    """The column below an input that is called by its symbol."""
    painter.setFont(item.style.small)
    painter.setPen(item.style.muted)
    text = elide(item.caption, item.style.small, NAME_WIDTH)
    painter.drawText(caption_box(item), Qt.AlignmentFlag.AlignCenter, text)


def draw_warning(painter: QPainter, item: NodeItem) -> None:
    """What stands in place of a picture that is not made of numbers."""
    painter.setPen(item.style.error)
    painter.setFont(item.style.name)
    painter.drawText(BODY, Qt.AlignmentFlag.AlignCenter, "∞?")


def _name_text(item: NodeItem) -> str:
    return f"⚠ {item.name}" if item.unknown_column else item.name


def _outline(painter: QPainter, item: NodeItem, body: QRectF) -> None:
    if item.node.is_input:
        painter.drawRoundedRect(body, 2.5, 2.5)
    else:
        painter.drawEllipse(body)
