"""One node as it is shown: its state, and where its parts lie."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from playground.canvas.formulas import labelled_width
from playground.canvas.geometry import RADIUS
from playground.canvas.style import CanvasStyle
from playground.network.model import Node, Role
from playground.network.weight import Weight, format_weight
from playground.widgets.decimals import DECIMALS

BiasPlace = Literal["pill", "beside", "below"]
Zone = Literal["body", "rim", "name", "activation", "bias"]

NAME_WIDTH = 132.0
PILL_TOP = RADIUS + 5.0
PILL_HEIGHT = 15.0
PILL_PAD = 7.0
LOCK_WIDTH = 11.0
RIM_INSIDE = 17.0
HANDLE = 24.0
DETAIL_PILL, DETAIL_NAME, DETAIL_PICTURE = 0.55, 0.4, 0.22  # scales from which parts are shown
BODY = QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS)
BIAS_NODE = 9.0  # half of the square that stands for x₀ = 1
_BIAS_PLACES = {"beside": QPointF(-58, 33), "below": QPointF(-50, 57)}
_BIAS_HALF = 9.0
_BOUNDS = QRectF(-NAME_WIDTH / 2, -RADIUS - 26, NAME_WIDTH, 2 * RADIUS + 26 + 22)


def signed(weight: Weight) -> str:
    """The weight with its sign in front, as on labels."""
    text = format_weight(weight, DECIMALS.of(2))
    if text.startswith("−") or weight.value == 0:
        return text
    # What rounds to zero still says on which side of it it is.
    return f"{'−' if weight.value < 0 else '+'}{text}"


class NodeItem:
    """Holds what the scene tells it; knows neither document nor gestures."""

    def __init__(self, node: Node, style: CanvasStyle) -> None:
        self.node = node
        self.style = style
        self.role: Role = "idle"
        self.name = ""
        self.caption = ""  # an input's column where its name does not say it
        self.activation_label = ""
        self.bias_symbol = "b"
        self.bias_at: BiasPlace = "pill"
        self.rim = style.rim
        self.unknown_column = False
        self.selected = False
        self.is_current = False
        self.hovered = False
        self.lit = False
        self.live_bias: float | None = None
        self._bias_shown = node.bias
        self._bias_text = ""
        self.values: NDArray[np.float32] | None = None
        self.range = (-1.0, 1.0)
        self._at = QPointF(node.x, node.y)

    @property
    def bias(self) -> Weight:
        """The bias of this moment: the live one while training."""
        return self.node.bias if self.live_bias is None else Weight(self.live_bias)

    @property
    def is_formula(self) -> bool:
        """Whether the name is a symbol with scripts, not words."""
        return self.role != "idle" and (not self.node.name or self.name != self.node.name)

    @property
    def look(self) -> tuple[object, ...]:
        """All that its parts depend on, but for the picture."""
        return (
            self.node,
            self.style,
            self.role,
            self.name,
            self.caption,
            self.activation_label,
            self.bias_symbol,
            self.bias_at,
            self.bias_text,
            self.rim,
            self.unknown_column,
            self.selected,
            self.is_current,
            self.hovered,
            self.lit,
        )

    @property
    def is_finite(self) -> bool:
        """Whether the live picture is made of numbers only."""
        return self.values is None or bool(np.isfinite(self.values).all())

    @property
    def bias_text(self) -> str:
        """The bias as it is written."""
        if not self._bias_text:
            self._bias_text = signed(self._bias_shown)
        return self._bias_text

    def show_bias(self) -> None:
        """Write the bias of this moment."""
        self._bias_shown, self._bias_text = self.bias, ""

    def show_values(self, values: NDArray[np.float32] | None, low: float, high: float) -> None:
        """The output over the plane, row 0 lowest."""
        self.values = values
        self.range = (low, high) if high > low else (low - 1.0, low + 1.0)

    def pos(self) -> QPointF:
        return QPointF(self._at)

    def x(self) -> float:
        return self._at.x()

    def y(self) -> float:
        return self._at.y()

    def move_to(self, x: float, y: float) -> None:
        self._at = QPointF(x, y)

    def bounds(self) -> QRectF:
        """The node with its name, pill and bias, in the scene."""
        box = _BOUNDS
        if self.has_bias_node:
            return box.translated(self._at).united(self.bias_box())
        return box.translated(self._at)

    def bias_box(self) -> QRectF:
        """The bias node with its weight, in the scene."""
        box = self.zone_box("bias").united(self.bias_node_box().adjusted(-16, -14, 0, 0))
        return box.translated(self._at)

    @property
    def has_bias_node(self) -> bool:
        return self.bias_at != "pill" and not self.node.is_input

    def bias_node_box(self) -> QRectF:
        """The square x₀ = 1, in item coordinates: left of the bias, or below it."""
        label, side = self.zone_box("bias"), 2 * BIAS_NODE
        if self.bias_at == "below":
            return QRectF(label.center().x() - BIAS_NODE, label.bottom() + 8, side, side)
        return QRectF(label.left() - 10 - side, label.center().y() - BIAS_NODE, side, side)

    def pill_box(self) -> QRectF:
        """The whole pill in item coordinates; empty for inputs."""
        if self.node.is_input:
            return QRectF()
        activation, bias = self.pill_widths()
        width = activation + 2 * PILL_PAD + (bias + 5 if bias else 0.0)
        return QRectF(-width / 2, PILL_TOP, width, PILL_HEIGHT)

    def pill_widths(self) -> tuple[float, float]:
        """Widths of the activation and of the bias with its lock, 0 where it stands elsewhere."""
        width = self.style.pill_width
        if self.bias_at != "pill":
            return width(self.activation_label), 0.0
        lock = LOCK_WIDTH if self.node.locked else 0.0
        return width(self.activation_label), width("b " + self.bias_text) + lock

    def zone_box(self, zone: Zone) -> QRectF:
        """Where a part lies, in item coordinates."""
        if zone == "name":
            return QRectF(-NAME_WIDTH / 2, -RADIUS - 21, NAME_WIDTH, 19)
        if zone == "bias" and self.bias_at != "pill":
            half = labelled_width(self.style, self.bias_symbol, self.bias_text) / 2 + 6
            half += LOCK_WIDTH / 2 if self.node.locked else 0.0
            label = QRectF(-half, -_BIAS_HALF, 2 * half, 2 * _BIAS_HALF)
            return label.translated(_BIAS_PLACES[self.bias_at])
        if zone in ("activation", "bias"):
            pill = self.pill_box()
            if self.bias_at != "pill":
                return pill
            split = pill.left() + PILL_PAD + self.pill_widths()[0] + 2.5
            if zone == "activation":
                return QRectF(pill.left(), pill.top(), split - pill.left(), pill.height())
            return QRectF(split, pill.top(), pill.right() - split, pill.height())
        return QRectF(BODY)

    def zone_at(self, at: QPointF, scale: float) -> Zone | None:
        """The part under a point in item coordinates when one scene pixel shows as `scale`.

        The rim is a ring at least 24 screen pixels wide from which connections are dragged.
        """
        if scale >= DETAIL_PILL and not self.node.is_input:
            for zone in ("activation", "bias"):
                if self.zone_box(zone).contains(at):
                    return zone
            if self.has_bias_node and self.bias_node_box().contains(at):
                return "bias"
        if self.node.is_input:
            distance = max(abs(at.x()), abs(at.y()))
        else:
            distance = float(np.hypot(at.x(), at.y()))
        if distance < RIM_INSIDE:
            return "body"
        if scale >= DETAIL_NAME and self.name:
            width = min(NAME_WIDTH, 8.0 * len(self.name) + 6)
            if QRectF(-width / 2, -RADIUS - 22, width, 17).contains(at):
                return "name"
        return "rim" if distance < RIM_INSIDE + max(HANDLE, HANDLE / scale) else None
