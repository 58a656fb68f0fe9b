"""What is to be seen of a chart, and a pointer over it: places are in data units."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from playground.plots.chart import Chart
from playground.plots.message_card import MessageCard


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
