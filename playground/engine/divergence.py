"""Why training ran away, in words, and what to try."""

from __future__ import annotations

import numpy as np

from playground.engine.activations import ACTIVATIONS
from playground.engine.recipes import Array
from playground.engine.snapshot import Divergence
from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec, is_cross_entropy

HUGE_DATA = 1e3


def explain(
    network: NetworkSpec, training: TrainingSpec, data: TrainingData, epoch: int, step: int
) -> Divergence:
    """Return the likeliest cause of non-finite numbers in `step`, and advice against it."""
    cause, advice = _judge(network, training, data)
    return Divergence(step=step, epoch=epoch, cause=cause, advice=advice)


def _judge(network: NetworkSpec, training: TrainingSpec, data: TrainingData) -> tuple[str, str]:
    rate = training.learning_rate
    columns = [node.column for node in network.nodes if node.column is not None]
    inputs = _largest(data.inputs_train[:, columns])
    if inputs > HUGE_DATA:
        return (
            f"The inputs reach {inputs:,.6g}, so that every step is about as many times too large.",
            "Normalize the inputs, or lower the learning rate by that factor squared.",
        )
    targets = _largest(data.targets_train)
    if targets > HUGE_DATA:
        return (
            f"The targets reach {targets:,.6g}, and the gradients grow with them.",
            "Scale the targets to a range near −1 to 1, or lower the learning rate.",
        )
    if training.optimizer in ("momentum", "nesterov") and training.momentum >= 1.0:
        return (
            f"A momentum of {training.momentum:g} never slows down.",
            "Set the momentum below 1; 0.9 is usual.",
        )
    if rate * max(training.regularization_rate, training.weight_decay) > 1.0:
        return (
            "Regularization times learning rate is above 1, so weights overshoot 0 ever further.",
            "Lower the regularization rate or the learning rate.",
        )
    bare = set(network.outputs) if is_cross_entropy(training.loss) else set()
    unbounded = sorted(
        {
            ACTIVATIONS[node.activation].label
            for node in network.nodes
            if node.column is None
            and node.id not in bare
            and not ACTIVATIONS[node.activation].bounded
        }
    )
    if unbounded:
        return (
            f"The learning rate {rate:g} is too large for {' and '.join(unbounded)}, whose outputs "
            "have no bound: each step overshot further than the one before.",
            f"Lower the learning rate, to {rate / 10:.2g} for a start, clip the gradient, or use a "
            "bounded activation such as tanh.",
        )
    return (
        f"The learning rate {rate:g} is too large: each step overshot further than the one before.",
        f"Lower the learning rate, to {rate / 10:.2g} for a start, or clip the gradient.",
    )


def _largest(values: Array) -> float:
    return float(np.abs(values).max(initial=0.0))
