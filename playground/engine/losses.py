"""Loss functions: the registry `LOSSES`, by key.

A loss is summed over the outputs of a sample and averaged over samples; regularization is not
part of it. Outputs `o` and targets `t` are (T, width). Cross-entropies act on the outputs' z:
a network trained with them has its outputs' activations switched off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.errors import EngineError
from playground.engine.recipes import Array, Recipe, bind, constant


@dataclass(frozen=True, slots=True)
class Loss:
    """One loss function.

    `total(o, t, delta)` is the sum over all outputs and samples, in float64.
    `slope(o, t, out, delta)` is the recipe for d total / d o; `is_difference` says that it is
    o − t.
    Whether `o` is the outputs' z is for `spec.is_cross_entropy` to say.
    """

    key: str
    label: str
    formula: str
    help: str
    total: Callable[[Array, Array, float], float]
    slope: Callable[[Array, Array, Array, float], Recipe]
    is_difference: bool = False


def _squared(o: Array, t: Array, delta: float) -> float:
    difference = (o - t).ravel()
    return 0.5 * float(difference.dot(difference))


def _squared_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    return (bind(np.subtract, o, t, out),)


def _absolute(o: Array, t: Array, delta: float) -> float:
    return float(np.abs(o - t).sum())


def _absolute_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    return (bind(np.subtract, o, t, out), bind(np.sign, out, out))


def _huber(o: Array, t: Array, delta: float) -> float:
    size = np.abs(o - t)
    inside = np.minimum(size, delta)
    return float((inside * (size - 0.5 * inside)).sum())


def _huber_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    return (
        bind(np.subtract, o, t, out),
        bind(np.fmin, out, constant(delta, out), out),
        bind(np.fmax, out, constant(-delta, out), out),
    )


def _binary_cross_entropy(o: Array, t: Array, delta: float) -> float:
    return float((np.logaddexp(0.0, o) - t * o).sum())


def _binary_cross_entropy_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    return (*ACTIVATIONS["sigmoid"].function(o, out), bind(np.subtract, out, t, out))


def _softmax_cross_entropy(o: Array, t: Array, delta: float) -> float:
    if len(o) == 1:  # two classes, the other one's z being 0
        return _binary_cross_entropy(o, t, delta)
    top = o.max(axis=0)
    return float((np.log(np.exp(o - top).sum(axis=0)) + top - (t * o).sum(axis=0)).sum())


def _softmax_cross_entropy_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    if len(o) == 1:
        return _binary_cross_entropy_slope(o, t, out, delta)
    row = np.empty((1, o.shape[1]), dtype=o.dtype)
    return (
        bind(np.maximum.reduce, o, 0, None, row, True),
        bind(np.subtract, o, row, out),
        bind(np.exp, out, out),
        bind(np.add.reduce, out, 0, None, row, True),
        bind(np.divide, out, row, out),
        bind(np.subtract, out, t, out),
    )


def _hinge(o: Array, t: Array, delta: float) -> float:
    return float(np.maximum(0.0, 1.0 - t * o).sum())


def _hinge_slope(o: Array, t: Array, out: Array, delta: float) -> Recipe:
    return (
        bind(np.multiply, o, t, out),
        bind(np.subtract, constant(1.0, out), out, out),
        bind(np.heaviside, out, constant(0.0, out), out),
        bind(np.multiply, out, t, out),
        bind(np.negative, out, out),
    )


LOSSES: dict[str, Loss] = {
    loss.key: loss
    for loss in (
        Loss(
            "squared",
            "Squared error",
            "½·(o − t)²",
            "Large errors count much more than small ones. The usual loss for numbers, and the "
            "TensorFlow Playground's for everything.",
            _squared,
            _squared_slope,
            is_difference=True,
        ),
        Loss(
            "absolute",
            "Absolute error",
            "|o − t|",
            "Every unit of error counts the same, so that outliers pull less.",
            _absolute,
            _absolute_slope,
        ),
        Loss(
            "huber",
            "Huber",
            "½·(o − t)² up to |o − t| = δ, then δ·(|o − t| − ½·δ)",
            "Squared for small errors, absolute for large ones.",
            _huber,
            _huber_slope,
        ),
        Loss(
            "binary_cross_entropy",
            "Binary cross-entropy",
            "ln(1 + exp(z)) − t·z",
            "The surprise at the true class when sigmoid(z) is its probability. The output's own "
            "activation is not applied.",
            _binary_cross_entropy,
            _binary_cross_entropy_slope,
        ),
        Loss(
            "softmax_cross_entropy",
            "Softmax cross-entropy",
            "ln Σ exp(z) − z of the true class",
            "The surprise at the true class when softmax(z) are the probabilities; exactly one "
            "class is true. The outputs' own activations are not applied.",
            _softmax_cross_entropy,
            _softmax_cross_entropy_slope,
        ),
        Loss(
            "hinge",
            "Hinge",
            "max(0, 1 − t·o)",
            "Zero once a point lies on its side with a margin of 1; targets are −1 and 1.",
            _hinge,
            _hinge_slope,
        ),
    )
}


def loss(key: str) -> Loss:
    """Return the loss named `key`.

    Raises
    ------
    EngineError
        When there is none of that name.
    """
    try:
        return LOSSES[key]
    except KeyError:
        raise EngineError(f"There is no loss named “{key}”.") from None
