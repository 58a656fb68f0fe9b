"""Networks and data for the engine's tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec, TrainingData

SMOOTH = ("sigmoid", "tanh", "softplus", "silu", "gelu", "mish", "sine", "gaussian", "identity")


def layered(
    *sizes: int, activation: str = "tanh", output: str = "tanh", seed: int = 0, skip: bool = False
) -> NetworkSpec:
    """A layered network, or with `skip` one with edges from every earlier layer."""
    rng = np.random.default_rng(seed)
    nodes: list[NodeSpec] = []
    edges: list[EdgeSpec] = []
    layers: list[list[str]] = []
    for depth, size in enumerate(sizes):
        layer = [f"{depth}.{k}" for k in range(size)]
        for k, id_ in enumerate(layer):
            if depth == 0:
                nodes.append(NodeSpec(id_, column=k))
                continue
            act = output if depth == len(sizes) - 1 else activation
            nodes.append(NodeSpec(id_, activation=act, bias=0.1))
            for source in [id_ for earlier in layers for id_ in earlier] if skip else layers[-1]:
                weight = float(rng.uniform(-0.5, 0.5))
                edges.append(EdgeSpec(f"{source}>{id_}", source, id_, weight))
        layers.append(layer)
    return NetworkSpec(tuple(nodes), tuple(edges), tuple(layers[-1]))


def random_dag(
    seed: int,
    activations: Sequence[str] = SMOOTH,
    outputs: int = 1,
    inputs: int = 3,
    hidden: int = 6,
    density: float = 0.5,
) -> NetworkSpec:
    """A drawing at random: skip edges, idle nodes, unused inputs, inner and surplus outputs."""
    rng = np.random.default_rng(seed)
    nodes = [NodeSpec(f"x{k}", column=k) for k in range(inputs)]
    edges: list[EdgeSpec] = []
    for k in range(hidden + outputs):
        id_ = f"n{k}"
        for source in nodes:
            if rng.random() < density:
                edge = f"{source.id}>{id_}"
                edges.append(EdgeSpec(edge, source.id, id_, float(rng.normal(0, 0.8))))
        act = str(rng.choice(list(activations)))
        nodes.append(NodeSpec(id_, activation=act, bias=float(rng.normal(0, 0.5))))
    fed = [node.id for node in nodes[inputs:] if any(edge.target == node.id for edge in edges)]
    chosen = tuple(str(id_) for id_ in rng.permutation(fed)[:outputs])
    order = rng.permutation(len(nodes))
    shuffled = tuple(nodes[k] for k in order)
    return NetworkSpec(shuffled, tuple(edges[k] for k in rng.permutation(len(edges))), chosen)


def xor_data(count: int = 40, test: int = 20, seed: int = 1, outputs: int = 1) -> TrainingData:
    """Points in ±1 with the sign of x·y (column 0 times column 1) as target, two columns."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (count + test, 2))
    t = np.repeat(np.sign(x[:, :1] * x[:, 1:]), outputs, axis=1)
    return TrainingData("classes", x[:count], t[:count], x[count:], t[count:])


def random_data(
    count: int, inputs: int, outputs: int, loss: str = "squared", seed: int = 3
) -> TrainingData:
    """Targets that suit the loss: numbers, 0/1, one-hot or ±1."""
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 1, (count, inputs))
    if loss == "softmax_cross_entropy" and outputs > 1:
        t = np.eye(outputs)[rng.integers(0, outputs, count)]
    elif loss in ("binary_cross_entropy", "softmax_cross_entropy"):
        t = rng.integers(0, 2, (count, outputs)).astype(float)
    elif loss == "hinge":
        t = rng.choice([-1.0, 1.0], (count, outputs))
    else:
        t = rng.normal(0, 1, (count, outputs))
    kind = "numbers" if loss in ("squared", "absolute", "huber") else "classes"
    return TrainingData(kind, x, t, x[:0], t[:0])
