"""Which slopes a training pass computes, and how."""

from __future__ import annotations

from dataclasses import replace

from playground.engine.activation_functions import surrogate_slope
from playground.engine.program import Program, Run
from playground.engine.recipes import Array, Recipe


def constant_slope(program: Program, run: Run, step_gradient: str) -> float | None:
    """Return the slope used for training where it is one number."""
    if not run.activation.tolerant or step_gradient == "none":
        return run.activation.constant_slope
    if step_gradient == "surrogate":
        return None
    # The perceptron rule: (t − o)·input for an output, nothing for what lies before it.
    return 1.0 if run.start >= program.levels[-1].start else 0.0


def slope_runs(program: Program, step_gradient: str) -> list[Run]:
    """Return whose slopes must be computed, equal neighbours across levels as one.

    A row of ones between them does no harm, but a single neuron with other slopes would have its
    own overwritten.
    """
    ones = set(program.ones.tolist())
    joined: list[Run] = []
    for run in (run for level in program.levels for run in level.runs):
        if constant_slope(program, run, step_gradient) is not None:
            continue
        if joined and _are_alike(joined[-1], run) and _next_row(joined[-1], ones) == run.start:
            joined[-1] = replace(joined[-1], stop=run.stop)
        else:
            joined.append(run)
    return joined


def slope_recipe(run: Run, z: Array, a: Array, out: Array) -> Recipe:
    """Return the recipe that writes f'(z) of the run's rows into `out`."""
    slope = surrogate_slope if run.activation.tolerant else run.activation.slope
    return slope(z, a, out, *run.parameters)


def _are_alike(before: Run, after: Run) -> bool:
    return (before.activation, before.parameters) == (after.activation, after.parameters)


def _next_row(run: Run, ones: set[int]) -> int:
    """Return the first row after the run that is a neuron's."""
    return run.stop + 1 if run.stop in ones else run.stop
