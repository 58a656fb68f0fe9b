"""One node as it is shown: its state, and where its parts lie."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from playground.canvas.geometry import RADIUS
from playground.canvas.style import CanvasStyle
from playground.network.model import Node, Role
from playground.network.weight import Weight, format_weight

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
_BOUNDS = QRectF(-NAME_WIDTH / 2, -RADIUS - 26, NAME_WIDTH, 2 * RADIUS + 26 + 22)


def signed(weight: Weight) -> str:
    """The weight with its sign in front, as on labels."""
    text = format_weight(weight)
    return text if text.startswith("−") or weight.value == 0 else f"+{text}"


class NodeItem:
    """Holds what the scene tells it; knows neither document nor gestures."""

    def __init__(self, node: Node, style: CanvasStyle) -> None:
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
    def is_finite(self) -> bool:
        """Whether the live picture is made of numbers only."""
        return self.values is None or bool(np.isfinite(self.values).all())

    @property
    def bias_text(self) -> str:
        """What the pill says of the bias."""
        if not self._bias_text:
            self._bias_text = "b " + signed(self._bias_shown)
        return self._bias_text

    def show_bias(self) -> None:
        """Write the bias of this moment on the pill."""
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
        """The node with its name and pill, in the scene."""
        return _BOUNDS.translated(self._at)

    def pill_box(self) -> QRectF:
        """The whole pill in item coordinates; empty for inputs."""
        if self.node.is_input:
            return QRectF()
        width = sum(self.pill_widths()) + 2 * PILL_PAD + 5
        return QRectF(-width / 2, PILL_TOP, width, PILL_HEIGHT)

    def pill_widths(self) -> tuple[float, float]:
        """Widths of the activation and of the bias with its lock."""
        lock = LOCK_WIDTH if self.node.locked else 0.0
        width = self.style.pill_width
        return width(self.activation_label), width(self.bias_text) + lock

    def zone_box(self, zone: Zone) -> QRectF:
        """Where a part lies, in item coordinates."""
        if zone == "name":
            return QRectF(-NAME_WIDTH / 2, -RADIUS - 21, NAME_WIDTH, 19)
        if zone in ("activation", "bias"):
            pill = self.pill_box()
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
