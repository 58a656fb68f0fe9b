"""The losses over time within a fixed number of points, extremes included."""

from __future__ import annotations

import numpy as np

from playground.engine.snapshot import LossCurve, Metrics

CAPACITY = 20_000
_ROWS = ("epochs", "train", "test", "accuracy_train", "accuracy_test")


class CurveRecorder:
    """Appends one point an epoch; when full, thins the half where points lie closest.

    So the points are about as dense at the beginning, where a loss falls, as at the end. Of four
    neighbouring points the two stay where the training loss is lowest and highest, so a spike is
    never lost.
    """

    def __init__(self) -> None:
        self._points = np.empty((len(_ROWS), CAPACITY))
        self._count = 0

    def append(self, epoch: float, metrics: Metrics) -> None:
        """Add the point of an epoch later than all others."""
        if self._count == CAPACITY:
            self._thin()
        values = (
            metrics.loss_train,
            metrics.loss_test,
            metrics.accuracy_train,
            metrics.accuracy_test,
        )
        self._points[0, self._count] = epoch
        self._points[1:, self._count] = [np.nan if v is None else v for v in values]
        self._count += 1

    def cut_after(self, epoch: float) -> None:
        """Forget the points later than `epoch`."""
        self._count = int(np.searchsorted(self._points[0, : self._count], epoch, side="right"))

    def clear(self) -> None:
        self._count = 0

    @property
    def last_epoch(self) -> float:
        """The newest point's epoch; 0 before the first."""
        return float(self._points[0, self._count - 1]) if self._count else 0.0

    def curve(self) -> LossCurve:
        """A copy to hand over, read-only."""
        points = self._points[:, : self._count].copy()
        points.setflags(write=False)
        return LossCurve(*points)

    def _thin(self) -> None:
        groups = self._points.reshape(len(_ROWS), -1, 4)
        spans = groups[0, :, 3] - groups[0, :, 0]
        # The very first point is where every curve begins, the last one where it stands.
        spans[[0, -1]] = np.inf
        crowded = np.argsort(spans, kind="stable")[: len(spans) // 2]
        losses = np.nan_to_num(groups[1, crowded], nan=np.inf)
        low, high = losses.argmin(axis=1), losses.argmax(axis=1)
        high = np.where(low == high, (low + 1) % 4, high)
        stays = np.ones(groups.shape[1:], dtype=bool)
        stays[crowded] = False
        stays[crowded, low] = stays[crowded, high] = True
        kept = self._points[:, stays.ravel()]
        self._count = kept.shape[1]
        self._points[:, : self._count] = kept
