"""Numbers over the plane, beside the two of TensorFlow Playground."""

from __future__ import annotations

import math
from collections.abc import Iterator

from playground.data.draws import HALF_WIDTH, Draw, Point
from playground.data.page_sets import shifted


def saddle(draw: Draw) -> Iterator[Point]:
    """The product of the coordinates: up in two corners, down in the others."""
    for x, y, shifted_x, shifted_y in shifted(draw):
        product = shifted_x * shifted_y / (HALF_WIDTH * HALF_WIDTH)
        yield x, y, max(-1.0, min(1.0, product))


def ripple(draw: Draw) -> Iterator[Point]:
    """A wave that runs outwards from the middle."""
    for x, y, shifted_x, shifted_y in shifted(draw):
        yield x, y, 0.9 * math.cos(1.3 * math.hypot(shifted_x, shifted_y))
