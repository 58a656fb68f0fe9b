"""What the engine is asked to run: frozen descriptions of a network and of its training.

A spec is complete and immutable, so it may cross threads. Nodes and edges keep the order of
the drawing; every array that the engine hands out is aligned with that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["classes", "numbers"]
Remainder = Literal["apply", "carry"]
StepGradient = Literal["none", "surrogate", "perceptron"]
Parameters = tuple[tuple[str, float], ...]


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
