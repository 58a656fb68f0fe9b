"""The affine function that a unit is on each face, by masked Jacobians of all faces at once."""

from __future__ import annotations

import numpy as np

from playground.geometry.arrays import FloatArray, IntArray
from playground.geometry.forward import forward
from playground.geometry.frame import Frame
from playground.geometry.plan import Plan, PlanLevel, Unit

FACES_AT_ONCE = 4096


def affine_maps(plan: Plan, frame: Frame, centres: FloatArray, level: PlanLevel) -> FloatArray:
    """Return the sums of `level` as maps (faces, units, 3) of local coordinates.

    `level` is one of the plan's or any that reads the plan's values; `centres` (faces, 2) are
    points of the plane inside each face.
    """
    maps = np.empty((len(centres), len(level.units), 3))
    for start in range(0, len(centres), FACES_AT_ONCE):
        part = slice(start, start + FACES_AT_ONCE)
        maps[part] = _maps(plan, frame, centres[part], level).transpose(1, 2, 0)
    return maps


def piece_of(unit: Unit, z: FloatArray, a: FloatArray, near: float = 0.0) -> IntArray:
    """Return which of the unit's pieces its sums z, with values a, lie on.

    A sum within `near` of a cut of a continuous unit is on the piece below it.
    """
    if len(unit.cuts) == 1 and unit.pieces[0][0] == unit.pieces[1][0] == 0.0:
        return np.asarray(a == unit.pieces[1][1], dtype=np.intp)  # fires by the engine's rule
    return np.searchsorted(np.array(unit.cuts), z - near)


def _maps(plan: Plan, frame: Frame, centres: FloatArray, wanted: PlanLevel) -> FloatArray:
    z, a = forward(plan, centres)
    values = np.zeros((3, len(centres), plan.program.rows))
    for axis, row in enumerate(plan.plane_rows):
        if row is not None:
            values[axis, :, row] = frame.scale
            values[2, :, row] = frame.centre[axis]
    for level in plan.levels:
        if level is wanted:
            break
        sums = _sums(level, values)
        for index, unit in enumerate(level.units):
            slopes, intercepts = np.array(unit.pieces).T
            piece = piece_of(unit, z[unit.row], a[unit.row])
            values[:, :, unit.row] = sums[:, :, index] * slopes[piece]
            values[2, :, unit.row] += intercepts[piece]
    return _sums(wanted, values)


def _sums(level: PlanLevel, values: FloatArray) -> FloatArray:
    sums: FloatArray = values[:, :, level.sources] @ level.weights.T
    sums[2] += level.biases
    return sums
