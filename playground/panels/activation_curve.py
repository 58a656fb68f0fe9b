"""Activations as curves to plot, cut where they jump or have a kink."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

import numpy as np

from playground.engine.activations import Activation
from playground.widgets.function_plot import Curve

LEAST_REACH = 4.0
_SAMPLES = 121
_BESIDE = 1e-9


@lru_cache(maxsize=64)
def activation_curve(
    activation: Activation, parameters: tuple[tuple[str, float], ...], reach: float
) -> Curve:
    """The activation and its derivative from −reach to reach."""
    inner = [z for z in activation.breakpoints if -reach < z < reach]
    pieces = []
    jumps = []
    for low, high in pairwise([-reach, *inner, reach]):
        count = max(2, round(_SAMPLES * (high - low) / (2 * reach)))
        z = np.linspace(low + _BESIDE, high - _BESIDE, count)
        pieces.append((z, activation.value(z, parameters), activation.derivative(z, parameters)))
    for place in inner:
        beside = np.array([place - _BESIDE, place, place + _BESIDE])
        left, there, right = activation.value(beside, parameters).tolist()
        if abs(right - left) > 1e-3:
            jumps.append((place, there, left if there == right else right))
    return Curve(-reach, reach, tuple(pieces), tuple(jumps))


def reach_for_sum(z: float) -> float:
    """How far to plot so that z is in sight: 4, 8, 16, …"""
    if not math.isfinite(z) or abs(z) <= LEAST_REACH:
        return LEAST_REACH
    return float(LEAST_REACH * 2 ** math.ceil(math.log2(abs(z) / LEAST_REACH)))
