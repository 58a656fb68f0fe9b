"""The worker thread and the window's end of it, with a real thread and event loop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from playground.data.choice import DataChoice
from playground.data.load import load
from playground.runtime import training_run
from playground.runtime.job import Job, Moment
from playground.runtime.mailbox import Mailbox
from playground.runtime.pictures import Frame
from playground.runtime.plane import FieldRequest, PictureRequest, make_grid, point_inputs
from playground.runtime.session import Session
from playground.runtime.training_run import TrainingRun
from playground.runtime.worker import Failure, Worker
from tests.engine.networks import layered
from tests.runtime.jobs import job

PATIENCE = 60_000
BOUNDS = (-6.0, 6.0, -6.0, 6.0)


class Post:
    """A training run and all that came from it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.run = TrainingRun()
        self.frames: list[Frame] = []
        self.moments: list[Moment] = []
        self.failures: list[str] = []
        self.run.arrived.connect(self.frames.append)
        self.run.found.connect(self.moments.append)
        self.run.failed.connect(self.failures.append)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> Frame:
        self.wait(lambda: self.run.is_settled)
        return self.frames[-1]

    def edit(self, **fields: object) -> Job:
        """Load the job as an edit that changes no values by hand."""
        edited = replace(job(revision=self.run.revision + 1, **fields), fresh=False,
                         changed=frozenset())  # fmt: skip
        self.run.load(edited)
        return edited


@pytest.fixture
def post(qtbot: QtBot) -> Iterator[Post]:
    post = Post(qtbot)
    post.run.load(job())
    post.settle()
    yield post
    post.run.shutdown()
    post.run.deleteLater()


def test_of_the_letters_the_newest_is_read_and_once():
    box: Mailbox[int] = Mailbox()
    assert box.take() is None
    for letter in range(5):
        box.put(letter)
    assert (box.take(), box.take()) == (4, None)


def test_play_and_pause(post):
    post.run.play()
    assert post.run.is_running
    post.wait(lambda: post.frames[-1].epoch > 2)
    assert post.frames[-1].status == "running"
    post.run.pause()
    last = post.settle()
    assert (last.status, post.run.is_running) == ("paused", False)
    count = len(post.frames)
    post.qtbot.wait(60)
    assert len(post.frames) == count


def test_a_pause_and_a_play_at_once_end_running(post):
    post.run.play()
    post.run.pause()
    post.run.play()
    post.wait(lambda: post.frames[-1].epoch > 2 and post.frames[-1].status == "running")
    assert post.run.is_running
    post.run.pause()
    post.settle()


def test_an_older_frame_does_not_end_a_run_that_was_just_ordered(post):
    for _ in range(20):
        post.run.show(request_for(("1.0",)))
        post.run.play()
        assert post.run.is_running
        post.run.poll()
        assert post.run.is_running
        post.run.pause()
        post.settle()


def test_frames_of_an_older_job_are_dropped(post):
    post.run.play()
    post.wait(lambda: post.frames[-1].epoch > 2)
    post.frames.clear()
    for size in (3, 4, 5, 6):
        post.edit(network=layered(2, size, 1))
    post.wait(lambda: post.frames)
    assert {frame.revision for frame in post.frames} == {post.run.revision}
    assert len(post.frames[0].weights) == 18
    post.run.pause()
    post.settle()


def test_no_frame_comes_while_another_job_is_awaited(post):
    post.run.await_job()
    count = len(post.frames)
    post.run.play()
    post.qtbot.wait(60)
    assert len(post.frames) == count
    post.run.pause()
    post.edit()
    assert post.settle().status == "paused"


def test_training_survives_edits_and_goes_on(post):
    post.run.play()
    for number in range(10):
        epoch = post.frames[-1].epoch
        post.edit(learning_rate=0.1 + number / 100)
        post.wait(lambda epoch=epoch: post.frames[-1].epoch > epoch)
    assert post.run.is_running
    post.run.pause()
    post.settle()


def test_what_is_sought_comes_once_and_only_the_newest(post):
    post.run.play()
    post.wait(lambda: post.frames[-1].epoch > 60)
    post.run.pause()
    end = post.settle()
    for epoch in (1, 50, 3, 20):
        post.run.seek(epoch)
    assert post.run.is_seeking
    after = post.settle()
    assert [moment.place.epoch for moment in post.moments] == [20]
    assert after.weights.tobytes() == end.weights.tobytes()
    post.run.seek(5)
    post.run.forget_search()
    post.settle()
    assert len(post.moments) == 1


def test_a_moment_that_is_loaded_is_the_present(post):
    for _ in range(3):
        post.run.step("epoch")
        post.settle()
    post.run.back("epoch")
    post.settle()
    moment = post.moments[-1]
    network = job().network
    nodes = tuple(
        replace(n, bias=float(b)) for n, b in zip(network.nodes, moment.biases, strict=True)
    )
    edges = tuple(
        replace(e, weight=float(w)) for e, w in zip(network.edges, moment.weights, strict=True)
    )
    then = replace(network, nodes=nodes, edges=edges)
    post.run.load(replace(job(then, 9), fresh=False, place=moment.place, epoch=2))
    post.run.revision = 9
    frame = post.settle()
    assert (frame.place, frame.newest) == (moment.place, 3.0)
    assert frame.weights.tobytes() == moment.weights.tobytes()


def test_failures_are_told_and_never_overtaken_by_pictures(post):
    post.run.seek(1)
    bad = replace(job(revision=2), fresh=False, data=None)  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        hooked: list[object] = []
        patch.setattr(threading, "excepthook", hooked.append)
        post.run.load(bad)
        post.run.show(request_for(()))
        post.wait(lambda: post.failures)
        post.wait(lambda: not post.run.is_seeking)
    assert "error of the program" in post.failures[0]
    assert len(hooked) == 1
    post.edit()
    assert post.settle().status == "paused"


def request_for(nodes: tuple[str, ...]) -> PictureRequest:
    dataset, features = load(DataChoice(count=50)), ("x1", "x2")
    return PictureRequest(
        make_grid(dataset, features, BOUNDS, 8),
        (
            FieldRequest(
                "regions", nodes, *(make_grid(dataset, features, BOUNDS, s) for s in (16, 16))
            ),
        ),
        point_inputs(dataset, features, 1.0, 2.0),
    )


def test_pictures_show_all_nodes_coarsely_some_finely_and_one_point(post):
    post.run.show(request_for(("2.0", "gone")))
    frame = post.settle()
    assert frame.thumbnails.values.keys() == {node.id for node in job().network.nodes}
    assert {values.shape for values in frame.thumbnails.values.values()} == {(8, 8)}
    assert {key: v.shape for key, v in frame.fields["regions"].values.items()} == {"2.0": (16, 16)}
    assert frame.point.a[:2].tolist() == [1.0, 2.0]
    low, high = frame.thumbnails.values["0.0"][0, [0, -1]]
    assert low < 0 < high


def test_pictures_wait_for_the_grids_of_other_inputs(post):
    post.run.show(request_for(()))
    post.settle()
    post.edit(network=layered(1, 3, 1))
    frame = post.settle()
    assert (frame.thumbnails, frame.fields, frame.point) == (None, {}, None)


def test_the_worker_waits_at_the_gate_but_not_for_ever():
    worker = Worker()
    worker.start()
    try:
        worker.order(1, lambda session: session.load(job()))
        worker.gate.clear()
        worker.order(2, Session.play)
        deadline = time.monotonic() + 30
        frame = None
        while (frame is None or frame.step == 0) and time.monotonic() < deadline:
            worker.want_picture()
            time.sleep(0.01)
            frame = worker.mailbox.take() or frame
        assert frame is not None
        assert frame.step > 0
    finally:
        worker.stop()
    assert not worker.is_alive()


def test_a_thread_that_was_stopped_obeys_no_more():
    worker = Worker()
    worker.start()
    worker.order(1, lambda session: session.load(job()))
    worker.order(2, Session.play)
    worker.stop()
    worker.order(3, Session.pause)
    assert not worker.is_alive()


def test_what_cannot_be_shown_is_answered_all_the_same():
    worker = Worker()
    worker.start()
    try:
        worker.order(7, Session.play)
        deadline = time.monotonic() + 30
        while not worker.letters and time.monotonic() < deadline:
            time.sleep(0.005)
        assert worker.letters.popleft() == Failure(7, "")
    finally:
        worker.stop()


def test_a_quick_answer_at_rest_is_there_once_it_was_waited_for(post, monkeypatch):
    monkeypatch.setattr(training_run, "_QUICK_SECONDS", 3600)
    monkeypatch.setattr(training_run, "_LONGEST_WAIT", 60)
    told = len(post.frames)
    revision = post.edit().revision
    post.run.await_answer()
    assert len(post.frames) == told
    post.run.poll()
    assert [frame.revision for frame in post.frames[told:]] == [revision]


def test_neither_a_slow_answer_nor_a_training_is_waited_for(post, monkeypatch):
    monkeypatch.setattr(training_run, "_LONGEST_WAIT", 3600)
    monkeypatch.setattr(training_run, "_QUICK_SECONDS", 0)
    post.edit()
    post.run.await_answer()
    monkeypatch.setattr(training_run, "_QUICK_SECONDS", 3600)
    post.run.play()
    post.run.await_answer()
    post.run.pause()
    post.settle()


def test_who_waits_for_a_thread_with_orders_left_goes_on_waiting():
    worker = Worker()
    held, goes = threading.Event(), threading.Event()
    worker.start()
    try:
        worker.order(1, lambda session: session.load(job()))
        worker.order(2, lambda session: (held.set(), goes.wait(30)))
        assert held.wait(30)
        worker.order(3, Session.pause)
        assert not worker.answered.is_set()
        goes.set()
        assert worker.answered.wait(30)
        assert worker.mailbox.take().request == 3
    finally:
        goes.set()
        worker.stop()


def test_what_may_follow_a_frame_comes_after_it(post):
    post.edit(network=layered(2, 3, 1))
    post.settle()
    post.wait(post.run._worker.gate.is_set)
    order: list[str] = []
    post.run.arrived.connect(lambda frame: order.append("arrived"))
    post.run.painted.connect(lambda: order.append("painted"))
    post.run.play()
    post.wait(lambda: order.count("painted") >= 3)
    assert order[:6] == ["arrived", "painted"] * 3
