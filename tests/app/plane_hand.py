"""A hand on one of the planes of a window: real mouse events at places in data units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from playground.data.features import network_inputs
from playground.engine.field import NodeEvaluator
from playground.plots.plane.chart import PlaneChart
from tests.app.conftest import LEFT, NO_KEYS, Desk

Place = tuple[float, float]


class PlaneHand:
    """Clicks, drags and keys on a chart of a desk."""

    def __init__(self, desk: Desk, name: str = "regions") -> None:
        self.desk = desk
        self.name = name
        dock = desk.window.docks[desk.window.views.feeds[name].title]
        dock.show()
        dock.raise_()
        desk.wait(lambda: desk.window.views.is_in_sight(name))
        desk.settle()
        feed = desk.window.views.feeds[name]
        desk.wait(lambda: getattr(feed, "is_settled", True))

    @property
    def chart(self) -> PlaneChart:
        return self.desk.window.views.feeds[self.name].widget.chart

    def at(self, place: Place) -> QPoint:
        return self.chart.mapFromScene(self.chart.box.mapViewToScene(QPointF(*place)))

    def hover(self, place: Place) -> None:
        QTest.mouseMove(self.chart.viewport(), self.at(place))

    def click(self, *places: Place) -> None:
        for place in places:
            self.hover(place)
            QTest.mouseClick(self.chart.viewport(), LEFT, NO_KEYS, self.at(place))

    def double_click(self, place: Place) -> None:
        self.click(place)
        QTest.mouseDClick(self.chart.viewport(), LEFT, NO_KEYS, self.at(place))
        QTest.mouseRelease(self.chart.viewport(), LEFT, NO_KEYS, self.at(place))

    def press(self, place: Place, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.hover(place)
        QTest.mousePress(self.chart.viewport(), LEFT, keys, self.at(place))

    def release(self, place: Place) -> None:
        QTest.mouseRelease(self.chart.viewport(), LEFT, NO_KEYS, self.at(place))

    def drag(self, start: Place, end: Place, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.press(start, keys)
        for share in (0.3, 0.7, 1.0):
            (x0, y0), (x1, y1) = start, end
            self.hover((x0 + share * (x1 - x0), y0 + share * (y1 - y0)))
        self.release(end)

    def keys(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        for key in keys:
            self.desk.key(key, held)

    def fires(self, node_id: str, size: int = 61) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Points (n, 2) over the plane, and where the node is 1, by the engine."""
        lowered = self.desk.controller.lowered
        # Odd numbers, of which none lies on a side that a hand draws.
        x, y = np.linspace(-5.9531, 5.9172, size), np.linspace(-5.9377, 5.9019, size)
        points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        inputs = network_inputs(lowered.features, lowered.dataset, points)
        evaluator = NodeEvaluator(lowered.network)
        return points, evaluator.evaluate(inputs, (node_id,))[0] > 0.5
