"""The GUI thread's end of the exact regions: tasks go out, the newest answers come in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from playground.runtime.cells_worker import Asked, CellsWorker, Task

_POLL_MILLISECONDS = 3
# What takes no more of the processor than this is waited for, so that it stands in the same frame
# as what it follows from: two threads that compute in Python hold one another up for longer.
_QUICK_SECONDS = 0.015
_LONGEST_WAIT = 0.02


class CellsRun(QObject):
    """Starts its thread with the first task; `shutdown` ends it, and nothing is asked after it.

    An answer never follows one to a later task, and none comes of a task asked before `drop`.

    Signals
    -------
    arrived(object) : what the task of the newest answer found; it may have several stages.
    failed(str) : one sentence, when a task ended in an error of the program.
    """

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: CellsWorker | None = None
        self._asked = 0
        self._finished = 0
        self._least = 0
        self._is_over = False
        self._is_quick = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)

    @property
    def is_settled(self) -> bool:
        """Whether the newest task has told all it found."""
        return self._finished == self._asked

    def ask(self, task: Task, *, patient: bool = False) -> None:
        """Have this done instead of what still waits; a `patient` task never hurries.

        When the last answer came quickly this one is told before the call returns.
        """
        if self._is_over:
            return  # what is hidden with a window that closes may still ask
        if self._worker is None:
            self._worker = CellsWorker()
            self._worker.start()
        self._asked += 1
        self._worker.ask(Asked(self._asked, task, patient))
        self._timer.start()
        if self._is_quick and not patient and self._worker.answered.wait(_LONGEST_WAIT):
            self.poll()

    def drop(self) -> None:
        """Whatever has been asked so far is not wanted any more."""
        self._finished, self._least = self._asked, self._asked + 1
        self._timer.stop()

    def poll(self) -> None:
        """Take what came; only the newest of it is told."""
        newest = ending = None
        answers = self._worker.answers if self._worker is not None else ()
        while answers:
            answer = answers.popleft()
            self._is_quick = answer.seconds < _QUICK_SECONDS
            if answer.number < self._least:
                continue
            self._least = answer.number
            ending = None
            if answer.finished is not None:
                self._finished, ending = answer.number, answer
            elif answer.content is not None:  # or it is a pause
                newest = answer
        if self.is_settled:
            self._timer.stop()
        if newest is not None:
            self.arrived.emit(newest.content)
        # Whoever heard that may have asked for something else, and been told.
        if ending is not None and ending.finished and ending.number >= self._least:
            self.failed.emit(ending.finished)

    def shutdown(self) -> None:
        """Stop the timer and the thread; waits for its present stage."""
        self._is_over = True
        self._timer.stop()
        if self._worker is not None:
            self._worker.stop()
            self._worker = None
