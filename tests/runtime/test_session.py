"""A session without its thread: what it does in a slice, and what it says of itself."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.errors import EngineError
from playground.engine.snapshot import Metrics
from playground.engine.spec import NetworkSpec, StopRules
from playground.engine.trainer import Trainer
from playground.runtime import takeover
from playground.runtime.session import Session
from tests.engine.networks import layered, xor_data
from tests.runtime.jobs import DATA, OTHER_DATA, finish, job


class Clock:
    """Time that passes by training and what is said to take a while: no machine is too slow."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        real = Trainer.advance

        def advance(trainer, batches):
            self.now += 1e-4 * batches
            return real(trainer, batches)

        monkeypatch.setattr(Trainer, "advance", advance)
        monkeypatch.setattr(time, "perf_counter", self._look)

    def _look(self) -> float:
        self.now += 1e-6
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def session_of(**fields: object) -> Session:
    session = Session()
    session.load(job(**fields))
    return session


def run_to(session: Session, epochs: int) -> None:
    session.play()
    while session.status == "running" and session.snapshot().epoch < epochs:
        session.run_slice()
    session.pause()


def test_nothing_is_shown_and_nothing_trains_before_the_first_job():
    session = Session()
    session.play()
    session.step("epoch")
    session.back(1, "epoch")
    assert session.snapshot() is None
    assert not session.is_busy
    with pytest.raises(EngineError, match="nothing to go back to"):
        session.seek(1, 3)


@pytest.mark.parametrize("network", [NetworkSpec((), ()), replace(layered(2, 1), outputs=())])
def test_what_has_no_outputs_stands_still_but_is_shown(network):
    empty = replace(DATA, targets_train=DATA.targets_train[:, :0],
                    targets_test=DATA.targets_test[:, :0])  # fmt: skip
    session = session_of(network=network, data=empty)
    session.play()
    session.step("epoch")
    frame = session.snapshot()
    assert (frame.status, frame.epoch, frame.metrics) == ("paused", 0, Metrics())
    assert frame.curve.epochs.size == 0


def test_a_running_session_stands_still_when_it_loses_what_it_trains():
    session = session_of()
    session.play()
    session.run_slice()
    session.load(replace(job(replace(layered(2, 4, 1), outputs=()), 2), fresh=False,
                         changed=frozenset()))  # fmt: skip
    assert session.snapshot().status == "paused"
    assert not session.is_busy


@pytest.mark.parametrize("unit", ["epoch", "batch", "sample"])
def test_steps_are_what_they_say(unit):
    session = session_of(batch_size=10)
    session.step(unit)
    finish(session)
    expected = {"epoch": (1, 4, 1.0), "batch": (0, 1, 0.25), "sample": (0, 0, 0.025)}[unit]
    frame = session.snapshot()
    assert (frame.epoch, frame.step, frame.position) == expected
    assert frame.status == "paused"


def test_an_epoch_of_many_batches_takes_some_slices_and_can_be_paused():
    session = session_of(data=xor_data(30_000, 0), batch_size=1)
    session.set_speed(1)  # a step is a step, at any speed
    session.step("epoch")
    assert session.snapshot().status == "running"
    session.pause()
    frame = session.snapshot()
    assert frame.status == "paused"
    assert 0 < frame.position < 1
    session.step("epoch")
    while session.status == "running":
        session.run_slice()
    assert session.snapshot().position == 1


def test_the_curve_has_every_epoch_and_no_place_twice():
    session = session_of()
    session.step("epoch")
    finish(session)
    session.step("batch")
    session.step("epoch")
    finish(session)
    run_to(session, 9)
    frame = session.snapshot()
    assert frame.curve.epochs.tolist() == list(range(frame.epoch + 1))
    session.load(replace(job(revision=2), fresh=False, changed=frozenset()))
    assert session.snapshot().curve.epochs.tolist() == list(range(frame.epoch + 1))


def test_reset_and_the_same_training_again_is_the_same():
    first = session_of(shuffle=True, optimizer="adam")
    run_to(first, 5)
    epoch = first.snapshot().epoch
    weights = []
    for _ in range(2):
        first.load(job(revision=2, shuffle=True, optimizer="adam"))
        for _ in range(epoch):
            first.step("epoch")
            finish(first)
        weights.append(first.snapshot().weights.tobytes())
    assert weights[0] == weights[1]


def test_other_data_of_the_same_numbers_are_the_same_data():
    session = session_of()
    session.step("batch")
    same = xor_data(40, 20)
    session.load(replace(job(revision=2), data=same, fresh=False, changed=frozenset()))
    assert session.snapshot().position == 0.25
    session.load(replace(job(revision=3), data=OTHER_DATA, fresh=False, changed=frozenset()))
    assert session.snapshot().position == 0


def test_a_refused_job_trains_nothing_until_another_one_is_taken(monkeypatch):
    session = session_of()
    session.play()
    real = takeover.Trainer

    def refuse(*args: object) -> Trainer:
        raise EngineError("too large")

    monkeypatch.setattr(takeover, "Trainer", refuse)
    with pytest.raises(EngineError, match="too large"):
        session.load(replace(job(layered(2, 5, 1), 2), fresh=False, changed=None))
    session.abandon()
    assert session.snapshot() is None
    for act in (session.play, lambda: session.step("epoch")):
        with pytest.raises(EngineError, match="too large"):
            act()
    assert not session.is_busy
    monkeypatch.setattr(takeover, "Trainer", real)
    session.load(replace(job(revision=3), fresh=False, changed=None))
    session.play()
    assert session.status == "running"


def test_running_away_stops_at_the_last_good_step_with_its_cause():
    session = session_of(network=layered(2, 4, 1, activation="identity", output="identity"),
                         learning_rate=1e3)  # fmt: skip
    session.play()
    while session.status == "running":
        session.run_slice()
    frame = session.snapshot()
    assert frame.status == "diverged"
    assert frame.divergence.advice
    assert np.isfinite(frame.weights).all()
    assert np.isfinite(frame.curve.train).all()
    session.play()  # to no avail, and at once
    session.run_slice()
    assert session.snapshot().status == "diverged"
    session.seek_good(1)
    while session.found is None:
        session.run_slice()
    place = session.found.place
    assert place.sample == 0
    values = dict(zip((e.id for e in job().network.edges), session.found.weights, strict=False))
    assert np.isfinite(list(values.values())).all()


class SlowScores:
    """Makes every evaluation take a while."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clock: Clock, seconds: float) -> None:
        self.clock = clock
        self.spent = 0.0
        self.count = 0
        for name in ("evaluate", "evaluate_losses"):
            monkeypatch.setattr(Trainer, name, self._slow(getattr(Trainer, name), seconds))

    def _slow(self, real, seconds):
        def slow(trainer):
            self.clock.now += seconds
            self.spent += seconds
            self.count += 1
            return real(trainer)

        return slow


def test_costly_scores_take_a_fifth_of_the_time_at_most(monkeypatch, clock):
    scores = SlowScores(monkeypatch, clock, 0.01)
    session = session_of()
    session.play()
    scores.spent, started = 0.0, clock.now
    while clock.now - started < 2:
        session.run_slice()
    share = scores.spent / (clock.now - started)
    assert 0.1 < share < 0.21
    frame = session.snapshot()
    assert 2 < len(frame.curve.epochs) < frame.epoch


def test_a_pause_answers_before_costly_scores_are_taken(monkeypatch, clock):
    scores = SlowScores(monkeypatch, clock, 0.01)
    session = session_of()
    session.play()
    session.run_slice()
    count = scores.count
    session.pause()
    assert scores.count == count
    frame = session.snapshot()
    assert (frame.status, frame.is_busy) == ("paused", True)
    assert session.is_busy
    session.run_slice()
    assert scores.count == count + 1
    assert not session.is_busy
    assert session.snapshot().metrics.confusion_train is not None


def test_at_one_step_a_second_the_first_step_comes_at_once(clock):
    session = session_of(batch_size=10)
    session.set_speed(1)
    session.play()
    for seconds, steps in ((0.0, 1), (0.9, 1), (0.2, 2), (0.85, 2), (0.1, 3)):
        clock.now += seconds
        wait = session.run_slice()
        assert session.snapshot().step == steps
        assert 0 < wait <= 0.05
    session.set_speed(math.inf)
    assert session.run_slice() == 0.0
    assert session.snapshot().step > 3


def test_stop_rules_hold_from_the_start_of_a_run():
    session = session_of(stops=StopRules(epochs=2))
    run_to(session, 99)
    assert (session.snapshot().epoch, session.snapshot().status) == (2, "finished")
    assert "epoch 2" in session.snapshot().stopped_by
    session.play()
    assert session.status == "finished"
    session.load(replace(job(revision=2, stops=StopRules(epochs=4)), fresh=False,
                         changed=frozenset()))  # fmt: skip
    run_to(session, 99)
    assert session.snapshot().epoch == 4


def test_patience_counts_from_the_start_of_each_run():
    session = session_of(stops=StopRules(patience=5), learning_rate=0.0)
    for run in (1, 2):
        run_to(session, 99)
        assert session.snapshot().epoch == 5 * run
