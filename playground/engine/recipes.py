"""Recipes: NumPy calls bound to their buffers once, run many times.

A training step on a small network costs as much as its calls, not as its numbers. So every
concept of the engine (activation, loss, optimizer) hands out its arithmetic as a tuple of
bound calls, and a step is one loop over such tuples: nothing is looked up, allocated or
decided while it runs, and the length of the tuple is the number of NumPy calls.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Call = Callable[[], object]
Recipe = tuple[Call, ...]

bind = partial


def constant(value: float, like: Array) -> Array:
    """Return `value` as a 0-d array of the dtype of `like`.

    A 0-d array of the same dtype is the cheapest scalar operand a ufunc can be given.
    """
    return np.array(value, dtype=like.dtype)


def run(recipe: Recipe) -> None:
    """Make every call of `recipe` in order."""
    for call in recipe:
        call()
