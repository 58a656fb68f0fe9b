"""Every activation and its slope as recipes of NumPy calls: what `ACTIVATIONS` is made of.

A function `f(z, out, *parameters)` gives the recipe that writes f(z) into `out`, a slope
`f_slope(z, a, out, *parameters)` the one for f'(z), where a is f(z).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from playground.engine.recipes import Array, Recipe, bind, constant

SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805
GELU_SCALE = math.sqrt(2 / math.pi)
GELU_CUBE = 0.044715


def fill(value: float) -> Callable[..., Recipe]:
    def slope(z: Array, a: Array, out: Array, *_: object) -> Recipe:
        return (bind(out.fill, value),)

    return slope


def step(z: Array, out: Array, strict: float, threshold: Array | float = 0.0) -> Recipe:
    # The sign of a floating-point difference is exact, so this compares z with the threshold.
    at_threshold = constant(0.0 if strict else 1.0, out)
    return (bind(np.subtract, z, threshold, out), bind(np.heaviside, out, at_threshold, out))


def sign(z: Array, out: Array, strict: float, threshold: Array | float = 0.0) -> Recipe:
    two, one = constant(2.0, out), constant(1.0, out)
    return (
        *step(z, out, strict, threshold),
        bind(np.multiply, out, two, out),
        bind(np.subtract, out, one, out),
    )


def sigmoid(z: Array, out: Array) -> Recipe:
    power = np.empty_like(z)
    return (
        bind(np.negative, z, power),
        bind(np.exp, power, power),
        bind(np.add, power, constant(1.0, out), out),
        bind(np.reciprocal, out, out),
    )


def sigmoid_slope(z: Array, a: Array, out: Array) -> Recipe:
    rest = np.empty_like(a)
    return (bind(np.subtract, constant(1.0, a), a, rest), bind(np.multiply, rest, a, out))


def surrogate_slope(z: Array, a: Array, out: Array, *_: object) -> Recipe:
    """Return the recipe of the sigmoid's derivative at z, lent to a step node for training."""
    value = np.empty_like(out)
    return (*sigmoid(z, value), *sigmoid_slope(z, value, out))


def tanh(z: Array, out: Array) -> Recipe:
    return (bind(np.tanh, z, out),)


def tanh_complement(z: Array, a: Array, out: Array) -> Recipe:
    """Return the recipe of 1 − f'(z), which is a²."""
    return (bind(np.square, a, out),)


def tanh_slope(z: Array, a: Array, out: Array) -> Recipe:
    rest = np.empty_like(a)
    return (*tanh_complement(z, a, rest), bind(np.subtract, constant(1.0, a), rest, out))


def relu(z: Array, out: Array) -> Recipe:
    # Like maximum, but without its fixed cost of about 1 µs a call.
    return (bind(np.fmax, z, constant(0.0, z), out),)


def relu_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.sign, a, out),)


def leaky_relu(z: Array, out: Array, slope: float) -> Recipe:
    leak = np.empty_like(z)
    return (bind(np.multiply, z, constant(slope, z), leak), bind(np.fmax, z, leak, out))


def leaky_relu_slope(z: Array, a: Array, out: Array, slope: float) -> Recipe:
    positive = np.empty(a.shape, dtype=bool)
    return (
        bind(np.greater, a, constant(0.0, a), positive),
        bind(np.copyto, out, constant(slope, a)),
        bind(np.copyto, out, constant(1.0, a), where=positive),
    )


def identity(z: Array, out: Array) -> Recipe:
    return () if z is out else (bind(np.copyto, out, z),)


def elu(z: Array, out: Array, alpha: float) -> Recipe:
    negative = np.empty_like(z)
    zero = constant(0.0, z)
    return (
        bind(np.fmin, z, zero, negative),
        bind(np.expm1, negative, negative),
        bind(np.multiply, negative, constant(alpha, z), negative),
        bind(np.fmax, z, zero, out),
        bind(np.add, out, negative, out),
    )


def elu_slope(z: Array, a: Array, out: Array, alpha: float) -> Recipe:
    positive = np.empty(z.shape, dtype=bool)
    zero = constant(0.0, z)
    return (
        bind(np.greater, z, zero, positive),
        bind(np.fmin, z, zero, out),
        bind(np.exp, out, out),
        bind(np.multiply, out, constant(alpha, z), out),
        bind(np.copyto, out, constant(1.0, z), where=positive),
    )


def selu(z: Array, out: Array) -> Recipe:
    return (*elu(z, out, SELU_ALPHA), bind(np.multiply, out, constant(SELU_SCALE, z), out))


def selu_slope(z: Array, a: Array, out: Array) -> Recipe:
    scale = bind(np.multiply, out, constant(SELU_SCALE, z), out)
    return (*elu_slope(z, a, out, SELU_ALPHA), scale)


def softplus(z: Array, out: Array) -> Recipe:
    return (bind(np.logaddexp, z, constant(0.0, z), out),)


def softplus_slope(z: Array, a: Array, out: Array) -> Recipe:
    return sigmoid(z, out)


def softsign(z: Array, out: Array) -> Recipe:
    size = np.empty_like(z)
    return (
        bind(np.abs, z, size),
        bind(np.add, size, constant(1.0, z), size),
        bind(np.divide, z, size, out),
    )


def softsign_slope(z: Array, a: Array, out: Array) -> Recipe:
    one = constant(1.0, a)
    return (
        bind(np.abs, a, out),
        bind(np.subtract, one, out, out),
        bind(np.multiply, out, out, out),
    )


def silu(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (*sigmoid(z, gate), bind(np.multiply, z, gate, out))


def silu_slope(z: Array, a: Array, out: Array) -> Recipe:
    """σ + z·σ·(1 − σ) = σ + a·(1 − σ)."""
    gate = np.empty_like(z)
    return (
        *sigmoid(z, gate),
        bind(np.subtract, constant(1.0, z), gate, out),
        bind(np.multiply, out, a, out),
        bind(np.add, out, gate, out),
    )


def gelu_gate(z: Array, out: Array) -> Recipe:
    """Write tanh(√(2/π)·(z + 0.044715·z³))."""
    return (
        bind(np.multiply, z, z, out),
        bind(np.multiply, out, constant(GELU_SCALE * GELU_CUBE, z), out),
        bind(np.add, out, constant(GELU_SCALE, z), out),
        bind(np.multiply, out, z, out),
        bind(np.tanh, out, out),
    )


def gelu(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (
        *gelu_gate(z, gate),
        bind(np.add, gate, constant(1.0, z), gate),
        bind(np.multiply, gate, constant(0.5, z), gate),
        bind(np.multiply, z, gate, out),
    )


def gelu_slope(z: Array, a: Array, out: Array) -> Recipe:
    """½·(1 + t + z·(1 − t²)·u') with t = tanh u, u' = √(2/π)·(1 + 3·0.044715·z²)."""
    gate, inner = np.empty_like(z), np.empty_like(z)
    one = constant(1.0, z)
    return (
        *gelu_gate(z, gate),
        bind(np.multiply, z, z, inner),
        bind(np.multiply, inner, constant(3 * GELU_SCALE * GELU_CUBE, z), inner),
        bind(np.add, inner, constant(GELU_SCALE, z), inner),
        bind(np.multiply, inner, z, inner),
        bind(np.multiply, gate, gate, out),
        bind(np.subtract, one, out, out),
        bind(np.multiply, out, inner, out),
        bind(np.add, out, gate, out),
        bind(np.add, out, one, out),
        bind(np.multiply, out, constant(0.5, z), out),
    )


def mish_gate(z: Array, out: Array) -> Recipe:
    return (*softplus(z, out), bind(np.tanh, out, out))


def mish(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (*mish_gate(z, gate), bind(np.multiply, z, gate, out))


def mish_slope(z: Array, a: Array, out: Array) -> Recipe:
    """t + z·(1 − t²)·σ(z) with t = tanh(softplus(z))."""
    gate, logistic = np.empty_like(z), np.empty_like(z)
    return (
        *mish_gate(z, gate),
        *sigmoid(z, logistic),
        bind(np.multiply, gate, gate, out),
        bind(np.subtract, constant(1.0, z), out, out),
        bind(np.multiply, out, logistic, out),
        bind(np.multiply, out, z, out),
        bind(np.add, out, gate, out),
    )


def sine(z: Array, out: Array) -> Recipe:
    return (bind(np.sin, z, out),)


def sine_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.cos, z, out),)


def gaussian(z: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, z, out), bind(np.negative, out, out), bind(np.exp, out, out))


def gaussian_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, a, out), bind(np.multiply, out, constant(-2.0, z), out))


def absolute(z: Array, out: Array) -> Recipe:
    return (bind(np.abs, z, out),)


def abs_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.sign, z, out),)


def clip(z: Array, out: Array, low: float, high: float) -> Recipe:
    return (
        bind(np.fmin, z, constant(high, z), out),
        bind(np.fmax, out, constant(low, z), out),
    )


def inside(z: Array, out: Array, limit: float) -> Recipe:
    """Write 1 where |z| < `limit`, otherwise 0."""
    return (
        bind(np.abs, z, out),
        bind(np.subtract, constant(limit, z), out, out),
        bind(np.heaviside, out, constant(0.0, z), out),
    )


def hard_tanh(z: Array, out: Array) -> Recipe:
    return clip(z, out, -1.0, 1.0)


def hard_tanh_slope(z: Array, a: Array, out: Array) -> Recipe:
    return inside(z, out, 1.0)


def hard_sigmoid(z: Array, out: Array) -> Recipe:
    return (
        bind(np.divide, z, constant(6.0, z), out),
        bind(np.add, out, constant(0.5, z), out),
        *clip(out, out, 0.0, 1.0),
    )


def hard_sigmoid_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (*inside(z, out, 3.0), bind(np.divide, out, constant(6.0, z), out))


def square(z: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, z, out),)


def square_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.add, z, z, out),)
