"""One of two networks over the plane, ready to be drawn beside the other. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.data.plane import Bounds
from playground.geometry.arrays import BoolArray, FloatArray, IntArray
from playground.geometry.frame import Frame


@dataclass(frozen=True, slots=True, eq=False)
class FacesPicture:
    """Faces with their labels, exactly; lengths in the frame's coordinates.

    Face f has the corners vertices[offsets[f] : offsets[f + 1]]. `lines` and `boundary` are
    segments (n, 2, 2): where the network's cells end, and where what it decides changes; `rim`
    is where the faces end that the other network decides differently.
    """

    frame: Frame
    vertices: FloatArray
    offsets: IntArray
    labels: IntArray
    differs: BoolArray
    lines: FloatArray
    boundary: FloatArray
    rim: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class SampledPicture:
    """Samples at the centres of cells, (rows, columns), row 0 at the lowest y.

    `values` is one output, where only one is shown, with the outputs of full colour and the
    threshold between them; otherwise `labels` are shown.
    """

    bounds: Bounds
    labels: IntArray
    differs: BoolArray
    values: NDArray[np.float32] | None = None
    scale: tuple[float, float, float] = (-1.0, 1.0, 0.0)


ComparePicture = FacesPicture | SampledPicture
