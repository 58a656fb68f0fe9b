"""What the engine is asked to run: frozen descriptions of a network and of its training.

A spec is complete and immutable, so it may cross threads. Nodes and edges keep the order of
the drawing; every array that the engine hands out is aligned with that order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Kind = Literal["classes", "numbers"]
Remainder = Literal["apply", "carry"]
StepGradient = Literal["none", "surrogate", "perceptron"]
Parameters = tuple[tuple[str, float], ...]

# The names that a document may hold; the registries of this room have one entry for each.
ACTIVATION_NAMES = (
    "tanh",
    "sigmoid",
    "relu",
    "leaky_relu",
    "identity",
    "step",
    "sign",
    "elu",
    "selu",
    "softplus",
    "softsign",
    "silu",
    "gelu",
    "mish",
    "sine",
    "gaussian",
    "abs",
    "hard_tanh",
    "hard_sigmoid",
    "square",
)
LOSS_NAMES = (
    "squared",
    "absolute",
    "huber",
    "binary_cross_entropy",
    "softmax_cross_entropy",
    "hinge",
)
OPTIMIZER_NAMES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
SCHEDULE_NAMES = ("constant", "step", "inverse_time", "cosine")
REGULARIZATION_NAMES = ("none", "l1", "l2")
INITIALIZER_NAMES = (
    "playground",
    "uniform",
    "normal",
    "glorot",
    "he",
    "lecun",
    "orthogonal",
    "zeros",
)
_ZERO_TO_ONE = frozenset({"sigmoid", "step", "hard_sigmoid"})


def is_cross_entropy(loss: str) -> bool:
    """Whether the loss acts on the output's z, so that its activation is not applied."""
    return loss in ("binary_cross_entropy", "softmax_cross_entropy")


def class_targets(activation: str, loss: str) -> tuple[float, float]:
    """What an output is trained towards for a point outside and inside its class.

    0 and 1 for outputs that live there and for cross-entropies, otherwise -1 and 1.
    """
    zero_to_one = is_cross_entropy(loss) or (activation in _ZERO_TO_ONE and loss != "hinge")
    return (0.0, 1.0) if zero_to_one else (-1.0, 1.0)


def decision_threshold(activation: str, loss: str) -> float:
    """The output value from which a single output says yes; 0 or 0.5."""
    return 0.5 if activation in _ZERO_TO_ONE and not is_cross_entropy(loss) else 0.0


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """One node: an input when `column` is set, otherwise a neuron.

    `parameters` are pairs of name and value that override the activation's defaults
    (`(("slope", 0.2),)` for leaky ReLU), sorted by name.
    """

    id: str
    column: int | None = None
    activation: str = "identity"
    parameters: Parameters = ()
    bias: float = 0.0
    trainable: bool = True


@dataclass(frozen=True, slots=True)
class EdgeSpec:
    """One weighted edge. A `dead` weight was set to 0 by L1 and takes no part in training."""

    id: str
    source: str
    target: str
    weight: float
    trainable: bool = True
    dead: bool = False


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """A directed acyclic graph. `outputs[k]` is the node that is trained towards target k."""

    nodes: tuple[NodeSpec, ...]
    edges: tuple[EdgeSpec, ...]
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    """How a network is trained. Every name in here is a key of the registry of its concept.

    `batch_size` 0 means the full batch. `regularization_rate` is the factor before w (L2) or
    sign(w) (L1) in the update; biases are never regularized. `weight_decay` is decoupled
    (AdamW's way) and applies with every optimizer. `gradient_clip` 0 means no clipping,
    otherwise the largest Euclidean norm of the whole gradient.
    """

    loss: str = "squared"
    huber_delta: float = 1.0
    optimizer: str = "sgd"
    learning_rate: float = 0.03
    momentum: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    rms_decay: float = 0.99
    schedule: str = "constant"
    schedule_epochs: int = 100
    schedule_factor: float = 0.5
    gradient_clip: float = 0.0
    batch_size: int = 10
    remainder: Remainder = "apply"
    shuffle: bool = False
    regularization: str = "none"
    regularization_rate: float = 0.0
    dead_l1: bool = False
    weight_decay: float = 0.0
    step_gradient: StepGradient = "none"
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse, with a ValueError, what no registry knows and numbers that make no sense."""
        for field, known in _KNOWN_NAMES.items():
            value = getattr(self, field)
            if value not in known:
                raise ValueError(f"{field} is {value!r}, not one of {', '.join(known)}")
        for field, (low, high) in _RANGES.items():
            value = getattr(self, field)
            if not (math.isfinite(value) and low <= value <= high):
                raise ValueError(f"{field} is {value}, not between {low:.12g} and {high:.12g}")


@dataclass(frozen=True, slots=True)
class StopRules:
    """When a run ends by itself; 0 switches a rule off. Divergence always ends it.

    `patience` is the number of epochs without a lower training loss than the best so far.
    """

    epochs: int = 0
    loss_below: float = 0.0
    accuracy_from: float = 0.0
    patience: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class TrainingData:
    """Samples in the form that the engine trains on; all arrays float64, N may be 0.

    `inputs_*` are (N, C), one column for each `NodeSpec.column`; `targets_*` are (N, T), one
    column for each of `NetworkSpec.outputs`, already encoded (±1, 0/1, one-hot or numbers).
    """

    kind: Kind
    inputs_train: NDArray[np.float64]
    targets_train: NDArray[np.float64]
    inputs_test: NDArray[np.float64]
    targets_test: NDArray[np.float64]


_KNOWN_NAMES: dict[str, tuple[str, ...]] = {
    "loss": LOSS_NAMES,
    "optimizer": OPTIMIZER_NAMES,
    "schedule": SCHEDULE_NAMES,
    "regularization": REGULARIZATION_NAMES,
    "remainder": get_args(Remainder),
    "step_gradient": get_args(StepGradient),
}
_RANGES: dict[str, tuple[float, float]] = {
    "huber_delta": (1e-9, 1e9),
    "learning_rate": (0.0, 1e6),
    "momentum": (0.0, 1.0),
    "beta1": (0.0, 0.999999),
    "beta2": (0.0, 0.9999999),
    "epsilon": (0.0, 1.0),
    "rms_decay": (0.0, 0.9999999),
    "schedule_epochs": (1, 1e9),
    "schedule_factor": (0.0, 1.0),
    "gradient_clip": (0.0, 1e9),
    "batch_size": (0, 1e9),
    "regularization_rate": (0.0, 1e6),
    "weight_decay": (0.0, 1e3),
    "seed": (0, 2**63 - 1),
}
