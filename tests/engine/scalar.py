"""A slow second opinion: networks and losses in plain Python, one number at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence

from playground.engine.spec import NetworkSpec, TrainingSpec, is_cross_entropy


def _logistic(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


ACTIVATE = {
    "step": lambda z, strict=0.0: 1.0 if z > 0 or (z == 0 and not strict) else 0.0,
    "sign": lambda z, strict=0.0: 1.0 if z > 0 or (z == 0 and not strict) else -1.0,
    "sigmoid": _logistic,
    "tanh": math.tanh,
    "relu": lambda z: z if z > 0 else 0.0,
    "leaky_relu": lambda z, slope=0.01: z if z > 0 else slope * z,
    "identity": lambda z: z,
    "elu": lambda z, alpha=1.0: z if z > 0 else alpha * (math.exp(z) - 1),
    "selu": lambda z: (
        1.0507009873554804934193349852946
        * (z if z > 0 else 1.6732632423543772848170429916717 * (math.exp(z) - 1))
    ),
    "softplus": _softplus,
    "softsign": lambda z: z / (1 + abs(z)),
    "silu": lambda z: z * _logistic(z),
    "gelu": lambda z: 0.5 * z * (1 + math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))),
    "mish": lambda z: z * math.tanh(_softplus(z)),
    "sine": math.sin,
    "gaussian": lambda z: math.exp(-z * z),
    "abs": abs,
    "hard_tanh": lambda z: min(max(z, -1.0), 1.0),
    "hard_sigmoid": lambda z: min(max(z / 6 + 0.5, 0.0), 1.0),
    "square": lambda z: z * z,
}


def _huber(o: float, t: float, delta: float) -> float:
    size = abs(o - t)
    return 0.5 * size * size if size <= delta else delta * (size - 0.5 * delta)


LOSS = {
    "squared": lambda o, t, delta: 0.5 * (o - t) ** 2,
    "absolute": lambda o, t, delta: abs(o - t),
    "huber": _huber,
    "binary_cross_entropy": lambda o, t, delta: (
        -t * math.log(_logistic(o)) - (1 - t) * math.log(_logistic(-o))
    ),
    "hinge": lambda o, t, delta: max(0.0, 1 - t * o),
}


class Values:
    """z and a of every node for one sample, by id, computed from the outputs' side back."""

    def __init__(
        self,
        network: NetworkSpec,
        x: Sequence[float],
        biases: Sequence[float],
        weights: Sequence[float],
        loss: str = "squared",
    ) -> None:
        self.z: dict[str, float] = {}
        self.a: dict[str, float] = {}
        self._network, self._x, self._biases, self._weights = network, x, biases, weights
        self._bare = network.outputs if is_cross_entropy(loss) else ()
        for node in network.nodes:
            self._value(node.id)

    def _value(self, id_: str) -> float:
        if id_ not in self.a:
            index = next(i for i, node in enumerate(self._network.nodes) if node.id == id_)
            node = self._network.nodes[index]
            if node.column is not None:
                self.z[id_] = self.a[id_] = self._x[node.column]
            else:
                self.z[id_] = self._biases[index] + sum(
                    weight * self._value(edge.source)
                    for edge, weight in zip(self._network.edges, self._weights, strict=True)
                    if edge.target == id_
                )
                act = "identity" if id_ in self._bare else node.activation
                given = {} if id_ in self._bare else dict(node.parameters)
                self.a[id_] = ACTIVATE[act](self.z[id_], **given)
        return self.a[id_]


def mean_loss(
    network: NetworkSpec,
    training: TrainingSpec,
    inputs: Sequence[Sequence[float]],
    targets: Sequence[Sequence[float]],
    biases: Sequence[float],
    weights: Sequence[float],
) -> float:
    """Return the loss: summed over outputs, averaged over samples."""
    total = 0.0
    for x, t in zip(inputs, targets, strict=True):
        values = Values(network, x, biases, weights, training.loss)
        o = [values.a[id_] for id_ in network.outputs]
        if training.loss == "softmax_cross_entropy":
            if len(o) == 1:
                o, t = [o[0], 0.0], [t[0], 1 - t[0]]
            scale = sum(math.exp(value) for value in o)
            total -= sum(tk * math.log(math.exp(ok) / scale) for ok, tk in zip(o, t, strict=True))
        else:
            total += sum(
                LOSS[training.loss](ok, tk, training.huber_delta)
                for ok, tk in zip(o, t, strict=True)
            )
    return total / len(inputs)
