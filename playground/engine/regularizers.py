"""Regularizers: the registry `REGULARIZERS`, by key.

A regularizer pulls weights, never biases, towards 0. Its penalty is not part of the loss shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.recipes import Array, Recipe, bind


@dataclass(frozen=True, slots=True)
class Regularizer:
    """One regularizer.

    `slope(p, strength, out)` is the recipe for strength · d penalty / d p, `strength` aligned
    with p; the penalty is the sum of `formula` over all weights.
    """

    key: str
    label: str
    formula: str
    help: str
    slope: Callable[[Array, Array, Array], Recipe]


def _l1_slope(p: Array, strength: Array, out: Array) -> Recipe:
    return (bind(np.sign, p, out), bind(np.multiply, out, strength, out))


def _l2_slope(p: Array, strength: Array, out: Array) -> Recipe:
    return (bind(np.multiply, p, strength, out),)


REGULARIZERS: dict[str, Regularizer] = {
    regularizer.key: regularizer
    for regularizer in (
        Regularizer(
            "none",
            "None",
            "",
            "Weights may grow as large as the data make them.",
            lambda p, strength, out: (bind(out.fill, 0.0),),
        ),
        Regularizer(
            "l1",
            "L1",
            "λ·|w|",
            "Pulls every weight towards 0 by the same amount, so that useless ones end at 0.",
            _l1_slope,
        ),
        Regularizer(
            "l2",
            "L2",
            "λ·½·w²",
            "Pulls large weights more than small ones: smoother outputs.",
            _l2_slope,
        ),
    )
}
