"""Wishes, undo and a running training together, on the real worker thread and event loop."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from playground.document import edits
from playground.document.content import Content
from playground.runtime import training_run
from tests.app.controller_bench import bench, content, open_bench

__all__ = ["bench", "open_bench"]

ROOT = Path(__file__).resolve().parents[2]


def test_a_run_is_one_step_that_undo_takes_back_and_redo_brings_back(bench):
    before = bench.content.copy()
    bench.run(5)
    after = bench.content.copy()
    assert bench.texts() == [f"Train {after.epoch:,} Epochs"]
    assert after.epoch >= 5
    assert bench.weights() != {e.id: e.weight.value for e in before.network.edges}
    bench.controller.undo()
    bench.settle()
    assert bench.content == before
    bench.controller.redo()
    bench.settle()
    assert bench.content == after


def test_training_again_after_undo_repeats_the_run_bit_for_bit(open_bench):
    bench = open_bench(content(optimizer="adam"))
    for unit in ("epoch", "epoch", "batch", "sample", "epoch"):
        bench.controller.step(unit)
        bench.settle()
    first = bench.weights()
    assert len(bench.texts()) == 4  # a sample within a batch changes no weight
    for _ in range(2):
        bench.controller.undo()
        bench.settle()
    for unit in ("batch", "sample", "epoch"):
        bench.controller.step(unit)
        bench.settle()
    assert bench.weights() == first


def test_undo_while_it_trains_takes_back_the_run(bench):
    before = bench.content.copy()
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 3)
    bench.controller.undo()
    bench.settle()
    assert not bench.controller.is_running
    assert bench.content == before
    assert bench.controller.undo_stack.canRedo()


def test_undo_at_once_after_train_does_not_outrun_it(bench):
    bench.run(2)
    middle = bench.content.copy()
    bench.controller.train()
    bench.controller.undo()
    bench.settle()
    assert not bench.controller.is_running
    assert bench.content.epoch in (0, middle.epoch)


def test_an_edit_while_it_trains_closes_the_run_and_training_goes_on(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 3)
    edge = next(iter(bench.content.network.edges)).id
    bench.controller.do(edits.set_locked([edge], True))
    bench.controller.do(edits.set_weights({edge: 0.75}))
    at_edit = bench.content.epoch
    learned = bench.weights()
    assert at_edit > 3
    bench.wait(lambda: bench.epoch > at_edit + 3)
    bench.controller.pause()
    bench.settle()
    first, *rest = bench.texts()
    assert first == f"Train {at_edit:,} Epochs"
    assert rest[:2] == ["Lock", "Change Weight"]
    assert rest[2] == f"Train {bench.content.epoch - at_edit:,} Epochs"
    assert bench.weights()[edge] == 0.75
    assert all(bench.weights()[key] != value for key, value in learned.items() if key != edge)


def test_what_follows_from_an_edit_at_rest_is_shown_with_it(bench, monkeypatch):
    bench.settle()
    monkeypatch.setattr(training_run, "_QUICK_SECONDS", 3600)
    monkeypatch.setattr(training_run, "_LONGEST_WAIT", 60)
    shown: list[float] = []
    bench.controller.snapshot_arrived.connect(lambda frame: shown.append(frame.weights[0]))
    edge, key = next(iter(bench.content.network.edges)).id, object()
    values = np.linspace(-1, 1, 9).tolist()
    for value in values:
        bench.controller.do(edits.set_weights({edge: value}, key))
        bench.check()
    assert shown == values
    bench.settle()
    assert bench.texts() == ["Change Weight"]


def test_scrubbing_a_weight_while_it_trains_is_one_step(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 3)
    edge, key = next(iter(bench.content.network.edges)).id, object()
    for value in np.linspace(-1, 1, 9).tolist():
        bench.controller.do(edits.set_weights({edge: value}, key))
        epoch = bench.epoch
        bench.wait(lambda epoch=epoch: bench.epoch > max(epoch, 0))
    bench.controller.pause()
    bench.settle()
    assert [text.partition(" ")[0] for text in bench.texts()] == ["Train", "Change", "Train"]


def test_adding_and_removing_while_it_trains_keeps_what_was_learned(bench):
    controller = bench.controller
    bench.run(2)
    controller.training_run.set_speed(1)  # so that little is learned between edit and look
    before = bench.weights()
    controller.do(edits.place_neuron(100, 100))
    bench.settle()
    assert bench.weights() == before
    assert bench.content.epoch >= 2
    controller.train()
    doomed = next(iter(bench.content.network.edges)).id
    controller.do(edits.remove([doomed]))
    bench.wait(lambda: bench.epoch >= 0)
    frame, edges = controller.snapshot, list(bench.content.network.edges)
    moved = [abs(w - before[e.id]) for w, e in zip(frame.weights, edges, strict=True)]
    assert max(moved) < 0.2
    controller.pause()
    bench.settle()


def test_reset_while_it_trains_begins_again_and_names_its_runs_rightly(bench):
    first = bench.weights()
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 20)
    bench.controller.reset()
    bench.wait(lambda: bench.epoch >= 2)
    bench.controller.pause()
    bench.settle()
    run, keep, reset, *again = bench.texts()
    assert run.startswith("Train ")
    assert (keep, reset) == ("Keep Run", "Reset to First Weights")
    assert again == [f"Train {bench.content.epoch:,} Epochs"]
    bench.controller.reset()
    bench.settle()
    assert bench.weights() == first
    assert bench.content.epoch == 0


def test_reset_repeats_the_training_bit_for_bit(bench):
    curves = []
    for _ in range(2):
        for _ in range(4):
            bench.controller.step("epoch")
            bench.settle()
        curves.append(bench.controller.snapshot.curve.train.tolist())
        bench.controller.reset()
        bench.settle()
    assert curves[0] == curves[1]
    assert len(curves[0]) == 5


def test_reset_within_the_first_batch_goes_back_to_its_start(bench):
    bench.controller.step("sample")
    bench.settle()
    assert bench.controller.snapshot.position > 0
    bench.controller.reset()
    bench.settle()
    assert bench.controller.snapshot.position == 0


def test_new_weights_are_others_and_locked_ones_stay(bench):
    edge = next(iter(bench.content.network.edges)).id
    bench.controller.do(edits.set_locked([edge], True))
    before = bench.weights()
    bench.run(2)
    bench.controller.draw_new_weights()
    bench.settle()
    after = bench.weights()
    assert after[edge] == before[edge]
    assert all(after[key] != before[key] for key in after if key != edge)
    assert bench.content.epoch == 0


def test_another_document_while_it_trains_stands_still(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 3)
    other = content(2, 3, 1)
    bench.controller.replace(other)
    bench.settle()
    assert not bench.controller.is_running
    assert bench.content is other
    assert bench.content.epoch == 0
    assert bench.controller.undo_stack.count() == 0


@pytest.mark.parametrize(
    ("of", "word"), [(Content(), "output"), (content(2, 1), "")], ids=["empty", "single"]
)
def test_what_cannot_train_says_why(open_bench, of, word):
    bench = open_bench(of)
    bench.controller.train()
    if word:
        assert word in bench.told[-1]
        assert not bench.controller.is_running
    else:
        assert bench.told == []
        bench.controller.pause()
    bench.settle()


def test_losing_the_output_while_it_trains_pauses_with_a_reason(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 3)
    neurons = [node.id for node in bench.content.network.nodes if not node.is_input]
    bench.controller.do(edits.remove(neurons))
    bench.wait(lambda: not bench.controller.is_running)
    assert bench.told[-1].startswith("Training paused. ")
    bench.settle()
    assert [step.split()[0] for step in bench.texts()] == ["Train", "Delete"]
    bench.controller.undo()
    bench.settle()
    assert not bench.controller.lowered.problem
    bench.run(1)


def test_at_one_step_a_second_the_second_step_is_not_early(bench):
    bench.controller.training_run.set_speed(1)
    start = time.monotonic()
    bench.controller.train()
    bench.wait(lambda: bench.controller.snapshot and bench.controller.snapshot.step >= 2)
    assert time.monotonic() - start > 0.9
    bench.controller.pause()
    bench.settle()


EXIT = """
import sys
from PySide6.QtCore import QTimer
from playground.app.application import make_application, make_window
from playground.app.settings import AppSettings
from playground.palette import LIGHT
app = make_application()
window = make_window(AppSettings(), LIGHT, None)
sys.path.insert(0, {root!r})
from tests.app.controller_bench import content
window.controller.replace(content(2, 8, 8, 1))
window.show()
window.controller.train()
def leave():
    snapshot = window.controller.snapshot
    if snapshot is None or snapshot.epoch < 100:
        QTimer.singleShot(10, leave)
        return
    assert window.controller.is_running
    window.documents.may_leave = lambda: True
    window.close()
QTimer.singleShot(0, leave)
sys.exit(app.exec())
"""


def test_leaving_while_it_trains_is_clean():
    result = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", EXIT.format(root=str(ROOT))],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    # The offscreen platform has a remark of its own about every window.
    said = [line for line in result.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (result.returncode, said) == (0, [])
