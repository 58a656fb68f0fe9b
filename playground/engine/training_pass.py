"""A forward pass with what it takes to learn from it: the gradient of a loss."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from playground.engine.losses import LOSSES
from playground.engine.passes import ForwardPass
from playground.engine.program import Level, Program, Run
from playground.engine.recipes import Array, Call, Recipe, bind
from playground.engine.slopes import constant_slope, slope_recipe, slope_runs
from playground.engine.spec import TrainingSpec

# One product for all levels is quicker up to about so many multiplications, for each level that
# it saves a call for, with a call as the price of so many samples (2 to 7 levels, 1 to 125
# samples measured).
PRODUCT_LIMIT = 8000
PRODUCT_SAMPLES = 20


class Scratch:
    """What a pass overwrites anew each time, so that passes of one width may share it.

    All (rows, width): `z` the sums, `errors` d loss / d z, `slopes` f'(z), `blame` d loss / d a,
    `spill` for products that are added to `blame`. The neurons' slopes follow the last errors in
    one buffer, `joint`; slopes of rows before the first neuron don't exist.
    """

    def __init__(self, program: Program, width: int) -> None:
        first, shape = program.levels[0].start, (program.rows, width)
        self.z = np.zeros(shape, dtype=program.dtype)
        self.joint = np.ones((2 * program.rows - first, width), dtype=program.dtype)
        self.errors, self.slopes = self.joint[: program.rows], self.joint[-program.rows :]
        self.blame = np.zeros(shape, dtype=program.dtype)
        self.spill = np.zeros(shape, dtype=program.dtype)
        self._products = (program.rows - first, program.levels[-1].start), program.dtype

    @cached_property
    def products(self) -> Array:
        """A row for each neuron, a column for each row before the last level."""
        return np.empty(*self._products)


class TrainingPass(ForwardPass):
    """A forward pass and the gradient of a loss summed over `width` samples.

    The caller fills `inputs` and `targets` (T, width) and runs `recipe`; the sum of the
    samples' gradients then stands in the program's `gradient`. The program must hold nothing but
    what its outputs are computed from.

    Where the loss's slope is o − t and the first slopes are 1 − …, as with tanh, both are one
    subtraction: rows of ones follow the outputs in `a`, and the targets come before what is
    taken from the ones. In a small network one product of all errors with all values, of which
    the gradients are picked, is quicker than a product for each level.
    """

    def __init__(
        self,
        program: Program,
        training: TrainingSpec,
        scratch: Scratch,
        parameters: Array | None = None,
    ) -> None:
        self._training = training
        self._scratch = scratch
        self._slope_runs = slope_runs(program, training.step_gradient)
        last, outputs = program.levels[-1], program.outputs.tolist()
        self._outputs_are_last = outputs == list(range(last.start, last.stop))
        self._joint = self._find_joint(program)
        ones = self._joint.stop - self._joint.start if self._joint else 0
        width = scratch.z.shape[1]
        super().__init__(program, width, scratch.z, parameters, ones)
        self._subtrahends = np.zeros((len(outputs) + ones, width), dtype=program.dtype)
        self.targets = self._subtrahends[: len(outputs)]
        # A ufunc that writes over an operand costs 0.2 µs more unless both are the same object.
        self._last_errors = scratch.errors[last.rows]
        self.recipe: Recipe = (
            *self.forward,
            *self._slopes(),
            *self._backward(),
            *self._gradients(),
        )

    def _find_joint(self, program: Program) -> Run | None:
        """Return whose slopes come with the outputs' o − t, if any do."""
        runs, is_difference = self._slope_runs, LOSSES[self._training.loss].is_difference
        if not (runs and is_difference and self._outputs_are_last):
            return None
        is_first = runs[0].start == program.levels[0].start
        return runs[0] if is_first and runs[0].activation.complement else None

    def _sums(self, level: Level) -> Array:
        # An identity without a z of its own needs no copy.
        is_identity = all(run.activation.key == "identity" for run in level.runs)
        return self.a if is_identity else self._scratch.z

    def _errors(self, level: Level) -> Array:
        """Return d loss / d z of the level: the same as d loss / d a where all slopes are 1."""
        if level is self.program.levels[-1] or not self._has_slopes(level):
            return self._blame(level)
        return self._scratch.errors[level.rows]

    def _has_slopes(self, level: Level) -> bool:
        step_gradient = self._training.step_gradient
        return any(constant_slope(self.program, run, step_gradient) != 1.0 for run in level.runs)

    def _blame(self, level: Level) -> Array:
        """Return d loss / d a of the level; in the last one d loss / d z takes its place."""
        is_last = level is self.program.levels[-1]
        return self._last_errors if is_last else self._scratch.blame[level.rows]

    def _slopes(self) -> Recipe:
        """Fill f'(z), and o − t where that is one subtraction with it."""
        scratch = self._scratch
        for run in (run for level in self.program.levels for run in level.runs):
            value = constant_slope(self.program, run, self._training.step_gradient)
            if value is not None:
                scratch.slopes[run.start : run.stop] = value
        calls: list[Call] = []
        for run in self._slope_runs:
            if run is self._joint:
                calls += self._joint_slopes(run)
            else:
                rows = slice(run.start, run.stop)
                calls += slope_recipe(run, scratch.z[rows], self.a[rows], scratch.slopes[rows])
        return tuple(calls)

    def _joint_slopes(self, run: Run) -> Recipe:
        assert run.activation.complement is not None
        size, output = len(self._subtrahends), self.program.levels[-1].start
        rows, rest = slice(run.start, run.stop), self._subtrahends[len(self.targets) :]
        minuends = self.a[output : output + size]
        before = self.program.rows - len(self.targets)
        differences = self._scratch.joint[before : before + size]
        return (
            *run.activation.complement(self._scratch.z[rows], self.a[rows], rest),
            bind(np.subtract, minuends, self._subtrahends, differences),
        )

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
                errors, slope = self._errors(level), slopes[level.rows]
                calls.append(bind(np.multiply, self._blame(level), slope, errors))
            calls += self._spread(level, written)
            if isinstance(level.sources, slice):
                written = min(written, level.sources.start)
        return tuple(calls)

    def _output_blame(self) -> tuple[list[Call], list[tuple[int, Call]]]:
        """Return calls for d loss / d a of the last level, and (row, call) for inner outputs."""
        loss, delta = LOSSES[self._training.loss], self._training.huber_delta
        blame, rows, last = self._scratch.blame, self.program.outputs, self.program.levels[-1]
        if self._joint:
            return [], []
        if self._outputs_are_last:
            return list(loss.slope(self.outputs, self.targets, self._last_errors, delta)), []
        values = np.empty_like(self.targets)
        calls = list(loss.slope(self.outputs, self.targets, values, delta))
        inner: list[tuple[int, Call]] = []
        for row, value in zip(rows.tolist(), values, strict=True):
            if row >= last.start:
                calls.append(bind(np.copyto, self._last_errors[row - last.start], value))
            else:
                inner.append((row, bind(np.add, blame[row], value, blame[row])))
        return calls, inner

    def _spread(self, level: Level, written: int) -> Recipe:
        """Blame the level's sources for its errors; rows from `written` on hold some already."""
        blame, spill, errors = self._scratch.blame, self._scratch.spill, self._errors(level)
        first = self.program.levels[0].start
        product = self.program.matrix(self.parameters, level).T.dot
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

    def _gradients(self) -> Recipe:
        """Fill the program's gradient."""
        program, errors, into = self.program, self._scratch.errors, self.program.gradient
        if not self._is_one_product():
            return tuple(
                bind(self._errors(level).dot, self.sources(level).T, program.matrix(into, level))
                for level in program.levels
            )
        first, sources = program.levels[0].start, program.levels[-1].start
        products = self._scratch.products
        everywhere = np.arange(products.size).reshape(products.shape)
        places = np.concatenate(
            [
                everywhere[level.start - first : level.stop - first, level.sources].ravel()
                for level in program.levels
            ]
        )
        return (
            bind(errors[first:].dot, self.a[:sources].T, products),
            bind(products.reshape(-1).take, places, None, into, "clip"),
        )

    def _is_one_product(self) -> bool:
        """Whether all levels' errors lie together, and one product for all levels is quicker."""
        *inner, last = self.program.levels
        size = (self.program.rows - self.program.levels[0].start) * last.start
        is_quicker = size * (self.a.shape[1] + PRODUCT_SAMPLES) <= PRODUCT_LIMIT * len(inner)
        return is_quicker and all(self._has_slopes(level) for level in inner)


def _add_rows(into: Array, rows: Array, values: Array) -> None:
    into[rows] += values
