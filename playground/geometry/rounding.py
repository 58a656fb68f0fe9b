"""How far rounding can have moved a sum: the running forward-error bound of every unit.

err(input) = u·max|x|;  err(z) = |W|·err + (n + 4)·u·(|W|·max|a| + |b|),  u = 2⁻⁵³
(N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.3).
"""

from __future__ import annotations

import numpy as np

from playground.geometry.plan import Plan, PlanLevel, Unit

UNIT_ROUNDOFF = 2.0**-53
# What is closer to a line than this many bounds is taken to lie on it.
SNAP = 32.0


class Rounding:
    """Bounds of the error and of the size of every row of a plan's values.

    `near` (rows,) holds within how much of a cut each sum counts as lying on it.
    """

    def __init__(self, plan: Plan, bounds: tuple[float, float, float, float]) -> None:
        rows = plan.program.rows + len(plan.decision_level.units)
        self._errors = np.zeros(rows)
        self._sizes = np.zeros(rows)
        self.near = np.zeros(rows)
        for row, ends in zip(plan.plane_rows, (bounds[:2], bounds[2:]), strict=True):
            if row is not None:
                self._sizes[row] = max(map(abs, ends))
                self._errors[row] = UNIT_ROUNDOFF * self._sizes[row]

    def enter(self, level: PlanLevel) -> None:
        """Compute the bounds of a level from those of the levels before it."""
        weights = np.abs(level.weights)
        sizes = weights @ self._sizes[level.sources] + np.abs(level.biases)
        terms = len(level.sources) + 4
        errors = weights @ self._errors[level.sources] + terms * UNIT_ROUNDOFF * sizes
        for unit, error, size in zip(level.units, errors, sizes, strict=True):
            steepest, offset = _extent(unit)
            self.near[unit.row] = SNAP * error
            self._errors[unit.row] = steepest * error
            self._sizes[unit.row] = steepest * size + offset

    def measured(self, unit: Unit, size: float) -> None:
        """Take the largest |z| that the unit's sum really has in place of its bound."""
        steepest, offset = _extent(unit)
        self._sizes[unit.row] = min(self._sizes[unit.row], steepest * size + offset)


def _extent(unit: Unit) -> tuple[float, float]:
    """The largest slope and the largest intercept of the unit's pieces."""
    slopes, intercepts = zip(*unit.pieces, strict=True)
    return max(map(abs, slopes)), max(map(abs, intercepts))
