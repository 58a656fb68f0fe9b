"""How a run ends: by its rules, by running away, by errors; and that it can go on."""

from __future__ import annotations

import numpy as np
import pytest

from playground.document import edits
from playground.document.content import Content
from playground.engine.errors import EngineError
from playground.engine.spec import StopRules
from playground.engine.trainer import Trainer
from playground.runtime import takeover
from tests.app.controller_bench import bench, content, open_bench, runaway

__all__ = ["bench", "open_bench"]


@pytest.mark.parametrize(
    ("rules", "of"),
    [
        (StopRules(epochs=7), {}),
        (StopRules(loss_below=0.4), {"learning_rate": 0.1}),
        (StopRules(accuracy_from=0.8), {"learning_rate": 0.1}),
        (StopRules(patience=3), {"learning_rate": 0.0}),
    ],
    ids=["epochs", "loss", "accuracy", "patience"],
)
def test_a_run_ends_by_its_rule_and_says_so(open_bench, rules, of):
    bench = open_bench(replace_stops(content(**of), rules))
    bench.controller.train()
    bench.wait(lambda: not bench.controller.is_running)
    bench.settle()
    frame = bench.controller.snapshot
    assert frame.status == "finished"
    assert frame.stopped_by
    metrics = frame.metrics
    assert not rules.epochs or frame.epoch == rules.epochs
    assert not rules.loss_below or metrics.loss_train < rules.loss_below
    assert not rules.accuracy_from or metrics.accuracy_train >= rules.accuracy_from
    # An evaluation that is held up lets some epochs pass without one.
    assert not rules.patience or frame.epoch >= rules.patience
    assert bench.texts() == [f"Train {frame.epoch:,} Epoch{'s' * (frame.epoch > 1)}"]


def test_a_rule_that_already_holds_trains_nothing(open_bench):
    bench = open_bench(replace_stops(content(), StopRules(epochs=3)))
    for _ in range(2):
        bench.controller.train()
        bench.wait(lambda: not bench.controller.is_running)
        bench.settle()
    assert bench.content.epoch == 3


def test_a_diverged_training_can_be_edited_and_go_on(open_bench):
    bench = open_bench(runaway())
    bench.controller.train()
    bench.wait(lambda: bench.controller.snapshot and not bench.controller.is_running)
    bench.settle()
    assert bench.controller.snapshot.status == "diverged"
    assert bench.controller.snapshot.divergence is not None
    assert np.isfinite(bench.controller.snapshot.weights).all()
    bench.controller.do(edits.change_field("Rate", "training", learning_rate=0.0))
    bench.settle()
    assert bench.controller.snapshot.status == "paused"
    bench.run(1)
    assert bench.controller.snapshot.divergence is None


def replace_stops(of: Content, rules: StopRules) -> Content:
    of.stops = rules
    return of


def test_a_network_that_cannot_be_compiled_is_refused_in_words(bench, monkeypatch):
    real = takeover.Trainer

    def refuse(*args):
        raise EngineError("This network needs too much memory.")

    before = bench.content.copy()
    bench.run(2)
    trained = bench.content.copy()
    monkeypatch.setattr(takeover, "Trainer", refuse)
    bench.controller.do(edits.set_activation([bench.content.network.outputs()[0].id], "relu"))
    bench.wait(lambda: bench.told)
    bench.controller.train()
    bench.wait(lambda: not bench.controller.is_running)
    assert bench.told == ["This network needs too much memory."] * 2
    monkeypatch.setattr(takeover, "Trainer", real)
    bench.controller.undo()
    bench.settle()
    assert bench.content == trained
    bench.run(1)
    bench.controller.undo()
    bench.settle()
    bench.controller.undo()
    bench.settle()
    assert bench.content == before


def test_an_error_of_the_program_stops_training_in_words(bench, monkeypatch):
    seen = []
    monkeypatch.setattr("threading.excepthook", seen.append)
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 1)
    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "advance", lambda *_: 1 / 0)
        bench.wait(lambda: bench.told)
    assert "ZeroDivisionError" in bench.told[0]
    assert len(seen) == 1
    assert not bench.controller.is_running
    bench.run(1)


def test_a_run_that_was_started_after_what_failed_is_written_down(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 1)
    bench.controller.training_run.failed.emit("Something else failed.")
    failed_at = bench.content.epoch
    bench.wait(lambda: bench.epoch > failed_at + 1)
    bench.controller.pause()
    bench.settle()
    assert bench.content.epoch == bench.epoch > failed_at
