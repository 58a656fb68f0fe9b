"""Values read off curves, in numbers and in words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.data.class_words import class_words
from playground.geometry.arrays import FloatArray
from playground.plots.curve.shape import Curves
from playground.plots.numbers import format_number, format_place

_LISTED = 10


def reading_at(curves: Curves, x: float) -> FloatArray | None:
    """The lines' values (L,) at the sample nearest to `x`; None outside of the curves."""
    count = len(curves.x)
    place = (x - curves.x0) * count / (curves.x1 - curves.x0)
    if not 0 <= place <= count:
        return None
    index = min(int(place), count - 1)
    return np.array([line.values[index] for line in curves.lines])


def answers_at(curves: Curves, x: FloatArray) -> FloatArray:
    """The label answered at places (M,); NaN where there is none."""
    samples = np.array([line.values for line in curves.outputs])
    count = samples.shape[1]
    place = np.floor((x - curves.x0) * count / (curves.x1 - curves.x0))
    inside = (place >= 0) & (place < count)
    found = samples[:, np.where(inside, place, 0).astype(np.intp)]
    if curves.rule == "threshold":
        bands = (found[0] >= curves.threshold).astype(np.intp)
    else:
        bands = found.argmax(axis=0)
    answers = np.array(curves.answers, dtype=np.float64)[bands]
    answers[~inside | np.isnan(found).any(axis=0)] = np.nan
    return answers


def judged(curves: Curves, x: FloatArray, labels: FloatArray) -> NDArray[np.bool_]:
    """Which points are answered wrongly; unknown ones and numbers are not."""
    if not curves.answers or not len(x):
        return np.zeros(len(x), dtype=bool)
    answers = answers_at(curves, x)
    return (answers != labels) & ~np.isnan(answers)


def describe_reading(curves: Curves, axis: str, x: float, values: FloatArray) -> str:
    """Place, values and what they come to, one a line."""
    lines = [f"{axis} = {format_place(x, curves.x1 - curves.x0)}"]
    pairs = list(zip(curves.lines, values.tolist(), strict=True))
    lines += [f"{line.name} = {format_number(value)}" for line, value in pairs[:_LISTED]]
    if len(pairs) > _LISTED:
        lines.append(f"and {len(pairs) - _LISTED} more")
    outputs = values[: len(curves.outputs)]
    if curves.rule != "none" and len(outputs) and not np.isnan(outputs).any():
        lines.append(_decision(curves, outputs))
    return "\n".join(lines)


def _decision(curves: Curves, outputs: FloatArray) -> str:
    if curves.rule == "threshold":
        margin = float(outputs[0]) - curves.threshold
        name = class_words(curves.classes)[int(margin >= 0)]
        side = "above" if margin >= 0 else "below"
        return f"{name}: {format_number(abs(margin))} {side} {format_number(curves.threshold)}"
    if len(outputs) < 2:
        return curves.classes[0]
    # Of equal ones the first counts, as for the bands.
    first = int(outputs.argmax())
    second = max((k for k in range(len(outputs)) if k != first), key=outputs.__getitem__)
    ahead = format_number(float(outputs[first] - outputs[second]))
    names = [curves.classes[k] for k in (first, second)]
    return f"{names[0]}: {ahead} ahead of {names[1]}"
