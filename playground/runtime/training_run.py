"""The GUI thread's end of the training: orders go out, snapshots come in once a frame."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from playground.engine.spec import StopRules
from playground.runtime.job import Job, Moment, StepUnit
from playground.runtime.pictures import Frame
from playground.runtime.plane import PictureRequest
from playground.runtime.session import Session
from playground.runtime.worker import Failure, Order, Worker

# Sixty frames a second, as most screens have.
FRAME_MILLISECONDS = 16
RETRY_MILLISECONDS = 2
# At rest an answer that takes no more of the processor than this is waited for, so that it stands
# in the same frame as what it follows from: two threads that compute in Python hold one another up
# for longer.
_QUICK_SECONDS = 0.006
_LONGEST_WAIT = 0.01
# A thread that waits for the interpreter's lock gets it after this long instead of 5 ms.
_SWITCH_SECONDS = 0.001


class TrainingRun(QObject):
    """Starts the worker thread, and stops it in `shutdown`.

    While training runs, or an order is under way, a timer looks into the mailbox once a frame.
    Frames of an older revision than the last loaded job are dropped, and so are moments that
    are not sought any more.

    Signals
    -------
    arrived(Frame) : the newest picture.
    painted() : it has been painted; what is less urgent may follow.
    found(Moment) : what `seek`, `seek_good` or `back` sought.
    failed(str) : one sentence; nothing trains any more.
    """

    arrived = Signal(object)
    painted = Signal()
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.revision = 0
        self.stops = StopRules()
        self.is_running = False
        self.awaits_job = False
        self._request = 0
        self._answered = 0
        self._started = 0
        self._sought = 0
        self._is_worker_busy = False
        self._worker = Worker()
        self._worker.start()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MILLISECONDS)
        self._timer.timeout.connect(self.poll)
        self._gate_timer = QTimer(self)
        self._gate_timer.setSingleShot(True)
        self._gate_timer.setInterval(0)
        self._gate_timer.timeout.connect(self._open_gate)

    @property
    def is_settled(self) -> bool:
        """Whether every order has been answered and nothing trains."""
        answered = self._answered == self._request and not self._is_worker_busy
        return answered and not self.is_running and not self.is_seeking

    @property
    def is_seeking(self) -> bool:
        """Whether a moment of the history is being looked for."""
        return self._sought != 0

    def load(self, job: Job) -> None:
        """Train this from now on; a running training goes on with it."""
        self.revision, self.stops = job.revision, job.stops
        self._sought, self.awaits_job = 0, False
        self._order(lambda session: session.load(job))

    def await_job(self) -> None:
        """Drop all frames until the next job: what is drawn is no longer what trains."""
        if not self.awaits_job:
            self.awaits_job = True
            self.revision += 1

    def play(self) -> None:
        self._start(Session.play)

    def pause(self) -> None:
        self._order(Session.pause)

    def step(self, unit: StepUnit) -> None:
        """Train by one unit, then stand still."""
        self._start(lambda session: session.step(unit))

    def seek(self, epochs: float) -> None:
        """Look for the moment at so many epochs; the newest wish wins."""
        request = self._sought = self._request + 1
        self._order(lambda session: session.seek(request, epochs))

    def seek_good(self) -> None:
        """Look for the last end of an epoch with finite losses."""
        request = self._sought = self._request + 1
        self._order(lambda session: session.seek_good(request))

    def back(self, unit: StepUnit) -> None:
        """Look for the moment one unit earlier, counted from what is sought already."""
        request = self._sought = self._request + 1
        self._order(lambda session: session.back(request, unit))

    def forget_search(self) -> None:
        """What is sought is not wanted any more."""
        if self.is_seeking:
            self._sought = 0
            self._order(Session.forget_search)

    def show(self, request: PictureRequest) -> None:
        """Have the following snapshots show these grids."""
        self._order(lambda session: session.show(request))

    def set_speed(self, steps_per_second: float) -> None:
        """Steps a second; infinity is flat out."""
        self._order(lambda session: session.set_speed(steps_per_second))

    def await_answer(self) -> None:
        """Wait for the answer to what was ordered, where nothing trains and the last came quickly.

        It is told by the next `poll`.
        """
        if not self.is_running and self._worker.seconds < _QUICK_SECONDS:
            self._worker.answered.wait(_LONGEST_WAIT)

    def shutdown(self) -> None:
        """Stop the timer and the thread; waits for the present slice."""
        self._timer.stop()
        self._gate_timer.stop()
        self._worker.stop()

    def poll(self) -> None:
        """Take what came, and the newest frame; the worker waits until that is painted."""
        started = time.perf_counter()
        letters = self._worker.letters
        while letters:
            self._open(letters.popleft())
        frame = self._worker.mailbox.take()
        if frame is not None:
            self._answered = max(self._answered, frame.request)
            if frame.revision == self.revision:
                self._show(frame)
        if self.is_settled:
            self._timer.stop()
            return
        self._worker.want_picture()
        if frame is None:
            # A picture that is late by a little doesn't wait for the frame after.
            self._timer.start(RETRY_MILLISECONDS)
        else:
            spent = round(1000 * (time.perf_counter() - started))
            self._timer.start(max(RETRY_MILLISECONDS, FRAME_MILLISECONDS - spent))

    def _open(self, letter: Moment | Failure) -> None:
        self._answered = max(self._answered, letter.request)
        if isinstance(letter, Moment):
            if letter.request == self._sought:
                self._sought = 0
                self.found.emit(letter)
            return
        # What was ordered since then is answered by itself.
        if letter.request >= self._started:
            self.is_running = False
        if letter.request >= self._sought:
            self._sought = 0
        if letter.message:
            self.failed.emit(letter.message)

    def _show(self, frame: Frame) -> None:
        self._is_worker_busy = frame.is_busy
        if frame.status != "running" and frame.request >= self._started:
            self.is_running = False
        self._worker.gate.clear()
        # Paint events come before timers, so the gate opens when the frame is painted.
        self._gate_timer.start()
        self.arrived.emit(frame)

    def _open_gate(self) -> None:
        self._worker.gate.set()
        self.painted.emit()

    def _start(self, action: Order) -> None:
        """From now on training runs, until a later frame says that it doesn't."""
        self.is_running = True
        self._order(action)
        self._started = self._request

    def _order(self, action: Order) -> None:
        self._request += 1
        self._worker.order(self._request, action)
        if not self._timer.isActive():
            self._timer.start(FRAME_MILLISECONDS)
