"""The training samples, cut into batches that lie ready for their passes."""

from __future__ import annotations

import numpy as np

from playground.engine.program import Program
from playground.engine.recipes import Array, Recipe, run
from playground.engine.spec import TrainingSpec
from playground.engine.training_pass import Scratch, TrainingPass
from playground.engine.updates import Shuttle, Updates

# Below these every batch has a pass of its own, with its inputs in place once and for all.
OWN_BYTES = 4 * 2**20
OWN_BATCHES = 512
# A pass is at most this many values; wider batches are gathered piece by piece.
PASS_VALUES = 2**22
WIDTHS_KEPT = 4


class Batches:
    """Runs passes over batches of the training samples and leaves sums in the program's gradient.

    `inputs` (N, C) and `targets` (N, T) are the data; `size` is the number of samples in a
    batch.
    """

    def __init__(
        self,
        program: Program,
        training: TrainingSpec,
        inputs: Array,
        targets: Array,
    ) -> None:
        self._program = program
        self._training = training
        self._inputs = np.ascontiguousarray(inputs[:, program.columns].T, dtype=program.dtype)
        self._targets = np.ascontiguousarray(
            targets[:, : len(program.outputs)].T, dtype=program.dtype
        )
        self.count = len(inputs)
        self.size = training.batch_size or self.count
        if training.remainder == "apply":
            self.size = min(self.size, self.count)
        self._widest = max(1, PASS_VALUES // program.rows)
        full = self.count // self.size
        in_place = full <= OWN_BATCHES and self._bytes(full * self.size) <= OWN_BYTES
        self._is_in_place = in_place and self.size <= self._widest
        self._own: list[TrainingPass] = []
        self._shuttle: Shuttle | None = None
        self._calls: Recipe = ()
        self._passes: dict[int, TrainingPass] = {}
        self._order: Array | None = None

    def shuffle(self, seed: int, epoch: int) -> None:
        """Put the samples into the order of an epoch, which depends on seed and epoch alone."""
        self._order = np.random.default_rng((seed, epoch)).permutation(self.count)
        for index, batch in enumerate(self._own):
            self._load(batch, index * self.size)

    def run(self, first: int, count: int, updates: Updates) -> None:
        """Run `count` full batches from number `first` on, each followed by an update."""
        shuttle, end = updates.shuttle(self.size), first + count
        if not self._is_in_place:
            for index in range(first, end):
                self.gather(index * self.size, (index + 1) * self.size)
                run(shuttle.in_place)
            return
        if shuttle is not self._shuttle:
            self._build_own(shuttle)
        if first % 2:
            run(shuttle.depart)
        length = len(self._calls) // len(self._own)
        for call in self._calls[first * length : end * length]:
            call()
        if end % 2:
            run(shuttle.arrive)

    def gather(self, start: int, stop: int) -> None:
        """Leave the sum of the gradients of samples [start, stop) of the epoch's order."""
        if stop - start <= self._widest:
            self._gather(start, stop)
            return
        gradient = self._program.gradient
        total = np.zeros_like(gradient)
        for position in range(start, stop, self._widest):
            self._gather(position, min(stop, position + self._widest))
            total += gradient
        gradient[...] = total

    def _gather(self, start: int, stop: int) -> None:
        batch = self._pass(stop - start)
        self._load(batch, start)
        run(batch.recipe)

    def _load(self, batch: TrainingPass, start: int) -> None:
        stop = start + batch.width
        if self._order is None:
            np.copyto(batch.inputs, self._inputs[:, start:stop])
            np.copyto(batch.targets, self._targets[:, start:stop])
        else:
            chosen = self._order[start:stop]
            np.take(self._inputs, chosen, 1, batch.inputs, "clip")
            np.take(self._targets, chosen, 1, batch.targets, "clip")

    def _build_own(self, shuttle: Shuttle) -> None:
        """Make a pass for each batch; each finds the parameters where the one before left them."""
        scratch = Scratch(self._program, self.size)
        self._shuttle, self._own, calls = shuttle, [], []
        for index in range(self.count // self.size):
            home, move = shuttle.legs[index % 2]
            batch = TrainingPass(self._program, self._training, scratch, home)
            self._load(batch, index * self.size)
            self._own.append(batch)
            calls += [*batch.recipe, *move]
        self._calls = tuple(calls)

    def _pass(self, width: int) -> TrainingPass:
        if width not in self._passes:
            if len(self._passes) >= WIDTHS_KEPT:
                self._passes.clear()
            scratch = Scratch(self._program, width)
            self._passes[width] = TrainingPass(self._program, self._training, scratch)
        return self._passes[width]

    def _bytes(self, samples: int) -> int:
        # Values, and at most as many ones and subtrahends (see TrainingPass).
        return 3 * samples * self._program.rows * self._program.dtype.itemsize
