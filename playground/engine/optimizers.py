"""Optimizers: the registry `OPTIMIZERS`, by key, with PyTorch's definitions.

An optimizer moves the flat parameters p by the flat mean gradient g. Its `update` returns the
recipe of one step; `slots` are its flat memories (momentum, moments), zero at the start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.recipes import Array, Recipe, bind, constant
from playground.engine.spec import TrainingSpec


class Rates:
    """The numbers of an update that change while it runs, as 0-d arrays bound into recipes.

    `rate` is the scheduled learning rate, `step` the count of updates since the optimizer
    began; `adam_rate` and `adam_root` are Adam's rate / (1 − β1^step) and √(1 − β2^step).
    """

    def __init__(self, training: TrainingSpec, like: Array) -> None:
        self._training = training
        self.step = 0
        self.rate = constant(training.learning_rate, like)
        self.adam_rate = constant(0.0, like)
        self.adam_root = constant(1.0, like)

    def tick(self) -> None:
        """Count one update of Adam and compute its bias corrections (Kingma and Ba, 2015)."""
        self.step += 1
        self.adam_rate[...] = float(self.rate) / (1.0 - self._training.beta1**self.step)
        self.adam_root[...] = (1.0 - self._training.beta2**self.step) ** 0.5


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One optimizer. `update(p, g, slots, work, rates, training)` may overwrite g and `work`.

    `slots` names its memories: optimizers of the same memories can take over from one another.
    """

    key: str
    label: str
    formula: str
    help: str
    slots: tuple[str, ...]
    update: Callable[[Array, Array, tuple[Array, ...], Array, Rates, TrainingSpec], Recipe]


def _sgd(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    return (bind(np.multiply, g, rates.rate, g), bind(np.subtract, p, g, p))


def _accumulate(velocity: Array, g: Array, training: TrainingSpec) -> Recipe:
    """v ← μ·v + g."""
    return (
        bind(np.multiply, velocity, constant(training.momentum, g), velocity),
        bind(np.add, velocity, g, velocity),
    )


def _momentum(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    return (
        *_accumulate(slots[0], g, training),
        bind(np.multiply, slots[0], rates.rate, work),
        bind(np.subtract, p, work, p),
    )


def _nesterov(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    return (
        *_accumulate(slots[0], g, training),
        bind(np.multiply, slots[0], constant(training.momentum, g), work),
        bind(np.add, work, g, work),
        bind(np.multiply, work, rates.rate, work),
        bind(np.subtract, p, work, p),
    )


def _scaled(p: Array, g: Array, squares: Array, work: Array, rate: Array, epsilon: float) -> Recipe:
    """p ← p − η·g / (√s + ε)."""
    return (
        bind(np.sqrt, squares, work),
        bind(np.add, work, constant(epsilon, g), work),
        bind(np.divide, g, work, work),
        bind(np.multiply, work, rate, work),
        bind(np.subtract, p, work, p),
    )


def _adagrad(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    return (
        bind(np.multiply, g, g, work),
        bind(np.add, slots[0], work, slots[0]),
        *_scaled(p, g, slots[0], work, rates.rate, training.epsilon),
    )


def _decay_squares(squares: Array, g: Array, work: Array, decay: float) -> Recipe:
    """s ← β·s + (1 − β)·g²."""
    return (
        bind(np.multiply, g, g, work),
        bind(np.multiply, work, constant(1.0 - decay, g), work),
        bind(np.multiply, squares, constant(decay, g), squares),
        bind(np.add, squares, work, squares),
    )


def _rmsprop(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    return (
        *_decay_squares(slots[0], g, work, training.rms_decay),
        *_scaled(p, g, slots[0], work, rates.rate, training.epsilon),
    )


def _adam(
    p: Array, g: Array, slots: tuple[Array, ...], work: Array, rates: Rates, training: TrainingSpec
) -> Recipe:
    mean, squares = slots
    return (
        rates.tick,
        bind(np.subtract, g, mean, work),
        bind(np.multiply, work, constant(1.0 - training.beta1, g), work),
        bind(np.add, mean, work, mean),
        *_decay_squares(squares, g, work, training.beta2),
        bind(np.sqrt, squares, work),
        bind(np.divide, work, rates.adam_root, work),
        bind(np.add, work, constant(training.epsilon, g), work),
        bind(np.divide, mean, work, work),
        bind(np.multiply, work, rates.adam_rate, work),
        bind(np.subtract, p, work, p),
    )


OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.key: optimizer
    for optimizer in (
        Optimizer(
            "sgd",
            "SGD",
            "w ← w − η·g",
            "Gradient descent on one batch after the other; with a batch of all points it is plain "
            "gradient descent.",
            (),
            _sgd,
        ),
        Optimizer(
            "momentum",
            "Momentum",
            "v ← μ·v + g,  w ← w − η·v",
            "Keeps rolling in the direction of earlier gradients.",
            ("velocity",),
            _momentum,
        ),
        Optimizer(
            "nesterov",
            "Nesterov",
            "v ← μ·v + g,  w ← w − η·(g + μ·v)",
            "Momentum that looks one step ahead.",
            ("velocity",),
            _nesterov,
        ),
        Optimizer(
            "adagrad",
            "Adagrad",
            "s ← s + g²,  w ← w − η·g / (√s + ε)",
            "Smaller steps for weights that have moved much; steps only ever shrink.",
            ("sum of squares",),
            _adagrad,
        ),
        Optimizer(
            "rmsprop",
            "RMSProp",
            "s ← α·s + (1 − α)·g²,  w ← w − η·g / (√s + ε)",
            "Scales each weight's steps by the recent size of its gradient.",
            ("mean square",),
            _rmsprop,
        ),
        Optimizer(
            "adam",
            "Adam",
            "m ← β₁·m + (1 − β₁)·g,  s ← β₂·s + (1 − β₂)·g²,  w ← w − η·m̂ / (√ŝ + ε)",
            "Momentum and RMSProp together, corrected for their start at 0. Learns well at rates "
            "around 0.001 to 0.03.",
            ("mean", "mean square"),
            _adam,
        ),
        Optimizer(
            "adamw",
            "AdamW",
            "w ← w − η·λ·w, then Adam's step",
            "Adam with weight decay that is kept out of the gradient's statistics; set the weight "
            "decay λ, usually 0.01.",
            ("mean", "mean square"),
            _adam,
        ),
    )
}
