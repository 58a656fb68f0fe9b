"""Wishes, undo and a running training together, on the real worker thread and event loop."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from playground.app.controller import Controller
from playground.app.data import loader as data_loader
from playground.app.viewpoint import Need
from playground.data.choice import DataChoice, Table
from playground.document import edits
from playground.document.content import Content
from playground.engine.spec import StopRules, TrainingSpec
from playground.network.model import Network
from playground.network.templates import layered

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000


class Bench:
    """A controller and what it told."""

    def __init__(self, qtbot: QtBot, content: Content) -> None:
        self.qtbot = qtbot
        self.controller = Controller(content)
        self.told: list[str] = []
        self.controller.told.connect(self.told.append)

    @property
    def content(self) -> Content:
        return self.controller.document.content

    @property
    def epoch(self) -> int:
        snapshot = self.controller.snapshot
        return -1 if snapshot is None else snapshot.epoch

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        self.wait(lambda: self.controller.is_settled)
        self.check()

    def check(self) -> None:
        """At rest the document, the lowering and the worker's newest frame agree."""
        frame, lowered, content = self.controller.snapshot, self.controller.lowered, self.content
        assert frame is not None
        assert [n.id for n in lowered.network.nodes] == [n.id for n in content.network.nodes]
        biases = [n.bias for n in lowered.network.nodes]
        weights = [e.weight for e in lowered.network.edges]
        assert frame.biases.tolist() == biases
        assert frame.weights.tolist() == weights
        assert weights == [e.weight.value for e in content.network.edges]
        assert frame.epoch == content.epoch

    def run(self, epochs: int) -> None:
        """Train for at least so many epochs and pause."""
        start = self.content.epoch
        self.controller.train()
        self.wait(lambda: self.epoch >= start + epochs)
        self.controller.pause()
        self.settle()

    def weights(self) -> dict[str, float]:
        return {edge.id: edge.weight.value for edge in self.content.network.edges}

    def texts(self) -> list[str]:
        stack = self.controller.undo_stack
        return [stack.text(index) for index in range(stack.count())]


def content(*widths: int, **training: object) -> Content:
    """Layers on x1 and x2, with XOR to learn."""
    return Content(
        network=Network(*layered(list(widths or (2, 4, 1)), ["x1", "x2"])),
        data=DataChoice(source="xor", count=100),
        training=replace(TrainingSpec(), **training),
    )


@pytest.fixture
def open_bench(qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def open_with(of: Content | None = None) -> Bench:
        bench = Bench(qtbot, of or content())
        benches.append(bench)
        bench.settle()
        return bench

    yield open_with
    for bench in benches:
        bench.controller.shutdown()
        bench.controller.deleteLater()


@pytest.fixture
def bench(open_bench: Callable[..., Bench]) -> Bench:
    return open_bench()


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
    while bench.controller.lowered.problem:  # epochs after the frame that the edit saw
        bench.controller.undo()
        bench.settle()
    bench.run(1)


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
    assert not rules.patience or frame.epoch == rules.patience
    assert bench.texts() == [f"Train {frame.epoch:,} Epoch{'s' * (frame.epoch > 1)}"]


def replace_stops(of: Content, rules: StopRules) -> Content:
    of.stops = rules
    return of


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


def runaway() -> Content:
    """Identity neurons at a far too large rate."""
    of = content(learning_rate=30.0)
    network = of.network
    for node in list(network.nodes):
        if not node.is_input:
            network.put_node(replace(node, activation="identity"))
    return of


def test_data_that_cannot_be_loaded_say_why_and_undo_helps(bench):
    table = Table("t.csv", ("a", "b"), np.zeros((3, 2)), ((), ()))
    wrong = DataChoice(source="table", table=table, inputs=("a",), target="c")
    before = bench.content.copy()
    bench.controller.train()
    bench.controller.do(edits.use_data("Open", wrong))
    bench.wait(lambda: not bench.controller.is_running)
    assert "no column" in bench.controller.data_error
    assert bench.controller.dataset is None
    while bench.controller.undo_stack.canUndo():
        bench.controller.undo()
        bench.settle()
    assert bench.content == before
    assert bench.controller.data_error == ""
    bench.run(1)


def test_much_data_come_from_another_thread_and_the_newest_choice_wins(bench, monkeypatch):
    monkeypatch.setattr(data_loader, "_FEW_POINTS", 50)
    loaded, go = [], threading.Event()
    real = data_loader.load

    def slow(choice):
        loaded.append(choice.source)
        assert go.wait(60)
        return real(choice)

    monkeypatch.setattr(data_loader, "load", slow)
    old = bench.controller.dataset
    for source in ("gauss", "spiral", "circle"):
        bench.controller.do(edits.change_data("Data", source=source))
        assert bench.controller.dataset is old
    bench.wait(lambda: loaded)
    assert not bench.controller.is_settled
    go.set()
    bench.settle()
    assert loaded == ["gauss", "circle"]
    np.testing.assert_array_equal(bench.controller.dataset.inputs, real(bench.content.data).inputs)
    bench.run(1)


def test_looking_elsewhere_right_after_undo_of_other_data_waits_for_the_drawing(bench):
    values = np.random.default_rng(0).normal(size=(30, 3))
    table = Table("t.csv", ("a", "b", "c"), values, ((), (), ()))
    bench.controller.do(edits.use_data("Open", DataChoice(source="table", table=table)))
    bench.settle()
    bench.controller.undo()
    assert bench.controller.dataset.columns == ("x1", "x2")
    bench.controller.show_needs({"regions": Need(("n1",), 20)})
    bench.settle()
    assert set(bench.controller.snapshot.fields["regions"].values) == {"n1"}


def test_data_for_which_there_is_no_memory_say_so(bench, monkeypatch):
    monkeypatch.setattr(data_loader, "_FEW_POINTS", 50)

    def too_much(*_):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(data_loader.Lowering, "lower", too_much)
        bench.controller.do(edits.change_data("Data", source="gauss"))
        bench.controller._link._loader._thread.join()
    bench.wait(lambda: bench.controller.is_settled)
    assert "not enough memory" in bench.controller.data_error
    bench.controller.undo()
    bench.settle()
    assert bench.controller.data_error == ""


def test_drawing_while_data_load_keeps_frames_and_drawing_together(bench, monkeypatch):
    monkeypatch.setattr(data_loader, "_FEW_POINTS", 50)
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 1)
    sizes = []
    bench.controller.snapshot_arrived.connect(
        lambda frame: sizes.append(len(frame.weights) - len(bench.content.network.edges))
    )
    bench.controller.do(edits.change_data("Data", source="gauss"))
    bench.controller.do(edits.place_neuron(0, 300))
    bench.controller.do(edits.remove([bench.content.network.outputs()[0].id]))
    bench.controller.undo()
    bench.wait(lambda: bench.controller.is_settled)
    bench.run(1)
    assert set(sizes) == {0}
    assert bench.controller.dataset.kind == "classes"


def test_a_network_that_cannot_be_compiled_is_refused_in_words(bench, monkeypatch):
    from playground.engine.errors import EngineError
    from playground.runtime import takeover

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
    from playground.engine.trainer import Trainer

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
from tests.app.test_controller import content
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
