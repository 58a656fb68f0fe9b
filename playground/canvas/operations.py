"""The operations of a neuron written out: each weight times its input, the sum, the activation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from playground.canvas.formulas import draw_formula
from playground.canvas.labels import Symbols, product_name
from playground.canvas.style import CanvasStyle
from playground.network.model import Network

MOST_INPUTS = 14
_ROW = 26.0
_TIMES_X, _TIMES = -76.0, 7.0  # centre and half of a × box, from the centre of the node
_SUM_X, _SUM = -50.0, 9.0  # centre and radius of the Σ
_F = QRectF(-31, -8, 16, 16)
_CHIP_X = -111.0


@dataclass(frozen=True, slots=True)
class Operation:
    """One neuron with its edges from top to bottom.

    `products` names each weight times its input, where the style has names for them;
    `bias_name` is "" where a bias node is drawn.
    """

    node_id: str
    edge_ids: tuple[str, ...]
    products: tuple[str, ...]
    sum_name: str
    bias_name: str
    rows: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        middle = (len(self.edge_ids) - 1) / 2
        rows = tuple((number - middle) * _ROW for number in range(len(self.edge_ids)))
        object.__setattr__(self, "rows", rows)

    def landings(self, at: QPointF) -> dict[str, tuple[float, float]]:
        """Where the edges end, at the × boxes, by edge id."""
        x = at.x() + _TIMES_X - _TIMES - 2
        return {key: (x, at.y() + y) for key, y in zip(self.edge_ids, self.rows, strict=True)}

    def chips(self, at: QPointF) -> dict[str, tuple[float, float]]:
        """Where the weights are written, by edge id."""
        x = at.x() + _CHIP_X
        return {key: (x, at.y() + y) for key, y in zip(self.edge_ids, self.rows, strict=True)}


def written_out(
    network: Network,
    node_ids: Iterable[str],
    heights: Mapping[str, float],
    names: Symbols,
    with_biases: bool,
) -> tuple[Operation, ...]:
    """The operations of those nodes that have edges, and not too many of them.

    `heights` are the y of nodes: edges come in from the highest source to the lowest, so that
    none cross.
    """
    found = []
    for node_id in node_ids:
        edges = sorted(network.incoming(node_id), key=lambda edge: heights[edge.source])
        if 1 <= len(edges) <= MOST_INPUTS:
            products = tuple(product_name(names.weights.get(edge.id, "")) for edge in edges)
            found.append(
                Operation(
                    node_id,
                    tuple(edge.id for edge in edges),
                    products if all(products) else (),
                    names.sums[node_id],
                    names.biases[node_id] if with_biases else "",
                )
            )
    return tuple(found)


class OperationLayer(QGraphicsItem):
    """Draws operations around the nodes at `places`, by node id."""

    def __init__(self, style: CanvasStyle) -> None:
        super().__init__()
        self.style = style
        self.operations: tuple[Operation, ...] = ()
        self.places: Mapping[str, QPointF] = {}
        self.setZValue(3)

    def put(self, operations: tuple[Operation, ...], places: Mapping[str, QPointF]) -> None:
        self.prepareGeometryChange()
        self.operations, self.places = operations, places

    def _draw(self, painter: QPainter, operation: Operation) -> None:
        style = self.style
        line = QPen(style.rim, 1.3)
        middle = QPointF(_SUM_X, 0)
        for number, y in enumerate(operation.rows):
            box = QRectF(_TIMES_X - _TIMES, y - _TIMES, 2 * _TIMES, 2 * _TIMES)
            painter.setPen(line)
            to_sum = QLineF(QPointF(box.right(), y), middle)
            to_sum.setLength(to_sum.length() - _SUM)
            painter.drawLine(to_sum)
            painter.setBrush(style.surface)
            painter.drawRoundedRect(box, 2, 2)
            self._write(painter, box, "×")
            if operation.products:
                painter.setPen(style.muted)
                above = QPointF(box.center().x(), box.top() - 3)
                draw_formula(painter, above, operation.products[number], style.formula_family, 9)
        painter.setPen(line)
        if operation.bias_name:
            painter.drawLine(QLineF(_SUM_X, _SUM, _SUM_X, 20))
            below = QPointF(_SUM_X, 32)
            draw_formula(painter, below, operation.bias_name, style.formula_family, 12)
        painter.drawLine(QLineF(_SUM_X + _SUM, 0, _F.left(), 0))
        painter.setBrush(style.surface)
        painter.drawEllipse(middle, _SUM, _SUM)
        self._write(painter, QRectF(_SUM_X - _SUM, -_SUM, 2 * _SUM, 2 * _SUM), "Σ")
        painter.setPen(QPen(style.selection, 1.6))
        painter.drawRoundedRect(_F, 3, 3)
        painter.setPen(style.text)
        draw_formula(painter, QPointF(_F.center().x(), 5), "f", style.formula_family, 14)
        painter.setPen(style.muted)
        draw_formula(painter, QPointF(_SUM_X, -14), operation.sum_name, style.formula_family, 11)

    def _write(self, painter: QPainter, box: QRectF, text: str) -> None:
        painter.setFont(self.style.name)
        painter.setPen(self.style.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def boundingRect(self) -> QRectF:
        box = QRectF()
        for operation in self.operations:
            half = max(40.0, _ROW * len(operation.edge_ids) / 2 + 12)
            place = self.places[operation.node_id]
            box = box.united(QRectF(-140, -half, 145, 2 * half).translated(place))
        return box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        for operation in self.operations:
            painter.save()
            painter.translate(self.places[operation.node_id])
            self._draw(painter, operation)
            painter.restore()
