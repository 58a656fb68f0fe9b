"""Extra lines that make an output of a step network realizable by one unit over one layer.

Candidates are pencil lines, through crossings of the network's own lines: only there can an
extra line take back another line's jump on one side of a crossing and not on the other. Which of
them, is an implicit hitting-set search: every failure comes with a proof (weights on points with
equal pattern sums), and any set of lines that leaves one of these proofs balanced fails too.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.geometry.arrays import BoolArray, FloatArray
from playground.geometry.lines import crossings, line_cells
from playground.geometry.request import Bounds
from playground.geometry.separation import Contradiction, Separation, separate

DIRECTIONS = 6
MOST_CANDIDATES = 4000


class Deadline:
    """When a search has to give up: after some seconds, or when asked to."""

    def __init__(self, seconds: float, cancelled: Callable[[], bool] | None = None) -> None:
        self._end = time.perf_counter() + seconds
        self._cancelled = cancelled

    @property
    def passed(self) -> bool:
        """Whether it is time to give up."""
        asked = self._cancelled is not None and self._cancelled()
        return asked or time.perf_counter() > self._end


@dataclass(frozen=True, slots=True, eq=False)
class Widened:
    """The extra lines (k, 3), and the unit over the own lines followed by the extra ones."""

    lines: FloatArray
    separation: Separation


def widen(
    lines: FloatArray,
    fires_at: Callable[[FloatArray], BoolArray],
    bounds: Bounds,
    most: int,
    deadline: Deadline,
) -> Widened | None:
    """Return as few extra lines as make an output realizable in a rectangle.

    None when `most` of the candidates are not enough or the deadline passed.
    """
    return _Search(lines, fires_at, bounds, deadline).run(most)


class _Search:
    """Depth-first over sets of candidates that unbalance every proof found so far."""

    def __init__(
        self,
        lines: FloatArray,
        fires_at: Callable[[FloatArray], BoolArray],
        bounds: Bounds,
        deadline: Deadline,
    ) -> None:
        self._lines = lines
        self._fires_at = fires_at
        self._bounds = bounds
        self._deadline = deadline
        self._pool = _candidates(lines, bounds)
        # One row for each proof: which candidates unbalance it.
        self._breaks = np.zeros((0, len(self._pool)), dtype=bool)

    def run(self, most: int) -> Widened | None:
        """Try no extra line, then one, two, …"""
        for count in range(most + 1):
            found = self._extend([], count)
            if found is not None or self._deadline.passed:
                return found
        return None

    def _extend(self, chosen: list[int], count: int) -> Widened | None:
        if not count:
            return self._try(chosen) if self._unbroken(chosen).size == 0 else None
        tried = np.zeros(len(self._pool), dtype=bool)
        while not self._deadline.passed:
            unbroken = self._unbroken(chosen)
            useful = self._breaks[unbroken]
            if not len(useful):
                # Nothing speaks against fewer lines: only a larger set can be wanted here.
                viable = ~tried
            elif count == 1:
                viable = useful.all(axis=0) & ~tried
            else:
                rarest = useful[useful.sum(axis=1).argmin()]
                viable = rarest & ~tried
            if not viable.any():
                return None
            best = int(np.where(viable, useful.sum(axis=0), -1).argmax())
            tried[best] = True
            found = self._extend([*chosen, best], count - 1)
            if found is not None:
                return found
        return None

    def _unbroken(self, chosen: list[int]) -> NDArray[np.intp]:
        return np.flatnonzero(~self._breaks[:, chosen].any(axis=1))

    def _try(self, chosen: list[int]) -> Widened | None:
        extra = self._pool[chosen]
        cells = line_cells(np.concatenate([self._lines, extra]), self._bounds)
        patterns = list(map(tuple, cells.signs.tolist()))
        fires = self._fires_at(cells.centres).tolist()
        said = dict(zip(patterns, fires, strict=True))
        if any(said[pattern] != fire for pattern, fire in zip(patterns, fires, strict=True)):
            return None
        answer = separate(patterns, fires, lambda: self._deadline.passed)
        if isinstance(answer, Separation):
            return Widened(extra, answer)
        if answer is not None:
            self._add(answer, cells.centres)
        return None

    def _add(self, proof: Contradiction, points: FloatArray) -> None:
        balance = np.zeros(len(self._pool), dtype=np.int64)
        for sign, side in ((1, proof.firing), (-1, proof.silent)):
            for weight, index in side:
                above = self._pool[:, :2] @ points[index] + self._pool[:, 2] > 0.0
                balance += sign * int(weight) * above
        self._breaks = np.concatenate([self._breaks, (balance != 0)[None]])


def _candidates(lines: FloatArray, bounds: Bounds) -> FloatArray:
    """Lines (n, 3) through each crossing in six directions, and through pairs of crossings."""
    x0, x1, y0, y1 = bounds
    points = crossings(lines)
    x, y = points.T
    points = points[(x0 < x) & (x < x1) & (y0 < y) & (y < y1)]
    scale = max(x1 - x0, y1 - y0)
    points = points[np.unique(np.round(points / scale, 9), axis=0, return_index=True)[1]]
    angles = (np.arange(DIRECTIONS) + 0.5) * np.pi / DIRECTIONS
    normals = np.tile(np.stack([np.cos(angles), np.sin(angles)], axis=1), (len(points), 1))
    through = np.repeat(points, DIRECTIONS, axis=0)
    first, second = np.triu_indices(len(points), 1)
    along = points[second] - points[first]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    across /= np.hypot(*along.T)[:, None]
    normals = np.concatenate([normals, across])
    through = np.concatenate([through, points[first]])
    pool = np.concatenate([normals, -(normals * through).sum(axis=1)[:, None]], axis=1)
    return pool[~_known(pool, lines, scale)][:MOST_CANDIDATES]


def _known(pool: FloatArray, lines: FloatArray, scale: float) -> BoolArray:
    """Which candidates are one of the lines themselves."""
    own = lines / np.hypot(lines[:, 0], lines[:, 1])[:, None]
    weights = np.array([1.0, 1.0, 1.0 / scale])
    apart = [np.abs((pool[:, None] - sign * own) * weights).max(axis=2) for sign in (1.0, -1.0)]
    return np.asarray(np.minimum(*apart).min(axis=1) < 1e-9)
