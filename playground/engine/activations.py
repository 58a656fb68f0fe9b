"""Activation functions: the registry `ACTIVATIONS`, by key.

Each record says how a function is shown (label, formula, range, break points) and how it is
computed: `function(z, out, *parameters)` and `slope(z, a, out, *parameters)` return recipes
(see `recipes`) for a = f(z) and for f'(z). Definitions and defaults are PyTorch's where it has
the function. `out` may be `z` itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from playground.engine.errors import EngineError
from playground.engine.recipes import Array, Recipe, bind, constant, run

SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805
GELU_SCALE = math.sqrt(2 / math.pi)
GELU_CUBE = 0.044715

Pieces = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that shapes an activation; values outside the limits are refused."""

    name: str
    label: str
    default: float
    minimum: float
    maximum: float
    help: str


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation function.

    `range` holds the infimum and supremum of its values. `breakpoints` are the z at which it
    jumps or has a kink; `pieces(*parameters)` are (slope, intercept) between them for a
    piecewise linear function, None for a curved one. `slope_from_output` says that f'(z) is
    computed from a alone. `constant_slope` is f' where that is one number. A `tolerant`
    function compares z with a threshold near 0 (see `Program.thresholds`): its recipes take
    that threshold after their parameters.
    """

    key: str
    label: str
    formula: str
    help: str
    function: Callable[..., Recipe]
    slope: Callable[..., Recipe]
    range: tuple[float, float]
    parameters: tuple[Parameter, ...] = ()
    breakpoints: tuple[float, ...] = ()
    pieces: Callable[..., Pieces] | None = None
    slope_from_output: bool = False
    constant_slope: float | None = None
    tolerant: bool = False

    @property
    def bounded(self) -> bool:
        """Whether all values lie in a finite range."""
        return math.isfinite(self.range[0]) and math.isfinite(self.range[1])

    def resolve(self, parameters: Iterable[tuple[str, float]] = ()) -> tuple[float, ...]:
        """Return the values of all parameters: the given ones, defaults for the rest.

        Raises
        ------
        EngineError
            When a name is unknown or a value lies outside its limits.
        """
        given = dict(parameters)
        values = []
        for parameter in self.parameters:
            value = given.pop(parameter.name, parameter.default)
            if not parameter.minimum <= value <= parameter.maximum:
                raise EngineError(
                    f"{self.label}: {parameter.label} must lie between {parameter.minimum:g} and "
                    f"{parameter.maximum:g}, not {value:g}."
                )
            values.append(float(value))
        if given:
            raise EngineError(f"{self.label} has no parameter named “{next(iter(given))}”.")
        return tuple(values)

    def value(self, z: Array | float, parameters: Iterable[tuple[str, float]] = ()) -> Array:
        """Return f(z), of the shape of `z`."""
        z = np.array(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(all="ignore"):
            run(self.function(z, out, *self.resolve(parameters)))
        return out

    def derivative(self, z: Array | float, parameters: Iterable[tuple[str, float]] = ()) -> Array:
        """Return f'(z), of the shape of `z`; at a break point the slope used in training."""
        z = np.array(z, dtype=np.float64)
        out = np.empty_like(z)
        with np.errstate(all="ignore"):
            run(self.slope(z, self.value(z, parameters), out, *self.resolve(parameters)))
        return out

    def bound(self, size: Array, values: tuple[float, ...]) -> Array:
        """Return how large |f(z)| can be for |z| ≤ `size`, at least 1 if f is unbounded."""
        if self.bounded:
            return np.full_like(size, max(abs(limit) for limit in self.range))
        named = [(p.name, value) for p, value in zip(self.parameters, values, strict=True)]
        ends = np.abs([self.value(size, named), self.value(-size, named)])
        bound: Array = np.maximum(ends.max(axis=0), 1.0)
        return bound


def _fill(value: float) -> Callable[..., Recipe]:
    def slope(z: Array, a: Array, out: Array, *_: object) -> Recipe:
        return (bind(out.fill, value),)

    return slope


def _step(z: Array, out: Array, strict: float, threshold: Array | float = 0.0) -> Recipe:
    # The sign of a floating-point difference is exact, so this compares z with the threshold.
    at_threshold = constant(0.0 if strict else 1.0, out)
    return (bind(np.subtract, z, threshold, out), bind(np.heaviside, out, at_threshold, out))


def _sign(z: Array, out: Array, strict: float, threshold: Array | float = 0.0) -> Recipe:
    two, one = constant(2.0, out), constant(1.0, out)
    return (
        *_step(z, out, strict, threshold),
        bind(np.multiply, out, two, out),
        bind(np.subtract, out, one, out),
    )


def _sigmoid(z: Array, out: Array) -> Recipe:
    power = np.empty_like(z)
    return (
        bind(np.negative, z, power),
        bind(np.exp, power, power),
        bind(np.add, power, constant(1.0, out), out),
        bind(np.reciprocal, out, out),
    )


def _sigmoid_slope(z: Array, a: Array, out: Array) -> Recipe:
    rest = np.empty_like(a)
    return (bind(np.subtract, constant(1.0, a), a, rest), bind(np.multiply, rest, a, out))


def surrogate_slope(z: Array, a: Array, out: Array, *_: object) -> Recipe:
    """Return the recipe of the sigmoid's derivative at z, lent to a step node for training."""
    value = np.empty_like(out)
    return (*_sigmoid(z, value), *_sigmoid_slope(z, value, out))


def _tanh(z: Array, out: Array) -> Recipe:
    return (bind(np.tanh, z, out),)


def _tanh_slope(z: Array, a: Array, out: Array) -> Recipe:
    square = np.empty_like(a)
    return (bind(np.square, a, square), bind(np.subtract, constant(1.0, a), square, out))


def _relu(z: Array, out: Array) -> Recipe:
    # Like maximum, but without its fixed cost of about 1 µs a call.
    return (bind(np.fmax, z, constant(0.0, z), out),)


def _relu_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.sign, a, out),)


def _leaky_relu(z: Array, out: Array, slope: float) -> Recipe:
    leak = np.empty_like(z)
    return (bind(np.multiply, z, constant(slope, z), leak), bind(np.fmax, z, leak, out))


def _leaky_relu_slope(z: Array, a: Array, out: Array, slope: float) -> Recipe:
    positive = np.empty(a.shape, dtype=bool)
    return (
        bind(np.greater, a, constant(0.0, a), positive),
        bind(np.copyto, out, constant(slope, a)),
        bind(np.copyto, out, constant(1.0, a), where=positive),
    )


def _identity(z: Array, out: Array) -> Recipe:
    return () if z is out else (bind(np.copyto, out, z),)


def _elu(z: Array, out: Array, alpha: float) -> Recipe:
    negative = np.empty_like(z)
    zero = constant(0.0, z)
    return (
        bind(np.fmin, z, zero, negative),
        bind(np.expm1, negative, negative),
        bind(np.multiply, negative, constant(alpha, z), negative),
        bind(np.fmax, z, zero, out),
        bind(np.add, out, negative, out),
    )


def _elu_slope(z: Array, a: Array, out: Array, alpha: float) -> Recipe:
    positive = np.empty(z.shape, dtype=bool)
    zero = constant(0.0, z)
    return (
        bind(np.greater, z, zero, positive),
        bind(np.fmin, z, zero, out),
        bind(np.exp, out, out),
        bind(np.multiply, out, constant(alpha, z), out),
        bind(np.copyto, out, constant(1.0, z), where=positive),
    )


def _selu(z: Array, out: Array) -> Recipe:
    return (*_elu(z, out, SELU_ALPHA), bind(np.multiply, out, constant(SELU_SCALE, z), out))


def _selu_slope(z: Array, a: Array, out: Array) -> Recipe:
    scale = bind(np.multiply, out, constant(SELU_SCALE, z), out)
    return (*_elu_slope(z, a, out, SELU_ALPHA), scale)


def _softplus(z: Array, out: Array) -> Recipe:
    return (bind(np.logaddexp, z, constant(0.0, z), out),)


def _softplus_slope(z: Array, a: Array, out: Array) -> Recipe:
    return _sigmoid(z, out)


def _softsign(z: Array, out: Array) -> Recipe:
    size = np.empty_like(z)
    return (
        bind(np.abs, z, size),
        bind(np.add, size, constant(1.0, z), size),
        bind(np.divide, z, size, out),
    )


def _softsign_slope(z: Array, a: Array, out: Array) -> Recipe:
    one = constant(1.0, a)
    return (
        bind(np.abs, a, out),
        bind(np.subtract, one, out, out),
        bind(np.multiply, out, out, out),
    )


def _silu(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (*_sigmoid(z, gate), bind(np.multiply, z, gate, out))


def _silu_slope(z: Array, a: Array, out: Array) -> Recipe:
    """σ + z·σ·(1 − σ) = σ + a·(1 − σ)."""
    gate = np.empty_like(z)
    return (
        *_sigmoid(z, gate),
        bind(np.subtract, constant(1.0, z), gate, out),
        bind(np.multiply, out, a, out),
        bind(np.add, out, gate, out),
    )


def _gelu_gate(z: Array, out: Array) -> Recipe:
    """Write tanh(√(2/π)·(z + 0.044715·z³))."""
    return (
        bind(np.multiply, z, z, out),
        bind(np.multiply, out, constant(GELU_SCALE * GELU_CUBE, z), out),
        bind(np.add, out, constant(GELU_SCALE, z), out),
        bind(np.multiply, out, z, out),
        bind(np.tanh, out, out),
    )


def _gelu(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (
        *_gelu_gate(z, gate),
        bind(np.add, gate, constant(1.0, z), gate),
        bind(np.multiply, gate, constant(0.5, z), gate),
        bind(np.multiply, z, gate, out),
    )


def _gelu_slope(z: Array, a: Array, out: Array) -> Recipe:
    """½·(1 + t + z·(1 − t²)·u') with t = tanh u, u' = √(2/π)·(1 + 3·0.044715·z²)."""
    gate, inner = np.empty_like(z), np.empty_like(z)
    one = constant(1.0, z)
    return (
        *_gelu_gate(z, gate),
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


def _mish_gate(z: Array, out: Array) -> Recipe:
    return (*_softplus(z, out), bind(np.tanh, out, out))


def _mish(z: Array, out: Array) -> Recipe:
    gate = np.empty_like(z)
    return (*_mish_gate(z, gate), bind(np.multiply, z, gate, out))


def _mish_slope(z: Array, a: Array, out: Array) -> Recipe:
    """t + z·(1 − t²)·σ(z) with t = tanh(softplus(z))."""
    gate, logistic = np.empty_like(z), np.empty_like(z)
    return (
        *_mish_gate(z, gate),
        *_sigmoid(z, logistic),
        bind(np.multiply, gate, gate, out),
        bind(np.subtract, constant(1.0, z), out, out),
        bind(np.multiply, out, logistic, out),
        bind(np.multiply, out, z, out),
        bind(np.add, out, gate, out),
    )


def _sine(z: Array, out: Array) -> Recipe:
    return (bind(np.sin, z, out),)


def _sine_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.cos, z, out),)


def _gaussian(z: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, z, out), bind(np.negative, out, out), bind(np.exp, out, out))


def _gaussian_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, a, out), bind(np.multiply, out, constant(-2.0, z), out))


def _abs(z: Array, out: Array) -> Recipe:
    return (bind(np.abs, z, out),)


def _abs_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.sign, z, out),)


def _clip(z: Array, out: Array, low: float, high: float) -> Recipe:
    return (
        bind(np.fmin, z, constant(high, z), out),
        bind(np.fmax, out, constant(low, z), out),
    )


def _inside(z: Array, out: Array, limit: float) -> Recipe:
    """Write 1 where |z| < `limit`, otherwise 0."""
    return (
        bind(np.abs, z, out),
        bind(np.subtract, constant(limit, z), out, out),
        bind(np.heaviside, out, constant(0.0, z), out),
    )


def _hard_tanh(z: Array, out: Array) -> Recipe:
    return _clip(z, out, -1.0, 1.0)


def _hard_tanh_slope(z: Array, a: Array, out: Array) -> Recipe:
    return _inside(z, out, 1.0)


def _hard_sigmoid(z: Array, out: Array) -> Recipe:
    return (
        bind(np.divide, z, constant(6.0, z), out),
        bind(np.add, out, constant(0.5, z), out),
        *_clip(out, out, 0.0, 1.0),
    )


def _hard_sigmoid_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (*_inside(z, out, 3.0), bind(np.divide, out, constant(6.0, z), out))


def _square(z: Array, out: Array) -> Recipe:
    return (bind(np.multiply, z, z, out),)


def _square_slope(z: Array, a: Array, out: Array) -> Recipe:
    return (bind(np.add, z, z, out),)


INFINITY = math.inf
UNIT = (0.0, 1.0)
SYMMETRIC = (-1.0, 1.0)
STRICT = Parameter(
    "strict",
    "strict",
    0.0,
    0.0,
    1.0,
    "With 1 the node fires only for z above 0, with 0 also at z = 0. A tolerance far above "
    "rounding and far below any drawn weight decides what counts as 0.",
)
LEAK = Parameter("slope", "slope", 0.01, 0.0, 1.0, "The slope below 0.")
ALPHA = Parameter("alpha", "α", 1.0, 0.0, 100.0, "The function falls to −α far below 0.")

ACTIVATIONS: dict[str, Activation] = {
    activation.key: activation
    for activation in (
        Activation(
            "step",
            "Step",
            "1 if z ≥ 0, otherwise 0",
            "Fires or doesn't. Its slope is 0 almost everywhere, so training can't move what lies "
            "before it unless a substitute slope is chosen.",
            _step,
            _fill(0.0),
            UNIT,
            (STRICT,),
            (0.0,),
            lambda strict=0.0: ((0.0, 0.0), (0.0, 1.0)),
            constant_slope=0.0,
            tolerant=True,
        ),
        Activation(
            "sign",
            "Sign",
            "1 if z ≥ 0, otherwise −1",
            "Like the step, with −1 in place of 0. Training can't move what lies before it unless "
            "a substitute slope is chosen.",
            _sign,
            _fill(0.0),
            SYMMETRIC,
            (STRICT,),
            (0.0,),
            lambda strict=0.0: ((0.0, -1.0), (0.0, 1.0)),
            constant_slope=0.0,
            tolerant=True,
        ),
        Activation(
            "sigmoid",
            "Sigmoid",
            "1 / (1 + exp(−z))",
            "A smooth step from 0 to 1; ½ at z = 0.",
            _sigmoid,
            _sigmoid_slope,
            UNIT,
            slope_from_output=True,
        ),
        Activation(
            "tanh",
            "Tanh",
            "tanh(z)",
            "A smooth step from −1 to 1, steepest at 0.",
            _tanh,
            _tanh_slope,
            SYMMETRIC,
            slope_from_output=True,
        ),
        Activation(
            "relu",
            "ReLU",
            "max(0, z)",
            "Passes positive sums on and blocks negative ones; bends the plane along a line.",
            _relu,
            _relu_slope,
            (0.0, INFINITY),
            (),
            (0.0,),
            lambda: ((0.0, 0.0), (1.0, 0.0)),
            slope_from_output=True,
        ),
        Activation(
            "leaky_relu",
            "Leaky ReLU",
            "z if z > 0, otherwise slope·z",
            "ReLU that lets a little through below 0, so that it never stops learning.",
            _leaky_relu,
            _leaky_relu_slope,
            (-INFINITY, INFINITY),
            (LEAK,),
            (0.0,),
            lambda slope=0.01: ((slope, 0.0), (1.0, 0.0)),
            slope_from_output=True,
        ),
        Activation(
            "identity",
            "Identity",
            "z",
            "Passes the sum on unchanged. A network of such nodes alone is one linear function.",
            _identity,
            _fill(1.0),
            (-INFINITY, INFINITY),
            pieces=lambda: ((1.0, 0.0),),
            slope_from_output=True,
            constant_slope=1.0,
        ),
        Activation(
            "elu",
            "ELU",
            "z if z > 0, otherwise α·(exp(z) − 1)",
            "ReLU with a smooth tail that ends at −α.",
            _elu,
            _elu_slope,
            (-INFINITY, INFINITY),
            (ALPHA,),
            (0.0,),
        ),
        Activation(
            "selu",
            "SELU",
            "1.0507·(z if z > 0, otherwise 1.6733·(exp(z) − 1))",
            "ELU scaled so that deep networks keep the size of their signals.",
            _selu,
            _selu_slope,
            (-SELU_SCALE * SELU_ALPHA, INFINITY),
            (),
            (0.0,),
        ),
        Activation(
            "softplus",
            "Softplus",
            "ln(1 + exp(z))",
            "A smooth ReLU that is never quite 0.",
            _softplus,
            _softplus_slope,
            (0.0, INFINITY),
        ),
        Activation(
            "softsign",
            "Softsign",
            "z / (1 + |z|)",
            "Like tanh, but slow to reach −1 and 1.",
            _softsign,
            _softsign_slope,
            SYMMETRIC,
            slope_from_output=True,
        ),
        Activation(
            "silu",
            "SiLU (swish)",
            "z·sigmoid(z)",
            "A smooth ReLU that dips a little below 0.",
            _silu,
            _silu_slope,
            (-0.27846454276107373, INFINITY),
        ),
        Activation(
            "gelu",
            "GELU",
            "½·z·(1 + tanh(√(2/π)·(z + 0.044715·z³)))",
            "A smooth ReLU, the usual choice in language models; here in its tanh form.",
            _gelu,
            _gelu_slope,
            (-0.17004075057125412, INFINITY),
        ),
        Activation(
            "mish",
            "Mish",
            "z·tanh(ln(1 + exp(z)))",
            "A smooth ReLU that dips a little below 0.",
            _mish,
            _mish_slope,
            (-0.30884082155340534, INFINITY),
        ),
        Activation(
            "sine",
            "Sine",
            "sin(z)",
            "Goes up and down for ever: one node makes many stripes.",
            _sine,
            _sine_slope,
            SYMMETRIC,
        ),
        Activation(
            "gaussian",
            "Gaussian",
            "exp(−z²)",
            "A ridge along the line z = 0.",
            _gaussian,
            _gaussian_slope,
            UNIT,
        ),
        Activation(
            "abs",
            "Absolute value",
            "|z|",
            "Folds the plane along the line z = 0.",
            _abs,
            _abs_slope,
            (0.0, INFINITY),
            (),
            (0.0,),
            lambda: ((-1.0, 0.0), (1.0, 0.0)),
        ),
        Activation(
            "hard_tanh",
            "Hard tanh",
            "z cut to −1 … 1",
            "Tanh made of three straight pieces.",
            _hard_tanh,
            _hard_tanh_slope,
            SYMMETRIC,
            (),
            (-1.0, 1.0),
            lambda: ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0)),
        ),
        Activation(
            "hard_sigmoid",
            "Hard sigmoid",
            "z/6 + ½ cut to 0 … 1",
            "Sigmoid made of three straight pieces.",
            _hard_sigmoid,
            _hard_sigmoid_slope,
            UNIT,
            (),
            (-3.0, 3.0),
            lambda: ((0.0, 0.0), (1.0 / 6.0, 0.5), (0.0, 1.0)),
        ),
        Activation(
            "square",
            "Square",
            "z²",
            "A valley along the line z = 0; grows fast, so use small learning rates.",
            _square,
            _square_slope,
            (0.0, INFINITY),
        ),
    )
}


def activation(key: str) -> Activation:
    """Return the activation named `key`.

    Raises
    ------
    EngineError
        When there is none of that name.
    """
    try:
        return ACTIVATIONS[key]
    except KeyError:
        raise EngineError(f"There is no activation named “{key}”.") from None
