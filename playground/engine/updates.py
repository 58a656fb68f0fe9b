"""From the sum of a batch's gradients to new parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.engine.optimizers import OPTIMIZERS, Rates
from playground.engine.program import Program
from playground.engine.recipes import Array, Call, Recipe, bind, constant
from playground.engine.regularizers import REGULARIZERS
from playground.engine.spec import TrainingSpec

COUNTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Shuttle:
    """One update as it is made after even and after odd batches.

    `legs` are where the parameters are before the update, and its recipe, for an even and an odd
    batch. An update that is one product can't write over what it reads: then an even batch moves
    the parameters from `Program.parameters` to `Program.moved`, and an odd one back. `depart`
    copies them there, for a start with an odd batch, `arrive` back, for an end with an even one.
    """

    legs: tuple[tuple[Array, Recipe], tuple[Array, Recipe]]
    depart: Recipe = ()
    arrive: Recipe = ()

    @property
    def in_place(self) -> Recipe:
        """The recipe of the update that leaves the parameters where they are."""
        return (*self.legs[0][1], *self.arrive)


class Updates:
    """Recipes that move a program's parameters by its gradient, summed over `count` samples.

    `trained` and `regularized` (bool, laid out as the parameters) say which of them move and
    which of those are weights: the others neither move nor are regularized.

    In order: the mean gradient of what is trained; clipping to the norm `gradient_clip`, PyTorch's
    way; the regularizer's slope at the weights before the update, added to the gradient
    (PyTorch's `weight_decay`, which for SGD is the TensorFlow Playground's second step too);
    decoupled weight decay p ← p − rate·decay·p (AdamW's way); the optimizer's step.

    With `dead_l1` L1 is a step of its own after the optimizer's, as in the TensorFlow
    Playground: w ← w − rate·strength·sign(w before the update); a weight that changes its sign in
    this second step becomes 0 and is trained no more (`dead`).
    """

    def __init__(
        self,
        program: Program,
        training: TrainingSpec,
        trained: Array,
        regularized: Array,
    ) -> None:
        self._program = program
        self._training = training
        self._optimizer = OPTIMIZERS[training.optimizer]
        self._trained = trained.copy()
        self._regularized = regularized & trained
        p = program.parameters
        self.rates = Rates(training, p)
        self.slots = tuple(np.zeros_like(p) for _ in self._optimizer.slots)
        self.dead = np.zeros(p.shape, dtype=bool)
        self.kills = training.regularization == "l1" and training.dead_l1
        # Plain SGD needs no mean gradient of its own: the rate goes into its factors.
        self._is_plain = training.optimizer == "sgd" and not training.gradient_clip
        self._is_regularized = (
            training.regularization != "none" and training.regularization_rate != 0.0
        )
        # p − factor·g is one product, [1, −factor] @ [p, g].
        self._is_product = (
            self._is_plain
            and not self._is_regularized
            and not training.weight_decay
            and not program.tolerant
            and bool(trained.all())
        )
        self._g = np.empty_like(p)
        self._work = np.empty_like(p)
        self._strength = np.empty_like(p)
        self._pull = np.empty_like(p) if self.kills else p
        self._keep = np.empty_like(p)
        self._factors: dict[int, Array] = {}
        self._shuttles: dict[int, Shuttle] = {}
        self.set_rate(training.learning_rate)

    def set_rate(self, rate: float) -> None:
        """Use this learning rate from now on, in the recipes already given out too."""
        self.rates.rate[...] = rate
        self._fill_factors()

    def bury(self, dead: Array) -> None:
        """Take weights (bool, laid out as the parameters) out of training, at 0 for ever."""
        self.dead |= dead
        self._trained &= ~dead
        self._regularized &= ~dead
        self._program.parameters[dead] = 0.0
        self._fill_factors()

    def clear_untrained(self) -> None:
        """Forget the optimizer's memories of parameters that are not trained."""
        for slot in self.slots:
            slot[~self._trained] = 0.0

    def shuttle(self, count: int) -> Shuttle:
        """Return one update by a gradient summed over `count` samples; the same one each time."""
        if count not in self._shuttles:
            if len(self._shuttles) >= COUNTS_KEPT:
                self._shuttles.clear()
                self._factors.clear()
            # One number does where nothing is masked.
            is_dense = self._trained.all() and not self.kills
            shape = 3 if self._is_product else () if is_dense else self._g.shape
            self._factors[count] = np.ones(shape, self._g.dtype)
            self._fill_factors()
            make = self._product if self._is_product else self._in_place
            self._shuttles[count] = make(self._factors[count])
        return self._shuttles[count]

    def _fill_factors(self) -> None:
        training = self._training
        rate = float(self.rates.rate)
        step = rate if self._is_plain else 1.0
        for count, factors in self._factors.items():
            if self._is_product:
                factors[1] = -rate / count
            else:
                factors[...] = (self._trained if factors.ndim else 1.0) * (step / count)
        strength = (rate if self.kills else step) * training.regularization_rate
        self._strength[...] = self._regularized * strength
        self._keep[...] = 1.0 - self._regularized * (rate * training.weight_decay)
        self.clear_untrained()

    def _product(self, factors: Array) -> Shuttle:
        """Return the update as a product with [1, −factor, 1], of which each leg takes two."""
        block, p, moved = self._program.block, self._program.parameters, self._program.moved
        there = bind(factors[:2].dot, block[:2], moved)
        back = bind(factors[1:].dot, block[1:], p)
        return Shuttle(
            ((p, (there,)), (moved, (back,))),
            (bind(np.copyto, moved, p),),
            (bind(np.copyto, p, moved),),
        )

    def _in_place(self, factors: Array) -> Shuttle:
        training, p, g, work = self._training, self._program.parameters, self._g, self._work
        regularizer = REGULARIZERS[training.regularization]
        calls: list[Call] = [bind(np.multiply, self._program.gradient, factors, g)]
        if training.gradient_clip:
            calls.append(bind(_clip, g, training.gradient_clip))
        if self.kills:
            calls += regularizer.slope(p, self._strength, self._pull)
        elif self._is_regularized:
            calls += regularizer.slope(p, self._strength, work)
            calls.append(bind(np.add, g, work, g))
        if training.weight_decay:
            calls.append(bind(np.multiply, p, self._keep, p))
        if self._is_plain:
            calls.append(bind(np.subtract, p, g, p))
        else:
            calls += self._optimizer.update(p, g, self.slots, work, self.rates, training)
        if self.kills:
            calls.append(self._pull_towards_zero)
        if self._program.tolerant:
            calls.append(self._program.refresh)
        leg = (p, tuple(calls))
        return Shuttle((leg, leg))

    def _pull_towards_zero(self) -> None:
        p, pulled = self._program.parameters, self._work
        np.subtract(p, self._pull, pulled)
        crossed = p * pulled < 0.0
        p[...] = pulled
        if crossed.any():
            self.bury(crossed)


def _clip(g: Array, limit: float) -> None:
    """Scale g down to the norm `limit` when it is longer (`torch.nn.utils.clip_grad_norm_`)."""
    norm = float(np.sqrt(g.dot(g)))
    if norm > limit:
        np.multiply(g, constant(limit / (norm + 1e-6), g), g)
