"""The GUI thread's end of the training: orders go out, snapshots come in once a frame."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from playground.engine.snapshot import Snapshot
from playground.engine.spec import StopRules
from playground.runtime.plane import PictureRequest
from playground.runtime.session import Job, Session, StepUnit
from playground.runtime.worker import Failure, Order, Worker

FRAME_MILLISECONDS = 16
# A thread that waits for the interpreter's lock gets it after this long instead of 5 ms.
_SWITCH_SECONDS = 0.001


class TrainingRun(QObject):
    """Starts the worker thread, and stops it in `shutdown`.

    While training runs, or an order is under way, a timer looks into the mailbox once a frame.
    Snapshots of an older revision than the last loaded job are dropped.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.revision = 0
        self.stops = StopRules()
        self.is_running = False
        self._request = 0
        self._answered = 0
        self._worker = Worker()
        self._worker.start()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MILLISECONDS)
        self._timer.timeout.connect(self.poll)
        self._gate_timer = QTimer(self)
        self._gate_timer.setSingleShot(True)
        self._gate_timer.setInterval(0)
        self._gate_timer.timeout.connect(self._worker.gate.set)

    @property
    def is_settled(self) -> bool:
        """Whether every order has been answered and nothing trains."""
        return self._answered == self._request and not self.is_running

    def load(self, job: Job) -> None:
        """Train this from now on; a running training goes on with it."""
        self.revision, self.stops = job.revision, job.stops
        self._order(lambda session: session.load(job))

    def play(self) -> None:
        self.is_running = True
        self._order(Session.play)

    def pause(self) -> None:
        self._order(Session.pause)

    def step(self, unit: StepUnit) -> None:
        """Train by one unit, then stand still."""
        self._order(lambda session: session.step(unit))

    def show(self, request: PictureRequest) -> None:
        """Have the following snapshots show these grids."""
        self._order(lambda session: session.show(request))

    def set_speed(self, steps_per_second: float) -> None:
        """Steps a second; infinity is flat out."""
        self._order(lambda session: session.set_speed(steps_per_second))

    def shutdown(self) -> None:
        """Stop the timer and the thread; waits for the present slice."""
        self._timer.stop()
        self._gate_timer.stop()
        self._worker.stop()

    def poll(self) -> None:
        """Take the newest snapshot; the worker waits until its frame is painted."""
        report = self._worker.mailbox.take()
        if isinstance(report, Failure):
            self._answered, self.is_running = report.request, False
            self.failed.emit(report.message)
        elif report is not None:
            self._answered = report.request
            if report.revision == self.revision:
                self._show(report)
        if self.is_settled:
            self._timer.stop()
        else:
            self._worker.want_picture()

    def _show(self, snapshot: Snapshot) -> None:
        if snapshot.status != "running" and snapshot.request == self._request:
            self.is_running = False
        self._worker.gate.clear()
        # Paint events come before timers, so the gate opens when the frame is painted.
        self._gate_timer.start()
        self.arrived.emit(snapshot)

    def _order(self, action: Order) -> None:
        self._request += 1
        self._worker.order(self._request, action)
        if not self._timer.isActive():
            self._timer.start()
