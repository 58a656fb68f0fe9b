"""What the Cells view costs while a weight is dragged, and how soon the boundary follows.

`python -m tests.benchmarks.bench_cells` opens the real window on the three polygons, 2-10-3-8,
with Cells in view, drags one weight of a side 60 times a second as a slider does, and prints one
JSON object: milliseconds between frames (a frame is one repaint of the cells), milliseconds from
an edit to the end of the repaint that shows it, and how many edits were never shown because a
newer one overtook them. `--seconds S` and `--rounds N` say how long and how often;
`--platform xcb` needs a display, offscreen none.
"""

from __future__ import annotations

import math
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from playground.app.files.sources import open_source
from playground.app.main_window import MainWindow
from playground.document import edits
from tests.benchmarks.shown_window import live, main, of_rounds, shown_window

SIZE = (1280, 800)
EXAMPLE = "three-polygons"
EDIT_MILLISECONDS = 16


class Drag(QObject):
    """Drags the weight of one edge to and fro, and sees when each value is painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        network = window.controller.document.network
        self._controller = window.controller
        self._view = window.views.feeds["cells"].widget
        self._edge = next(iter(network.edges))
        self._row = [edge.id for edge in network.edges].index(self._edge.id)
        self._key = object()
        self._begun = time.perf_counter()
        self._edited: dict[float, float] = {}
        self.frames: list[float] = []
        self.delays: list[float] = []
        self.edits = 0
        self._nested = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(EDIT_MILLISECONDS)
        self._timer.timeout.connect(self._edit)
        self._view.chart.viewport().installEventFilter(self)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._view.chart.viewport().removeEventFilter(self)

    def clear(self) -> None:
        """Forget the warm-up."""
        self.frames.clear()
        self.delays.clear()
        self.edits = 0

    def _edit(self) -> None:
        now = time.perf_counter()
        value = self._edge.weight.value + 0.4 * math.sin(4.0 * (now - self._begun))
        self._edited[value] = now
        self.edits += 1
        self._controller.do(edits.set_weights({self._edge.id: value}, self._key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint or self._nested:
            return False
        # Sent once more from here, so that the painting is over when this returns.
        self._nested = True
        QCoreApplication.sendEvent(watched, event)
        self._nested = False
        now = time.perf_counter()
        self.frames.append(now)
        picture = self._view.picture
        if picture is not None:
            shown = picture.arrangement.request.network.edges[self._row].weight
            begun = self._edited.pop(shown, None)
            if begun is not None:
                self.delays.append(now - begun)
        return True


def drag_round(window: MainWindow, seconds: float) -> dict[str, float]:
    """Drag for some seconds, after a moment to warm up."""
    drag = Drag(window)
    drag.start()
    live(0.5)
    drag.clear()
    live(seconds)
    drag.stop()
    live(0.2)
    gaps, delays = 1000 * np.diff(drag.frames), 1000 * np.array(drag.delays)
    return {
        "frames_per_second": len(drag.frames) / seconds,
        "interval_p50_ms": float(np.percentile(gaps, 50)),
        "interval_p99_ms": float(np.percentile(gaps, 99)),
        "edit_to_boundary_p50_ms": float(np.percentile(delays, 50)),
        "edit_to_boundary_p99_ms": float(np.percentile(delays, 99)),
        "edits_overtaken": drag.edits - len(drag.delays),
        "edits": drag.edits,
    }


def measure(seconds: float, rounds: int) -> dict[str, object]:
    with shown_window(open_source(EXAMPLE).content, SIZE) as window:
        window.docks["Cells"].raise_()
        live(0.5)
        results = [drag_round(window, seconds) for _ in range(rounds)]
    return {
        "network": "2-10-3-8",
        "platform": QGuiApplication.platformName(),
        "window": f"{SIZE[0]}x{SIZE[1]}",
        "seconds": seconds,
        **of_rounds(results, digits=2),
    }


if __name__ == "__main__":
    main(measure, __doc__)
