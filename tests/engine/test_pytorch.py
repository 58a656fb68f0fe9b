"""A third opinion where PyTorch is installed: autograd and optimizers on random drawings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.engine.spec import NetworkSpec, TrainingData, TrainingSpec, is_cross_entropy
from playground.engine.trainer import Trainer
from tests.engine.networks import random_dag, random_data

torch = pytest.importorskip("torch")
F = torch.nn.functional

ACTIVATE = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "identity": lambda z: z,
    "elu": F.elu,
    "selu": F.selu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "silu": F.silu,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "mish": F.mish,
    "sine": torch.sin,
    "gaussian": lambda z: torch.exp(-z * z),
    "abs": torch.abs,
    "hard_tanh": F.hardtanh,
    # F.hardsigmoid has a slope of 1/6 in float32 for float64 numbers too.
    "hard_sigmoid": lambda z: torch.clamp(z / 6 + 0.5, 0, 1),
    "square": torch.square,
}
LOSS = {
    "squared": lambda o, t: 0.5 * F.mse_loss(o, t, reduction="sum"),
    "absolute": lambda o, t: F.l1_loss(o, t, reduction="sum"),
    "huber": lambda o, t: F.huber_loss(o, t, reduction="sum"),
    "binary_cross_entropy": lambda o, t: F.binary_cross_entropy_with_logits(o, t, reduction="sum"),
    "softmax_cross_entropy": lambda o, t: F.cross_entropy(o, t, reduction="sum"),
    "hinge": lambda o, t: torch.clamp(1 - t * o, min=0).sum(),
}
OPTIMIZE = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05, eps=1e-8),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.99, eps=1e-8),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05, weight_decay=0.0),
}


def torch_loss(
    network: NetworkSpec, training: TrainingSpec, data: TrainingData, biases: Any, weights: Any
) -> Any:
    """The mean loss as a graph of torch tensors, node by node."""
    x = torch.tensor(data.inputs_train)
    bare = network.outputs if is_cross_entropy(training.loss) else ()
    nodes = {node.id: index for index, node in enumerate(network.nodes)}
    values: dict[str, Any] = {}

    def value(id_: str) -> Any:
        if id_ not in values:
            node = network.nodes[nodes[id_]]
            if node.column is not None:
                values[id_] = x[:, node.column]
            else:
                z = biases[nodes[id_]].expand(len(x))
                for index, edge in enumerate(network.edges):
                    if edge.target == id_:
                        z = z + weights[index] * value(edge.source)
                values[id_] = z if id_ in bare else ACTIVATE[node.activation](z)
        return values[id_]

    o = torch.stack([value(id_) for id_ in network.outputs], dim=1)
    return LOSS[training.loss](o, torch.tensor(data.targets_train)) / len(x)


def tensors(trainer: Trainer) -> tuple[Any, Any]:
    return (
        torch.tensor(trainer.biases(), requires_grad=True),
        torch.tensor(trainer.weights(), requires_grad=True),
    )


@pytest.mark.parametrize("loss", LOSS)
@pytest.mark.parametrize("seed", range(8))
def test_gradients_of_random_drawings(loss: str, seed: int) -> None:
    network = random_dag(seed, sorted(ACTIVATE), outputs=3, hidden=8)
    data = random_data(9, 3, 3, loss, seed)
    training = TrainingSpec(loss=loss, batch_size=0, learning_rate=0.0)
    trainer = Trainer(network, training, data)
    biases, weights = tensors(trainer)
    torch_loss(network, training, data, biases, weights).backward()
    trainer.advance(1)
    fed = {node.id for node in network.nodes if node.column is not None}
    for _ in network.nodes:
        fed |= {edge.target for edge in network.edges if edge.source in fed}
    bias_moves = [node.id in fed and node.column is None for node in network.nodes]
    weight_moves = [edge.source in fed for edge in network.edges]
    assert trainer.bias_gradients() == pytest.approx(
        np.where(bias_moves, biases.grad.numpy(), 0.0), rel=1e-9, abs=1e-12
    )
    assert trainer.weight_gradients() == pytest.approx(
        np.where(weight_moves, weights.grad.numpy(), 0.0), rel=1e-9, abs=1e-12
    )


@pytest.mark.parametrize("optimizer", OPTIMIZE)
@pytest.mark.parametrize("clip", [0.0, 0.1])
def test_optimizers(optimizer: str, clip: float) -> None:
    network = random_dag(5, ("tanh", "silu"), outputs=2, density=1.0)
    data = random_data(9, 3, 2)
    training = TrainingSpec(
        optimizer=optimizer, learning_rate=0.05, batch_size=0, gradient_clip=clip
    )
    trainer = Trainer(network, training, data)
    biases, weights = tensors(trainer)
    theirs = OPTIMIZE[optimizer]([biases, weights])
    for _ in range(25):
        theirs.zero_grad()
        torch_loss(network, training, data, biases, weights).backward()
        if clip:
            torch.nn.utils.clip_grad_norm_([biases, weights], clip)
        theirs.step()
        trainer.advance(1)
        assert trainer.biases() == pytest.approx(biases.detach().numpy(), rel=1e-8, abs=1e-10)
        assert trainer.weights() == pytest.approx(weights.detach().numpy(), rel=1e-8, abs=1e-10)
