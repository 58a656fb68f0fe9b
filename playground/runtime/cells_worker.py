"""A thread for exact regions: the newest task wins, and each tells what it finds in stages."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from threadpoolctl import threadpool_limits

from playground.runtime.mailbox import Mailbox

# For each second of work on what trains anyway, so long is left to the training.
_REST_SHARE = 3.0
_LONGEST_REST = 0.5

Task = Callable[[], Iterator[object]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A task with its number. One that is `patient` lets others have the processor afterwards."""

    number: int
    task: Task
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One stage of the task of that number, or its end, which is `finished` with "" or a reason.

    `seconds` is what of the processor the task has taken so far.
    """

    number: int
    content: object = None
    finished: str | None = None
    seconds: float = 0.0


class CellsWorker(threading.Thread):
    """Runs the newest task; everything but `run` is for other threads.

    Of tasks that wait only the newest is kept. A task is left between two of its stages once a
    newer one waits. `answers` are for the other thread to take from the left; `answered` is set
    with each, for whoever waits for one.
    """

    def __init__(self) -> None:
        super().__init__(name="exact regions", daemon=True)
        self.answers: deque[Answer] = deque()
        self.answered = threading.Event()
        self._tasks: Mailbox[Asked] = Mailbox()
        self._wake = threading.Event()
        self._waiting = 0
        self._is_urgent = False
        self._stopping = False

    def ask(self, asked: Asked) -> None:
        """Have this done instead of all that still waits."""
        self._waiting = asked.number
        self.answered.clear()
        self._is_urgent = not asked.patient
        self._tasks.put(asked)
        self._wake.set()

    def stop(self) -> None:
        """End the thread after its present stage and wait for it."""
        self._stopping = True
        self._wake.set()
        self.join()

    def run(self) -> None:
        with threadpool_limits(1):
            while not self._stopping:
                self._wake.wait()
                self._wake.clear()
                asked = self._tasks.take()
                if asked is not None:
                    started = time.perf_counter()
                    self._work(asked)
                    if asked.patient:
                        self._rest(_REST_SHARE * (time.perf_counter() - started))

    def _work(self, asked: Asked) -> None:
        reason, start = "", time.thread_time()
        try:
            for content in asked.task():
                self._answer(Answer(asked.number, content, seconds=time.thread_time() - start))
                if self._stopping or self._waiting != asked.number:
                    break
        except MemoryError:
            reason = "There is not enough memory for the exact regions of this network."
        except Exception as error:
            reason = f"The exact regions stopped at an error of the program: {error!r}."
            arguments = (type(error), error, error.__traceback__, self)
            threading.excepthook(threading.ExceptHookArgs(arguments))
        self._answer(Answer(asked.number, finished=reason, seconds=time.thread_time() - start))

    def _answer(self, answer: Answer) -> None:
        self.answers.append(answer)
        self.answered.set()

    def _rest(self, seconds: float) -> None:
        """Stand back for a while, unless something comes that a person waits for."""
        end = time.perf_counter() + min(seconds, _LONGEST_REST)
        while not (self._stopping or self._is_urgent):
            left = end - time.perf_counter()
            if left <= 0:
                break
            self._wake.wait(left)
            self._wake.clear()
        self._wake.set()
