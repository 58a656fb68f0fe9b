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

from playground.engine import activation_functions as functions
from playground.engine.activation_functions import SELU_ALPHA, SELU_SCALE
from playground.engine.errors import EngineError
from playground.engine.recipes import Array, Recipe, run

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
    piecewise linear function, None for a curved one. `constant_slope` is f' where that is one
    number; `complement(z, a, out)` is the recipe for 1 − f'(z) where that is the simpler thing
    to compute. A `tolerant` function compares z with a threshold near 0 (see
    `Program.thresholds`): its recipes take that threshold after their parameters.
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
    constant_slope: float | None = None
    complement: Callable[[Array, Array, Array], Recipe] | None = None
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
            functions.step,
            functions.fill(0.0),
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
            functions.sign,
            functions.fill(0.0),
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
            functions.sigmoid,
            functions.sigmoid_slope,
            UNIT,
        ),
        Activation(
            "tanh",
            "Tanh",
            "tanh(z)",
            "A smooth step from −1 to 1, steepest at 0.",
            functions.tanh,
            functions.tanh_slope,
            SYMMETRIC,
            complement=functions.tanh_complement,
        ),
        Activation(
            "relu",
            "ReLU",
            "max(0, z)",
            "Passes positive sums on and blocks negative ones; bends the plane along a line.",
            functions.relu,
            functions.relu_slope,
            (0.0, INFINITY),
            (),
            (0.0,),
            lambda: ((0.0, 0.0), (1.0, 0.0)),
        ),
        Activation(
            "leaky_relu",
            "Leaky ReLU",
            "z if z > 0, otherwise slope·z",
            "ReLU that lets a little through below 0, so that it never stops learning.",
            functions.leaky_relu,
            functions.leaky_relu_slope,
            (-INFINITY, INFINITY),
            (LEAK,),
            (0.0,),
            lambda slope=0.01: ((slope, 0.0), (1.0, 0.0)),
        ),
        Activation(
            "identity",
            "Identity",
            "z",
            "Passes the sum on unchanged. A network of such nodes alone is one linear function.",
            functions.identity,
            functions.fill(1.0),
            (-INFINITY, INFINITY),
            pieces=lambda: ((1.0, 0.0),),
            constant_slope=1.0,
        ),
        Activation(
            "elu",
            "ELU",
            "z if z > 0, otherwise α·(exp(z) − 1)",
            "ReLU with a smooth tail that ends at −α.",
            functions.elu,
            functions.elu_slope,
            (-INFINITY, INFINITY),
            (ALPHA,),
            (0.0,),
        ),
        Activation(
            "selu",
            "SELU",
            "1.0507·(z if z > 0, otherwise 1.6733·(exp(z) − 1))",
            "ELU scaled so that deep networks keep the size of their signals.",
            functions.selu,
            functions.selu_slope,
            (-SELU_SCALE * SELU_ALPHA, INFINITY),
            (),
            (0.0,),
        ),
        Activation(
            "softplus",
            "Softplus",
            "ln(1 + exp(z))",
            "A smooth ReLU that is never quite 0.",
            functions.softplus,
            functions.softplus_slope,
            (0.0, INFINITY),
        ),
        Activation(
            "softsign",
            "Softsign",
            "z / (1 + |z|)",
            "Like tanh, but slow to reach −1 and 1.",
            functions.softsign,
            functions.softsign_slope,
            SYMMETRIC,
        ),
        Activation(
            "silu",
            "SiLU (swish)",
            "z·sigmoid(z)",
            "A smooth ReLU that dips a little below 0.",
            functions.silu,
            functions.silu_slope,
            (-0.27846454276107373, INFINITY),
        ),
        Activation(
            "gelu",
            "GELU",
            "½·z·(1 + tanh(√(2/π)·(z + 0.044715·z³)))",
            "A smooth ReLU, the usual choice in language models; here in its tanh form.",
            functions.gelu,
            functions.gelu_slope,
            (-0.17004075057125412, INFINITY),
        ),
        Activation(
            "mish",
            "Mish",
            "z·tanh(ln(1 + exp(z)))",
            "A smooth ReLU that dips a little below 0.",
            functions.mish,
            functions.mish_slope,
            (-0.30884082155340534, INFINITY),
        ),
        Activation(
            "sine",
            "Sine",
            "sin(z)",
            "Goes up and down for ever: one node makes many stripes.",
            functions.sine,
            functions.sine_slope,
            SYMMETRIC,
        ),
        Activation(
            "gaussian",
            "Gaussian",
            "exp(−z²)",
            "A ridge along the line z = 0.",
            functions.gaussian,
            functions.gaussian_slope,
            UNIT,
        ),
        Activation(
            "abs",
            "Absolute value",
            "|z|",
            "Folds the plane along the line z = 0.",
            functions.absolute,
            functions.abs_slope,
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
            functions.hard_tanh,
            functions.hard_tanh_slope,
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
            functions.hard_sigmoid,
            functions.hard_sigmoid_slope,
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
            functions.square,
            functions.square_slope,
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
