"""The kinds of arrays that numbers, places and answers come in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
"""Indices and counts."""
BoolArray = NDArray[np.bool_]
