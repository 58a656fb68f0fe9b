"""Going back and forth in the time of training: one undoable edit, across other edits too."""

from __future__ import annotations

import numpy as np
import pytest

from playground.app.data import loader as data_loader
from playground.document import edits
from tests.app.controller_bench import Bench, content, open_bench, runaway

__all__ = ["open_bench"]


def train_epochs(bench: Bench, count: int) -> None:
    for _ in range(count):
        bench.controller.step("epoch")
        bench.settle()


@pytest.fixture
def bench(open_bench):
    return open_bench(content(optimizer="momentum"))


def test_back_is_one_step_that_undo_takes_back(bench):
    train_epochs(bench, 3)
    end = bench.content.copy()
    bench.controller.back("epoch")
    bench.settle()
    assert bench.content.epoch == 2
    assert bench.texts()[-1] == "Go to Epoch 2"
    bench.controller.undo()
    bench.settle()
    assert bench.content == end


@pytest.mark.parametrize("unit", ["epoch", "batch", "sample"])
def test_back_and_the_same_steps_again_end_at_the_same_weights(bench, unit):
    train_epochs(bench, 2)
    for _ in range(3):
        bench.controller.step(unit)
        bench.settle()
    frame = bench.controller.snapshot
    end, place = bench.weights(), frame.position
    for _ in range(3):
        bench.controller.back(unit)
        bench.settle()
    assert bench.controller.snapshot.position == 2.0
    for _ in range(3):
        bench.controller.step(unit)
        bench.settle()
    assert bench.controller.snapshot.position == place
    assert bench.weights() == end


def test_back_several_times_at_once_counts_each(bench):
    train_epochs(bench, 5)
    for _ in range(3):
        bench.controller.back("epoch")
    bench.settle()
    assert bench.content.epoch == 2
    for _ in range(9):
        bench.controller.back("epoch")
    bench.settle()
    assert bench.content.epoch == 0


def test_a_scrub_is_one_step_and_goes_both_ways(bench):
    start = bench.content.copy()
    weights = [bench.weights()]
    for _ in range(6):
        train_epochs(bench, 1)
        weights.append(bench.weights())
    end = bench.content.copy()
    steps = len(bench.texts())
    key = object()
    for epoch in (4, 1, 5, 0, 3):
        bench.controller.seek(epoch, key)
        bench.settle()
        assert bench.weights() == weights[epoch]
    assert bench.texts()[steps:] == ["Go to Epoch 3"]
    timeline = bench.controller.timeline
    assert (timeline.oldest, timeline.position, timeline.newest) == (0, 3, 6)
    bench.controller.undo()
    bench.settle()
    assert bench.content == end
    bench.controller.seek(0)
    bench.settle()
    assert bench.weights() == {e.id: e.weight.value for e in start.network.edges}


def test_the_future_stays_until_training_goes_on(bench):
    train_epochs(bench, 6)
    bench.controller.seek(2)
    bench.settle()
    assert bench.controller.snapshot.curve.epochs.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert bench.controller.timeline.newest == 6
    train_epochs(bench, 1)
    assert bench.controller.snapshot.curve.epochs.tolist() == [0, 1, 2, 3]
    assert bench.controller.timeline.newest == 3


def test_training_on_from_an_earlier_moment_is_the_same_training(bench):
    train_epochs(bench, 6)
    end = bench.weights()
    curve = bench.controller.snapshot.curve.train.tolist()
    bench.controller.seek(2)
    bench.controller.step("epoch")  # asked before the moment is found
    bench.settle()
    assert bench.content.epoch == 3
    train_epochs(bench, 3)
    assert bench.weights() == end
    assert bench.controller.snapshot.curve.train.tolist() == curve


def test_seeking_while_it_trains_pauses_and_keeps_the_run_as_a_step(bench):
    bench.controller.train()
    bench.wait(lambda: bench.epoch > 10)
    bench.controller.seek(5)
    bench.settle()
    assert not bench.controller.is_running
    assert bench.content.epoch == 5
    run, there = bench.texts()
    assert run.startswith("Train ")
    assert there == "Go to Epoch 5"
    bench.controller.undo()
    bench.settle()
    assert bench.content.epoch > 10


def test_the_drawing_and_the_settings_of_then_come_back(bench):
    train_epochs(bench, 2)
    then = bench.content.copy()
    hidden = next(
        n for n in bench.content.network.nodes if bench.content.network.role(n.id) == "hidden"
    )
    bench.controller.do(edits.remove([hidden.id]))
    bench.controller.do(edits.change_field("Rate", "training", learning_rate=0.5))
    train_epochs(bench, 2)
    bench.controller.do(edits.place_neuron(10, 10))
    moved = next(iter(bench.content.network.nodes)).id
    bench.controller.do(edits.move({moved: (-500.0, 3.0)}))
    bench.controller.do(edits.change_data("Data", source="gauss"))
    train_epochs(bench, 2)
    now = bench.content.copy()

    bench.controller.seek(1)
    bench.settle()
    network = bench.content.network
    assert set(network.nodes.keys()) == set(then.network.nodes.keys())
    assert set(network.edges.keys()) == set(then.network.edges.keys())
    assert bench.content.training == then.training
    assert bench.content.data == then.data
    assert network.nodes[moved].x == -500.0  # where a node lies has no part in training
    bench.controller.seek(3)
    bench.settle()
    assert hidden.id not in bench.content.network.nodes
    assert bench.content.training.learning_rate == 0.5
    assert bench.content.data.source == "xor"
    bench.controller.seek(99)
    bench.settle()
    assert bench.content.network == now.network
    for _ in range(3):
        bench.controller.undo()
        bench.settle()
    assert bench.content == now


def test_training_on_across_an_edit_uses_the_settings_of_then(bench):
    train_epochs(bench, 4)
    twin = bench.weights()
    bench.controller.seek(2)
    bench.settle()
    bench.controller.seek(4)
    bench.settle()
    bench.controller.do(edits.change_field("Rate", "training", learning_rate=0.5, optimizer="adam"))
    train_epochs(bench, 2)
    bench.controller.seek(2)
    bench.settle()
    train_epochs(bench, 2)
    assert bench.weights() == twin
    assert bench.content.training.optimizer == "momentum"


def test_an_edit_of_an_earlier_moment_keeps_the_future_until_it_is_trained_on(bench):
    train_epochs(bench, 5)
    end = bench.content.copy()
    bench.controller.seek(2)
    bench.settle()
    edge = next(iter(bench.content.network.edges)).id
    bench.controller.do(edits.set_weights({edge: 0.125}))
    bench.settle()
    assert bench.controller.timeline.newest == 5
    bench.controller.undo()
    bench.controller.undo()
    bench.settle()
    assert bench.content == end
    train_epochs(bench, 1)
    assert bench.controller.timeline.newest == 6


def test_a_typed_weight_keeps_its_text_through_time(bench):
    edge = next(iter(bench.content.network.edges)).id
    bench.controller.do(edits.type_weight([edge], "1/3"))
    bench.controller.do(edits.set_locked([edge], True))
    typed = bench.content.network.edges[edge].weight
    assert typed.text
    train_epochs(bench, 3)
    bench.controller.back("epoch")
    bench.settle()
    assert bench.content.network.edges[edge].weight == typed


def test_reset_after_going_back_finds_the_first_weights(bench):
    first = bench.weights()
    train_epochs(bench, 3)
    bench.controller.back("epoch")
    bench.settle()
    bench.controller.reset()
    bench.settle()
    assert bench.weights() == first
    assert (bench.controller.timeline.oldest, bench.controller.timeline.newest) == (0, 0)


def test_time_begins_anew_with_another_document(bench):
    train_epochs(bench, 3)
    bench.controller.seek(1)
    bench.controller.replace(content(2, 3, 1))
    bench.settle()
    timeline = bench.controller.timeline
    assert (timeline.oldest, timeline.position, timeline.newest) == (0, 0, 0)
    bench.controller.back("epoch")
    bench.settle()
    assert bench.texts() == []


def test_an_edit_replaces_a_search_that_is_under_way(bench):
    train_epochs(bench, 3)
    edge = next(iter(bench.content.network.edges)).id
    bench.controller.seek(1)
    bench.controller.do(edits.set_weights({edge: 0.125}))
    bench.settle()
    assert bench.content.epoch == 3
    assert bench.weights()[edge] == 0.125
    bench.controller.seek(1)
    bench.controller.undo()
    bench.settle()
    assert bench.content.epoch == 3
    assert bench.weights()[edge] != 0.125


def test_after_running_away_one_click_leads_to_the_last_good_epoch(open_bench):
    bench = open_bench(runaway())
    bench.controller.do(edits.change_field("Rate", "training", learning_rate=0.001))
    train_epochs(bench, 3)
    good = bench.content.copy()
    bench.controller.do(edits.change_field("Rate", "training", learning_rate=1e6))
    bench.controller.train()
    bench.wait(lambda: bench.controller.snapshot and not bench.controller.is_running)
    bench.settle()
    assert bench.controller.snapshot.divergence is not None
    bench.controller.return_to_last_good()
    bench.settle()
    frame = bench.controller.snapshot
    assert frame.divergence is None
    assert frame.status == "paused"
    assert frame.epoch >= good.epoch
    assert frame.position == frame.epoch
    assert np.isfinite(frame.metrics.loss_train)
    assert np.isfinite(frame.weights).all()
    assert bench.texts()[-1].startswith("Go to Epoch ")
    bench.controller.undo()
    bench.settle()


def test_other_data_load_again_on_the_way_back(bench, monkeypatch):
    monkeypatch.setattr(data_loader, "_FEW_POINTS", 50)
    train_epochs(bench, 2)
    points = bench.controller.dataset.inputs
    bench.controller.do(edits.change_data("Data", source="gauss", count=60))
    bench.settle()
    train_epochs(bench, 2)
    end = bench.weights()
    bench.controller.seek(1)
    bench.settle()
    assert bench.content.data.source == "xor"
    np.testing.assert_array_equal(bench.controller.dataset.inputs, points)
    bench.controller.undo()
    bench.settle()
    assert bench.content.data.source == "gauss"
    assert bench.weights() == end
    train_epochs(bench, 1)
