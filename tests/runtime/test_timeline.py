"""Every moment of the history comes back bit for bit, whatever path training took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from playground.engine.spec import TrainingSpec
from playground.engine.state import TrainerState
from playground.engine.trainer import Trainer
from playground.runtime.history import HISTORY_BYTES
from playground.runtime.job import Job, Moment, Place
from playground.runtime.takeover import take_over
from playground.runtime.timeline import Timeline
from tests.engine.networks import random_dag
from tests.runtime.jobs import DATA, OTHER_DATA, job, perturbed, same_state

TRAININGS = st.builds(
    TrainingSpec,
    optimizer=st.sampled_from(["sgd", "momentum", "rmsprop", "adam"]),
    learning_rate=st.sampled_from([0.01, 0.3]),
    schedule=st.sampled_from(["constant", "inverse_time"]),
    schedule_epochs=st.just(2),
    batch_size=st.sampled_from([0, 1, 7, 10, 64]),
    remainder=st.sampled_from(["apply", "carry"]),
    shuffle=st.booleans(),
    regularization=st.sampled_from(["none", "l1"]),
    regularization_rate=st.just(0.1),
    dead_l1=st.booleans(),
    gradient_clip=st.sampled_from([0.0, 0.5]),
    step_gradient=st.just("surrogate"),
)
ACTIVATIONS = ("tanh", "relu", "sigmoid", "step", "identity")
MOVES = st.one_of(
    st.tuples(st.just("batches"), st.integers(1, 12)),
    st.tuples(st.just("samples"), st.integers(1, 23)),
    st.tuples(st.just("epochs"), st.integers(1, 4)),
    st.tuples(st.just("weight"), st.just(0)),
    st.tuples(st.just("rate"), st.integers(1, 9)),
    st.tuples(st.just("data"), st.just(0)),
    st.tuples(st.just("network"), st.integers(0, 5)),
)


class Walk:
    """Trains along a timeline as a session does, and notes the truth of every moment."""

    def __init__(self, first: Job, budget: int, dense: bool) -> None:
        self.dense = dense
        self.timeline = Timeline(budget)
        self.job = first
        self.trainer: Trainer = take_over(first, None)[0]
        self.timeline.start(self.trainer, first.origin)
        self.truth: dict[Place, TrainerState] = {}
        self.origins: dict[int, object] = {}
        self.note()

    def note(self) -> None:
        place = self.timeline.place(self.trainer)
        if place is not None:
            self.truth[place] = self.trainer.state()
            self.origins[place.segment] = self.job.origin

    def go(self, move: tuple[str, int]) -> None:
        kind, amount = move
        if kind in ("batches", "samples", "epochs"):
            self.timeline.go_on(self.trainer, self.job.origin)
            self.train(kind, amount)
        else:
            self.edit(kind, amount)

    def train(self, kind: str, amount: int) -> None:
        self.note()
        goal = self.trainer.epoch + amount
        for _ in range(10_000 if kind == "epochs" else amount):
            if self.trainer.divergence is not None or self.trainer.epoch == goal:
                break
            if kind == "samples":
                self.trainer.advance_samples(1)
                self.timeline.record(self.trainer, pinned=True)
            else:
                self.trainer.advance(1)
                self.timeline.follow(self.trainer)
                if self.dense:
                    self.timeline.record(self.trainer)
            self.note()
        self.timeline.record(self.trainer)

    def edit(self, kind: str, amount: int) -> None:
        old = self.timeline.here(self.trainer)
        changed: frozenset[str] = frozenset()
        new = self.job
        if kind == "weight" and new.network.edges:
            changed = frozenset({new.network.edges[0].id})
            new = replace(new, network=perturbed(new.network, self.trainer, 0.25))
        elif kind == "rate":
            new = replace(new, training=replace(new.training, learning_rate=amount / 20))
        elif kind == "data":
            new = replace(new, data=OTHER_DATA if new.data is DATA else DATA)
        elif kind == "network":
            new = replace(new, network=random_dag(amount, ACTIVATIONS, inputs=2, hidden=4))
        new = replace(new, changed=changed, fresh=False, origin=object())
        self.trainer, is_new = take_over(new, self.trainer)
        self.job = new
        if is_new:
            self.timeline.edit(old, self.trainer, new.origin)
        self.note()

    def state_at(self, place: Place) -> TrainerState:
        """What an own search finds; the present is left alone."""
        self.timeline.aim(place)
        arrived = None
        present = self.trainer
        before = present.state()
        for _ in range(10_000):
            arrived = self.timeline.move(present)
            if arrived is not None:
                break
        assert arrived is not None
        assert same_state(present.state(), before)
        self.trainer = arrived
        return arrived.state()


def walk_of(
    training: TrainingSpec,
    seed: int,
    moves: list[tuple[str, int]],
    budget: int = HISTORY_BYTES,
    dense: bool = False,
) -> Walk:
    network = random_dag(seed, ACTIVATIONS, inputs=2, hidden=4)
    walk = Walk(replace(job(network), training=training, origin=object()), budget, dense)
    for move in moves:
        walk.go(move)
    return walk


def weights_of(state: TrainerState) -> bytes:
    return state.parameters[state.node_count :].tobytes()


def sought(timeline: Timeline, wish: Callable[[], None]) -> Moment:
    wish()
    for _ in range(10_000):
        moment = timeline.search()
        if moment is not None:
            return moment
    raise AssertionError("nothing was found")


@given(TRAININGS, st.integers(0, 5), st.lists(MOVES, min_size=1, max_size=8), st.randoms())
@settings(max_examples=60)
def test_every_moment_comes_back_bit_for_bit(training, seed, moves, random):
    walk = walk_of(training, seed, moves)
    places = [place for place in walk.truth if walk.timeline.history.knows(place)]
    assert places
    for place in random.sample(places, min(12, len(places))):
        assert same_state(walk.state_at(place), walk.truth[place]), place


@given(TRAININGS, st.integers(0, 5), st.lists(MOVES, min_size=4, max_size=10), st.randoms())
@settings(max_examples=60)
def test_a_tiny_memory_forgets_but_never_errs(training, seed, moves, random):
    walk = walk_of(training, seed, moves, 60_000, dense=True)
    history = walk.timeline.history
    assert history.nbytes <= 60_000
    places = [place for place in walk.truth if history.knows(place)]
    assert history.newest in places
    for place in random.sample(places, min(12, len(places))):
        assert same_state(walk.state_at(place), walk.truth[place]), place


@given(TRAININGS, st.integers(0, 5), st.lists(MOVES, min_size=2, max_size=6), st.randoms())
@settings(max_examples=40)
def test_training_on_from_an_earlier_moment_makes_another_future(training, seed, moves, random):
    walk = walk_of(training, seed, moves)
    history = walk.timeline.history
    start = random.choice(sorted(place for place in walk.truth if history.knows(place)))
    future = [place for place in walk.truth if place > start]
    walk.state_at(start)
    assert all(history.knows(place) for place in future if place in walk.truth)
    segment = history.segment(start)
    walk.job = replace(
        walk.job, network=segment.network, training=segment.training, data=segment.data,
        origin=segment.origin,
    )  # fmt: skip
    at_end = walk.timeline.is_at_end(walk.trainer)
    for kind in ("epochs", "samples", "batches"):
        walk.go((kind, 2))
    assert at_end or not any(history.knows(place) for place in future)
    for place in sorted(place for place in walk.truth if history.knows(place))[-30:]:
        assert same_state(walk.state_at(place), walk.truth[place]), place


def test_the_present_branches_off_only_when_training_goes_on():
    walk = walk_of(TrainingSpec(learning_rate=0.3), 1, [("epochs", 6)])
    history = walk.timeline.history
    end = history.newest
    walk.state_at(Place(end.segment, 2, 0))
    walk.edit("rate", 1)
    assert walk.timeline.place(walk.trainer) is None
    assert history.newest == end
    walk.go(("epochs", 1))
    assert history.newest.position == (3, 0)
    assert not history.knows(end)
    assert history.knows(Place(end.segment, 2, 0))


def test_edits_that_only_change_values_share_one_network():
    walk = walk_of(TrainingSpec(), 1, [("epochs", 1)] + [("weight", 0)] * 50)
    history = walk.timeline.history
    one = history.nbytes
    walk.go(("weight", 0))
    items = len(walk.trainer.network.nodes) + len(walk.trainer.network.edges)
    assert history.nbytes - one < 4_000 + 16 * items


def test_what_a_moment_was_made_from_comes_back():
    walk = walk_of(TrainingSpec(), 1, [("epochs", 3), ("rate", 5), ("epochs", 3)])
    timeline = walk.timeline
    for number, epochs in enumerate((1.0, 5.0, 99.0), start=1):
        moment = sought(timeline, partial(timeline.seek, number, epochs))
        assert moment.request == number
        assert moment.origin is walk.origins[moment.place.segment]
        assert moment.weights.tobytes() == weights_of(walk.truth[moment.place])
        assert moment.place.epoch == min(epochs, 6)


def test_back_counts_from_what_is_sought():
    walk = walk_of(TrainingSpec(batch_size=10), 1, [("epochs", 3)])
    timeline, places = walk.timeline, []
    for unit in ("epoch", "batch", "sample", "sample", "batch", "epoch", "epoch", "epoch", "epoch"):
        moment = sought(timeline, partial(timeline.back, 1, walk.trainer, unit))
        places.append(moment.place.position)
    assert places == [
        (2, 0), (1, 30), (1, 29), (1, 28), (1, 20), (1, 0), (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip


def test_scrubbing_on_from_within_a_batch_takes_whole_batches_again():
    differ = 0
    for seed in range(10):
        walk = walk_of(TrainingSpec(batch_size=20, learning_rate=0.3), seed, [("epochs", 3)])
        timeline = walk.timeline
        sought(timeline, partial(timeline.seek, 1, 1.5))
        within = sought(timeline, partial(timeline.back, 2, walk.trainer, "sample"))
        assert within.place.position == (1, 19)
        later = sought(timeline, partial(timeline.seek, 3, 1.5))
        assert later.weights.tobytes() == weights_of(walk.truth[later.place])
        walk.state_at(within.place)
        walk.trainer.advance(1)
        differ += walk.trainer.weights().tobytes() != later.weights.tobytes()
    if not differ:
        pytest.skip("sums are rounded alike on this machine, so this shows nothing")
