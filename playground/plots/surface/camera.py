"""From where a surface is looked at, and where its places then lie on the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

TOP, LOW, FLOOR = 0.68, -0.36, -0.68
"""Heights in the box: the scale's upper and lower end, and the floor below both."""
_LEAST_TILT, _MOST_TILT = math.radians(5), math.radians(90)
_LEAST_ZOOM, _MOST_ZOOM = 0.4, 8.0
_REACH = 1.5
_Numbers = TypeVar("_Numbers", float, NDArray[np.float64])


@dataclass(frozen=True, slots=True)
class Camera:
    """A far-off eye: lines that are parallel stay so.

    The box that is looked at is -1..1 across and deep, `FLOOR`..`TOP` high. `turn` and `tilt` are
    in radians; with no turn x runs to the right and y away. `shift` moves the picture, in halves
    of the box's width before zooming.
    """

    turn: float = math.radians(32)
    tilt: float = math.radians(27)
    zoom: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def at(cls, numbers: Sequence[float]) -> Camera:
        """That of those `numbers`, brought to what a hand can reach; the usual one for others."""
        if len(numbers) != len(cls().numbers):
            return cls()
        turn, tilt, zoom, *shift = numbers
        level = cls(turn=0.0, tilt=0.0)
        return level.turned(turn, tilt).zoomed(zoom).moved(*shift)

    @property
    def numbers(self) -> tuple[float, ...]:
        """All there is to know of it."""
        return self.turn, self.tilt, self.zoom, *self.shift

    def turned(self, right: float, down: float) -> Camera:
        """The box turned by that many radians, as if its front were pushed."""
        tilt = min(max(self.tilt + down, _LEAST_TILT), _MOST_TILT)
        return replace(self, turn=math.remainder(self.turn + right, math.tau), tilt=tilt)

    def zoomed(self, factor: float, x: float = 0.0, y: float = 0.0) -> Camera:
        """Nearer by a factor; what is at x, y on the screen (see `shift`) stays there."""
        zoom = min(max(self.zoom * factor, _LEAST_ZOOM), _MOST_ZOOM)
        kept = zoom / self.zoom
        shift = (x + (self.shift[0] - x) * kept, y + (self.shift[1] - y) * kept)
        return replace(self, zoom=zoom, shift=shift)

    def moved(self, dx: float, dy: float) -> Camera:
        """The picture pushed aside, at most until its middle leaves the box."""
        reach = _REACH * self.zoom
        x, y = (
            min(max(old + step, -reach), reach)
            for old, step in zip(self.shift, (dx, dy), strict=True)
        )
        return replace(self, shift=(x, y))


class Projection:
    """Places in the box as pixels within a rectangle of the screen.

    `middle` is that of the rectangle, `unit` half of the box's width before zooming, in pixels.
    """

    def __init__(self, camera: Camera, room: QRectF) -> None:
        self.camera = camera
        self.room = room
        self._sin_turn, self._cos_turn = math.sin(camera.turn), math.cos(camera.turn)
        self._sin_tilt, self._cos_tilt = math.sin(camera.tilt), math.cos(camera.tilt)
        height = math.sqrt(2) * self._sin_tilt + TOP * self._cos_tilt
        self.unit = max(1.0, min(room.width() / (2 * math.sqrt(2)), room.height() / (2 * height)))
        self.scale = self.unit * camera.zoom
        self.middle = room.center()
        self._x = self.middle.x() + self.unit * camera.shift[0]
        self._y = self.middle.y() + self.unit * camera.shift[1]

    def screen(self, x: _Numbers, y: _Numbers, z: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Pixels from the left and from the top."""
        away = x * self._sin_turn + y * self._cos_turn
        return (
            self._x + self.scale * (x * self._cos_turn - y * self._sin_turn),
            self._y - self.scale * (away * self._sin_tilt + z * self._cos_tilt),
        )

    def point(self, x: float, y: float, z: float) -> QPointF:
        return QPointF(*self.screen(x, y, z))

    def nearness(self, x: _Numbers, y: _Numbers, z: _Numbers) -> _Numbers:
        """How near to the eye a place is: more is nearer."""
        return z * self._sin_tilt - (x * self._sin_turn + y * self._cos_turn) * self._cos_tilt

    def place(self, sx: float, sy: float, nearness: float) -> tuple[float, float]:
        """x and y of the place in the box that is seen at a pixel, so near."""
        right = (sx - self._x) / self.scale
        up = (self._y - sy) / self.scale
        away = up * self._sin_tilt - nearness * self._cos_tilt
        return (
            right * self._cos_turn + away * self._sin_turn,
            away * self._cos_turn - right * self._sin_turn,
        )

    def plane(self, z: float) -> QTransform:
        """From places at one height to pixels."""
        x0, y0 = self.screen(0.0, 0.0, z)
        return QTransform(
            self.scale * self._cos_turn,
            -self.scale * self._sin_turn * self._sin_tilt,
            -self.scale * self._sin_turn,
            -self.scale * self._cos_turn * self._sin_tilt,
            x0,
            y0,
        )

    @property
    def near(self) -> tuple[float, float]:
        """The upright edge of the box that is nearest: its x and its y, each -1 or 1."""
        return (-1.0 if self._sin_turn > 0 else 1.0), (-1.0 if self._cos_turn > 0 else 1.0)
