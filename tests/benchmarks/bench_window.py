"""What training costs the window, and the window the training.

`python -m tests.benchmarks.bench_window` opens the real window on 2-8-8-1 with 250 points, trains
flat out and prints one JSON object: epochs a second beside the bare engine's in the same run
(losses of training and test points after every epoch in both), and milliseconds between frames.
A frame is one repaint of canvas and region view; it ends when the later of them has been painted.
`--seconds S` and `--rounds N` say how long each part lasts and how often they take turns;
`--platform xcb` needs a display, offscreen none.
"""

from __future__ import annotations

import time
from statistics import median

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from playground.app.controller import Controller
from playground.data.choice import DataChoice
from playground.document.content import Content
from playground.engine.snapshot import Snapshot
from playground.engine.trainer import Trainer
from playground.network.model import Network
from playground.network.templates import layered
from tests.benchmarks.shown_window import live, main, of_rounds, pause, shown_window

SIZE = (1280, 800)
WARM_UP_SECONDS = 0.7


class PaintClock(QObject):
    """When the painting of each watched widget ended, in seconds."""

    def __init__(self, widgets: dict[str, QWidget]) -> None:
        super().__init__()
        self.times: dict[str, list[float]] = {name: [] for name in widgets}
        self.costs: dict[str, list[float]] = {name: [] for name in widgets}
        self._names = {widget: name for name, widget in widgets.items()}
        self._nested = False
        for widget in widgets.values():
            widget.installEventFilter(self)

    def clear(self) -> None:
        for name in self.times:
            self.times[name].clear()
            self.costs[name].clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or self._nested:
            return False
        name, start = self._names[watched], time.perf_counter()
        # Sent once more from here, so that the painting is over when this returns.
        self._nested = True
        QCoreApplication.sendEvent(watched, event)
        self._nested = False
        end = time.perf_counter()
        self.times[name].append(end)
        self.costs[name].append(end - start)
        return True


def content() -> Content:
    """2-8-8-1 on 250 points, half of them for training."""
    network = Network(*layered([2, 8, 8, 1], ["x1", "x2"]))
    return Content(network=network, data=DataChoice(source="circle", count=250, noise=10.0))


def bare_rate(controller: Controller, seconds: float) -> float:
    """Epochs a second of the engine alone, losses included."""
    lowered = controller.lowered
    trainer = Trainer(lowered.network, lowered.training, lowered.data)
    epochs, start = 0, time.perf_counter()
    while (now := time.perf_counter()) - start < seconds:
        trainer.advance(1_000_000)
        trainer.evaluate_losses()
        epochs += 1
    return epochs / (now - start)


def frame_ends(times: dict[str, list[float]]) -> list[float]:
    """For every frame the time at which the later of its two paints ended.

    A view that is painted again before the other one is painted counts once.
    """
    events = sorted((at, name) for name, ats in times.items() for at in ats)
    ends, seen = [], set()
    for at, name in events:
        seen.add(name)
        if len(seen) == len(times):
            ends.append(at)
            seen.clear()
    return ends


def window_round(controller: Controller, clock: PaintClock, seconds: float) -> dict[str, float]:
    """Train with the window open, and see how often and how evenly it is painted."""
    controller.train()
    live(WARM_UP_SECONDS)
    clock.clear()
    snapshots: list[Snapshot] = []
    controller.snapshot_arrived.connect(snapshots.append)
    live(seconds)
    controller.snapshot_arrived.disconnect(snapshots.append)
    ends = frame_ends(clock.times)
    gaps = 1000 * np.diff(ends)
    first, last = snapshots[0].epoch, snapshots[-1].epoch
    report = {
        "epochs_per_second": (last - first) / seconds,
        "frames_per_second": len(ends) / seconds,
        "interval_p50_ms": float(np.percentile(gaps, 50)),
        "interval_p99_ms": float(np.percentile(gaps, 99)),
        "interval_max_ms": float(gaps.max()),
    }
    for name, ats in clock.times.items():
        report[f"{name}_paints_per_frame"] = len(ats) / len(snapshots)
        report[f"{name}_paint_ms"] = 1000 * median(clock.costs[name])
    pause(controller)
    return report


def measure(seconds: float, rounds: int) -> dict[str, object]:
    results = []
    with shown_window(content(), SIZE) as window:
        region = window.region.chart.viewport()
        clock = PaintClock({"canvas": window.canvas.viewport(), "region": region})
        for _ in range(rounds):
            # Half of it before and half after, as machines change their speed meanwhile.
            before = bare_rate(window.controller, seconds / 2)
            report = window_round(window.controller, clock, seconds)
            bare = (before + bare_rate(window.controller, seconds / 2)) / 2
            ratio = report["epochs_per_second"] / bare
            results.append({"bare_epochs_per_second": bare, "ratio": ratio} | report)
    return {
        "network": "2-8-8-1",
        "points": 250,
        "platform": QGuiApplication.platformName(),
        "window": f"{SIZE[0]}x{SIZE[1]}",
        "seconds": seconds,
        "rounds": rounds,
        **of_rounds(results, digits=3),
    }


if __name__ == "__main__":
    main(measure, __doc__)
