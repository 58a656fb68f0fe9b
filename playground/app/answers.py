"""Work on another thread that may be called off, and that may end in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playground.data.errors import DataError
from playground.document.files import FileError
from playground.engine.errors import EngineError
from playground.geometry.errors import GeometryError
from playground.runtime.cells_worker import Task

# Asks whether the answer is not wanted any more.
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no answer, one sentence for the user."""

    reason: str


def answering(work: Callable[[Cancelled], object], cancelled: Cancelled) -> Task:
    """Have a thread tell what the work returns, or why it returned nothing.

    Once it is `cancelled` nothing is told.
    """

    def task() -> Iterator[object]:
        answer: object
        try:
            answer = work(cancelled)
        except (DataError, EngineError, FileError, GeometryError) as error:
            answer = Refused(str(error))
        if not cancelled():
            yield answer

    return task
