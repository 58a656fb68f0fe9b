"""One pass over a number of samples: buffers and the recipe for the values of all nodes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from playground.engine.program import Level, Program, Run
from playground.engine.recipes import Array, Recipe, bind


class ForwardPass:
    """Values of all nodes of a program for `width` samples.

    `a` is (rows, width); the caller fills `inputs` (a view), runs `forward` and reads `a`, or
    `outputs` (T, width). `z`, when asked for, holds the sums of all neurons. `parameters` are
    the program's own unless others are given; `ones_after` rows of ones follow the nodes' rows.
    """

    def __init__(
        self,
        program: Program,
        width: int,
        z: Array | None = None,
        parameters: Array | None = None,
        ones_after: int = 0,
    ) -> None:
        self.program = program
        self.width = width
        self.parameters = program.parameters if parameters is None else parameters
        self.a = np.zeros((program.rows + ones_after, width), dtype=program.dtype)
        self.a[program.ones] = 1.0
        self.a[program.rows :] = 1.0
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
        sums = self._sums(level)
        gather: Recipe = ()
        if not isinstance(level.sources, slice):
            into = self.gathered[level.offset]
            gather = (bind(np.take, self.a, level.sources, 0, into, "clip"),)
        matrix = self.program.matrix(self.parameters, level)
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


def are_neighbours(rows: Array) -> bool:
    """Whether rows ascend without a gap."""
    return all(after - before == 1 for before, after in pairwise(rows.tolist()))
