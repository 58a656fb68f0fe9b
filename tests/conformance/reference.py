"""A second opinion: TensorFlow Playground's training, one number at a time in plain Python.

Written from the description in the conformance notes alone and sharing no code with the engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Layers = list[list[list[float]]]
Example = tuple[Sequence[float], float]
ACTIVATIONS: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "tanh": (math.tanh, lambda z: 1 - math.tanh(z) ** 2),
    "relu": (lambda z: max(0.0, z), lambda z: 0.0 if z <= 0 else 1.0),
    "sigmoid": (
        lambda z: 1 / (1 + math.exp(-z)),
        lambda z: 1 / (1 + math.exp(-z)) * (1 - 1 / (1 + math.exp(-z))),
    ),
    "identity": (lambda z: z, lambda z: 1.0),
}


@dataclass
class ReferenceTrainer:
    """One run; `weights[layer][target][source]` and `biases[layer][target]` change in place."""

    weights: Layers
    biases: list[list[float]]
    activation: str
    output_activation: str
    learning_rate: float
    batch_size: int
    regularization: str
    regularization_rate: float
    dead: list[list[list[bool]]] = field(init=False)
    _weight_sums: Layers = field(init=False)
    _bias_sums: list[list[float]] = field(init=False)
    _gathered: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.dead = [[[False for _ in row] for row in layer] for layer in self.weights]
        self._forget()

    def losses(
        self,
        train: Sequence[Example],
        test: Sequence[Example],
        epochs: int,
    ) -> Iterator[tuple[float, float]]:
        """Training and test loss before training and after each epoch."""
        yield self.loss(train), self.loss(test)
        for _ in range(epochs):
            for index, (inputs, target) in enumerate(train):
                self._gather(inputs, target)
                if (index + 1) % self.batch_size == 0:
                    self._update()
            yield self.loss(train), self.loss(test)

    def loss(self, points: Sequence[Example]) -> float:
        total = 0.0
        for inputs, target in points:
            total += 0.5 * (self._forward(inputs)[1][-1][0] - target) ** 2
        return total / len(points) if points else math.nan

    def _functions(self, layer: int) -> tuple[Callable[[float], float], Callable[[float], float]]:
        last = layer == len(self.weights) - 1
        return ACTIVATIONS[self.output_activation if last else self.activation]

    def _forward(self, inputs: Sequence[float]) -> tuple[list[list[float]], list[list[float]]]:
        sums: list[list[float]] = []
        outputs = [list(inputs)]
        for layer, rows in enumerate(self.weights):
            before = outputs[-1]
            zs = []
            for bias, row in zip(self.biases[layer], rows, strict=True):
                z = bias
                for weight, value in zip(row, before, strict=True):
                    z += weight * value
                zs.append(z)
            sums.append(zs)
            outputs.append([self._functions(layer)[0](z) for z in zs])
        return sums, outputs

    def _gather(self, inputs: Sequence[float], target: float) -> None:
        sums, outputs = self._forward(inputs)
        errors = [outputs[-1][0] - target]
        for layer in reversed(range(len(self.weights))):
            slope = self._functions(layer)[1]
            errors = [error * slope(z) for error, z in zip(errors, sums[layer], strict=True)]
            for i, error in enumerate(errors):
                self._bias_sums[layer][i] += error
                for j, value in enumerate(outputs[layer]):
                    if not self.dead[layer][i][j]:
                        self._weight_sums[layer][i][j] += error * value
            errors = [
                sum(self.weights[layer][i][j] * error for i, error in enumerate(errors))
                for j in range(len(outputs[layer]))
            ]
        self._gathered += 1

    def _update(self) -> None:
        for layer, rows in enumerate(self.weights):
            for i, row in enumerate(rows):
                mean = self._bias_sums[layer][i] / self._gathered
                self.biases[layer][i] -= self.learning_rate * mean
                for j, old in enumerate(row):
                    if not self.dead[layer][i][j]:
                        mean = self._weight_sums[layer][i][j] / self._gathered
                        self._move(layer, i, j, old, old - self.learning_rate * mean)
        self._forget()

    def _move(self, layer: int, i: int, j: int, old: float, stepped: float) -> None:
        shrink = self.learning_rate * self.regularization_rate
        shrunk = stepped
        if self.regularization == "l2":
            shrunk = stepped - shrink * old
        elif self.regularization == "l1":
            shrunk = stepped - shrink * ((old > 0) - (old < 0))
            if stepped * shrunk < 0:
                self.dead[layer][i][j] = True
                shrunk = 0.0
        self.weights[layer][i][j] = shrunk

    def _forget(self) -> None:
        self._weight_sums = [[[0.0 for _ in row] for row in layer] for layer in self.weights]
        self._bias_sums = [[0.0 for _ in layer] for layer in self.biases]
        self._gathered = 0
