"""Milliseconds a frame of the surface view costs, as it is while training; prints JSON.

A frame is a new field handed to the view and painted, or one field seen from a new side.
`python -m tests.benchmarks.bench_surface`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from playground.plots.plane.points import PointSet
from playground.plots.surface.camera import Camera
from playground.plots.surface.points import Targets
from playground.plots.surface.scale import Sheet
from playground.plots.surface.scene import SurfaceOptions
from playground.plots.surface.view import SurfaceView

PLANE = (-6.0, 6.0, -6.0, 6.0)
FRAMES = 60


def bend(size: int, turn: float, frequency: float) -> np.ndarray:
    """A landscape with a few hills, another for each turn."""
    places = -6 + 12 * (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(places, places)
    along = np.cos(turn) * x + np.sin(turn) * y
    values: np.ndarray = np.tanh(2 * np.sin(frequency * along) + 0.3 * x).astype(np.float32)
    return values


class Bench:
    """One view with frames to show."""

    def __init__(self, size: int, count: int, options: SurfaceOptions, width: int) -> None:
        self.view = SurfaceView()
        self.view.resize(width, round(1.3 * width))
        self.view.set_options(options)
        rng = np.random.default_rng(0)
        x, y = rng.uniform(-6, 6, (2, 500))
        labels = (x * y > 0).astype(float)
        points = PointSet(x, y, labels, "classes", ("no", "yes"), 250)
        self.view.set_points(Targets(points, 2 * labels - 1))
        self.frames = [
            tuple(
                Sheet(f"y{k}", bend(size, 0.02 * turn + 2.1 * k, 0.9), -1, 1, 0, k, count)
                for k in range(count)
            )
            for turn in range(FRAMES)
        ]
        self.canvas = QImage(self.view.size(), QImage.Format.Format_RGB32)
        self.view.show()
        QApplication.processEvents()

    def train(self, number: int) -> None:
        """Show another field."""
        self.view.show_sheets(self.frames[number], PLANE, "Output")
        self.paint()

    def turn(self, number: int) -> None:
        """See the same field from another side."""
        self.view.chart.set_camera(Camera(turn=0.05 * number))
        self.paint()

    def paint(self) -> None:
        painter = QPainter(self.canvas)
        self.view.chart.render(painter, QPoint())
        painter.end()


def timed(act: Callable[[int], None]) -> dict[str, float]:
    """Median and worst of the frames, the first few left out."""
    spent = []
    for number in range(FRAMES):
        start = time.perf_counter()
        act(number)
        spent.append(1000 * (time.perf_counter() - start))
    spent = spent[5:]
    return {"median_ms": round(float(np.median(spent)), 2), "worst_ms": round(max(spent), 2)}


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    plain, pointed = SurfaceOptions(), SurfaceOptions(points="targets")
    stacked, highest = SurfaceOptions(outputs="all"), SurfaceOptions(outputs="highest")
    report = {}
    for name, size, count, options, width in (
        ("41 x 41 in a dock", 41, 1, plain, 340),
        ("41 x 41 with 500 points", 41, 1, pointed, 340),
        ("41 x 41 at 700 pixels", 41, 1, plain, 700),
        ("81 x 81 in a dock", 81, 1, plain, 340),
        ("81 x 81 at 700 pixels", 81, 1, plain, 700),
        ("three stacked, 41 x 41", 41, 3, stacked, 340),
        ("ten stacked, 41 x 41", 41, 10, stacked, 340),
        ("highest of three, 41 x 41", 41, 3, highest, 340),
    ):
        bench = Bench(size, count, options, width)
        report[name] = {"training": timed(bench.train), "turning": timed(bench.turn)}
        bench.view.close()
    print(json.dumps(report, indent=1))
    del app


if __name__ == "__main__":
    main()
