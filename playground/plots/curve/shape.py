"""What a curve view is given to draw, and how high its picture has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from playground.data.class_words import class_words
from playground.data.dataset import Kind
from playground.geometry.arrays import FloatArray
from playground.plots.numbers import format_number

Rule = Literal["none", "threshold", "highest"]

HUGE = 1e30
_PADDING = 0.12
_ROOMY = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class CurveLine:
    """One node's answers along the axis; `values` are (n,) at the middles of n equal cells."""

    name: str
    color: str
    values: FloatArray
    is_output: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """The lines of one moment.

    Attributes
    ----------
    x0, x1 : the stretch of the axis that the samples divide.
    lines : the outputs first, in the order of their targets.
    rule : how the outputs are read: numbers as they are, one against `threshold`, or the highest.
    classes : names of the classes, in the order of the bands; () for numbers.
    colors : their colours.
    answers : the label of points that each band is right for; () for none.
    """

    x0: float
    x1: float
    lines: tuple[CurveLine, ...]
    rule: Rule = "none"
    threshold: float = 0.0
    classes: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()

    @property
    def outputs(self) -> tuple[CurveLine, ...]:
        return tuple(line for line in self.lines if line.is_output)

    @property
    def x(self) -> FloatArray:
        """(n,) places of the samples."""
        count = len(self.lines[0].values) if self.lines else 0
        return self.x0 + (self.x1 - self.x0) * (np.arange(count) + 0.5) / max(1, count)


@dataclass(frozen=True, slots=True, eq=False)
class CurvePoints:
    """The data along the axis, training points first.

    `heights` are (N,) target values, None where each class has a row under the curves.
    `strength` is given where the points lie beside a cut, (N,) 1 on it and towards 0 farther off:
    these are drawn paler, and none is called wrong, for the curves are not what is answered there.
    """

    x: FloatArray
    labels: FloatArray
    heights: FloatArray | None
    kind: Kind
    class_names: tuple[str, ...]
    train_count: int
    strength: FloatArray | None = None

    def describe(self, row: int, axis: str) -> str:
        """One point in words."""
        label = float(self.labels[row])
        is_class = self.kind == "classes"
        name = class_words(self.class_names)[int(label)] if is_class else format_number(label)
        use = "training" if row < self.train_count else "test"
        return f"{name}, {use} point\nat {axis} = {format_number(float(self.x[row]))}"


def span_of(curves: Curves, points: CurvePoints | None) -> tuple[float, float]:
    """Lowest and highest of all that is to be seen, with some room; (−1, 1) for nothing."""
    found = [np.clip(line.values[~np.isnan(line.values)], -HUGE, HUGE) for line in curves.lines]
    if points is not None and points.heights is not None:
        found.append(points.heights)
    if curves.rule == "threshold":
        found.append(np.array([curves.threshold]))
    values = np.concatenate(found) if found else np.empty(0)
    if not len(values):
        return -1.0, 1.0
    low, high = float(values.min()), float(values.max())
    room = _PADDING * (high - low)
    # A flat line still needs a height, and one that survives rounding at its size.
    if room <= 1e-9 * max(abs(low), abs(high)):
        room = max(0.5, 0.1 * abs(high))
    return low - room, high + room


def steadied(old: tuple[float, float], new: tuple[float, float]) -> tuple[float, float]:
    """The old span while the new one fits and needs much of it: an axis that jumps can't be read.

    What grew keeps its other end.
    """
    if new[1] - new[0] < _ROOMY * (old[1] - old[0]):
        return new
    return min(old[0], new[0]), max(old[1], new[1])
