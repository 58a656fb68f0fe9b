"""Frames of a drawing that is edited while nothing trains."""

from __future__ import annotations

import time
from dataclasses import replace

from tests.app.conftest import xor_content


def test_a_burst_of_frames_shows_the_scores_rarely_but_always_the_last(
    open_desk, monkeypatch
) -> None:
    desk = open_desk(xor_content())
    desk.settle()
    live, first = desk.window.live, desk.controller.snapshot
    shown: list[object] = []
    monkeypatch.setattr(desk.window.scores, "show_metrics", shown.append)
    frames = [replace(first, metrics=replace(first.metrics)) for _ in range(20)]
    for frame in frames:
        live.show_snapshot(frame)
    assert len(shown) < len(frames) // 2
    desk.wait(lambda: live.is_settled)
    assert shown[-1] is frames[-1].metrics


def test_what_was_put_off_is_not_shown_once_the_drawing_is_another(open_desk, monkeypatch) -> None:
    desk = open_desk(xor_content())
    live, first = desk.window.live, desk.controller.snapshot
    late = replace(first, metrics=replace(first.metrics))
    shown: list[object] = []
    monkeypatch.setattr(desk.window.scores, "show_metrics", shown.append)
    monkeypatch.setitem(live._due, live._show_scores, time.perf_counter() + 1000)
    live.show_snapshot(late)
    assert not live.is_settled
    # As after an edit whose frame is still to come.
    monkeypatch.setattr(desk.controller._link, "frame", None)
    live.show_document()
    assert live.is_settled
    live._catch_up()
    assert not any(metrics is late.metrics for metrics in shown)


def test_frames_a_second_count_from_the_start_of_the_run(open_desk, monkeypatch) -> None:
    desk = open_desk(xor_content())
    desk.settle()
    live, rested = desk.window.live, desk.controller.snapshot
    now = [time.perf_counter()]
    monkeypatch.setattr("playground.app.training.live.time.perf_counter", lambda: now[0])
    rates: list[float] = []
    monkeypatch.setattr(desk.window.transport, "show_state", lambda *state: rates.append(state[-1]))
    for status, pause in (("paused", 1.0), ("running", 10.0), *[("running", 0.02)] * 10):
        now[0] += pause
        live.show_snapshot(replace(rested, status=status))
        desk.controller.training_run.painted.emit()
    assert 45 < rates[-1] < 55


def test_at_rest_what_is_costly_follows_the_frame_one_at_a_time(open_desk, monkeypatch) -> None:
    desk = open_desk(xor_content())
    live, first = desk.window.live, desk.controller.snapshot
    shown: list[str] = []
    monkeypatch.setattr(desk.window.scores, "show_metrics", lambda *_: shown.append("scores"))
    monkeypatch.setattr(desk.window.loss, "show_curve", lambda *_: shown.append("curve"))
    live.show_snapshot(replace(first))
    assert not shown
    live._catch_up()
    assert len(shown) == 1
    assert not live.is_settled
    live._catch_up()
    assert sorted(shown) == ["curve", "scores"]
    assert live.is_settled
