"""The engine's forward pass at points of the plane, so that cells and picture can't disagree."""

from __future__ import annotations

import numpy as np

from playground.geometry.arrays import FloatArray
from playground.geometry.plan import Plan

PASS_VALUES = 2**18


def forward(plan: Plan, points: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return z and a of every row of the plan's program, each (rows, M), at points (M, 2)."""
    rows, count = plan.program.rows, len(points)
    z, a = np.zeros((rows, count)), np.zeros((rows, count))
    a[plan.program.ones] = 1.0
    for row, column in zip(plan.plane_rows, points.T, strict=True):
        if row is not None:
            a[row] = column
    width = max(1, PASS_VALUES // rows)
    with np.errstate(all="ignore"):
        for start in range(0, count, width):
            _run(plan, z[:, start : start + width], a[:, start : start + width])
    return z, a


def _run(plan: Plan, z: FloatArray, a: FloatArray) -> None:
    program = plan.program
    for level in program.levels:
        np.matmul(program.matrix(program.parameters, level), a[level.sources], out=z[level.rows])
        for run in level.runs:
            rows = slice(run.start, run.stop)
            extra = (program.thresholds[rows],) if run.activation.tolerant else ()
            for call in run.activation.function(z[rows], a[rows], *run.parameters, *extra):
                call()
