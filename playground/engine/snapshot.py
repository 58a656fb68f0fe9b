"""What the engine shows of itself: one frozen, complete picture of a moment in training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Status = Literal["paused", "running", "finished", "diverged"]
StepUnit = Literal["epoch", "batch", "sample"]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Losses and scores over whole data sets; None where there is no such data or no such score.

    `confusion_*` are (k, k) counts: row = true class, column = predicted class.
    """

    loss_train: float | None = None
    loss_test: float | None = None
    accuracy_train: float | None = None
    accuracy_test: float | None = None
    r2_train: float | None = None
    r2_test: float | None = None
    confusion_train: NDArray[np.int64] | None = None
    confusion_test: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Outputs of nodes over a rectangle of the input plane.

    `values[node_id]` is (rows, columns), row 0 at `bounds`' lowest y, column 0 at its lowest x;
    samples lie at cell centres. `bounds` is (x0, x1, y0, y1) in data units.
    """

    bounds: tuple[float, float, float, float]
    values: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class PointValues:
    """Every node's weighted sum z and output a at one point, aligned with the nodes."""

    z: FloatArray
    a: FloatArray


@dataclass(frozen=True, slots=True)
class LossCurve:
    """Losses over time, aligned arrays of the same length; NaN where there is no value."""

    epochs: FloatArray
    train: FloatArray
    test: FloatArray
    accuracy_train: FloatArray
    accuracy_test: FloatArray


@dataclass(frozen=True, slots=True)
class Divergence:
    """Why training stopped at a non-finite number, and what to try."""

    step: int
    epoch: int
    cause: str
    advice: str


EMPTY_CURVE = LossCurve(*(np.empty(0) for _ in range(5)))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A moment of one training run, safe to hand to another thread.

    Arrays are aligned with `NetworkSpec.nodes` and `NetworkSpec.edges` of the same revision and
    are read-only. Gradients are those of the newest step (zeros before the first).
    `dead` marks edges that L1 set to 0. `thumbnails` holds every node at a coarse grid,
    `fields` what each view asked for, by its name; what has not changed since the snapshot before
    is the same object. `stopped_by` names the stop rule that ended the run. `request` is the
    number of the last request that the picture answers.
    """

    revision: int
    status: Status
    epoch: int
    step: int
    metrics: Metrics
    biases: FloatArray
    weights: FloatArray
    bias_gradients: FloatArray
    weight_gradients: FloatArray
    dead: NDArray[np.bool_]
    curve: LossCurve = EMPTY_CURVE
    thumbnails: Field | None = None
    fields: Mapping[str, Field] = field(default_factory=dict)
    point: PointValues | None = None
    epochs_per_second: float = 0.0
    divergence: Divergence | None = None
    stopped_by: str = ""
    request: int = 0
