"""A sampled output as faces with heights and tones, ready to be seen from anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import FloatArray
from playground.plots.surface.camera import Projection

# Where the light comes from, as the eye sees it: from the left, from the front, from above.
_LIGHT = np.array([-0.42, -0.38, 0.82])


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
