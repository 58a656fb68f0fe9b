"""Networks for the tests of geometry; the first two nodes are always x1 and x2."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from playground.engine.spec import EdgeSpec, NetworkSpec, NodeSpec
from playground.geometry.request import CellsRequest

PIECEWISE = ("step", "sign", "relu", "leaky_relu", "abs", "hard_tanh", "hard_sigmoid", "identity")
# Those whose slopes are whole numbers.
WHOLE = ("step", "sign", "relu", "abs", "hard_tanh", "identity")


def request(network: NetworkSpec, bounds=(-6, 6, -6, 6), **options) -> CellsRequest:
    """A request without limits over the first two nodes."""
    options = {"max_faces": 10**6, "max_seconds": None, **options}
    return CellsRequest(network, network.nodes[0].id, network.nodes[1].id, bounds, **options)


def layered(
    weights: Sequence[Sequence[Sequence[float]]],
    biases: Sequence[Sequence[float]],
    activations: Sequence[str],
) -> NetworkSpec:
    """A layered network from weights[layer][target][source]."""
    nodes = [NodeSpec("x1", column=0), NodeSpec("x2", column=1)]
    edges = []
    before = ["x1", "x2"]
    for depth, (matrix, vector, activation) in enumerate(
        zip(weights, biases, activations, strict=True), start=1
    ):
        ids = [f"h{depth}.{index}" for index in range(len(vector))]
        for id_, row, bias in zip(ids, matrix, vector, strict=True):
            nodes.append(NodeSpec(id_, activation=activation, bias=float(bias)))
            for source, weight in zip(before, row, strict=True):
                edges.append(EdgeSpec(f"{source}>{id_}", source, id_, float(weight)))
        before = ids
    return NetworkSpec(tuple(nodes), tuple(edges), tuple(before))


def golden(sizes: Sequence[int], seed: int, hidden: str = "relu") -> NetworkSpec:
    """The networks of the golden table: He-normal weights, biases uniform in ±1/√fan_in."""
    rng = np.random.default_rng(seed)
    weights, biases = [], []
    for fan_in, size in pairwise(sizes):
        weights.append(rng.normal(size=(size, fan_in)) * np.sqrt(2 / fan_in))
        biases.append(rng.uniform(-1, 1, size) / np.sqrt(fan_in))
    activations = [hidden] * (len(weights) - 1) + ["identity"]
    return layered(weights, biases, activations)


def drawn(
    rng: np.random.Generator,
    units: int,
    activations: Sequence[str],
    number,
    density: float = 0.7,
    outputs: int = 1,
    output: str | None = None,
) -> NetworkSpec:
    """A random directed acyclic graph with skip edges; `number()` gives weights and biases."""
    nodes = [NodeSpec("x1", column=0), NodeSpec("x2", column=1)]
    edges = []
    for index in range(units):
        id_ = f"n{index}"
        is_output = index >= units - outputs
        for source in [node.id for node in nodes]:
            if rng.random() < density:
                edges.append(EdgeSpec(f"{source}>{id_}", source, id_, number()))
        chosen = output if is_output and output else str(rng.choice(list(activations)))
        nodes.append(NodeSpec(id_, activation=chosen, bias=number()))
    return NetworkSpec(
        tuple(nodes), tuple(edges), tuple(f"n{index}" for index in range(units - outputs, units))
    )


def three_polygons() -> NetworkSpec:
    """2-10-3-8: ten lines form three overlapping polygons, one output for every pattern.

    The golden polygons of the design: centre, inradius, sides, phase.
    """
    polygons = [(-1.2, 0.6, 1.6, 3, 0.3), (1.2, 0.6, 1.6, 3, 1.1), (0.0, -0.9, 1.7, 4, 0.2)]
    lines, biases, rows = [], [], []
    for index, (cx, cy, r, k, phase) in enumerate(polygons):
        for side in range(k):
            angle = phase + 2 * np.pi * side / k
            nx, ny = np.cos(angle), np.sin(angle)
            lines.append((-nx, -ny))
            biases.append(nx * cx + ny * cy + r)
            rows.append(index)
    ands = [[float(row == index) for row in rows] for index in range(3)]
    and_biases = [-(k - 0.5) for *_, k, _ in polygons]
    selects, select_biases = [], []
    for pattern in range(8):
        bits = [pattern >> index & 1 for index in range(3)]
        selects.append([1.0 if bit else -1.0 for bit in bits])
        select_biases.append(-(sum(bits) - 0.5))
    return layered(
        [lines, ands, selects], [biases, and_biases, select_biases], ["step", "step", "step"]
    )


def triangle() -> NetworkSpec:
    """The essay's 2-3-1: weights 1/3, bias −1."""
    lines = [(0.0, 1.0), (1.0, -1.0), (-1.0, -1.0)]
    return layered([lines, [[1 / 3] * 3]], [[1.0, 1.0, 1.0], [-1.0]], ["step", "step"])
