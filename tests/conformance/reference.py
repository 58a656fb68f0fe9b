"""A second opinion: TensorFlow Playground's training, one number at a time in plain Python.

Shares no code with the engine, and keeps the page's order of operations, so that from the same
points and weights its losses are those of the page to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.conformance import page_math

Layers = list[list[list[float]]]
Example = tuple[Sequence[float], float]
# Each with its slope, from z and the output.
ACTIVATIONS: dict[str, tuple[Callable[[float], float], Callable[[float, float], float]]] = {
    "tanh": (page_math.tanh, lambda z, a: 1 - a * a),
    "relu": (lambda z: 0.0 if z <= 0 else z, lambda z, a: 0.0 if z <= 0 else 1.0),
    "sigmoid": (lambda z: 1 / (1 + page_math.exp(-z)), lambda z, a: a * (1 - a)),
    "identity": (lambda z: z, lambda z, a: 1.0),
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
            error = self._forward(inputs)[1][-1][0] - target
            total += 0.5 * (error * error)
        return total / len(points) if points else math.nan

    def _activation(self, layer: int) -> str:
        last = layer == len(self.weights) - 1
        return self.output_activation if last else self.activation

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
            function = ACTIVATIONS[self._activation(layer)][0]
            outputs.append([function(z) for z in zs])
        return sums, outputs

    def _gather(self, inputs: Sequence[float], target: float) -> None:
        sums, outputs = self._forward(inputs)
        errors = [outputs[-1][0] - target]
        for layer in reversed(range(len(self.weights))):
            slope = ACTIVATIONS[self._activation(layer)][1]
            values = zip(errors, sums[layer], outputs[layer + 1], strict=True)
            errors = [error * slope(z, a) for error, z, a in values]
            for i, error in enumerate(errors):
                self._bias_sums[layer][i] += error
                for j, value in enumerate(outputs[layer]):
                    if not self.dead[layer][i][j]:
                        self._weight_sums[layer][i][j] += error * value
            errors = self._blame(layer, errors)
        self._gathered += 1

    def _blame(self, layer: int, errors: list[float]) -> list[float]:
        blame = [0.0 for _ in self.weights[layer][0]]
        for row, error in zip(self.weights[layer], errors, strict=True):
            for j, weight in enumerate(row):
                blame[j] += weight * error
        return blame

    def _update(self) -> None:
        for layer, rows in enumerate(self.weights):
            for i, row in enumerate(rows):
                self.biases[layer][i] -= (
                    self.learning_rate * self._bias_sums[layer][i] / self._gathered
                )
                factor = self.learning_rate / self._gathered
                for j, old in enumerate(row):
                    if not self.dead[layer][i][j]:
                        stepped = old - factor * self._weight_sums[layer][i][j]
                        self._move(layer, i, j, old, stepped)
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
