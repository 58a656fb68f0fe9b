"""What a stroke does to the points of a plane, told once it is finished."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PutPoints:
    """New points at `places`, (n, 2); of a class that is new, too, where `is_new_class`."""

    places: Places
    label: float
    is_new_class: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ErasePoints:
    """These rows of the shown points go."""

    rows: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class MovePoints:
    """These rows of the shown points go to `places`, (n, 2)."""

    rows: NDArray[np.intp]
    places: Places


Stroke = PutPoints | ErasePoints | MovePoints
