"""The worker thread: obeys orders, trains in slices, leaves pictures in the mailbox.

A thread that trains flat out shares the interpreter's lock with the window. So it works in slices
of a few milliseconds, and waits at a gate between them while a frame is being painted. It never
sleeps in between: to wake up costs more than the window, which gets the lock within a
millisecond anyway, would gain.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from threadpoolctl import threadpool_limits

from playground.engine.errors import EngineError
from playground.runtime.job import Moment
from playground.runtime.mailbox import Mailbox
from playground.runtime.pictures import Frame
from playground.runtime.session import Session

_GATE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Failure:
    """The worker could not obey; `message` is one sentence for the user, "" when it knows why."""

    request: int
    message: str


Order = Callable[[Session], None]


class Worker(threading.Thread):
    """Owns a Session; everything but `run` is for other threads.

    The mailbox has the newest picture only; `letters` has what must not be lost. `gate` is
    closed (cleared) by the window while it paints. `answered` is set once all orders are obeyed,
    for whoever waits for that; `seconds` is what of the processor the last ones took.
    """

    def __init__(self) -> None:
        super().__init__(name="training", daemon=True)
        self.mailbox: Mailbox[Frame] = Mailbox()
        self.letters: deque[Moment | Failure] = deque()
        self.gate = threading.Event()
        self.gate.set()
        self.answered = threading.Event()
        self.seconds = math.inf
        self._orders: deque[tuple[int, Order]] = deque()
        self._wake = threading.Event()
        self._picture_wanted = False
        self._stopping = False
        self._obeyed = 0

    def order(self, request: int, action: Order) -> None:
        """Have `action` run on the worker, after all earlier orders; an answer follows."""
        self.answered.clear()
        self._orders.append((request, action))
        self._wake.set()

    def want_picture(self) -> None:
        """Ask for one more picture while training runs."""
        self._picture_wanted = True

    def stop(self) -> None:
        """End the thread after its present slice and wait for it."""
        self._stopping = True
        self._wake.set()
        self.gate.set()
        self.join()

    def run(self) -> None:
        session = Session()
        with threadpool_limits(1):
            while not self._stopping:
                self._obey(session)
                if not session.is_busy:
                    self._wake.wait()
                    self._wake.clear()
                    continue
                self.gate.wait(_GATE_SECONDS)
                self._guarded(session, self._work)

    def _obey(self, session: Session) -> None:
        obeyed, start = False, time.thread_time()
        while self._orders and not self._stopping and not session.is_moving:
            self._obeyed, action = self._orders.popleft()
            self._guarded(session, action)
            obeyed = True
        if obeyed and not self._stopping and not session.is_moving:
            self._guarded(session, self._publish)
        if obeyed and not self._orders:
            self.seconds = time.thread_time() - start
            self.answered.set()

    def _work(self, session: Session) -> None:
        # Asked for before the gate was closed, it must be there when the next frame is due.
        self._publish_if_wanted(session)
        pause = session.run_slice()
        if session.is_busy:
            self._publish_if_wanted(session)
        else:
            self._picture_wanted = False
            self._publish(session)
        if pause:
            self._wake.wait(pause)
            self._wake.clear()

    def _publish_if_wanted(self, session: Session) -> None:
        if self._picture_wanted and session.status == "running":
            self._picture_wanted = False
            self._publish(session)

    def _publish(self, session: Session) -> None:
        if session.is_moving:
            return
        if session.found is not None:
            self.letters.append(session.found)
            session.found = None
        frame = session.snapshot()
        if frame is not None:
            self.mailbox.put(replace(frame, request=self._obeyed))
        else:
            self.letters.append(Failure(self._obeyed, ""))

    def _guarded(self, session: Session, action: Order) -> None:
        """Nothing that goes wrong here may end the thread, nor pass in silence."""
        try:
            action(session)
        except EngineError as error:
            self._fail(session, str(error))
        except MemoryError:
            self._fail(session, "There is not enough memory for this network and these data.")
        except Exception as error:
            self._fail(session, f"Training stopped at an error of the program: {error!r}.")
            arguments = (type(error), error, error.__traceback__, self)
            threading.excepthook(threading.ExceptHookArgs(arguments))

    def _fail(self, session: Session, message: str) -> None:
        session.abandon()
        self.letters.append(Failure(self._obeyed, message))
