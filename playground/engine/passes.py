"""One pass over a number of samples: buffers and recipes for forward and backward."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from playground.engine.activation_functions import surrogate_slope
from playground.engine.losses import LOSSES
from playground.engine.program import Level, Program, Run
from playground.engine.recipes import Array, Call, Recipe, bind
from playground.engine.spec import TrainingSpec


class Scratch:
    """What a pass overwrites anew each time, so that passes of one width may share it.

    All (rows, width): `z` the sums, `slopes` f'(z), `blame` d loss / d a, `errors` d loss / d z,
    `spill` for products that are added to `blame`. A ufunc that writes over one of two operands
    costs 0.1 µs more than one that writes elsewhere, hence so many of them.
    """

    def __init__(self, program: Program, width: int) -> None:
        shape = (program.rows, width)
        self.z = np.zeros(shape, dtype=program.dtype)
        self.slopes = np.ones(shape, dtype=program.dtype)
        self.blame = np.zeros(shape, dtype=program.dtype)
        self.errors = np.zeros(shape, dtype=program.dtype)
        self.spill = np.zeros(shape, dtype=program.dtype)


class ForwardPass:
    """Values of all nodes of a program for `width` samples.

    `a` is (rows, width); the caller fills `inputs` (a view), runs `forward` and reads `a`, or
    `outputs` (T, width). `z`, when asked for, holds the sums of all neurons.
    """

    def __init__(self, program: Program, width: int, z: Array | None = None) -> None:
        self.program = program
        self.width = width
        self.a = np.zeros((program.rows, width), dtype=program.dtype)
        self.a[program.ones] = 1.0
        self.inputs = self.a[1 : 1 + len(program.columns)]
        self.z = z
        self.gathered = {
            level.offset: np.empty((level.source_count, width), dtype=program.dtype)
            for level in program.levels
            if not isinstance(level.sources, slice)
        }
        self.outputs, collect = self._outputs()
        self.forward: Recipe = (
            *(call for level in program.levels for call in self._level(level)),
            *collect,
        )

    def sources(self, level: Level) -> Array:
        """Return the values that enter the level, (sources, width)."""
        if isinstance(level.sources, slice):
            return self.a[level.sources]
        return self.gathered[level.offset]

    def _level(self, level: Level) -> Recipe:
        program, sums = self.program, self._sums(level)
        gather: Recipe = ()
        if not isinstance(level.sources, slice):
            into = self.gathered[level.offset]
            gather = (bind(np.take, self.a, level.sources, 0, into, "clip"),)
        matrix = program.matrix(program.parameters, level)
        product = bind(matrix.dot, self.sources(level), sums[level.rows])
        return (*gather, product, *(call for run in level.runs for call in self._run(run, sums)))

    def _sums(self, level: Level) -> Array:
        """Return the buffer for the level's z: `a` itself when nobody asks for them."""
        return self.a if self.z is None else self.z

    def _run(self, run: Run, sums: Array) -> Recipe:
        rows = slice(run.start, run.stop)
        out = self.a[rows]
        z = out if sums is self.a else sums[rows]
        extra = (self.program.thresholds[rows],) if run.activation.tolerant else ()
        return run.activation.function(z, out, *run.parameters, *extra)

    def _outputs(self) -> tuple[Array, Recipe]:
        rows = self.program.outputs
        if are_neighbours(rows):
            return (self.a[rows[0] : rows[-1] + 1] if len(rows) else self.a[:0]), ()
        values = np.empty((len(rows), self.width), dtype=self.a.dtype)
        return values, (bind(np.take, self.a, rows, 0, values, "clip"),)


class TrainingPass(ForwardPass):
    """A forward pass and the gradient of a loss summed over `width` samples.

    The caller fills `inputs` and `targets` (T, width) and runs `recipe`; the sum of the
    samples' gradients then stands in `gradient`, laid out as the program's parameters. The
    program must hold nothing but what its outputs are computed from.
    """

    def __init__(
        self, program: Program, gradient: Array, training: TrainingSpec, scratch: Scratch
    ) -> None:
        self._training = training
        self._scratch = scratch
        super().__init__(program, scratch.z.shape[1], scratch.z)
        self.targets = np.zeros((len(program.outputs), self.width), dtype=program.dtype)
        gradients = (
            bind(self._errors(level).dot, self.sources(level).T, program.matrix(gradient, level))
            for level in program.levels
        )
        self.recipe: Recipe = (*self.forward, *self._slopes(), *self._backward(), *gradients)

    def _sums(self, level: Level) -> Array:
        # An identity without a z of its own needs no copy.
        is_identity = all(run.activation.key == "identity" for run in level.runs)
        return self.a if is_identity else self._scratch.z

    def _errors(self, level: Level) -> Array:
        """Return d loss / d z of the level: the same as d loss / d a where all slopes are 1."""
        scratch = self._scratch
        return (scratch.errors if self._has_slopes(level) else scratch.blame)[level.rows]

    def _has_slopes(self, level: Level) -> bool:
        return any(self._constant_slope(run) != 1.0 for run in level.runs)

    def _constant_slope(self, run: Run) -> float | None:
        """Return the slope used for training where it is one number."""
        if not run.activation.tolerant or self._training.step_gradient == "none":
            return run.activation.constant_slope
        if self._training.step_gradient == "surrogate":
            return None
        # The perceptron rule: (t − o)·input for an output, nothing for what lies before it.
        return 1.0 if run.start >= self.program.levels[-1].start else 0.0

    def _slopes(self) -> Recipe:
        """Fill f'(z), equal neighbours across levels in one go: a row of ones does no harm."""
        merged: list[Run] = []
        for level in self.program.levels:
            for run in level.runs:
                value = self._constant_slope(run)
                if value is not None:
                    self._scratch.slopes[run.start : run.stop] = value
                elif merged and _may_join(merged[-1], run):
                    merged[-1] = replace(merged[-1], stop=run.stop)
                else:
                    merged.append(run)
        calls: list[Call] = []
        for run in merged:
            rows = slice(run.start, run.stop)
            slope = surrogate_slope if run.activation.tolerant else run.activation.slope
            z, out = self._scratch.z[rows], self._scratch.slopes[rows]
            calls += slope(z, self.a[rows], out, *run.parameters)
        return tuple(calls)

    def _backward(self) -> Recipe:
        """Fill d loss / d a and d loss / d z of all neurons, from the outputs back."""
        blame, slopes = self._scratch.blame, self._scratch.slopes
        levels = self.program.levels
        calls, inner = self._output_blame()
        written = self.program.rows if not self.gathered else 0
        if self.gathered:
            calls.append(bind(blame[: levels[-1].start].fill, 0.0))
        for level in reversed(levels):
            calls += [call for row, call in inner if level.start <= row < level.stop]
            if self._has_slopes(level):
                errors, rows = self._errors(level), level.rows
                calls.append(bind(np.multiply, blame[rows], slopes[rows], errors))
            calls += self._spread(level, written)
            if isinstance(level.sources, slice):
                written = min(written, level.sources.start)
        return tuple(calls)

    def _output_blame(self) -> tuple[list[Call], list[tuple[int, Call]]]:
        """Return calls for d loss / d a of the last level, and (row, call) for inner outputs."""
        loss, delta = LOSSES[self._training.loss], self._training.huber_delta
        blame, rows, last = self._scratch.blame, self.program.outputs, self.program.levels[-1]
        if rows.tolist() == list(range(last.start, last.stop)):
            return list(loss.slope(self.outputs, self.targets, blame[last.rows], delta)), []
        values = np.empty_like(self.targets)
        calls = list(loss.slope(self.outputs, self.targets, values, delta))
        inner: list[tuple[int, Call]] = []
        for row, value in zip(rows.tolist(), values, strict=True):
            if row >= last.start:
                calls.append(bind(np.copyto, blame[row], value))
            else:
                inner.append((row, bind(np.add, blame[row], value, blame[row])))
        return calls, inner

    def _spread(self, level: Level, written: int) -> Recipe:
        """Blame the level's sources for its errors; rows from `written` on hold some already."""
        blame, spill, errors = self._scratch.blame, self._scratch.spill, self._errors(level)
        first = self.program.levels[0].start
        product = self.program.matrix(self.program.parameters, level).T.dot
        if not isinstance(level.sources, slice):
            into = spill[: level.source_count]
            return bind(product, errors, into), bind(_add_rows, blame, level.sources, into)
        start, stop = level.sources.start, level.sources.stop
        if stop <= first:
            return ()
        if stop <= written:
            return (bind(product, errors, blame[start:stop]),)
        new, old = slice(max(start, first), written), slice(max(start, first, written), stop)
        copies = (bind(np.copyto, blame[new], spill[new]),) if new.start < new.stop else ()
        return (
            bind(product, errors, spill[start:stop]),
            bind(np.add, blame[old], spill[old], blame[old]),
            *copies,
        )


def _may_join(before: Run, after: Run) -> bool:
    same = (before.activation, before.parameters) == (after.activation, after.parameters)
    return same and after.start - before.stop <= 1


def _add_rows(into: Array, rows: Array, values: Array) -> None:
    into[rows] += values


def are_neighbours(rows: Array) -> bool:
    """Whether rows ascend without a gap."""
    return all(after - before == 1 for before, after in pairwise(rows.tolist()))
