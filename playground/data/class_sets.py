"""Sets of as many classes as are wanted, in the plane."""

from __future__ import annotations

import math
from collections.abc import Iterator

from playground.data.draws import RADIUS, Draw, Point

_BLOB_RADIUS = 3.6
_BLOB_SPREAD = 0.5
_INNERMOST = 0.5
_RING_SHARE = 0.6
_SECTOR_MARGIN = 0.08


def blobs(draw: Draw) -> Iterator[Point]:
    """Clouds on a circle, the first on top; noise spreads them."""
    deviation = _BLOB_SPREAD + 2.5 * draw.noise
    for label, count in enumerate(draw.parts(draw.classes)):
        angle = 2 * math.pi * label / draw.classes
        for _ in range(count):
            x = _BLOB_RADIUS * math.sin(angle) + deviation * draw.normal()
            y = _BLOB_RADIUS * math.cos(angle) + deviation * draw.normal()
            yield x, y, float(label)


def arms(draw: Draw) -> Iterator[Point]:
    """A spiral with one arm a class; the more arms, the less each turns."""
    turns = 3.5 / draw.classes
    for label, count in enumerate(draw.parts(draw.classes)):
        for i in range(count):
            share = i / count
            r = _INNERMOST + share * (RADIUS - _INNERMOST)
            t = 2 * math.pi * (turns * share + label / draw.classes)
            x = r * math.sin(t) + draw.offset(1.0)
            y = r * math.cos(t) + draw.offset(1.0)
            yield x, y, float(label)


def rings(draw: Draw) -> Iterator[Point]:
    """A disc and rings round it; the label is that of the place that the noise moves to."""
    width = RADIUS / (draw.classes - 1 + _RING_SHARE)
    gap = (1 - _RING_SHARE) / 2
    for ring, count in enumerate(draw.parts(draw.classes)):
        for _ in range(count):
            r = draw.rng.uniform(ring * width, (ring + _RING_SHARE) * width)
            angle = draw.rng.uniform(0.0, 2 * math.pi)
            x, y = r * math.sin(angle), r * math.cos(angle)
            ox, oy = draw.offsets(RADIUS)
            place = math.hypot(x + ox, y + oy) / width + gap
            yield x, y, float(min(int(place), draw.classes - 1))


def sectors(draw: Draw) -> Iterator[Point]:
    """Slices of a cake; the label is that of the place that the noise moves to."""
    for sector, count in enumerate(draw.parts(draw.classes)):
        for _ in range(count):
            r = draw.rng.uniform(_INNERMOST, RADIUS)
            share = draw.rng.uniform(_SECTOR_MARGIN, 1 - _SECTOR_MARGIN)
            angle = 2 * math.pi * (sector + share) / draw.classes
            x, y = r * math.sin(angle), r * math.cos(angle)
            ox, oy = draw.offsets(RADIUS)
            turn = math.atan2(x + ox, y + oy) / (2 * math.pi) % 1.0
            yield x, y, float(min(int(turn * draw.classes), draw.classes - 1))
