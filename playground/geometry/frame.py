"""Coordinates centred on the rectangle: far from the origin no digits are lost to the distance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from playground.geometry.arrays import FloatArray
from playground.geometry.request import Bounds


@dataclass(frozen=True, slots=True)
class Frame:
    """Local coordinates u with (x, y) = centre + scale·u, a power of two, so |u| ≤ 1."""

    centre: tuple[float, float]
    scale: float
    bounds: Bounds

    @classmethod
    def of(cls, bounds: Bounds) -> Frame:
        """Return the frame of a rectangle (x0, x1, y0, y1)."""
        x0, x1, y0, y1 = bounds
        centre = (x0 / 2 + x1 / 2, y0 / 2 + y1 / 2)
        half = max(x1 - centre[0], centre[0] - x0, y1 - centre[1], centre[1] - y0)
        return cls(centre, 2.0 ** math.ceil(math.log2(half)), bounds)

    @property
    def corners(self) -> FloatArray:
        """The rectangle's corners (4, 2) in local coordinates, against the clock."""
        x0, x1, y0, y1 = self.bounds
        return self.to_local(np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]))

    def to_local(self, points: FloatArray) -> FloatArray:
        """Return points of the plane (..., 2) in local coordinates."""
        local: FloatArray = (points - self.centre) / self.scale
        return local

    def to_plane(self, points: FloatArray) -> FloatArray:
        """Return local points (..., 2) as points of the plane."""
        plane: FloatArray = points * self.scale + self.centre
        return plane

    def maps_to_plane(self, maps: FloatArray) -> FloatArray:
        """Return affine maps (..., 3) of local coordinates as maps w1·x + w2·y + b."""
        plane = maps.copy()
        plane[..., :2] /= self.scale
        plane[..., 2] -= plane[..., :2] @ np.array(self.centre)
        return plane
