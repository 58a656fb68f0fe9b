"""Other data while a drawing trains: from another thread, wrong, or too much."""

from __future__ import annotations

import threading

import numpy as np

from playground.app.data import loader as data_loader
from playground.app.viewpoint import Need
from playground.data.choice import DataChoice, Table
from playground.document import edits
from tests.app.controller_bench import bench, open_bench

__all__ = ["bench", "open_bench"]


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
