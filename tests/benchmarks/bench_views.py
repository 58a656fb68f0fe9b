"""How smooth the window stays with everything in view while 2-8-8-1 trains flat out.

`python tests/benchmarks/bench_views.py` opens the real window with Regions, Surface and Loss side
by side and all thumbnails on the canvas, and prints one JSON object: frames a second and
milliseconds between them. A frame is one repaint of canvas, regions and surface from one
snapshot; it ends when the last of them has been painted. Loss is repainted a few times a second.
The goal is at least 30 frames a second, and 40 ms for 99 in 100 of the gaps.
`--seconds S`, `--rounds N` and `--platform` are those of bench_window.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_window import PaintClock, content, live, window_round
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget

from playground.app.application import make_application, make_window
from playground.app.main_window import MainWindow
from playground.app.settings import AppSettings
from playground.palette import LIGHT
from playground.plots.loss.chart import LossChart
from playground.plots.surface.chart import SurfaceChart

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
    app = make_application()
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, tempfile.mkdtemp(prefix="bench-")
    )
    window = make_window(AppSettings(), LIGHT, content())
    window.resize(*SIZE)
    window.show()
    live(0.5)
    side_by_side(window)
    loss = PaintClock({"loss": window.loss.findChild(LossChart).viewport()})
    clock = PaintClock(watched(window))
    results = []
    for _ in range(rounds):
        loss.clear()
        report = window_round(window.controller, clock, seconds)
        report["loss_paints"] = len(loss.times["loss"])
        report["loss_paint_ms"] = 1000 * median(loss.costs["loss"])
        results.append(report)
    window.documents.may_leave = lambda: True
    window.close()
    names = results[0]
    return {
        "network": "2-8-8-1",
        "points": 250,
        "in_view": ["canvas", "regions", "surface", "loss"],
        "platform": app.platformName(),
        "window": f"{SIZE[0]}x{SIZE[1]}",
        "seconds": seconds,
        "rounds": rounds,
        "median": {name: round(median(r[name] for r in results), 3) for name in names},
        "each": [{name: round(value, 3) for name, value in r.items()} for r in results],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--platform", default="offscreen", choices=("offscreen", "xcb"))
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = options.platform
    print(json.dumps(measure(options.seconds, options.rounds), indent=1))


if __name__ == "__main__":
    main()
