"""The curve holds to its number of points and keeps what stands out."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.engine.snapshot import Metrics
from playground.runtime.curve import CAPACITY, CurveRecorder


def recorded(losses: np.ndarray) -> CurveRecorder:
    recorder = CurveRecorder()
    for epoch, loss in enumerate(losses.tolist()):
        recorder.append(epoch, Metrics(loss_train=loss, loss_test=-loss))
    return recorder


@given(st.integers(0, 2**32 - 1), st.integers(1, 3 * CAPACITY))
@settings(max_examples=8)
def test_extremes_first_and_last_stay(seed, count):
    rng = np.random.default_rng(seed)
    losses = rng.lognormal(0, 2, count)
    curve = recorded(losses).curve()
    assert len(curve.epochs) <= CAPACITY
    assert (np.diff(curve.epochs) > 0).all()
    assert curve.train.max() == losses.max()
    assert curve.train.min() == losses.min()
    assert curve.epochs[[0, -1]].tolist() == [0, count - 1]
    assert (losses[curve.epochs.astype(int)] == curve.train).all()
    assert (curve.test == -curve.train).all()


def test_the_fall_at_the_beginning_is_seen_after_many_epochs():
    count = 10 * CAPACITY
    losses = np.exp(-np.arange(count) / 500)
    curve = recorded(losses).curve()
    assert np.diff(curve.epochs).max() <= 8 * count / CAPACITY
    seen = np.interp(np.arange(count), curve.epochs, curve.train)
    assert np.abs(seen - losses).max() < 0.01


def test_missing_values_are_gaps():
    recorder = CurveRecorder()
    recorder.append(0, Metrics())
    curve = recorder.curve()
    assert np.isnan([curve.train[0], curve.test[0], curve.accuracy_train[0]]).all()


def test_cutting_keeps_what_came_before():
    recorder = recorded(np.arange(10.0))
    recorder.cut_after(6)
    assert recorder.curve().epochs.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert recorder.last_epoch == 6
    recorder.clear()
    assert recorder.last_epoch == 0
    assert len(recorder.curve().epochs) == 0


def test_a_curve_that_was_handed_out_stays_as_it_is():
    recorder = recorded(np.arange(3.0))
    curve = recorder.curve()
    recorder.cut_after(0)
    recorder.append(1, Metrics(loss_train=99.0))
    assert curve.train.tolist() == [0, 1, 2]
    assert not curve.train.flags.writeable
