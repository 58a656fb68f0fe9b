"""The training samples, cut into batches that lie ready for their passes."""

from __future__ import annotations

import numpy as np

from playground.engine.passes import Scratch, TrainingPass
from playground.engine.program import Program
from playground.engine.recipes import Array, Recipe
from playground.engine.spec import TrainingSpec

# Below these every batch has a pass of its own, with its inputs in place once and for all.
OWN_BYTES = 4 * 2**20
OWN_BATCHES = 512
# A pass is at most this many values; wider batches are gathered piece by piece.
PASS_VALUES = 2**22
WIDTHS_KEPT = 4


class Batches:
    """Runs passes over batches of the training samples and leaves sums of gradients.

    `inputs` (N, C) and `targets` (N, T) are the data; `size` is the number of samples in a
    batch. `gradient` is where the sum over the newest batch stands.
    """

    def __init__(
        self,
        program: Program,
        gradient: Array,
        training: TrainingSpec,
        inputs: Array,
        targets: Array,
    ) -> None:
        self._program = program
        self._gradient = gradient
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
        self._passes: dict[int, TrainingPass] = {}
        self._order: Array | None = None

    def shuffle(self, seed: int, epoch: int) -> None:
        """Put the samples into the order of an epoch, which depends on seed and epoch alone."""
        self._order = np.random.default_rng((seed, epoch)).permutation(self.count)
        for index, batch in enumerate(self._own):
            self._load(batch, index * self.size)

    def run(self, first: int, count: int, update: Recipe) -> None:
        """Run `count` full batches from number `first` on, each followed by `update`."""
        if self._is_in_place:
            if not self._own:
                self._build_own()
            for batch in self._own[first : first + count]:
                for call in batch.recipe:
                    call()
                for call in update:
                    call()
            return
        for index in range(first, first + count):
            self.gather(index * self.size, (index + 1) * self.size)
            for call in update:
                call()

    def gather(self, start: int, stop: int) -> None:
        """Leave the sum of the gradients of samples [start, stop) of the epoch's order."""
        if stop - start <= self._widest:
            self._gather(start, stop)
            return
        total = np.zeros_like(self._gradient)
        for position in range(start, stop, self._widest):
            self._gather(position, min(stop, position + self._widest))
            total += self._gradient
        self._gradient[...] = total

    def _gather(self, start: int, stop: int) -> None:
        batch = self._pass(stop - start)
        self._load(batch, start)
        for call in batch.recipe:
            call()

    def _load(self, batch: TrainingPass, start: int) -> None:
        stop = start + batch.width
        if self._order is None:
            np.copyto(batch.inputs, self._inputs[:, start:stop])
            np.copyto(batch.targets, self._targets[:, start:stop])
        else:
            chosen = self._order[start:stop]
            np.take(self._inputs, chosen, 1, batch.inputs, "clip")
            np.take(self._targets, chosen, 1, batch.targets, "clip")

    def _build_own(self) -> None:
        scratch = Scratch(self._program, self.size)
        for start in range(0, self.count - self.size + 1, self.size):
            batch = TrainingPass(self._program, self._gradient, self._training, scratch)
            self._load(batch, start)
            self._own.append(batch)

    def _pass(self, width: int) -> TrainingPass:
        if width not in self._passes:
            if len(self._passes) >= WIDTHS_KEPT:
                self._passes.clear()
            scratch = Scratch(self._program, width)
            self._passes[width] = TrainingPass(
                self._program, self._gradient, self._training, scratch
            )
        return self._passes[width]

    def _bytes(self, samples: int) -> int:
        return samples * self._program.rows * self._program.dtype.itemsize
