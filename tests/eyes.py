"""What is to be seen of a chart, and a pointer over it: places are in data units."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from playground.plots.chart import Chart
from playground.plots.message_card import MessageCard
from playground.plots.plane.markers import TEST_RIM
from playground.plots.plane.points_layer import PointsLayer

# The dark line of a cross, and its middle.
_CROSS = re.compile(
    rf'stroke="{TEST_RIM.lower()}"[^>]*stroke-width="1.6"[^>]*matrix\(1,0,0,1,([^,]+),([^)]+)\)'
)


def put_up(qtbot: QtBot, view: QWidget, width: int, height: int) -> None:
    """Show a view of that size."""
    qtbot.addWidget(view)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()


def place_of(chart: Chart, x: float, y: float) -> QPoint:
    """Where a place lies in the chart's viewport."""
    return chart.mapFromScene(chart.box.mapViewToScene(QPointF(x, y)))


def color_of(chart: Chart, x: float, y: float) -> QColor:
    """The colour that a place has."""
    return chart.grab().toImage().pixelColor(place_of(chart, x, y))


def is_orange(color: QColor) -> bool:
    return color.red() > color.blue() + 40


def is_blue(color: QColor) -> bool:
    return color.blue() > color.red() + 40


def crosses_on(chart: Chart) -> list[tuple[float, float]]:
    """Where the crosses on wrong points are, as a drawing of the points has them."""
    (points,) = (item for item in chart.box.childItems() if isinstance(item, PointsLayer))
    file = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(file)
    painter = QPainter(generator)
    points.paint(painter, None)
    painter.end()
    places = [QPointF(float(x), float(y)) for x, y in _CROSS.findall(bytes(file.data()).decode())]
    found = map(chart.box.mapToView, places)
    return [(round(place.x(), 2), round(place.y(), 2)) for place in found]


def hover(chart: Chart, x: float, y: float) -> None:
    """A real mouse move; QTest makes none where it thinks that the pointer is already."""
    local, none = QPointF(place_of(chart, x, y)), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        local,
        chart.viewport().mapToGlobal(local),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart.viewport(), event)


def cards_on(view: QWidget) -> list[str]:
    """The sentences on the cards that are shown over a view."""
    return [card.text() for card in view.findChildren(MessageCard) if card.isVisible()]


def card_text(view: QWidget) -> str:
    """The sentence on the first of them, "" for none."""
    return next(iter(cards_on(view)), "")


def label_of(widget: QWidget, role: str) -> str:
    """The text of the shown label of that role, such as "title" or "error"; "" for none."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    found = [label for label in labels if label.property("role") == role]
    return next((getattr(label, "full_text", label.text()) for label in found), "")
