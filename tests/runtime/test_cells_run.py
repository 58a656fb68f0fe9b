from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from playground.runtime import cells_run
from playground.runtime.cells_run import CellsRun


@pytest.fixture
def run(qapp) -> Iterator[CellsRun]:
    run = CellsRun()
    run.heard = []
    run.arrived.connect(run.heard.append)
    yield run
    run.shutdown()


class Held:
    """A task of several stages, each of which waits until it is let go."""

    def __init__(self, *stages: object) -> None:
        self.stages = stages
        self.begun = threading.Event()
        self.told = 0
        self._go = threading.Semaphore(0)

    def let_go(self, count: int = 1) -> None:
        self._go.release(count)

    def __call__(self) -> Iterator[object]:
        self.begun.set()
        for stage in self.stages:
            assert self._go.acquire(timeout=20)
            self.told += 1
            yield stage


def settle(qtbot, run: CellsRun) -> None:
    qtbot.waitUntil(lambda: run.is_settled, timeout=20_000)


def test_no_thread_before_the_first_task_and_none_after_the_end(run, qtbot):
    assert "exact regions" not in [thread.name for thread in threading.enumerate()]
    run.ask(lambda: iter(["found"]))
    settle(qtbot, run)
    assert run.heard == ["found"]
    run.shutdown()
    assert "exact regions" not in [thread.name for thread in threading.enumerate()]


def test_each_stage_is_told_as_soon_as_it_is_found(run, qtbot):
    task = Held("first", "second")
    run.ask(task)
    task.let_go()
    qtbot.waitUntil(lambda: run.heard == ["first"], timeout=20_000)
    assert not run.is_settled
    task.let_go()
    settle(qtbot, run)
    assert run.heard == ["first", "second"]


def test_what_is_quick_is_told_at_once(run, qtbot, monkeypatch):
    monkeypatch.setattr(cells_run, "_LONGEST_WAIT", 20)
    run.ask(lambda: iter(["first"]))
    settle(qtbot, run)
    run.ask(lambda: iter(["second"]))
    assert run.heard == ["first", "second"]


def test_what_took_long_is_not_waited_for(run, qtbot, monkeypatch):
    monkeypatch.setattr(cells_run, "_LONGEST_WAIT", 3600)

    def long() -> Iterator[object]:
        begun = time.thread_time()
        while time.thread_time() < begun + 2 * cells_run._QUICK_SECONDS:
            pass
        yield "long"

    run.ask(long)
    settle(qtbot, run)
    held = Held("held")
    run.ask(held)  # or the test ends here
    held.let_go()
    settle(qtbot, run)
    assert run.heard == ["long", "held"]


def test_of_what_waits_only_the_newest_is_done(run, qtbot):
    first = Held("first")
    run.ask(first)
    assert first.begun.wait(20)
    done = []
    for name in ("second", "third", "fourth"):
        run.ask(lambda name=name: iter([done.append(name) or name]))
    first.let_go()
    settle(qtbot, run)
    assert done == ["fourth"]
    assert run.heard[-1] == "fourth"


def test_a_newer_task_ends_an_older_one_between_its_stages(run, qtbot):
    first = Held("quick", "slow", "slower")
    run.ask(first)
    assert first.begun.wait(20)
    run.ask(lambda: iter(["newer"]))
    first.let_go(3)
    settle(qtbot, run)
    assert first.told == 1
    assert run.heard[-1] == "newer"


def test_what_was_dropped_is_never_told(run, qtbot):
    task = Held("old")
    run.ask(task)
    assert task.begun.wait(20)
    run.drop()
    assert run.is_settled
    new = Held("new")
    run.ask(new)
    task.let_go()
    assert new.begun.wait(20)
    run.poll()
    assert run.heard == []
    new.let_go()
    settle(qtbot, run)
    assert run.heard == ["new"]


def test_an_error_of_the_program_is_told_and_the_next_task_done(run, qtbot, monkeypatch):
    seen, told = [], []
    monkeypatch.setattr(threading, "excepthook", seen.append)
    run.failed.connect(told.append)

    def breaks() -> Iterator[object]:
        yield "half"
        raise ZeroDivisionError

    run.ask(breaks)
    settle(qtbot, run)
    assert len(seen) == len(told) == 1
    assert "ZeroDivisionError" in told[0]
    run.ask(lambda: iter(["next"]))
    settle(qtbot, run)
    assert run.heard == ["half", "next"]


def test_no_memory_is_told_in_words(run, qtbot):
    told = []
    run.failed.connect(told.append)

    def too_large() -> Iterator[object]:
        raise MemoryError
        yield

    run.ask(too_large)
    settle(qtbot, run)
    assert told == ["There is not enough memory for the exact regions of this network."]


def test_an_urgent_task_does_not_wait_for_the_rest_after_a_patient_one(run, qtbot):
    for index in range(3):
        run.ask(lambda index=index: iter([index]), patient=True)
        settle(qtbot, run)
    run.ask(lambda: iter(["urgent"]))
    settle(qtbot, run)
    assert run.heard == [0, 1, 2, "urgent"]


def test_shutdown_in_the_middle_of_a_task_waits_for_its_stage_alone(run):
    task = Held("one", "two", "three")
    run.ask(task)
    assert task.begun.wait(20)
    task.let_go(3)
    run.shutdown()
    assert task.told <= 2


def half() -> Iterator[object]:
    yield "half"
    raise ZeroDivisionError


def ask_unheard(run: CellsRun, task: Callable[[], Iterator[object]]) -> None:
    """Ask, and return once its end lies ready, with all before it, and nobody has taken it."""
    run.ask(task)
    run._timer.stop()  # between a fixture and its test events are handled
    answers, end = run._worker.answers, time.monotonic() + 20
    while not (answers and answers[-1].finished is not None) and time.monotonic() < end:
        time.sleep(0.001)


@pytest.fixture
def broken(run, monkeypatch) -> CellsRun:
    """A run whose first task has told something and then failed, which nobody has heard yet."""
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    ask_unheard(run, half)
    return run


def test_what_came_of_a_task_is_told_before_its_failure(broken):
    broken.failed.connect(lambda _: broken.heard.append("failed"))
    broken.poll()
    assert broken.heard == ["half", "failed"]


def test_what_an_answer_leads_to_is_not_followed_by_an_older_failure(broken, monkeypatch):
    monkeypatch.setattr(cells_run, "_LONGEST_WAIT", 20)
    broken.failed.connect(lambda _: broken.heard.append("failed"))

    def ask_once_more(content: object) -> None:
        if content == "half":
            broken.ask(lambda: iter(["newer"]))

    broken.arrived.connect(ask_once_more)
    broken.poll()
    assert broken.heard == ["half", "newer"]


def test_nothing_is_told_of_a_failed_task_that_was_dropped_meanwhile(broken):
    broken.failed.connect(broken.heard.append)
    broken.arrived.connect(lambda _: broken.drop())
    broken.poll()
    assert broken.heard == ["half"]


def test_a_pause_takes_nothing_back_that_was_not_heard_yet(run):
    ask_unheard(run, lambda: iter(["found", None]))
    run.poll()
    assert run.heard == ["found"]
    assert run.is_settled
