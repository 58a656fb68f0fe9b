"""Learning rate schedules: the registry `SCHEDULES`, by key."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the learning rate changes from epoch to epoch.

    `factor(epoch, epochs, factor)` is what the rate is multiplied by in an epoch (from 0), where
    `epochs` and `factor` are `schedule_epochs` and `schedule_factor` of the TrainingSpec.
    """

    key: str
    label: str
    formula: str
    help: str
    factor: Callable[[int, int, float], float]


SCHEDULES: dict[str, Schedule] = {
    schedule.key: schedule
    for schedule in (
        Schedule(
            "constant",
            "Constant",
            "η",
            "The same learning rate all the way.",
            lambda epoch, epochs, factor: 1.0,
        ),
        Schedule(
            "step",
            "Steps",
            "η·factor^⌊epoch / n⌋",
            "Multiplies the learning rate by the factor every n epochs.",
            lambda epoch, epochs, factor: factor ** (epoch // epochs),
        ),
        Schedule(
            "inverse_time",
            "1/t",
            "η / (1 + factor·epoch / n)",
            "Falls quickly at first and ever more slowly later.",
            lambda epoch, epochs, factor: 1.0 / (1.0 + factor * epoch / epochs),
        ),
        Schedule(
            "cosine",
            "Cosine",
            "η·½·(1 + cos(π·epoch / n))",
            "Falls along half a cosine wave to 0 at epoch n and stays there.",
            lambda epoch, epochs, factor: (
                0.5 * (1.0 + math.cos(math.pi * min(epoch / epochs, 1.0)))
            ),
        ),
    )
}
