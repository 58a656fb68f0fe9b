"""How smooth the window stays with everything in view while 2-8-8-1 trains flat out.

`python -m tests.benchmarks.bench_views` opens the real window with Regions, Surface and Loss side
by side and all thumbnails on the canvas, and prints one JSON object: frames a second and
milliseconds between them. A frame is one repaint of canvas, regions and surface from one
snapshot; it ends when the last of them has been painted. Loss is repainted a few times a second.
The goal is at least 30 frames a second, and 40 ms for 99 in 100 of the gaps.
`--seconds S`, `--rounds N` and `--platform` are those of bench_window.
"""

from __future__ import annotations

from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from playground.app.main_window import MainWindow
from playground.plots.loss.chart import LossChart
from playground.plots.surface.chart import SurfaceChart
from tests.benchmarks.bench_window import PaintClock, content, window_round
from tests.benchmarks.shown_window import live, main, of_rounds, shown_window

SIZE = (1600, 900)


def side_by_side(window: MainWindow) -> None:
    """Regions, Surface and Loss, all in sight."""
    area, across = Qt.DockWidgetArea.RightDockWidgetArea, Qt.Orientation.Horizontal
    window.addDockWidget(area, window.docks["Surface"], across)
    window.raise_view("regions")
    window.raise_view("surface")
    live(0.5)
    hidden = [name for name in ("regions", "surface") if not window.views.is_in_sight(name)]
    assert not hidden, f"{hidden} can't be seen"


def watched(window: MainWindow) -> dict[str, QWidget]:
    """What makes up a frame."""
    return {
        "canvas": window.canvas.viewport(),
        "region": window.region.chart.viewport(),
        "surface": window.views.feeds["surface"].widget.findChild(SurfaceChart),
    }


def measure(seconds: float, rounds: int) -> dict[str, object]:
    results = []
    with shown_window(content(), SIZE) as window:
        side_by_side(window)
        loss = PaintClock({"loss": window.loss.findChild(LossChart).viewport()})
        clock = PaintClock(watched(window))
        for _ in range(rounds):
            loss.clear()
            report = window_round(window.controller, clock, seconds)
            report["loss_paints"] = len(loss.times["loss"])
            report["loss_paint_ms"] = 1000 * median(loss.costs["loss"])
            results.append(report)
    return {
        "network": "2-8-8-1",
        "points": 250,
        "in_view": ["canvas", "regions", "surface", "loss"],
        "platform": QGuiApplication.platformName(),
        "window": f"{SIZE[0]}x{SIZE[1]}",
        "seconds": seconds,
        "rounds": rounds,
        **of_rounds(results, digits=3),
    }


if __name__ == "__main__":
    main(measure, __doc__)
