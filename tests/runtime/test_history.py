"""The history's memory: counted as it is, dense near now, never above its budget."""

from __future__ import annotations

import gc
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from playground.engine.state import TrainerState
from playground.runtime.history import History
from playground.runtime.job import Place
from playground.runtime.takeover import take_over
from tests.engine.networks import layered
from tests.runtime.jobs import job, perturbed

BUDGET = 300_000


def later(state: TrainerState, epoch: int) -> TrainerState:
    """A state of its own memory, some epochs later."""
    return replace(
        state,
        epoch=epoch,
        step=4 * epoch,
        parameters=state.parameters.copy(),
        dead=state.dead.copy(),
        slots=tuple(slot.copy() for slot in state.slots),
    )


def filled(epochs: int, budget: int = BUDGET) -> History:
    trainer, _ = take_over(job(layered(2, 8, 8, 1), optimizer="adam"), None)
    history = History(budget)
    history.begin(trainer, None)
    state = trainer.state()
    for epoch in range(1, epochs + 1):
        history.record(later(state, epoch))
        assert history.nbytes <= budget
    return history


def kept_epochs(history: History) -> list[int]:
    """The epochs that need no replay."""
    segment = history.segment(history.newest)
    last = history.newest.epoch
    kept = {segment.nearest((epoch, 0)).epoch for epoch in range(last + 1)}
    return sorted(kept)


@pytest.mark.parametrize("epochs", [50, 500, 5_000])
def test_gaps_grow_with_their_distance_from_now(epochs):
    history = filled(epochs)
    kept = np.array(kept_epochs(history))
    assert kept[0] == 0
    assert kept[-1] == epochs
    gaps, ages = np.diff(kept), epochs - kept[:-1]
    assert gaps[-1] == 1
    limit = 0 if epochs == 50 else 8 * np.log(epochs) * 3_000 / BUDGET
    assert (gaps <= 1 + limit * ages).all()


def test_everything_stays_reachable_however_thin_it_gets():
    history = filled(5_000)
    assert history.oldest.position == (0, 0)
    for epoch in (1, 17, 2_500, 4_999):
        place = history.find((epoch, 0))
        assert place.position == (epoch, 0)
        assert history.knows(place)


def test_no_more_checkpoints_are_kept_than_a_sweep_of_the_collector_should_pass():
    trainer, _ = take_over(job(layered(2, 8, 8, 1)), None)
    history = History(most=60)
    history.begin(trainer, None)
    state = trainer.state()
    for epoch in range(1, 1_000):
        history.record(later(state, epoch))
        assert len(history.segment(history.newest).checkpoints) <= 60
    gaps = np.diff(kept_epochs(history))
    assert history.oldest.position == (0, 0)
    assert len(gaps) > 30
    assert gaps[-1] == 1 < gaps[0]


def test_with_no_room_at_all_the_oldest_moments_go_first():
    history = filled(200, budget=60_000)
    trainer, _ = take_over(job(layered(2, 8, 8, 1)), None)
    for _ in range(60):
        history.begin(trainer, None)
        assert history.nbytes <= 60_000
    assert history.oldest > Place(0, 200, 0)
    assert history.find((0, 0)).segment >= history.oldest.segment


def test_a_single_state_beyond_the_budget_is_kept_all_the_same():
    history = filled(0, budget=10_000_000)
    history.budget = 1
    history.record(later(history.segment(history.newest).nearest((0, 0)), 1))
    assert history.newest.position == (1, 0)
    assert history.knows(history.newest)


def measured(fill: object) -> float:
    """Bytes that the filling really took, per byte that the history counted."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        history = fill()
        gc.collect()
        return (tracemalloc.get_traced_memory()[0] - before) / history.nbytes
    finally:
        tracemalloc.stop()


def test_states_are_counted_with_all_that_they_hold():
    assert 0.7 < measured(lambda: filled(2_000, budget=2**30)) < 1.3


def test_edits_are_counted_with_all_that_they_hold():
    def fill() -> History:
        first = job(layered(2, 8, 8, 1))
        trainer, _ = take_over(first, None)
        history = History()
        history.begin(trainer, None)
        for number in range(500):
            network = perturbed(first.network, trainer, 0.01)
            edges = frozenset({network.edges[0].id})
            edited = replace(first, revision=number, network=network, changed=edges, fresh=False)
            trainer, is_new = take_over(edited, trainer)
            assert is_new
            history.begin(trainer, tuple(network.edges[:1]) * len(network.edges))
        return history

    assert 0.4 < measured(fill) < 1.3


def test_samples_of_earlier_data_count_and_those_of_the_present_do_not():
    trainer, _ = take_over(job(), None)
    history = History()
    history.begin(trainer, None)
    one = history.nbytes
    big = replace(trainer.data, inputs_train=np.zeros((40, 2)), inputs_test=np.zeros((10**5, 2)),
                  targets_test=np.zeros((10**5, 1)))  # fmt: skip
    other, _ = take_over(replace(job(fresh=False), data=big, changed=frozenset()), trainer)
    history.begin(other, None)
    assert history.nbytes < one + 50_000
    history.begin(trainer, None)
    assert history.nbytes > 10**5 * 3 * 8
