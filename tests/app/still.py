"""What a widget looks like once nothing in it moves any more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from tests.app.conftest import Desk, pixels

_TIMES = 6


def still(desk: Desk, widget: QWidget) -> NDArray[np.uint8]:
    """Pixels (height, width, 4) that stayed the same for a while; layouts take turns to settle."""
    desk.settle()
    seen, times = pixels(widget), 0

    def is_still() -> bool:
        nonlocal seen, times
        before, seen = seen, pixels(widget)
        times = times + 1 if np.array_equal(before, seen) else 0
        return times >= _TIMES

    desk.wait(is_still)
    return seen


def wait_for_look(desk: Desk, widget: QWidget, wanted: NDArray[np.uint8]) -> None:
    """Wait until a widget looks like that."""
    desk.wait(lambda: np.array_equal(pixels(widget), wanted))
