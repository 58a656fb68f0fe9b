"""Earlier runs beside the present one: what is kept of each, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from playground.engine.snapshot import LossCurve
from playground.geometry.arrays import FloatArray
from playground.palette import Theme, class_color, mix
from playground.plots.loss.scale import LossScale
from playground.plots.numbers import format_number

# Those of classes, but for the yellow, which a thin line would not survive on white.
_COLORS = (*map(class_color, range(6)), "#8A6FD1", class_color(7))
MOST_RUNS = len(_COLORS)
_PALE = 0.35
_LIGHTER = 0.2
_REACH = 7.0


@dataclass(frozen=True, slots=True, eq=False)
class EarlierRun:
    """A finished run.

    Attributes
    ----------
    network, seed : what was trained, such as "2-4-1 tanh", as it was at the end.
    is_changed : whether it was another network or seed at the beginning.
    curve : its losses, thinned.
    color : index of its colour, 0 to MOST_RUNS - 1.
    """

    network: str
    seed: int
    is_changed: bool
    curve: LossCurve
    color: int

    @property
    def loss(self) -> str:
        """The training loss at the end."""
        return _number(self.curve.train)

    @property
    def label(self) -> str:
        """All that is to be said of it."""
        epochs = round(float(self.curve.epochs[-1]))
        changed = ", changed midway" if self.is_changed else ""
        test = f", test {_number(self.curve.test)}" if np.isfinite(self.curve.test).any() else ""
        return (
            f"{self.network}, seed {self.seed}, {epochs:,} epoch{'s' * (epochs != 1)}{changed}: "
            f"loss {self.loss}{test}"
        )


def short_labels(runs: tuple[EarlierRun, ...]) -> list[str]:
    """What tells each run from the others, and its loss at the end."""
    is_one = len({run.network for run in runs}) == 1
    names = [f"seed {run.seed}" if is_one else f"{run.network}, seed {run.seed}" for run in runs]
    return [f"{name}: {run.loss}" for name, run in zip(names, runs, strict=True)]


def run_color(run: EarlierRun, theme: Theme, is_lit: bool = False) -> QColor:
    """Paler than the present run, unless someone points at it."""
    color = _COLORS[run.color]
    if theme.is_dark:
        return QColor(mix(color, theme.text, 2 * _LIGHTER if is_lit else _LIGHTER))
    return QColor(color if is_lit else mix(color, theme.surface, _PALE))


class RunLines:
    """Thin lines of kept runs in a view box; one of them may be lit."""

    def __init__(self, box: pg.ViewBox) -> None:
        self.runs: tuple[EarlierRun, ...] = ()
        self.lines: list[pg.PlotCurveItem] = []
        self._box = box
        self._lit = -1

    @property
    def ends(self) -> list[float]:
        """The first and the last epoch of every run."""
        return [float(run.curve.epochs[end]) for run in self.runs for end in (0, -1)]

    def show(self, runs: tuple[EarlierRun, ...], scale: LossScale, theme: Theme) -> None:
        """Draw these and no others."""
        for line in self.lines:
            self._box.removeItem(line)
        self.runs, self._lit = runs, -1
        self.lines = [pg.PlotCurveItem(antialias=True) for _ in runs]
        for line in self.lines:
            line.setZValue(-1)
            self._box.addItem(line, ignoreBounds=True)
        self.rescale(scale)
        self.color(theme)

    def rescale(self, scale: LossScale) -> None:
        """Draw the losses at their heights on another scale."""
        for run, line in zip(self.runs, self.lines, strict=True):
            line.setData(run.curve.epochs, scale.heights(run.curve.train), connect="finite")

    def color(self, theme: Theme) -> None:
        for index, (run, line) in enumerate(zip(self.runs, self.lines, strict=True)):
            is_lit = index == self._lit
            pen = QPen(run_color(run, theme, is_lit), 2.4 if is_lit else 1.2)
            pen.setCosmetic(True)
            line.setPen(pen)

    def light(self, index: int, theme: Theme) -> None:
        """Have one stand out, -1 for none."""
        if index != self._lit:
            self._lit = index
            self.color(theme)

    def heights(self, scale: LossScale) -> list[FloatArray]:
        return [scale.heights(run.curve.train) for run in self.runs]

    def near(self, place: QPointF) -> int:
        """The run whose line passes a place in pixels of the view box, -1 for none."""
        to_pixels = self._box.childTransform()
        best, nearest = _REACH, -1
        for index, line in enumerate(self.lines):
            x, y = line.getData()
            if x is None or not len(x):
                continue
            x = x * to_pixels.m11() + to_pixels.dx()
            y = y * to_pixels.m22() + to_pixels.dy()
            if not x[0] - _REACH <= place.x() <= x[-1] + _REACH:
                continue
            # Within a few pixels a line may fall steeply: its distance, not its height there.
            close = np.abs(x - place.x()) <= 2 * _REACH
            heights = np.append(y[close], np.interp(place.x(), x, y))
            ways = np.append(x[close], place.x()) - place.x()
            distances = np.hypot(ways, heights - place.y())
            distance = float(np.nanmin(distances)) if not np.isnan(distances).all() else np.inf
            if distance < best:
                best, nearest = distance, index
        return nearest


def _number(losses: FloatArray) -> str:
    value = float(losses[-1])
    return format_number(value) if np.isfinite(value) else "–"
