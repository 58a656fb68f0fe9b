"""Shows where training stands in its past, in all views that tell of it."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer

from playground.app.controller import Controller
from playground.panels.timeline_bar import TimelineBar
from playground.panels.transport_bar import TransportBar
from playground.plots.loss.view import LossView

_SECONDS = 0.2


class TimeViews(QObject):
    """The scrub bar, the mark in the loss curve and the Back button follow the timeline."""

    def __init__(
        self,
        controller: Controller,
        bar: TimelineBar,
        loss: LossView,
        transport: TransportBar,
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._bar = bar
        self._loss = loss
        self._transport = transport
        self._last = 0.0
        self._late = QTimer(self, singleShot=True, interval=round(1000 * _SECONDS))
        self._late.timeout.connect(self.show)
        bar.seek_requested.connect(controller.seek)
        transport.back_requested.connect(self.go_back)
        controller.timeline.changed.connect(self.show)
        self.show()

    def go_back(self) -> None:
        """Back by one step, as large as the transport's."""
        self._controller.back(self._transport.unit)

    def show(self) -> None:
        """The timeline changed; while training runs a few pictures a second are enough."""
        now = time.perf_counter()
        if self._controller.is_running and now - self._last < _SECONDS:
            # What came last is shown too, though nothing may come after it.
            if not self._late.isActive():
                self._late.start()
            return
        self._late.stop()
        self._last = now
        timeline = self._controller.timeline
        oldest, newest, position = timeline.oldest, timeline.newest, timeline.position
        self._bar.show_range(oldest, newest, position)
        self._transport.set_history(position > oldest)
        self._loss.show_marker(position if position < newest else None)
