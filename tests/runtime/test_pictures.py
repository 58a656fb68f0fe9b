"""Pictures of a session: coarse while numbers change, sharp at rest, never taken twice."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.data.plane import plane_of
from playground.engine.field import NodeEvaluator
from playground.engine.snapshot import Field
from playground.runtime import pictures
from playground.runtime.pictures import Photographer
from playground.runtime.plane import FieldRequest, PictureRequest, make_grid, make_line
from playground.runtime.session import Session
from tests.engine.networks import layered
from tests.runtime.jobs import finish, job

DATASET, FEATURES = load(DataChoice(count=50)), ("x1", "x2")
BOUNDS = (-6.0, 6.0, -6.0, 6.0)
COARSE, SHARP = (make_grid(DATASET, FEATURES, BOUNDS, size) for size in (10, 30))
THUMBNAILS = make_grid(DATASET, FEATURES, BOUNDS, 8)


def request(*nodes: str) -> PictureRequest:
    return PictureRequest(THUMBNAILS, (FieldRequest("regions", nodes, COARSE, SHARP),))


@pytest.fixture
def session() -> Session:
    session = Session()
    session.load(job())
    session.show(request("2.0"))
    return session


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter:
    found: Counter = Counter()
    real = NodeEvaluator.evaluate

    def count(self, inputs, node_ids=None, out=None):
        found[len(inputs)] += 1
        return real(self, inputs, node_ids, out)

    monkeypatch.setattr(NodeEvaluator, "evaluate", count)
    return found


def shown(session: Session) -> Field:
    frame = session.snapshot()
    assert frame is not None
    return frame.fields["regions"]


def shape(session: Session) -> tuple[int, ...]:
    return shown(session).values["2.0"].shape


def test_a_picture_comes_at_once_and_sharpens_after_a_moment(session, monkeypatch):
    monkeypatch.setattr(pictures, "_CALM_SECONDS", 60.0)
    first = session.snapshot()
    assert first.is_busy
    assert shape(session) == (10, 10)
    assert session.run_slice() > 0, "it waits for what may follow"
    monkeypatch.setattr(pictures, "_CALM_SECONDS", 0.0)
    finish(session)
    assert shape(session) == (30, 30)
    assert not session.snapshot().is_busy
    assert not session.is_busy


def test_the_sharp_picture_shows_the_same_network(session):
    coarse = shown(session).values["2.0"]
    finish(session)
    np.testing.assert_allclose(shown(session).values["2.0"][1::3, 1::3], coarse, atol=1e-6)


def test_what_has_not_changed_is_not_computed_again(session, counted):
    finish(session)
    sharp = shown(session)
    counted.clear()
    session.show(request("2.0"))
    assert shown(session) is sharp
    assert not session.is_busy
    assert not counted


def test_training_has_coarse_pictures_and_rest_a_sharp_one(session):
    finish(session)
    session.play()
    session.run_slice()
    assert shape(session) == (10, 10)
    session.pause()
    assert shape(session) == (10, 10), "at first what is there already"
    finish(session)
    assert shape(session) == (30, 30)


@pytest.mark.parametrize("unit", ["epoch", "batch"])
def test_each_step_is_seen(session, unit):
    finish(session)
    before = shown(session).values["2.0"]
    session.step(unit)
    while session.status == "running":
        session.run_slice()
    finish(session)
    assert np.any(shown(session).values["2.0"] != before)


def test_other_values_are_seen_though_the_grids_are_the_same(session):
    finish(session)
    before = shown(session).values["2.0"]
    session.load(job(network=layered(2, 4, 1, seed=9), revision=2, fresh=False))
    assert shape(session) == (10, 10)
    finish(session)
    assert np.any(shown(session).values["2.0"] != before)


def test_fields_keep_to_their_names_nodes_and_grids(session):
    plane = plane_of(DATASET)
    line = make_line(DATASET, FEATURES, BOUNDS, 12, plane)
    session.show(
        PictureRequest(
            THUMBNAILS,
            (
                FieldRequest("outputs", ("1.0", "2.0", "gone"), COARSE, COARSE),
                FieldRequest("curve", ("2.0",), line, line),
                FieldRequest("empty", ("gone",), COARSE, SHARP),
            ),
        )
    )
    frame = session.snapshot()
    assert not frame.is_busy
    assert list(frame.fields) == ["outputs", "curve", "empty"]
    assert list(frame.fields["outputs"].values) == ["1.0", "2.0"]
    assert frame.fields["curve"].values["2.0"].shape == (1, 12)
    assert not frame.fields["empty"].values


def test_a_line_is_the_plane_where_the_second_axis_is_held(session):
    plane = plane_of(DATASET)
    y = plane.held[1]
    thin = make_grid(DATASET, FEATURES, (-6.0, 6.0, y - 1e-9, y + 1e-9), 12)
    line = make_line(DATASET, FEATURES, BOUNDS, 12, plane)
    np.testing.assert_allclose(line.inputs, thin.inputs[:12], atol=1e-8)


def test_after_an_error_nothing_is_tried_again():
    photographer = Photographer()
    session = Session()
    session.load(job())
    photographer.ask(request("2.0"))
    assert photographer.can_sharpen(session._trainer)
    photographer.give_up()
    assert not photographer.can_sharpen(session._trainer)
