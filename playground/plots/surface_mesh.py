"""A sampled output as faces with heights and tones, ready to be seen from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.palette import Theme, node_color
from playground.plots.surface_camera import LOW, TOP, Projection

FloatArray = NDArray[np.float64]
_HUGE = 1e30
_LEDGE = 0.02
# Where the light comes from, as the eye sees it: from the left, from the front, from above.
_LIGHT = np.array([-0.42, -0.38, 0.82])


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What is to be shown of one node.

    Attributes
    ----------
    name : what people call the node.
    values : (rows, columns) outputs, row 0 at the lowest y, samples at cell centres.
    low, high : the ends of the node's usual scale.
    threshold : the output between below and above.
    number, count : which of how many outputs the node is; it has that one's colour among several.
    """

    name: str
    values: NDArray[np.float32]
    low: float
    high: float
    threshold: float
    number: int = 0
    count: int = 1

    def color(self, theme: Theme) -> str:
        """Its own colour among several nodes."""
        return node_color(self.number, self.count, theme)


@dataclass(frozen=True, slots=True)
class Scale:
    """Which outputs are at the box's lower and upper end."""

    low: float
    high: float
    threshold: float
    clipped: tuple[bool, bool] = (False, False)

    def share(self, values: NDArray[np.floating]) -> FloatArray:
        """0 at the lower end to 1 at the upper one; what is beyond stays at the end."""
        return np.clip(self.full_share(values), 0.0, 1.0)

    def full_share(self, values: NDArray[np.floating]) -> FloatArray:
        """The same for values beyond the ends, too; finite for infinite ones."""
        # The difference of two numbers of 1e300 and more may be too much for a float.
        finite = np.clip(np.asarray(values, dtype=np.float64), -_HUGE, _HUGE)
        return (finite - self.low) / (self.high - self.low)

    def height(self, values: NDArray[np.floating]) -> FloatArray:
        """Heights in the box."""
        return LOW + self.share(values) * (TOP - LOW)

    def stacked_height(self, values: NDArray[np.floating]) -> FloatArray:
        """Heights of one sheet among several: beyond the ends, too, the higher value is higher."""
        share = self.full_share(values)
        beyond = share - np.clip(share, 0.0, 1.0)
        return self.height(values) + _LEDGE * beyond / (1 + np.abs(beyond))


def common_scale(sheets: Sequence[Sheet], fits: bool) -> Scale:
    """The scale of all sheets: their usual one, or as far as their values go."""
    lowest = min(float(sheet.values.min()) for sheet in sheets)
    highest = max(float(sheet.values.max()) for sheet in sheets)
    threshold = sheets[0].threshold
    if fits:
        low, high = (min(max(value, -_HUGE), _HUGE) for value in (lowest, highest))
        # What is flat still needs a height, and one that survives rounding at its size.
        if high - low <= 1e-6 * max(abs(low), abs(high), 1e-24):
            middle, reach = (low + high) / 2, max(abs(low) * 0.5, 1e-30)
            low, high = middle - reach, middle + reach
        return Scale(low, high, threshold, (lowest < -_HUGE, highest > _HUGE))
    low, high = min(sheet.low for sheet in sheets), max(sheet.high for sheet in sheets)
    slack = 1e-4 * (high - low)
    return Scale(low, high, threshold, (lowest < low - slack, highest > high + slack))


class Mesh:
    """Faces between neighbouring samples.

    Parameters
    ----------
    heights : (rows, columns), both at least 2, in the box.
    tones : (rows - 1, columns - 1), each face's row in the table of colours.
    table : (M, 3) reds, greens and blues, 0..255.
    """

    def __init__(
        self,
        heights: FloatArray,
        tones: NDArray[np.intp],
        table: FloatArray,
    ) -> None:
        rows, columns = heights.shape
        self.heights = heights
        self.tones = tones
        self.table = table
        self.x = (np.arange(columns) + 0.5) * (2 / columns) - 1
        self.y = (np.arange(rows) + 0.5) * (2 / rows) - 1
        rise = (heights[1:, 1:] - heights[:-1, :-1]) / 2
        twist = (heights[:-1, 1:] - heights[1:, :-1]) / 2
        slope_x, slope_y = (rise + twist) * (columns / 2), (rise - twist) * (rows / 2)
        length = np.sqrt(1 + slope_x**2 + slope_y**2)
        self._normals = np.stack([-slope_x / length, -slope_y / length, 1 / length])

    def seen(self, projection: Projection) -> Faces:
        """The faces as they are on the screen, those behind first."""
        x, y = np.meshgrid(self.x, self.y)
        screen = np.stack(projection.screen(x, y, self.heights), axis=-1)
        nearness = projection.nearness(x, y, self.heights)
        near_x, near_y = projection.near
        # Seen from afar a face can be covered only by those towards the near corner.
        order = np.s_[:: int(near_y), :: int(near_x)]
        camera = projection.camera
        sin, cos = np.sin(camera.turn), np.cos(camera.turn)
        nx, ny, nz = (part[order].ravel() for part in self._normals)
        seen_normals = np.stack([nx * cos - ny * sin, nx * sin + ny * cos, nz])
        return Faces(
            _corners(screen)[order].reshape(-1, 4, 2),
            _corners(nearness)[order].reshape(-1, 4),
            self.tones[order].ravel(),
            np.clip(_LIGHT @ seen_normals / np.linalg.norm(_LIGHT), 0.0, 1.0),
        )

    def heights_at(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Heights (M,) at places in the box, between the samples around each."""
        rows, columns = self.heights.shape
        row = np.clip((y + 1) / 2 * rows - 0.5, 0, rows - 1)
        column = np.clip((x + 1) / 2 * columns - 0.5, 0, columns - 1)
        i = np.minimum(row.astype(np.intp), rows - 2)
        j = np.minimum(column.astype(np.intp), columns - 2)
        up, right = row - i, column - j
        z = self.heights
        lower = z[i, j] * (1 - right) + z[i, j + 1] * right
        upper = z[i + 1, j] * (1 - right) + z[i + 1, j + 1] * right
        heights: FloatArray = lower * (1 - up) + upper * up
        return heights

    def lines(self, count: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        """About that many lines along each side of the grid, as segments.

        Returns x, y and z of their ends, one pair after the other.
        """
        ends = []
        rows, columns = np.indices(self.heights.shape)
        for axis, size in enumerate(self.heights.shape):
            kept = np.unique(np.linspace(0, size - 1, min(count, size)).round().astype(int))
            along = [np.take(index, kept, axis=axis) for index in (rows, columns)]
            if axis == 1:
                along = [index.T for index in along]
            ends.append([np.stack([i[:, :-1], i[:, 1:]], axis=2).ravel() for i in along])
        row, column = (np.concatenate(parts) for parts in zip(*ends, strict=True))
        return self.x[column], self.y[row], self.heights[row, column]


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Faces on the screen, those behind first; `light` is 0 in the dark to 1.

    corners (N, 4, 2) in pixels, nearness (N, 4), tones (N,), light (N,).
    """

    corners: FloatArray
    nearness: FloatArray
    tones: NDArray[np.intp]
    light: FloatArray


def _corners(vertices: FloatArray) -> FloatArray:
    """(rows - 1, columns - 1, 4, …): the four vertices around each face."""
    return np.stack(
        [vertices[:-1, :-1], vertices[:-1, 1:], vertices[1:, 1:], vertices[1:, :-1]], axis=2
    )
