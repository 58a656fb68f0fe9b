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

    `penalty(w)` is the function whose slope is added to the loss's, once for every weight;
    `slope(p, strength, out)` is the recipe for strength·penalty'(p), `strength` aligned with p.
    """

    key: str
    label: str
    formula: str
    help: str
    penalty: Callable[[Array], Array]
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
            lambda w: np.zeros_like(w),
            lambda p, strength, out: (bind(out.fill, 0.0),),
        ),
        Regularizer(
            "l1",
            "L1",
            "λ·|w|",
            "Pulls every weight towards 0 by the same amount, so that useless ones end at 0.",
            lambda w: np.abs(w),
            _l1_slope,
        ),
        Regularizer(
            "l2",
            "L2",
            "λ·½·w²",
            "Pulls large weights more than small ones: smoother outputs.",
            lambda w: 0.5 * w * w,
            _l2_slope,
        ),
    )
}
